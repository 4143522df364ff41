package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
)

// errStep is what a step answers that a test makes fail.
var errStep = errors.New("this step was made to fail")

// world is a contact center in memory: document, keychain and state behave as
// the real ones do, and any of their steps can be made to fail or to be the
// last one before the program is killed.
type world struct {
	stored account.Stored
	// staged is what waits to be put in place.
	staged  *account.Stored
	intents []account.Intent
	// synced says that the disk knows of what is stored.
	synced bool
	past   []account.Past
	// copies are other documents, by their paths.
	copies   map[string]account.Stored
	items    map[string]string
	records  map[string]account.Record
	recent   []string
	outcome  account.Result
	asked    []account.Credentials
	now      time.Time
	revision int

	steps  int
	failAt int // the step that fails; 0 for none
	killAt int // the step before which the program is killed; 0 for none
	locked bool
	// prompted and refused count how often a locked keychain was asked by who
	// may have the person asked, and by who may not.
	prompted, refused int
	// unsyncable says that the disk does not tell whether it knows of a commit,
	// misreported that a commit is said to have failed and did not.
	unsyncable, misreported bool
	// updates counts how often the state was written.
	updates int
	// onBegin is what happens while a change waits for the lock.
	onBegin func()
	// broken says that the state can be neither read nor written.
	broken bool
	// events are what happened to the keychain and to the disk, in order.
	events []string
}

type killed struct{}

// step counts the steps that reach out of the program.
func (w *world) step() error {
	w.steps++
	if w.steps == w.killAt {
		panic(killed{})
	}
	if w.steps == w.failAt {
		return &account.Problem{Kind: account.ProblemFailed, What: "A step failed.", Err: errStep}
	}
	return nil
}

func newWorld() *world {
	return &world{items: map[string]string{}, records: map[string]account.Record{}, now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
}

func (w *world) service() *Service {
	return &Service{
		Documents: worldDocuments{w}, Secrets: worldSecrets{w}, Tester: worldTester{w}, States: worldStates{w},
		Now: func() time.Time { return w.now },
	}
}

type worldDocuments struct{ *world }

func (w worldDocuments) Load(path string) (account.Stored, error) {
	if path != "account.json" {
		return w.copies[path], w.step()
	}
	return w.stored, w.step()
}

func (w worldDocuments) Same(path, other string) bool { return path == other }
func (w worldDocuments) Unfinished(string) bool       { return len(w.intents) > 0 || w.staged != nil }

func (w worldDocuments) Begin(context.Context, string) (account.Change, error) {
	if w.onBegin != nil {
		w.onBegin()
	}
	return worldChange(w), w.step()
}

func (w worldDocuments) History(string) ([]account.Past, error) {
	return slices.Clone(w.past), w.step()
}

type worldChange struct{ *world }

func (w worldChange) Load() (account.Stored, error) { return w.stored, w.step() }

func (w worldChange) Intents() ([]account.Intent, error) {
	return slices.Clone(w.intents), w.step()
}

func (w worldChange) Staged() string {
	if w.staged == nil {
		return ""
	}
	return w.staged.Revision
}

func (w worldChange) Stage(a account.Account, present bool, _ time.Time) (string, error) {
	if err := w.step(); err != nil {
		return "", err
	}
	w.revision++
	w.staged = &account.Stored{Account: a, Present: present, Deleted: !present, Revision: fmt.Sprint(w.revision)}
	return w.staged.Revision, nil
}

func (w worldChange) WriteIntents(intents []account.Intent) error {
	if err := w.step(); err != nil {
		return err
	}
	w.intents = nil
	for _, intent := range intents {
		others := func(item string) bool { return !account.OwnsItem(intent.AccountID, item) }
		for _, list := range []*[]string{&intent.IfAborted, &intent.IfCommitted, &intent.Delete} {
			*list = slices.DeleteFunc(slices.Clone(*list), others)
		}
		intent.Replaced = slices.DeleteFunc(slices.Clone(intent.Replaced), func(p account.Previous) bool { return others(p.SecretItem) })
		w.intents = append(w.intents, intent)
	}
	return nil
}

func (w worldChange) Commit() (account.Stored, error) {
	if err := w.step(); err != nil {
		w.staged = nil
		return account.Stored{}, err
	}
	w.stored, w.staged, w.synced = *w.staged, nil, false
	if w.stored.Present {
		w.past = append(w.past, account.Past{At: w.now, Account: w.stored.Account, Oldest: len(w.past) == 0})
	}
	if w.misreported {
		return account.Stored{}, &account.Problem{Kind: account.ProblemFailed, What: "The disk said so.", Err: errStep}
	}
	return w.stored, nil
}

func (w worldChange) Sync() error {
	if err := w.step(); err != nil {
		return err
	}
	if w.unsyncable {
		return &account.Problem{Kind: account.ProblemFailed, What: "The disk does not answer."}
	}
	w.synced = true
	return nil
}

func (w worldChange) CleanUp() error {
	if err := w.step(); err != nil {
		return err
	}
	w.staged = nil
	return nil
}

func (w worldChange) ForgetHistory() error {
	w.past = nil
	return w.step()
}

func (w worldChange) Release() {}

type worldSecrets struct{ *world }

func (w worldSecrets) ask() error {
	if w.locked {
		w.prompted++
		return errLocked(nil)
	}
	return w.step()
}

func errLocked(cause error) error {
	return &account.Problem{Kind: account.ProblemKeychain, What: "The keychain is locked.", Remedy: "Unlock it.", Err: cause}
}

func (w worldSecrets) Get(_ context.Context, item string) (string, error) {
	if err := w.ask(); err != nil {
		return "", err
	}
	if secret, ok := w.items[item]; ok {
		return secret, nil
	}
	return "", account.ErrNoSecret
}

func (w worldSecrets) Set(_ context.Context, item, secret string) error {
	if w.locked {
		w.prompted++
		return errLocked(account.ErrNothingStored)
	}
	if err := w.step(); err != nil {
		return err
	}
	w.items[item] = secret
	return nil
}

func (w worldSecrets) Delete(_ context.Context, item string) error {
	if err := w.ask(); err != nil {
		return err
	}
	w.remove(item)
	return nil
}

func (w worldSecrets) DeleteUnprompted(_ context.Context, item string) error {
	if w.locked {
		w.refused++
		return errLocked(nil)
	}
	if err := w.step(); err != nil {
		return err
	}
	w.remove(item)
	return nil
}

func (w worldSecrets) remove(item string) {
	if !w.synced {
		w.events = append(w.events, "destroyed "+item+" before the disk knew of the document")
	}
	delete(w.items, item)
}

func (w worldSecrets) Items(_ context.Context, id string) (items []string, err error) {
	for item := range w.items {
		if account.OwnsItem(id, item) {
			items = append(items, item)
		}
	}
	return items, w.ask()
}

type worldTester struct{ *world }

func (w worldTester) Test(_ context.Context, c account.Credentials, _ func(account.Stage)) account.Result {
	w.asked = append(w.asked, c)
	result := account.NewResult()
	result.SetKind(w.outcome.Kind)
	return result
}

type worldStates struct{ *world }

func (w worldStates) Record(id string) (account.Record, error) {
	if w.broken {
		return account.Record{}, &account.Problem{Kind: account.ProblemFailed, What: "The state is broken."}
	}
	return w.records[id], nil
}

func (w worldStates) Update(id string, change func(*account.Record)) error {
	if err := w.step(); err != nil {
		return err
	}
	if w.broken {
		return &account.Problem{Kind: account.ProblemFailed, What: "The state is broken."}
	}
	w.updates++
	record := w.records[id]
	record.Previous = slices.Clone(record.Previous)
	change(&record)
	if !w.synced && !w.unsyncable && len(record.Previous) < len(w.records[id].Previous) {
		w.events = append(w.events, "forgot a replaced secret before the disk knew of the document")
	}
	w.records[id] = record
	return nil
}

func (w worldStates) Recent() ([]string, error) { return w.recent, nil }

func (w worldStates) AddRecent(path string) error {
	w.recent = append([]string{path}, slices.DeleteFunc(w.recent, func(other string) bool { return other == path })...)
	return w.step()
}

// open opens the world's document, which must succeed.
func (w *world) open(t *testing.T) Opened {
	t.Helper()
	opened, err := w.service().Open(t.Context(), "account.json")
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

// apply applies an edit of the world's account, which must succeed.
func (w *world) apply(t *testing.T, edit func(*account.Draft)) Opened {
	t.Helper()
	opened := w.open(t)
	draft := account.NewDraft(opened.Account)
	if !opened.Present {
		draft = account.NewAccountDraft()
		draft.Current = completeAccount()
	}
	edit(&draft)
	opened, err := w.service().Apply(t.Context(), opened, draft, false)
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func secretEdit(value string) func(*account.Draft) {
	return func(d *account.Draft) { d.Secret = account.ReplaceSecret(value) }
}

// check holds what is true after every change: the document's item is in the
// keychain, and no item is there that nobody knows of.
func (w *world) check(t *testing.T, when string) {
	t.Helper()
	known := []string{}
	if w.stored.Present && w.stored.Account.SecretItem != "" {
		known = append(known, w.stored.Account.SecretItem)
		if _, ok := w.items[w.stored.Account.SecretItem]; !ok {
			t.Errorf("%s: the document's secret is not in the keychain", when)
		}
	}
	for _, previous := range w.records[w.stored.Account.ID].Previous {
		known = append(known, previous.SecretItem)
	}
	for item := range w.items {
		if !slices.Contains(known, item) {
			t.Errorf("%s: the item %s is an orphan", when, item)
		}
	}
	if len(w.intents) > 0 || w.staged != nil {
		t.Errorf("%s: an intent is left: %+v, %+v", when, w.intents, w.staged)
	}
	for _, event := range w.events {
		t.Errorf("%s: %s", when, event)
	}
}

func TestApply_AddsAnAccountWithItsSecret(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit(" abc8Q~practice\n"))
	item := opened.Account.SecretItem
	if !strings.HasPrefix(item, opened.Account.ID+".") || w.items[item] != "abc8Q~practice" {
		t.Errorf("item %q holds %q", item, w.items[item])
	}
	w.check(t, "after adding")
}

func TestApply_WithoutASecretTouchesNoKeychain(t *testing.T) {
	w := newWorld()
	w.locked = true
	w.apply(t, func(*account.Draft) {})
	if w.apply(t, func(d *account.Draft) { d.Current.Name = "Other" }).Account.Name != "Other" {
		t.Error("the name was not written")
	}
}

func TestApply_ASecondAccountIsRefused(t *testing.T) {
	w := newWorld()
	unopened := w.open(t)
	w.apply(t, func(*account.Draft) {})
	for _, overwrite := range []bool{false, true} {
		_, err := w.service().Apply(t.Context(), unopened, account.NewAccountDraft(), overwrite)
		if !account.IsProblem(err, account.ProblemRefused) || !strings.Contains(err.Error(), "only one instance") {
			t.Errorf("overwrite %v: %v", overwrite, err)
		}
	}
}

func TestApply_OverwritingChangesWhatThePersonChangedAndNothingElse(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	elsewhere := w.apply(t, func(d *account.Draft) {
		d.Current.Name, d.Current.Messages.LeaveCommand, d.Secret = "Changed elsewhere", "STOP", account.ReplaceSecret("abc8Q~two")
	})
	draft := account.NewDraft(opened.Account)
	draft.Current.SecretExpires = "2030-01-01"
	if _, err := w.service().Apply(t.Context(), opened, draft, false); !account.IsProblem(err, account.ProblemChanged) {
		t.Fatal(err)
	}
	after, err := w.service().Apply(t.Context(), opened, draft, true)
	want := elsewhere.Account
	want.SecretExpires = "2030-01-01"
	if err != nil || after.Account != want || w.items[want.SecretItem] != "abc8Q~two" {
		t.Errorf("%v: %+v, want %+v", err, after.Account, want)
	}
	w.check(t, "after overwriting")
}

func TestApply_OverwritingFollowsTheRulesWithWhatStandsThere(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	elsewhere := w.apply(t, func(d *account.Draft) { d.Current.Messages.LeaveCommand = "STOP" })
	draft := account.NewDraft(opened.Account)
	draft.Current.Messages.NegativeResponse = "stop"
	if _, err := w.service().Apply(t.Context(), opened, draft, true); !account.IsProblem(err, account.ProblemInvalid) || w.stored.Account != elsewhere.Account {
		t.Errorf("%v, %+v", err, w.stored.Account)
	}
}

func TestApply_SaysThatTheDocumentIsGone(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	w.stored = account.Stored{}
	draft := account.NewDraft(opened.Account)
	draft.Current.Name = "Other"
	_, err := w.service().Apply(t.Context(), opened, draft, false)
	if !account.IsProblem(err, account.ProblemChanged) || !strings.Contains(err.Error(), "is gone") {
		t.Error(err)
	}
	after, err := w.service().Apply(t.Context(), opened, draft, true)
	if err != nil || after.Account.Name != "Other" || w.items[after.Account.SecretItem] != "abc8Q~one" {
		t.Errorf("%v, %+v", err, after.Account)
	}
}

func TestApply_AsksNothingAboutASecretThatIsToGo(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	w.stored, w.locked = account.Stored{Deleted: true, Revision: "deleted elsewhere"}, true
	draft := account.NewDraft(opened.Account)
	draft.Secret = account.SecretEdit{Mode: account.SecretClear}
	after, err := w.service().Apply(t.Context(), opened, draft, true)
	if err != nil || w.prompted != 0 || after.Account.SecretItem != "" {
		t.Errorf("%v, asked %d times, %+v", err, w.prompted, after.Account)
	}
}

func TestApply_AnInvalidDraftTouchesNothing(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	draft := account.NewDraft(opened.Account)
	draft.Current.TenantID, draft.Secret = "common", account.ReplaceSecret("abc8Q~two")
	w.steps, w.failAt = 0, 0
	_, err := w.service().Apply(t.Context(), opened, draft, false)
	var problem *account.Problem
	if !errors.As(err, &problem) || problem.Kind != account.ProblemInvalid || problem.Findings[0].Field != account.FieldTenantID {
		t.Errorf("%v", err)
	}
	if w.steps != 0 {
		t.Errorf("%d steps were taken", w.steps)
	}
}

func TestApply_ASpoiledItemIsReplacedWithItsSecret(t *testing.T) {
	w := newWorld()
	w.apply(t, func(*account.Draft) {})
	w.stored.Account.SecretItem = "spoiled by hand"
	opened := w.open(t)
	draft := account.NewDraft(opened.Account)
	draft.Current.Name = "Other"
	var problem *account.Problem
	if _, err := w.service().Apply(t.Context(), opened, draft, false); !errors.As(err, &problem) || problem.Findings[0].Field != account.FieldSecretItem {
		t.Errorf("without another secret: %v", err)
	}
	draft.Secret = account.ReplaceSecret("abc8Q~one")
	after, err := w.service().Apply(t.Context(), opened, draft, false)
	if err != nil || w.items[after.Account.SecretItem] != "abc8Q~one" {
		t.Errorf("with another secret: %v, %+v", err, after.Account)
	}
	w.check(t, "after applying")
}

func TestApply_ADocumentThatChangedOutsideIsNotOverwrittenUnasked(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	w.apply(t, func(d *account.Draft) { d.Current.Name, d.Secret = "Outside", account.ReplaceSecret("abc8Q~two") })
	draft := account.NewDraft(opened.Account)
	draft.Current.Name = "Mine"
	if _, err := w.service().Apply(t.Context(), opened, draft, false); !account.IsProblem(err, account.ProblemChanged) {
		t.Fatal(err)
	}
	if w.stored.Account.Name != "Outside" {
		t.Error("the change from outside is lost")
	}
	opened, err := w.service().Apply(t.Context(), opened, draft, true)
	if err != nil || opened.Account.Name != "Mine" || w.items[opened.Account.SecretItem] != "abc8Q~two" {
		t.Errorf("overwriting keeps the secret that is stored: %v, %+v", err, opened.Account)
	}
	w.check(t, "after overwriting")
}

// A change with a new secret, one that clears it, a deletion and another account
// are made to fail, and to be killed, at every step in turn.
func TestChanges_AreAllOrNothingAtEveryStep(t *testing.T) {
	replace := func(w *world, opened Opened) error {
		draft := account.NewDraft(opened.Account)
		draft.Current.Name, draft.Secret = "New", account.ReplaceSecret("abc8Q~new")
		_, err := w.service().Apply(context.Background(), opened, draft, false)
		return err
	}
	clearIt := func(w *world, opened Opened) error {
		draft := account.NewDraft(opened.Account)
		draft.Current.Name, draft.Secret = "New", account.SecretEdit{Mode: account.SecretClear}
		_, err := w.service().Apply(context.Background(), opened, draft, false)
		return err
	}
	remove := func(w *world, opened Opened) error {
		_, err := w.service().Delete(context.Background(), opened)
		return err
	}
	other := completeAccount()
	other.Name = "New"
	exchange := func(w *world, opened Opened) error {
		_, err := w.service().Import(context.Background(), opened, other, "abc8Q~new", true)
		return err
	}
	for name, do := range map[string]func(*world, Opened) error{
		"replace": replace, "clear": clearIt, "delete": remove, "exchange": exchange,
	} {
		at := 1
		for ; interrupt(t, fmt.Sprintf("%s, failing at step %d", name, at), &world{failAt: at}, do); at++ {
			interrupt(t, fmt.Sprintf("%s, killed at step %d", name, at), &world{killAt: at}, do)
		}
		if at < 6 {
			t.Errorf("%s has only %d steps", name, at-1)
		}
	}
}

// interrupt runs a change that is disturbed as plan says, then opens the
// document again, and holds that the old account or the new one stands there,
// whole. It reports whether the change came as far as the disturbance.
func interrupt(t *testing.T, when string, plan *world, do func(*world, Opened) error) bool {
	t.Helper()
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	old := w.stored.Account
	w.steps, w.failAt, w.killAt = 0, plan.failAt, plan.killAt
	taken := runUntilKilled(w, func() error { return do(w, opened) })
	w.failAt, w.killAt = 0, 0
	after := w.open(t)
	w.check(t, when)
	if after.Account == old {
		if w.items[old.SecretItem] != "abc8Q~old" {
			t.Errorf("%s: the old account is without its old secret", when)
		}
	} else if after.Present && (after.Account.Name != "New" || w.items[after.Account.SecretItem] == "abc8Q~old") {
		t.Errorf("%s: neither the old account nor the new one: %+v", when, after.Account)
	}
	return taken >= plan.failAt+plan.killAt
}

// runUntilKilled runs do and returns how many steps it took.
func runUntilKilled(w *world, do func() error) (steps int) {
	defer func() {
		if reason := recover(); reason != nil && reason != any(killed{}) {
			panic(reason)
		}
		steps = w.steps
	}()
	_ = do()
	return w.steps
}

func TestApply_ALockedKeychainChangesNothing(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	before := w.stored
	w.locked = true
	draft := account.NewDraft(opened.Account)
	draft.Secret = account.ReplaceSecret("abc8Q~new")
	if _, err := w.service().Apply(t.Context(), opened, draft, false); !account.IsProblem(err, account.ProblemKeychain) {
		t.Error(err)
	}
	if w.stored != before {
		t.Error("the document changed")
	}
	w.locked = false
	w.open(t)
	w.check(t, "after the keychain came back")
}

func TestDelete_WithALockedKeychainSaysSoAndTheNextOpenFinishes(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	w.locked = true
	opened, err := w.service().Delete(t.Context(), opened)
	if !account.IsProblem(err, account.ProblemKeychain) || opened.Present || !opened.Deleted {
		t.Errorf("%v, %+v", err, opened)
	}
	w.locked = false
	w.open(t)
	w.check(t, "after the next open")
}

func TestImport_OverAnotherAccountWithALockedKeychainSaysSoAndTheNextOpenFinishes(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	w.locked = true
	opened, err := w.service().Import(t.Context(), opened, completeAccount(), "", true)
	if !account.IsProblem(err, account.ProblemKeychain) || opened.Account.Name != completeAccount().Name {
		t.Errorf("%v, %+v", err, opened.Account)
	}
	w.locked = false
	w.open(t)
	w.check(t, "after the next open")
}

func TestDelete_ForgetsTheRecord(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~one"))
	opened := w.apply(t, secretEdit("abc8Q~two"))
	if _, err := w.service().Delete(t.Context(), opened); err != nil {
		t.Fatal(err)
	}
	for id, record := range w.records {
		if len(record.Previous) > 0 || !record.SecretEntered.IsZero() {
			t.Errorf("of %s it remembers %+v", id, record)
		}
	}
	w.check(t, "after deleting")
}

func TestDelete_LeavesTheSecretOfAnotherAccountAlone(t *testing.T) {
	w := newWorld()
	w.apply(t, func(*account.Draft) {})
	others := account.SecretItemName(account.New().ID)
	w.items[others] = "abc8Q~others"
	w.stored.Account.SecretItem = others
	if _, err := w.service().Delete(t.Context(), w.open(t)); err != nil || w.items[others] == "" {
		t.Errorf("%v, %v", err, w.items)
	}
}

func TestReplacedSecret_IsKeptUntilATestSucceeds(t *testing.T) {
	w := newWorld()
	old := w.apply(t, secretEdit("abc8Q~old")).Account.SecretItem
	opened := w.apply(t, secretEdit("abc8Q~new"))
	if w.items[old] != "abc8Q~old" || len(opened.Record.Previous) != 1 {
		t.Fatalf("the replaced secret is gone: %+v", opened.Record)
	}
	for kind, kept := range map[account.Kind]bool{account.KindRejected: true, account.KindUnreachable: true} {
		result := account.NewResult()
		result.SetKind(kind)
		opened, _ = w.service().Remember(t.Context(), opened, result)
		if _, there := w.items[old]; there != kept {
			t.Errorf("after %s: kept %v", kind, there)
		}
	}
	result := account.NewResult()
	result.SetKind(account.KindValid)
	opened, _ = w.service().Remember(t.Context(), opened, result)
	if _, there := w.items[old]; there || len(opened.Record.Previous) != 0 {
		t.Error("a valid test leaves the replaced secret")
	}
	w.check(t, "after a valid test")
}

func TestReplacedSecret_GoesADayLaterAtAStart(t *testing.T) {
	w := newWorld()
	old := w.apply(t, secretEdit("abc8Q~old")).Account.SecretItem
	w.apply(t, secretEdit("abc8Q~new"))
	w.now = w.now.Add(24 * time.Hour)
	w.open(t)
	if _, there := w.items[old]; !there {
		t.Error("it went before more than a day had passed")
	}
	w.now = w.now.Add(1)
	if opened := w.open(t); len(opened.Notices) > 0 {
		t.Errorf("nothing is to be told, and yet it says %q", opened.Notices)
	}
	if _, there := w.items[old]; there {
		t.Error("it is still there more than a day later")
	}
	w.check(t, "a day later")
}

func TestReplacedSecret_ThatCannotGoCostsNoWritingAtEveryStart(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~old"))
	w.apply(t, secretEdit("abc8Q~new"))
	w.now, w.locked, w.updates = w.now.Add(48*time.Hour), true, 0
	if w.open(t); w.updates > 0 {
		t.Errorf("the state was written %d times", w.updates)
	}
}

func TestRecord_SaysWhenThePresentSecretWasEntered(t *testing.T) {
	w := newWorld()
	entered := w.now
	if opened := w.apply(t, secretEdit("abc8Q~one")); !opened.Record.SecretEntered.Equal(entered) {
		t.Errorf("of a new one it says %v", opened.Record.SecretEntered)
	}
	w.now = w.now.Add(time.Hour)
	renamed := w.apply(t, func(d *account.Draft) { d.Current.Name = "Other" })
	if !renamed.Record.SecretEntered.Equal(entered) || len(renamed.Record.Previous) > 0 {
		t.Errorf("after a change of the name it says %+v", renamed.Record)
	}
	cleared := w.apply(t, func(d *account.Draft) { d.Secret = account.SecretEdit{Mode: account.SecretClear} })
	if !cleared.Record.SecretEntered.IsZero() {
		t.Errorf("of none it says %v", cleared.Record.SecretEntered)
	}
	back, err := w.service().GoBack(t.Context(), cleared)
	if err != nil || !back.Record.SecretEntered.Equal(w.now) || len(back.Record.Previous) > 0 {
		t.Errorf("%v: after going back it says %+v", err, back.Record)
	}
}

func TestGoBack_RestoresWhatChangedInTheSameApply(t *testing.T) {
	const otherClient = "77777777-7777-4888-9999-000000000000"
	for name, change := range map[string]func(*account.Account){
		"tenant": func(a *account.Account) { a.TenantID, a.SecretExpires = "contoso.example", "2028-01-01" },
		"client": func(a *account.Account) { a.ClientID = otherClient },
		"both":   func(a *account.Account) { a.TenantID, a.ClientID = "contoso.example", otherClient },
	} {
		w := newWorld()
		before := w.apply(t, secretEdit("abc8Q~old")).Account
		opened := w.apply(t, func(d *account.Draft) {
			change(&d.Current)
			d.Secret = account.ReplaceSecret("abc8Q~new")
		})
		opened, err := w.service().GoBack(t.Context(), opened)
		if err != nil || opened.Account != before {
			t.Errorf("%s: %v: %+v, want %+v", name, err, opened.Account, before)
		}
		w.check(t, name+", after going back")
		if _, err := w.service().GoBack(t.Context(), opened); !account.IsProblem(err, account.ProblemRefused) {
			t.Errorf("%s, a second time: %v", name, err)
		}
	}
}

func TestGoBack_KeepsWhatChangedLater(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~old"))
	w.apply(t, secretEdit("abc8Q~new"))
	later := w.apply(t, func(d *account.Draft) { d.Current.TenantID, d.Current.ClientID = "contoso.example", d.Current.ObjectID })
	opened, err := w.service().GoBack(t.Context(), later)
	if err != nil || opened.Account.TenantID != later.Account.TenantID || opened.Account.ClientID != later.Account.ClientID {
		t.Errorf("%v: %+v", err, opened.Account)
	}
}

func TestTest_SaysWhatIsMissing(t *testing.T) {
	w := newWorld()
	none := w.service().Test(t.Context(), w.open(t), false, func(account.Stage) {})
	if none.Kind != account.KindIncomplete || len(none.Missing) != 4 || none.Title != "Error: Account credentials are incomplete" {
		t.Errorf("no account: %+v", none)
	}
	opened := w.apply(t, func(*account.Draft) {})
	if got := w.service().Test(t.Context(), opened, false, func(account.Stage) {}); got.Kind != account.KindIncomplete || !slices.Equal(got.Missing, []account.Field{account.FieldClientSecret}) {
		t.Errorf("no secret: %+v", got)
	}
	opened = w.apply(t, secretEdit("abc8Q~one"))
	delete(w.items, opened.Account.SecretItem)
	if got := w.service().Test(t.Context(), opened, false, func(account.Stage) {}); got.Kind != account.KindIncomplete || !slices.Equal(got.Missing, []account.Field{account.FieldClientSecret}) {
		t.Errorf("the keychain holds no such item: %+v", got)
	}
	if len(w.asked) != 0 {
		t.Error("Microsoft was asked")
	}
}

func TestTest_LooksAtTheValuesThatItSends(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	w.outcome.Kind = account.KindValid
	for field, sent := range map[account.Field]bool{
		account.FieldTenantID:        false,
		account.FieldSecretExpires:   true,
		account.FieldSecretItem:      true,
		account.PartyLeft.Field():    true,
		account.LeaveCommand.Field(): true,
	} {
		spoiled := opened
		spoiled.Account = spoiled.Account.With(field, "")
		if _, isMessage := field.Message(); !isMessage {
			spoiled.Account = spoiled.Account.With(field, "no such thing")
		}
		got := w.service().TestWith(t.Context(), spoiled, "abc8Q~one", func(account.Stage) {})
		if sent && got.Kind != account.KindValid || !sent && (got.Kind != account.KindIncomplete || got.Field != field || got.Message == "") {
			t.Errorf("%s spoiled: %s, %s, %q", field, got.Kind, got.Field, got.Message)
		}
	}
}

func TestSecret_IsReadFromTheKeychainOrSaidToBeMissing(t *testing.T) {
	w := newWorld()
	without := w.apply(t, func(*account.Draft) {}).Account
	with := w.apply(t, secretEdit("abc8Q~one")).Account
	gone := with
	gone.SecretItem = account.SecretItemName(with.ID)
	for name, test := range map[string]struct {
		account account.Account
		locked  bool
		state   account.SecretState
		secret  string
		refused account.ProblemKind
	}{
		"stored":               {with, false, account.SecretStored, "abc8Q~one", 0},
		"gone":                 {gone, false, account.SecretMissing, "", account.ProblemRefused},
		"never entered":        {without, true, account.SecretMissing, "", account.ProblemRefused},
		"in a locked keychain": {with, true, account.SecretUnknown, "", account.ProblemKeychain},
	} {
		w.locked = test.locked
		state, err := w.service().SecretState(t.Context(), test.account)
		if state != test.state || (err != nil) != (state == account.SecretUnknown) {
			t.Errorf("%s: the state is %s, %v", name, state, err)
		}
		secret, err := w.service().Secret(t.Context(), test.account)
		if secret != test.secret || (err == nil) != (secret != "") || err != nil && !account.IsProblem(err, test.refused) {
			t.Errorf("%s: the secret is %q, %v", name, secret, err)
		}
	}
	if w.prompted != 2 {
		t.Errorf("the locked keychain was asked %d times", w.prompted)
	}
}

func TestTest_Outcomes(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	w.outcome.Kind = account.KindValid
	if got := w.service().Test(t.Context(), opened, true, func(account.Stage) {}); got.Kind != account.KindIncomplete || len(got.Missing) != 0 {
		t.Errorf("edits waiting: %+v", got)
	}
	var seen []account.Stage
	got := w.service().Test(t.Context(), opened, false, func(s account.Stage) { seen = append(seen, s) })
	if got.Kind != account.KindValid || !got.OK || got.Stage(account.StageCredentials).Status != account.StatusPassed || got.File != "account.json" {
		t.Errorf("%+v", got)
	}
	var object struct {
		Support map[string]any `json:"support"`
	}
	if data, err := json.Marshal(got); err != nil || json.Unmarshal(data, &object) != nil || len(object.Support) != 8 ||
		object.Support["name"] != opened.Account.Name || object.Support["tenantId"] != opened.Account.TenantID ||
		object.Support["clientId"] != opened.Account.ClientID || object.Support["clockOffsetSeconds"] != nil {
		t.Errorf("support: %v, %v", object.Support, err)
	}
	if len(seen) != 2 || seen[0].Status != account.StatusRunning || seen[1].Status != account.StatusPassed {
		t.Errorf("observed %+v", seen)
	}
	if len(w.asked) != 1 || w.asked[0].Secret != "abc8Q~one" {
		t.Error("the stored secret was not tested")
	}
	w.locked = true
	if got := w.service().Test(t.Context(), opened, false, func(account.Stage) {}); got.Kind != account.KindKeychain || got.Message == "" || got.Advice == "" {
		t.Errorf("locked: %+v", got)
	}
	if got := w.service().TestWith(t.Context(), opened, "abc8Q~two", func(account.Stage) {}); got.Kind != account.KindValid || w.asked[1].Secret != "abc8Q~two" {
		t.Errorf("with a secret of its own: %+v", got)
	}
}

func TestRemember_KnowsWhenTheAccountChangedSince(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	result := account.NewResult()
	result.SetKind(account.KindValid)
	opened, err := w.service().Remember(t.Context(), opened, result)
	if err != nil || opened.Untested() || opened.Record.LastKind != account.KindValid || !opened.Record.LastTest.Equal(w.now) {
		t.Errorf("%v, %+v", err, opened.Record)
	}
	if w.apply(t, func(d *account.Draft) { d.Current.Name = "Other name" }).Untested() {
		t.Error("a new name does not change what was tested")
	}
	if !w.apply(t, secretEdit("abc8Q~two")).Untested() {
		t.Error("a new secret was never tested")
	}
}

func TestImport_OverAnotherAccountNeedsReplace(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	other := completeAccount()
	if _, err := w.service().Import(t.Context(), opened, other, "abc8Q~two", false); !account.IsProblem(err, account.ProblemRefused) {
		t.Fatal(err)
	}
	w.check(t, "after a refused import")
	opened, err := w.service().Import(t.Context(), opened, other, "abc8Q~two", true)
	if err != nil || opened.Account.ID != other.ID || w.items[opened.Account.SecretItem] != "abc8Q~two" {
		t.Errorf("%v, %+v", err, opened.Account)
	}
	w.check(t, "after replacing")
}

func TestImport_APlainFileKeepsTheStoredSecretOfTheSameAccount(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	imported := opened.Account
	imported.Name, imported.SecretItem = "From the file", imported.ID+".elsewhere"
	opened, err := w.service().Import(t.Context(), opened, imported, "", false)
	if err != nil || opened.Account.Name != "From the file" || w.items[opened.Account.SecretItem] != "abc8Q~one" {
		t.Errorf("%v, %+v", err, opened.Account)
	}
	w.check(t, "after importing")
}

// So copies are known where only the terminal is used, too.
func TestApply_PutsItsDocumentAmongTheRecentOnes(t *testing.T) {
	w := newWorld()
	w.recent = nil
	w.apply(t, secretEdit("abc8Q~one"))
	if !slices.Equal(w.recent, []string{"account.json"}) {
		t.Error(w.recent)
	}
}

func TestShares_NamesCopiesOfTheSameAccount(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	w.recent = []string{"account.json", "mailed.json", "other.json", "diverged.json"}
	diverged := w.stored
	diverged.Account.SecretItem = account.SecretItemName(diverged.Account.ID)
	w.copies = map[string]account.Stored{
		"mailed.json": w.stored, "other.json": {Present: true, Account: completeAccount()}, "diverged.json": diverged,
	}
	if got := w.service().Shares(opened); !slices.Equal(got, []string{"mailed.json"}) {
		t.Error(got)
	}
}

func completeAccount() account.Account {
	a := account.New()
	a.Name, a.TenantID, a.ClientID = "Head office", "11111111-2222-4333-8444-555555555555", "66666666-7777-4888-9999-000000000000"
	a.ObjectID, a.SecretExpires = "12121212-3434-4565-8787-909090909090", "2027-05-01"
	return a
}
