package service

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// interruptedSet gives the account a new secret and kills the program at each
// step in turn; what was killed is handed to check.
func interruptedSet(t *testing.T, check func(when string, w *world, old account.Account)) {
	t.Helper()
	for at := 1; ; at++ {
		w := newWorld()
		opened := w.apply(t, secretEdit("abc8Q~old"))
		old := w.stored.Account
		w.steps, w.killAt = 0, at
		steps := runUntilKilled(w, func() error {
			draft := account.NewDraft(opened.Account)
			draft.Secret = account.ReplaceSecret("abc8Q~new")
			_, err := w.service().Apply(context.Background(), opened, draft, false)
			return err
		})
		if steps < at {
			return
		}
		w.killAt = 0
		check("killed at step "+string(rune('0'+at%10)), w, old)
	}
}

func TestRecovery_DeletesNothingOfADocumentThatWasMovedEmptiedOrExchanged(t *testing.T) {
	other := completeAccount()
	for name, now := range map[string]account.Stored{
		"moved":     {},
		"emptied":   {Revision: "of an empty file"},
		"deleted":   {Deleted: true, Revision: "of another deletion"},
		"exchanged": {Present: true, Account: other, Revision: "another"},
	} {
		t.Run(name, func(t *testing.T) {
			interruptedSet(t, func(when string, w *world, _ account.Account) {
				moved := w.stored.Account
				secret := w.items[moved.SecretItem]
				w.stored = now
				w.open(t)
				if w.items[moved.SecretItem] != secret || secret == "" {
					t.Errorf("%s: the moved document's secret is gone", when)
				}
			})
		})
	}
}

// A document that comes back is finished with as if it had never been away.
func TestRecovery_FinishesWhenTheDocumentComesBack(t *testing.T) {
	interruptedSet(t, func(when string, w *world, _ account.Account) {
		stored := w.stored
		w.stored = account.Stored{}
		w.open(t)
		w.stored = stored
		w.open(t)
		w.check(t, when+", moved and back")
	})
}

// Whoever moves a document may move or delete what waits beside it too; the
// document itself then tells that the change did not happen.
func TestRecovery_KnowsByTheDocumentThatAChangeDidNotHappen(t *testing.T) {
	interruptedSet(t, func(when string, w *world, _ account.Account) {
		w.staged = nil
		w.open(t)
		w.check(t, when+", nothing staged")
	})
}

func TestRecovery_OfAFirstAddLeavesTheSecretOfADocumentThatWasMoved(t *testing.T) {
	for at := 1; at < 20; at++ {
		w := newWorld()
		w.killAt = at
		runUntilKilled(w, func() error {
			draft := account.NewAccountDraft()
			draft.Current, draft.Secret = completeAccount(), account.ReplaceSecret("abc8Q~new")
			_, err := w.service().Apply(context.Background(), Opened{Path: "account.json"}, draft, false)
			return err
		})
		w.killAt = 0
		moved := w.stored
		if !moved.Present {
			continue
		}
		w.stored = account.Stored{}
		if w.open(t); w.items[moved.Account.SecretItem] != "abc8Q~new" {
			t.Errorf("killed at step %d: the moved document's secret is gone", at)
		}
	}
}

func TestRecovery_IsToldOnceItIsComplete(t *testing.T) {
	w := killedBeforeCommit(t)
	w.locked = true
	if opened := w.open(t); len(opened.Notices) > 0 {
		t.Errorf("while a secret is left, it says %q", opened.Notices)
	}
	w.locked = false
	if opened := w.open(t); len(opened.Notices) != 1 || !strings.Contains(opened.Notices[0], "cleaned up") {
		t.Errorf("in the end, it says %q", opened.Notices)
	}
	if opened := w.open(t); len(opened.Notices) > 0 {
		t.Errorf("the next time, it says %q", opened.Notices)
	}
	w.check(t, "in the end")

	// Wherever the recovery fails, it says nothing and the next one goes on.
	for at := 1; ; at++ {
		w := killedBeforeCommit(t)
		w.steps, w.failAt = 0, at
		opened, err := w.service().Read(t.Context(), "account.json")
		if w.steps < at {
			break
		}
		w.failAt = 0
		if left := len(w.intents) > 0 || w.staged != nil; left && len(opened.Notices) > 0 {
			t.Errorf("failing at step %d (%v), it says %q", at, err, opened.Notices)
		}
		w.open(t)
		w.check(t, "recovered the second time")
	}
}

// killedBeforeCommit returns a world in which a program was killed after it had
// stored a new secret and before the document named it.
func killedBeforeCommit(t *testing.T) (found *world) {
	interruptedSet(t, func(_ string, w *world, _ account.Account) {
		if len(w.items) == 2 && w.staged != nil {
			found = w
		}
	})
	if found == nil {
		t.Fatal("there is no such step")
	}
	return found
}

func TestRecovery_KeepsWhatADocumentFromABackupNames(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~first"))
	opened := w.apply(t, secretEdit("abc8Q~second"))
	backup, records := w.stored, maps.Clone(w.records)
	w.locked = true
	if _, err := w.service().Delete(t.Context(), opened); !account.IsProblem(err, account.ProblemKeychain) {
		t.Fatal(err)
	}
	w.stored, w.records, w.locked = backup, records, false
	if w.open(t); len(w.items) != 2 {
		t.Errorf("the keychain holds %v", w.items)
	}
	w.check(t, "after the backup came back")
}

func TestApply_TakesOverWhatAKilledChangeLeft(t *testing.T) {
	interruptedSet(t, func(when string, w *world, _ account.Account) {
		// As one that was opened before, in another window.
		opened := Opened{Path: "account.json", Stored: w.stored}
		draft := account.NewDraft(opened.Account)
		draft.Secret = account.ReplaceSecret("abc8Q~third")
		after, err := w.service().Apply(t.Context(), opened, draft, false)
		if err != nil || w.items[after.Account.SecretItem] != "abc8Q~third" {
			t.Errorf("%s: %v, %+v", when, err, after.Account)
		}
		w.check(t, when+", and applied")
	})
}

func TestGoBack_TakesOverWhatAKilledChangeLeft(t *testing.T) {
	for at := 1; ; at++ {
		w := newWorld()
		first := w.apply(t, secretEdit("abc8Q~first")).Account
		opened := w.apply(t, secretEdit("abc8Q~second"))
		w.steps, w.killAt = 0, at
		steps := runUntilKilled(w, func() error {
			draft := account.NewDraft(opened.Account)
			draft.Secret = account.ReplaceSecret("abc8Q~third")
			_, err := w.service().Apply(context.Background(), opened, draft, false)
			return err
		})
		w.killAt = 0
		if w.stored.Account != opened.Account || steps < at {
			if at < 6 {
				t.Errorf("the change has only %d steps before its commit", at-1)
			}
			return
		}
		back, err := w.service().GoBack(t.Context(), opened)
		if err != nil || back.Account != first {
			t.Errorf("killed at step %d: %v, %+v", at, err, back.Account)
		}
		w.check(t, "killed, and gone back")
	}
}

func TestApply_OfWhichTheDiskReportsAFailureThatWasNone(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	w.misreported = true
	draft := account.NewDraft(opened.Account)
	draft.Secret = account.ReplaceSecret("abc8Q~new")
	if _, err := w.service().Apply(t.Context(), opened, draft, false); !errors.Is(err, errStep) {
		t.Errorf("it says %v", err)
	}
	w.misreported = false
	after := w.open(t)
	w.check(t, "after the next open")
	if w.items[after.Account.SecretItem] != "abc8Q~new" || len(after.Record.Previous) != 1 || after.Record.Previous[0].SecretItem != opened.Account.SecretItem {
		t.Errorf("the secret is %q, and there is no way back: %+v", w.items[after.Account.SecretItem], after.Record)
	}
}

func TestApply_OverwritingAMissingDocumentTakesItsSecretAlong(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	w.stored = account.Stored{}
	draft := account.NewDraft(opened.Account)
	draft.Current.Name = "Mine"
	w.locked = true
	if _, err := w.service().Apply(t.Context(), opened, draft, true); !account.IsProblem(err, account.ProblemKeychain) || w.stored.Present {
		t.Errorf("while the keychain does not answer: %v, %+v", err, w.stored)
	}
	w.locked = false
	after, err := w.service().Apply(t.Context(), opened, draft, true)
	if err != nil || after.Account.SecretItem != opened.Account.SecretItem {
		t.Errorf("%v: the document names %q", err, after.Account.SecretItem)
	}
	w.check(t, "after overwriting")
}

func TestImport_OverAnAccountWithoutASecretDeletesItsReplacedOnes(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~old"))
	opened := w.apply(t, func(d *account.Draft) { d.Secret = account.SecretEdit{Mode: account.SecretClear} })
	if _, err := w.service().Import(t.Context(), opened, completeAccount(), "", true); err != nil || len(w.items) > 0 {
		t.Errorf("%v: the keychain holds %v", err, w.items)
	}
	w.check(t, "after importing")
}

func TestRecovery_FirstAddKilledLeavesNoOrphan(t *testing.T) {
	for at := 1; at < 20; at++ {
		w := newWorld()
		w.killAt = at
		opened := Opened{Path: "account.json"}
		runUntilKilled(w, func() error {
			draft := account.NewAccountDraft()
			draft.Current, draft.Secret = completeAccount(), account.ReplaceSecret("abc8Q~new")
			_, err := w.service().Apply(context.Background(), opened, draft, false)
			return err
		})
		w.killAt = 0
		w.open(t)
		w.check(t, "an add killed")
	}
}

func TestRecovery_SaysNothingWhileAnotherProgramIsAtWork(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~old"))
	w.intents = []account.Intent{{AccountID: w.stored.Account.ID, Before: "x", After: "y"}}
	// The other program finishes while this one waits for the lock.
	w.onBegin = func() { w.intents = nil }
	if opened := w.open(t); len(opened.Notices) > 0 {
		t.Errorf("said %q", opened.Notices)
	}
}

func TestRecovery_KeepsWhatTheRecordMightName(t *testing.T) {
	interruptedSet(t, func(when string, w *world, old account.Account) {
		w.broken = true
		w.open(t)
		if w.items[old.SecretItem] != "abc8Q~old" {
			t.Errorf("%s: an unreadable state had the old secret deleted", when)
		}
		w.broken = false
		w.open(t)
		w.check(t, when+", the state back")
	})
}

func TestRecovery_NeverAsksAndHindersNothing(t *testing.T) {
	interruptedSet(t, func(when string, w *world, _ account.Account) {
		w.locked = true
		opened := w.open(t)
		if w.prompted > 0 || len(opened.Notices) > 0 && len(w.intents) > 0 {
			t.Errorf("%s: asked %d times, said %q", when, w.prompted, opened.Notices)
		}
		w.locked = false
		w.open(t)
		w.check(t, when+", the keychain back")
	})
}

func TestApply_ThatStoredNothingTakesItsIntentAlong(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	w.locked = true
	draft := account.NewDraft(opened.Account)
	draft.Secret = account.ReplaceSecret("abc8Q~new")
	if _, err := w.service().Apply(t.Context(), opened, draft, false); !account.IsProblem(err, account.ProblemKeychain) {
		t.Fatal(err)
	}
	if w.refused > 0 {
		t.Error("the clean-up asked the keychain for what it never stored")
	}
	w.check(t, "while the keychain is still locked")
}

func TestApply_WithABrokenStateKeepsTheReplacedSecret(t *testing.T) {
	for name, edit := range map[string]account.SecretEdit{
		"replace": account.ReplaceSecret("abc8Q~new"), "clear": {Mode: account.SecretClear},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			opened := w.apply(t, secretEdit("abc8Q~old"))
			w.broken = true
			draft := account.NewDraft(opened.Account)
			draft.Secret = edit
			after, err := w.service().Apply(t.Context(), opened, draft, false)
			if err != nil || w.items[opened.Account.SecretItem] != "abc8Q~old" {
				t.Fatalf("%v; the keychain holds %d items", err, len(w.items))
			}
			if len(after.Notices) != 1 || !strings.Contains(after.Notices[0], "broken") {
				t.Errorf("this is told: %q", after.Notices)
			}
			// What was decided stays so, whatever somebody types into the document.
			w.stored.Revision = "by hand"
			w.broken = false
			back := w.open(t)
			w.check(t, "once the state is back")
			if len(back.Record.Previous) != 1 || back.Record.Previous[0].SecretItem != opened.Account.SecretItem {
				t.Errorf("there is no way back: %+v", back.Record)
			}
		})
	}
}

func TestApply_WithAnUnreadableStateDropsNoOlderSecret(t *testing.T) {
	w := newWorld()
	first := w.apply(t, secretEdit("abc8Q~first")).Account.SecretItem
	opened := w.apply(t, secretEdit("abc8Q~second"))
	w.broken = true
	draft := account.NewDraft(opened.Account)
	draft.Secret = account.ReplaceSecret("abc8Q~third")
	if _, err := w.service().Apply(t.Context(), opened, draft, false); err != nil || w.items[first] == "" {
		t.Errorf("%v, %v", err, w.items)
	}
	w.broken = false
	w.open(t)
	w.check(t, "once the state is back")
}

func TestApply_ClearingKeepsTheSecretForADayAndNamesCopies(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	w.recent = []string{"copy.json"}
	w.copies = map[string]account.Stored{"copy.json": w.stored}
	cleared := w.apply(t, func(d *account.Draft) { d.Secret = account.SecretEdit{Mode: account.SecretClear} })
	if !slices.ContainsFunc(cleared.Notices, func(n string) bool { return strings.Contains(n, "copy.json") }) {
		t.Errorf("the copy is not named: %q", cleared.Notices)
	}
	back, err := w.service().GoBack(t.Context(), cleared)
	if err != nil || w.items[back.Account.SecretItem] != "abc8Q~old" || back.Account.SecretItem != opened.Account.SecretItem {
		t.Errorf("%v, %+v", err, back.Account)
	}
	w.check(t, "cleared and back")
}

func TestApply_DropsWhatWasReplacedMoreThanADayAgo(t *testing.T) {
	w := newWorld()
	first := w.apply(t, secretEdit("abc8Q~first")).Account.SecretItem
	opened := w.apply(t, secretEdit("abc8Q~second"))
	w.now = w.now.Add(25 * time.Hour)
	// As teamsctl does: it reads, and then writes.
	opened, err := w.service().Read(t.Context(), opened.Path)
	if err != nil {
		t.Fatal(err)
	}
	draft := account.NewDraft(opened.Account)
	draft.Current.Name = "Other"
	if _, err := w.service().Apply(t.Context(), opened, draft, false); err != nil || w.items[first] != "" {
		t.Errorf("%v; the outdated secret is still there", err)
	}
	w.check(t, "after a day")
}

func TestReplacedSecret_StaysWhileACopyOfTheDocumentNamesIt(t *testing.T) {
	w := newWorld()
	first := w.apply(t, secretEdit("abc8Q~first"))
	w.copies = map[string]account.Stored{"copy.json": w.stored}
	w.recent = []string{"copy.json"}
	w.apply(t, secretEdit("abc8Q~second"))
	w.now = w.now.Add(48 * time.Hour)
	w.open(t)
	if w.items[first.Account.SecretItem] == "" {
		t.Error("the copy has lost its secret")
	}
}

func TestApply_OverwritingADeletionNamesNoItemThatIsGone(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	if _, err := w.service().Delete(t.Context(), opened); err != nil {
		t.Fatal(err)
	}
	draft := account.NewDraft(opened.Account)
	draft.Current.Name = "Mine"
	after, err := w.service().Apply(t.Context(), opened, draft, true)
	if err != nil || after.Account.SecretItem != "" {
		t.Errorf("%v: the document names %q", err, after.Account.SecretItem)
	}
	w.check(t, "after overwriting")
}

func TestImport_OfAnOlderFileKeepsTheNewerSecret(t *testing.T) {
	w := newWorld()
	older := w.apply(t, func(d *account.Draft) {
		d.Current.SecretExpires, d.Secret = "2026-12-01", account.ReplaceSecret("abc8Q~old")
	}).Account
	opened := w.apply(t, func(d *account.Draft) {
		d.Current.SecretExpires, d.Secret = "2028-12-01", account.ReplaceSecret("abc8Q~new")
	})
	after, err := w.service().Import(t.Context(), opened, older, "", false)
	if err != nil || w.items[after.Account.SecretItem] != "abc8Q~new" || after.Account.SecretExpires != "2028-12-01" {
		t.Errorf("%v: the secret is %q until %s", err, w.items[after.Account.SecretItem], after.Account.SecretExpires)
	}
	if w.items[older.SecretItem] != "abc8Q~old" {
		t.Error("there is no way back to the older secret")
	}
	w.check(t, "after importing")
}

func TestImport_TakesTheNamedSecretWhereThePresentOneIsGone(t *testing.T) {
	w := newWorld()
	older := w.apply(t, secretEdit("abc8Q~old")).Account
	opened := w.apply(t, secretEdit("abc8Q~new"))
	delete(w.items, opened.Account.SecretItem)
	after, err := w.service().Import(t.Context(), opened, older, "", false)
	if err != nil || w.items[after.Account.SecretItem] != "abc8Q~old" {
		t.Errorf("%v: %q", err, w.items[after.Account.SecretItem])
	}
}

func TestImport_OverAnotherAccountNamesBothAndThenDeletesTheOld(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	imported := completeAccount()
	imported.Name = "Branch"
	_, err := w.service().Import(t.Context(), opened, imported, "abc8Q~new", false)
	if !account.IsProblem(err, account.ProblemRefused) || !strings.Contains(err.Error(), opened.Account.Name) || !strings.Contains(err.Error(), "Branch") {
		t.Errorf("%v", err)
	}
	after, err := w.service().Import(t.Context(), opened, imported, "abc8Q~new", true)
	if err != nil || w.items[after.Account.SecretItem] != "abc8Q~new" || len(w.items) != 1 {
		t.Errorf("%v, %v", err, w.items)
	}
	w.check(t, "after importing")
}

func TestRemember_ATestOfAReplacedSecretDropsNothing(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~first"))
	tested := w.apply(t, secretEdit("abc8Q~second"))
	// Another program replaces the secret while the test runs.
	w.apply(t, secretEdit("abc8Q~third"))
	result := account.NewResult()
	result.SetKind(account.KindValid)
	if _, err := w.service().Remember(t.Context(), tested, result); err != nil {
		t.Fatal(err)
	}
	if w.items[tested.Account.SecretItem] != "abc8Q~second" || len(w.items) != 3 {
		t.Errorf("the keychain holds %v", w.items)
	}
	w.check(t, "after the test")
}

func TestRemember_ATestThatEndsAfterGoingBackLosesNoSecret(t *testing.T) {
	w := newWorld()
	first := w.apply(t, secretEdit("abc8Q~first")).Account.SecretItem
	tested := w.apply(t, secretEdit("abc8Q~second"))
	if _, err := w.service().GoBack(t.Context(), tested); err != nil {
		t.Fatal(err)
	}
	result := account.NewResult()
	result.SetKind(account.KindValid)
	if _, err := w.service().Remember(t.Context(), tested, result); err != nil || w.items[first] != "abc8Q~first" {
		t.Errorf("%v: the keychain holds %v", err, w.items)
	}
	w.check(t, "after going back")
}

func TestDelete_FindsItemsThatNothingRemembers(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~first"))
	opened := w.apply(t, secretEdit("abc8Q~second"))
	clear(w.records)
	w.past = nil
	others := account.SecretItemName(account.New().ID)
	w.items[others] = "abc8Q~others"
	if _, err := w.service().Delete(t.Context(), opened); err != nil {
		t.Fatal(err)
	}
	if len(w.items) != 1 || w.items[others] == "" {
		t.Errorf("the keychain holds %v", w.items)
	}
}

func TestDelete_LeavesTheSecretThatACopyGotSince(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~shared"))
	diverged := w.stored
	diverged.Account.SecretItem = account.SecretItemName(opened.Account.ID)
	w.items[diverged.Account.SecretItem] = "abc8Q~of the copy"
	w.recent, w.copies = []string{"copy.json"}, map[string]account.Stored{"copy.json": diverged}
	if _, err := w.service().Delete(t.Context(), opened); err != nil || len(w.items) != 1 {
		t.Errorf("%v, %v", err, w.items)
	}
}

func TestDelete_LeavesWhatACopyCanGoBackTo(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~shared"))
	copied := w.stored
	w.apply(t, secretEdit("abc8Q~of the copy"))
	latest := w.apply(t, secretEdit("abc8Q~of the copy, again"))
	// The document of the first secret is deleted, the other one lives on.
	w.recent, w.copies = []string{"copy.json"}, map[string]account.Stored{"copy.json": w.stored}
	w.stored = copied
	opened.Stored = copied
	if _, err := w.service().Delete(t.Context(), opened); err != nil {
		t.Fatal(err)
	}
	kept := w.records[latest.Account.ID].Previous
	if len(w.items) != 2 || len(kept) == 0 || w.items[kept[len(kept)-1].SecretItem] != "abc8Q~of the copy" {
		t.Errorf("the keychain holds %v, the record %v", w.items, kept)
	}
}

func TestApply_LeavesNothingToDoWhereTheStateCannotBeWritten(t *testing.T) {
	w := newWorld()
	w.broken = true
	opened := w.apply(t, secretEdit("abc8Q~one"))
	if len(w.intents) != 0 || len(opened.Notices) == 0 {
		t.Errorf("intents %+v, notices %q", w.intents, opened.Notices)
	}
	if again := w.open(t); slices.Contains(again.Notices, texts.Of("service.recovered")) {
		t.Errorf("nothing was interrupted: %q", again.Notices)
	}
}

func TestImport_OverAnotherAccountBlamesTheKeychainForItsOwnFaultsOnly(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~old"))
	w.broken = true
	after, err := w.service().Import(t.Context(), opened, completeAccount(), "abc8Q~new", true)
	if err != nil || after.Account.ID == opened.Account.ID || len(after.Notices) == 0 {
		t.Errorf("%v, notices %q", err, after.Notices)
	}
}

func TestChanges_DestroyNothingBeforeTheDiskKnowsOfThem(t *testing.T) {
	for name, do := range map[string]func(*world, Opened) error{
		"delete":  func(w *world, o Opened) error { _, err := w.service().Delete(context.Background(), o); return err },
		"go back": func(w *world, o Opened) error { _, err := w.service().GoBack(context.Background(), o); return err },
		"import": func(w *world, o Opened) error {
			_, err := w.service().Import(context.Background(), o, completeAccount(), "abc8Q~x", true)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			w.apply(t, secretEdit("abc8Q~old"))
			opened := w.apply(t, secretEdit("abc8Q~new"))
			items := len(w.items)
			w.unsyncable = true
			_ = do(w, opened)
			if len(w.items) < items {
				t.Error("a secret went though the disk may forget the change")
			}
			w.unsyncable = false
			w.open(t)
			w.check(t, "once the disk answers")
		})
	}
}

func TestHistory_TellsWhatChangedTheLatestFirst(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~first"))
	w.apply(t, func(d *account.Draft) { d.Current.Messages.LeaveCommand = "TSCHÜSS" })
	w.apply(t, func(d *account.Draft) { d.Current.Name, d.Secret = "Branch", account.ReplaceSecret("abc8Q~second") })
	versions, err := w.service().History("account.json")
	if err != nil || len(versions) != 3 {
		t.Fatalf("%v, %d", err, len(versions))
	}
	want := [][]account.Field{
		{account.FieldName, account.FieldClientSecret},
		{account.LeaveCommand.Field()},
		{account.FieldName, account.FieldTenantID, account.FieldClientID, account.FieldClientSecret, account.FieldSecretExpires, account.FieldObjectID},
	}
	for i, version := range versions {
		if version.Number != i+1 || !slices.Equal(version.Changed, want[i]) {
			t.Errorf("%d: number %d changed %v, want %v", i, version.Number, version.Changed, want[i])
		}
	}
	w.past[0].Oldest = false
	if versions, _ = w.service().History("account.json"); len(versions[2].Changed) > 0 {
		t.Errorf("what came before is not known, and yet changed is %v", versions[2].Changed)
	}
	for _, none := range []int{-1, 0, 4} {
		if _, err := w.service().HistoryEntry("account.json", none); !account.IsProblem(err, account.ProblemRefused) {
			t.Errorf("%d: %v", none, err)
		}
	}
}

// restore restores the state with this number.
func (w *world) restore(t *testing.T, number int) (Opened, RestoredSecret, error) {
	t.Helper()
	version, err := w.service().HistoryEntry("account.json", number)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := w.service().Read(t.Context(), "account.json")
	if err != nil {
		t.Fatal(err)
	}
	return w.service().Restore(t.Context(), opened, version.Past)
}

func TestRestore_BringsTheSecretBackThatIsStillKept(t *testing.T) {
	w := newWorld()
	first := w.apply(t, secretEdit("abc8Q~first")).Account
	second := w.apply(t, func(d *account.Draft) { d.Current.Name, d.Secret = "Branch", account.ReplaceSecret("abc8Q~second") }).Account
	opened, secret, err := w.restore(t, 2)
	if err != nil || secret != SecretCameBack || opened.Account != first {
		t.Fatalf("%v, %v, %+v", err, secret, opened.Account)
	}
	if len(opened.Record.Previous) != 1 || opened.Record.Previous[0].SecretItem != second.SecretItem {
		t.Errorf("the present secret is not kept: %+v", opened.Record.Previous)
	}
	w.check(t, "after restoring")
	opened, secret, err = w.restore(t, 2)
	if err != nil || secret != SecretCameBack || opened.Account != second {
		t.Errorf("and back: %v, %v, %+v", err, secret, opened.Account)
	}
	w.check(t, "after restoring again")
}

func TestRestore_KeepsThePresentSecretWhereTheOldOneIsGone(t *testing.T) {
	w := newWorld()
	first := w.apply(t, func(d *account.Draft) {
		d.Current.SecretExpires, d.Secret = "2026-12-01", account.ReplaceSecret("abc8Q~first")
	}).Account
	second := w.apply(t, func(d *account.Draft) {
		d.Current.Name, d.Current.SecretExpires, d.Secret = "Branch", "2028-12-01", account.ReplaceSecret("abc8Q~second")
	}).Account
	w.now = w.now.Add(48 * time.Hour)
	w.open(t)
	opened, secret, err := w.restore(t, 2)
	if err != nil || secret != SecretStayed || opened.Account.Name != first.Name ||
		opened.Account.SecretItem != second.SecretItem || opened.Account.SecretExpires != "2028-12-01" {
		t.Errorf("%v, %v, %+v", err, secret, opened.Account)
	}
	w.check(t, "after restoring")
}

func TestRestore_UndoesADeletionButForTheSecret(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~first"))
	name := opened.Account.Name
	if _, err := w.service().Delete(t.Context(), opened); err != nil {
		t.Fatal(err)
	}
	opened, secret, err := w.restore(t, 1)
	if err != nil || secret != SecretGone || opened.Account.Name != name || opened.Account.SecretItem != "" {
		t.Errorf("%v, %v, %+v", err, secret, opened.Account)
	}
	w.check(t, "after restoring")
}

func TestRestore_ChangesNothingWhereTheKeychainDoesNotAnswer(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~first"))
	w.apply(t, secretEdit("abc8Q~second"))
	before := w.stored
	w.locked = true
	if _, _, err := w.restore(t, 2); !account.IsProblem(err, account.ProblemKeychain) || w.stored != before {
		t.Errorf("%v", err)
	}
}

func TestRestore_HoldsTheRuleOfOneAccount(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~first"))
	if _, err := w.service().Import(t.Context(), opened, completeAccount(), "", true); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.restore(t, 2); !account.IsProblem(err, account.ProblemRefused) {
		t.Errorf("%v", err)
	}
}

func TestForgetHistory_LeavesTheAccountAndItsSecret(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~first"))
	if err := w.service().ForgetHistory(t.Context(), "account.json"); err != nil {
		t.Fatal(err)
	}
	if versions, err := w.service().History("account.json"); err != nil || len(versions) > 0 {
		t.Errorf("%v, %v", err, versions)
	}
	if w.open(t).Account != opened.Account {
		t.Error("the account changed")
	}
	w.check(t, "after forgetting")
}

func TestGoBack_WithAnUnreadableStateSaysSo(t *testing.T) {
	w := newWorld()
	w.apply(t, secretEdit("abc8Q~first"))
	opened := w.apply(t, secretEdit("abc8Q~second"))
	w.broken = true
	if _, err := w.service().GoBack(t.Context(), opened); err == nil || errors.Is(err, account.ErrNoSecret) || !strings.Contains(err.Error(), "broken") {
		t.Errorf("%v", err)
	}
}
