package service

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// writing is one change of a document under its lock, with what the keychain
// and the state must do beside it.
//
// Whatever happens, it ends with settle, which deletes the items that the
// intent names and nobody needs: neither the document as it then stands on the
// disk, nor the list of replaced secrets. So a change that failed leaves the
// old secret alone, one that succeeded leaves the new one, and a program that
// was killed is cleaned up after in the same way by the next one.
type writing struct {
	service *Service
	ctx     context.Context
	change  account.Change
	opened  Opened
	before  account.Stored
	record  account.Record
	after   account.Stored
	notices []string
}

// change runs one change of the document and returns it as it then stands.
func (s *Service) change(ctx context.Context, opened Opened, do func(*writing) error) (Opened, error) {
	change, err := s.Documents.Begin(ctx, opened.Path)
	if err != nil {
		return opened, err
	}
	defer change.Release()
	before, err := change.Load()
	if err != nil {
		return opened, err
	}
	w := &writing{service: s, ctx: ctx, change: change, opened: opened, before: before, after: before}
	w.record, _ = s.States.Record(before.Account.ID)
	if err := do(w); err != nil {
		s.abandon(change)
		return opened, err
	}
	unsettled := s.settleAs(ctx, change, w.after)
	opened = s.opened(opened.Path, w.after, w.notices)
	if unsettled == nil {
		return opened, nil
	}
	if !w.after.Present {
		return opened, &account.Problem{Kind: account.ProblemKeychain, What: texts.Of("service.deletedButSecret", "reason", unsettled), Err: unsettled}
	}
	opened.Notices = append(opened.Notices, texts.Of("service.unsettled", "reason", unsettled))
	return opened, nil
}

// abandon cleans up after a change that failed. It has its own patience: ctx
// may be what ended the change. What it cannot do, the next open does.
func (s *Service) abandon(change account.Change) {
	ctx, cancel := context.WithTimeout(context.Background(), recoveryPatience)
	defer cancel()
	_ = s.settle(ctx, change)
}

// mayWrite compares the disk with what was opened, and holds the rule of one
// account: id is the account that is about to be written.
func (w *writing) mayWrite(id string, overwrite bool) error {
	if w.before.Present && (!w.opened.Present || w.before.Account.ID != id) {
		return refused("service.secondAccount")
	}
	if w.before.Revision != w.opened.Revision && !overwrite {
		return &account.Problem{
			Kind:   account.ProblemChanged,
			What:   texts.Of("service.changed.what", "file", w.opened.Path),
			Remedy: texts.Of("service.changed.remedy"),
		}
	}
	return nil
}

// write stores a new secret if there is one and commits the account, which
// names the item that it then has.
func (w *writing) write(next account.Account, edit account.SecretEdit) error {
	items := w.itemsBefore()
	if edit.Mode != account.SecretKeep {
		next.SecretItem = ""
	}
	if edit.Mode == account.SecretReplace {
		next.SecretItem = account.SecretItemName(next.ID)
		items = append(items, next.SecretItem)
	}
	prepared := w.prepare(next)
	err := w.store(next, edit, items)
	<-prepared
	if err != nil {
		return err
	}
	if err := w.commit(next, true); err != nil {
		return err
	}
	w.recordWrite(next, edit)
	return nil
}

// store writes the intent, where one is needed, and then the secret.
func (w *writing) store(next account.Account, edit account.SecretEdit, items []string) error {
	if next.SecretItem != w.before.Account.SecretItem || next.ID != w.before.Account.ID {
		if err := w.intend(items...); err != nil {
			return err
		}
	}
	if edit.Mode != account.SecretReplace {
		return nil
	}
	return w.service.Secrets.Set(w.ctx, next.SecretItem, edit.Value)
}

// prepare has the document written ahead, where that is possible, while intent
// and keychain are. A failure shows when the account is committed.
func (w *writing) prepare(next account.Account) (done <-chan struct{}) {
	prepared := make(chan struct{})
	go func() {
		defer close(prepared)
		if ahead, can := w.change.(account.Preparer); can {
			ahead.Prepare(next)
		}
	}()
	return prepared
}

// recordWrite remembers when the secret was entered, and keeps the replaced
// one for a while.
func (w *writing) recordWrite(next account.Account, edit account.SecretEdit) {
	before := w.before.Account
	if before.ID != "" && before.ID != next.ID {
		w.forget(before.ID)
	}
	if edit.Mode != account.SecretReplace {
		return
	}
	w.remember(func(r *account.Record) {
		r.SecretEntered = w.service.Now()
		r.Previous = slices.DeleteFunc(r.Previous, w.service.outdated)
		if before.ID == next.ID && account.OwnsItem(before.ID, before.SecretItem) {
			r.Previous = append(r.Previous, replaced(before, next, w.service.Now()))
		}
	})
}

// replaced notes what an Apply puts aside.
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

// intend names the items that must not outlive this change unless the document
// or the list of replaced secrets names them. Items that an earlier intent
// still names stay in it.
func (w *writing) intend(items ...string) error {
	left, _, err := w.change.Intent()
	if err != nil {
		return err
	}
	all := append(left.Items, items...)
	slices.Sort(all)
	if all = slices.Compact(all); len(all) == 0 {
		return nil
	}
	return w.change.Intend(account.Intent{Items: all})
}

func (w *writing) commit(a account.Account, present bool) error {
	after, err := w.change.Commit(a, present)
	if err == nil {
		w.after = after
	}
	return err
}

// itemsBefore lists the keychain items of the account as it stood. An item of
// another account, which a document written by hand may name, is not ours to
// delete.
func (w *writing) itemsBefore() []string {
	items := []string{w.before.Account.SecretItem}
	for _, previous := range w.record.Previous {
		items = append(items, previous.SecretItem)
	}
	return slices.DeleteFunc(items, func(item string) bool { return !account.OwnsItem(w.before.Account.ID, item) })
}

// importedItem decides which item an imported account names where no secret
// came with it: its own if this machine's keychain has it, else the one that
// the same account has here.
func (w *writing) importedItem(imported account.Account) (string, error) {
	local := ""
	if w.before.Account.ID == imported.ID {
		local = w.before.Account.SecretItem
	}
	if local == "" || local == imported.SecretItem || imported.SecretItem == "" {
		return cmp.Or(imported.SecretItem, local), nil
	}
	_, err := w.service.Secrets.Get(w.ctx, imported.SecretItem)
	if errors.Is(err, account.ErrNoSecret) {
		return local, nil
	}
	return imported.SecretItem, err
}

// remember changes the record of the account as it now stands. The state may
// be lost without harm, so a failure is a notice.
func (w *writing) remember(change func(*account.Record)) {
	if err := w.service.States.Update(w.after.Account.ID, change); err != nil {
		w.notices = append(w.notices, texts.Of("service.state", "reason", err))
	}
}

func (w *writing) forget(id string) {
	if err := w.service.States.Update(id, func(r *account.Record) { *r = account.Record{} }); err != nil {
		w.notices = append(w.notices, texts.Of("service.state", "reason", err))
	}
}
