package service

import (
	"context"
	"errors"
	"slices"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// transaction is one change of a document under its lock, with what the
// keychain and the state must do beside it.
//
// Before the keychain is touched, an intent on the disk says what the change is
// about to do to it. The rename of the document decides: what is left of the
// change is then done by finish, or, where the program was killed, by the next
// one that opens the document, in the same way.
type transaction struct {
	service *Service
	ctx     context.Context
	change  account.Change
	opened  Opened
	before  account.Stored
	after   account.Stored
	record  account.Record
	// recordErr says why the record is not known.
	recordErr error
	// earlier are what interrupted changes left to do.
	earlier []account.Intent
	intent  account.Intent
	// storing says that the keychain may hold a new item of this change.
	storing   bool
	committed bool
	// copied says, of an account that goes, that another document holds it too.
	copied bool
	// recordChange is what the record is to say besides; nil for nothing.
	recordChange func(*account.Record)
	notices      []string
}

// transact runs one change of the document and returns it as it then stands.
func (s *Service) transact(ctx context.Context, opened Opened, do func(*transaction) error) (Opened, error) {
	change, err := s.Documents.Begin(ctx, opened.Path)
	if err != nil {
		return opened, err
	}
	defer change.Release()
	t := &transaction{service: s, ctx: ctx, change: change, opened: opened}
	if err := t.begin(); err != nil {
		return opened, err
	}
	if err := do(t); err != nil {
		t.undo()
		return opened, err
	}
	return t.finish()
}

// begin reads the document, and takes over what interrupted changes left.
func (t *transaction) begin() error {
	var err error
	if t.before, err = t.change.Load(); err != nil {
		return err
	}
	t.after = t.before
	if t.service.Documents.Unfinished(t.opened.Path) {
		if t.earlier, err = takeOver(t.change, t.before); err != nil {
			return err
		}
	}
	t.record, t.recordErr = t.service.States.Record(t.before.Account.ID)
	return nil
}

// checkAllowed compares the disk with what was opened, and holds the rule of
// one account: id is the account that is about to be written.
func (t *transaction) checkAllowed(id string, overwrite bool) error {
	if t.before.Present && (!t.opened.Present || t.before.Account.ID != id) {
		return refused(texts.Of("service.secondAccount"))
	}
	if t.before.Revision != t.opened.Revision && !overwrite {
		what := texts.Of("service.changed.what", "file", t.opened.Path)
		if t.opened.Present && !t.before.Present && !t.before.Deleted {
			what = texts.Of("service.changed.gone", "file", t.opened.Path)
		}
		return &account.Problem{Kind: account.ProblemChanged, What: what, Remedy: texts.Of("service.changed.remedy")}
	}
	return nil
}

// write stores a new secret if there is one, and commits the account, which
// names the item that it then has.
func (t *transaction) write(next account.Account, edit account.SecretEdit) error {
	if edit.Mode != account.SecretKeep {
		next.SecretItem = ""
	}
	if edit.Mode == account.SecretReplace {
		next.SecretItem = account.SecretItemName(next.ID)
		t.intent.IfAborted = []string{next.SecretItem}
	}
	t.keepReplaced(next)
	t.dropOutdated(next)
	if edit.Mode != account.SecretKeep {
		t.enteredNow(edit.Mode == account.SecretReplace)
	}
	if err := t.stage(next, true); err != nil {
		return err
	}
	if edit.Mode == account.SecretReplace {
		t.storing = true
		if err := t.service.Secrets.Set(t.ctx, next.SecretItem, edit.Value); err != nil {
			t.storing = !errors.Is(err, account.ErrNothingStored)
			return err
		}
	}
	return t.commit()
}

// enteredNow has the record say when the present secret was entered.
func (t *transaction) enteredNow(there bool) {
	t.recordChange = func(r *account.Record) {
		r.SecretEntered = time.Time{}
		if there {
			r.SecretEntered = t.service.Now()
		}
	}
}

// cameBack has the record say that a replaced secret is the present one again.
func (t *transaction) cameBack(item string) {
	t.recordChange = func(r *account.Record) {
		forgetPrevious(r, item)
		r.SecretEntered = t.service.Now()
	}
}

// keepReplaced plans to remember the secret that is replaced. The items of another
// account, which is replaced as a whole, are to be deleted.
func (t *transaction) keepReplaced(next account.Account) {
	before := t.before.Account
	switch {
	case !t.before.Present || before.SecretItem == next.SecretItem && before.ID == next.ID:
	case before.ID != next.ID:
		t.intent.IfCommitted = append(t.intent.IfCommitted, t.allItems()...)
	case account.OwnsItem(before.ID, before.SecretItem):
		t.intent.Replaced = append(t.intent.Replaced, replaced(before, next, t.service.Now()))
	}
}

// dropOutdated plans to delete replaced secrets that were kept long enough, and the
// oldest where there are too many to remember.
func (t *transaction) dropOutdated(next account.Account) {
	if t.before.Account.ID != next.ID {
		return
	}
	kept := t.record.Previous
	surplus := kept[:max(0, len(kept)+len(t.intent.Replaced)-account.MaxPrevious)]
	outdated := t.service.disposable(t.opened.Path, next, t.record, func(p account.Previous) bool {
		return t.service.outdated(p) || slices.Contains(surplus, p)
	})
	t.intent.IfCommitted = append(t.intent.IfCommitted, outdated...)
}

// replaced notes what an Apply takes the place of.
func replaced(before, next account.Account, now time.Time) account.Previous {
	previous := account.Previous{SecretItem: before.SecretItem, SecretExpires: before.SecretExpires, Since: now}
	if before.TenantID != next.TenantID {
		previous.TenantID = before.TenantID
	}
	if before.ClientID != next.ClientID {
		previous.ClientID = before.ClientID
	}
	return previous
}

// stage has the document written beside its place, and, where the keychain or
// the record is going to change, the intent that says so. Nothing that anybody
// reads has changed then.
func (t *transaction) stage(next account.Account, present bool) error {
	after, err := t.change.Stage(next, present, t.service.Now())
	if err != nil {
		return err
	}
	t.intent.AccountID, t.intent.Before, t.intent.After = next.ID, t.before.Revision, after
	own := t.ownIntents()
	if len(own) == 0 {
		return nil
	}
	return t.change.WriteIntents(append(slices.Clone(t.earlier), own...))
}

// ownIntents returns this change's intents: one for each account whose items it
// touches.
func (t *transaction) ownIntents() []account.Intent {
	own, old := t.intent, account.Intent{}
	if before := t.before.Account.ID; before != "" && before != own.AccountID {
		old = account.Intent{AccountID: before, Before: own.Before, After: own.After, IfCommitted: own.IfCommitted}
		own.IfCommitted = nil
	}
	return slices.DeleteFunc([]account.Intent{old, own}, func(i account.Intent) bool { return len(i.Items()) == 0 })
}

func (t *transaction) commit() error {
	after, err := t.change.Commit()
	if err == nil {
		t.after, t.committed = after, true
	}
	return err
}

// undo cleans up after a change that failed, as far as nobody needs to be asked
// for that. It has a time limit of its own: ctx may be what ended the change.
func (t *transaction) undo() {
	if t.committed {
		return
	}
	now, err := t.change.Load()
	if err != nil || now.Revision == t.intent.After && now.Revision != t.before.Revision {
		// The next open finds out.
		return
	}
	left := slices.Clone(t.earlier)
	if t.storing {
		left = append(left, account.Intent{AccountID: t.intent.AccountID, Delete: t.intent.IfAborted, Decided: true})
	}
	// So that it counts as decided whatever happens now.
	_ = t.change.WriteIntents(left)
	ctx, cancel := context.WithTimeout(context.Background(), recoveryTimeout)
	defer cancel()
	left, _ = t.service.complete(ctx, t.change, now, left, t.service.Secrets.DeleteUnprompted)
	_ = tidy(t.change, left)
}

// finish does what the commit decided: it brings the record up to date, and
// deletes the items that nobody needs any more.
func (t *transaction) finish() (Opened, error) {
	own := t.ownIntents()
	for i := range own {
		own[i] = decide(own[i], t.after, "")
	}
	// The record forgets what the document no longer needs, so the disk must know
	// of the document first. Should this fail, complete tries again before it
	// deletes anything.
	_ = t.change.Sync()
	own, unrecorded := t.updateRecord(own)
	remove := t.service.Secrets.DeleteUnprompted
	if t.deletes() {
		// To delete the account's secret is what the person asked for.
		remove = t.service.Secrets.Delete
	}
	left, err := t.service.complete(t.ctx, t.change, t.after, own, remove)
	earlier, _ := t.service.complete(t.ctx, t.change, t.after, t.earlier, t.service.Secrets.DeleteUnprompted)
	// What of this fails is done by the next open.
	if len(t.ownIntents())+len(t.earlier) > 0 {
		_ = t.change.WriteIntents(slices.Concat(earlier, unrecorded, left))
	}
	opened := t.service.withRecord(t.opened.Path, t.after, t.notices)
	switch {
	case err == nil:
		return opened, nil
	case !account.IsProblem(err, account.ProblemKeychain):
		// The state could not be written, or the disk not be asked.
	case !t.after.Present:
		return opened, &account.Problem{Kind: account.ProblemKeychain, What: texts.Of("service.deletedButSecret", "reason", err), Err: err}
	case t.deletes():
		return opened, &account.Problem{Kind: account.ProblemKeychain, What: texts.Of("service.replacedButSecret", "reason", err), Err: err}
	}
	opened.Notices = append(opened.Notices, texts.Of("service.notCleanedUp", "reason", err))
	return opened, nil
}

// deletes reports whether the account that stood in the document is gone from it.
func (t *transaction) deletes() bool {
	return t.before.Present && (!t.after.Present || t.before.Account.ID != t.after.Account.ID)
}

// updateRecord brings the record of the account that was written up to date, puts
// its document among the recent ones, so that copies are known, and forgets the
// record of an account that was deleted. It tells apart the intents of which
// the record could not be written: their items stay until it can.
func (t *transaction) updateRecord(own []account.Intent) (recorded, unrecorded []account.Intent) {
	if before := t.before.Account.ID; before != "" && before != t.after.Account.ID && !t.copied {
		t.remember(before, func(r *account.Record) { *r = account.Record{} })
	}
	if t.after.Present {
		// Where this fails, so does what follows, or nothing is lost.
		_ = t.service.States.AddRecent(t.opened.Path)
	}
	if !t.after.Present || len(own) == 0 && t.recordChange == nil {
		return own, nil
	}
	done := t.remember(t.after.Account.ID, func(r *account.Record) {
		for _, intent := range own {
			if intent.AccountID == t.after.Account.ID {
				recordIntent(r, intent)
			}
		}
		if t.recordChange != nil {
			t.recordChange(r)
		}
	})
	for _, intent := range own {
		switch {
		case intent.AccountID != t.after.Account.ID:
			recorded = append(recorded, intent)
		case done:
			intent.Replaced = nil
			recorded = append(recorded, intent)
		case len(intent.Items()) > 0:
			unrecorded = append(unrecorded, intent)
		}
	}
	return recorded, unrecorded
}

// allItems lists all keychain items of the account as it stood: its own secret,
// and those that are known otherwise or that the keychain lists. What another
// document's copy of the account may need goes with that: here, the own secret
// alone.
func (t *transaction) allItems() []string {
	if t.copied = len(t.service.copies(t.opened.Path, t.before.Account.ID)) > 0; t.copied {
		return t.ownItems([]string{t.before.Account.SecretItem})
	}
	items := t.knownItems()
	past, _ := t.service.Documents.History(t.opened.Path)
	for _, state := range past {
		items = append(items, state.Account.SecretItem)
	}
	// What a keychain does not list is found by the rest.
	listed, _ := t.service.Secrets.Items(t.ctx, t.before.Account.ID)
	return t.ownItems(append(items, listed...))
}

// knownItems lists the keychain items of the account as it stood, as far as
// they are known without asking the keychain. An item of another account, which
// a document written by hand may name, is not ours to delete.
func (t *transaction) knownItems() []string {
	items := []string{t.before.Account.SecretItem}
	for _, previous := range t.record.Previous {
		items = append(items, previous.SecretItem)
	}
	return t.ownItems(items)
}

func (t *transaction) ownItems(items []string) []string {
	slices.Sort(items)
	return slices.DeleteFunc(slices.Compact(items), func(item string) bool {
		return !account.OwnsItem(t.before.Account.ID, item)
	})
}

// remember changes the record of an account. The state may be lost without
// harm, so a failure is a notice.
func (t *transaction) remember(id string, change func(*account.Record)) (done bool) {
	err := t.service.States.Update(id, change)
	if err != nil {
		t.notices = append(t.notices, texts.Of("service.state", "reason", err))
	}
	return err == nil
}
