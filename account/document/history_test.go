package document

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

const otherID = "99999999-7c0e-4a53-9a1e-2f3f1c6f4a10"

func otherAccount(name string) account.Account {
	a := testAccount(name)
	a.ID, a.SecretItem = otherID, ""
	return a
}

// pastNames lists the names of the accounts in a document's history.
func pastNames(t *testing.T, path string) []string {
	t.Helper()
	past, err := (&Store{}).History(path)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, state := range past {
		list = append(list, state.Account.Name)
	}
	return list
}

func checkPast(t *testing.T, path string, want ...string) {
	t.Helper()
	if got := pastNames(t, path); !slices.Equal(got, want) {
		t.Errorf("the history holds %q, want %q", got, want)
	}
}

func deleteAccount(t *testing.T, path string) {
	t.Helper()
	change := begin(t, &Store{}, path)
	defer change.Release()
	if _, err := stageAndCommit(change, account.Account{}, false); err != nil {
		t.Fatal(err)
	}
}

func historyIn(path string) string { return beside(path, historyEnding) }

func TestHistory_HoldsEveryAppliedStateOnce(t *testing.T) {
	path := documentIn(t)
	checkPast(t, path)
	for _, name := range []string{"one", "two", "two", "one"} {
		commit(t, &Store{}, path, testAccount(name))
	}
	checkPast(t, path, "one", "two", "one")
	past, err := (&Store{}).History(path)
	if err != nil || !past[0].Oldest || past[1].Oldest || time.Since(past[2].At) > time.Minute || past[2].At.Location() != time.UTC {
		t.Errorf("%v, %+v", err, past)
	}
}

func TestHistory_RemembersWhatStoodThereBeforeTheFirstApply(t *testing.T) {
	path := documentIn(t)
	byHand := strings.Replace(string(Encode(testAccount("by hand"), true)), "  ", "\t", -1)
	write(t, path, byHand)
	written := time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	if err := os.Chtimes(path, written, written); err != nil {
		t.Fatal(err)
	}
	commit(t, &Store{}, path, testAccount("applied"))
	checkPast(t, path, "by hand", "applied")
	if past, _ := (&Store{}).History(path); !past[0].At.Equal(written) {
		t.Errorf("it is said to be of %v", past[0].At)
	}
	write(t, path, string(Encode(testAccount("by hand again"), true)))
	commit(t, &Store{}, path, testAccount("applied again"))
	checkPast(t, path, "by hand", "applied", "by hand again", "applied again")
}

func TestHistory_GoesOnAfterADeletion(t *testing.T) {
	path := documentIn(t)
	commit(t, &Store{}, path, testAccount("first"))
	deleteAccount(t, path)
	checkPast(t, path, "first")
	commit(t, &Store{}, path, otherAccount("successor"))
	checkPast(t, path, "first", "successor")
}

func TestHistory_DoesNotMixInAnotherDocumentsAccount(t *testing.T) {
	path := documentIn(t)
	commit(t, &Store{}, path, testAccount("ours"))
	ours := read(t, path)
	write(t, path, string(Encode(otherAccount("theirs"), true)))
	checkPast(t, path)
	commit(t, &Store{}, path, otherAccount("theirs, changed"))
	checkPast(t, path, "theirs", "theirs, changed")
	write(t, path, ours)
	checkPast(t, path, "ours")
	commit(t, &Store{}, path, testAccount("ours, changed"))
	checkPast(t, path, "ours", "ours, changed")
}

func TestHistory_OfADocumentThatIsGoneStaysAndIsNotInherited(t *testing.T) {
	path := documentIn(t)
	commit(t, &Store{}, path, testAccount("ours"))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	checkPast(t, path, "ours")
	commit(t, &Store{}, path, otherAccount("new"))
	checkPast(t, path, "new")
}

func TestHistory_StaysBounded(t *testing.T) {
	path := documentIn(t)
	for i := range account.MaxPast + 10 {
		commit(t, &Store{}, path, testAccount(fmt.Sprint(i)))
	}
	got := pastNames(t, path)
	if len(got) != account.MaxPast || got[0] != "10" || len(names(t, historyIn(path))) != account.MaxPast {
		t.Errorf("%d states from %s on, %d files", len(got), got[0], len(names(t, historyIn(path))))
	}
	if past, _ := (&Store{}).History(path); past[0].Oldest {
		t.Error("the oldest that is kept passes for the first")
	}
}

// A program that is killed after the commit leaves one state too many, each time.
func TestHistory_StaysBoundedHoweverOftenAProgramIsKilled(t *testing.T) {
	path := documentIn(t)
	for i := range account.MaxPast {
		commit(t, &Store{}, path, testAccount(fmt.Sprint(i)))
	}
	surplus := pastFile{number: account.MaxPast + 1, line: 1, at: time.Now().UTC(), accountID: testID}
	for range 3 {
		write(t, filepath.Join(historyIn(path), surplus.name()), string(Encode(testAccount("killed"), true)))
		surplus.number++
	}
	change := begin(t, &Store{}, path)
	defer change.Release()
	stageWhole(t, change, testAccount("next"))
	if got := len(names(t, historyIn(path))); got != account.MaxPast+1 {
		t.Errorf("%d files before the commit, the staged one included", got)
	}
}

func TestHistory_NeverHoldsASecretAndIsNoDocumentByItsName(t *testing.T) {
	path := documentIn(t)
	commit(t, &Store{}, path, testAccount("x"))
	for _, name := range append(names(t, historyIn(path)), filepath.Base(historyIn(path))) {
		if strings.HasSuffix(name, ".json") {
			t.Errorf("%s passes for a document", name)
		}
	}
	stored, err := Decode([]byte(read(t, filepath.Join(historyIn(path), names(t, historyIn(path))[0]))))
	if err != nil || stored.Account != testAccount("x") {
		t.Errorf("%v, %+v", err, stored)
	}
}

func TestHistory_PassesOverWhatIsSpoiled(t *testing.T) {
	path := documentIn(t)
	for _, name := range []string{"one", "two", "three"} {
		commit(t, &Store{}, path, testAccount(name))
	}
	files := names(t, historyIn(path))
	write(t, filepath.Join(historyIn(path), files[0]), "torn")
	write(t, filepath.Join(historyIn(path), files[1]), string(Encode(otherAccount("of another account"), true)))
	write(t, filepath.Join(historyIn(path), "notes.txt"), "mine")
	write(t, filepath.Join(historyIn(path), "99999999-20261124T150000.000-00000001-"+testID+".json"), "mine too")
	checkPast(t, path, "three")
	commit(t, &Store{}, path, testAccount("four"))
	checkPast(t, path, "three", "four")
}

func TestHistory_ThatCannotBeWrittenStopsTheChange(t *testing.T) {
	path := documentIn(t)
	write(t, historyIn(path), "in the way")
	change := begin(t, &Store{}, path)
	defer change.Release()
	_, err := stageAndCommit(change, testAccount("x"), true)
	checkFailed(t, "Commit", err, historyIn(path), "Nothing was changed")
	if stored := load(t, &Store{}, path); stored.Present {
		t.Error("the document was written")
	}
}

func TestForgetHistory_RemovesTheStatesAndNothingElse(t *testing.T) {
	path := documentIn(t)
	commit(t, &Store{}, path, testAccount("x"))
	write(t, filepath.Join(historyIn(path), "notes.txt"), "mine")
	change := begin(t, &Store{}, path)
	defer change.Release()
	if err := change.ForgetHistory(); err != nil {
		t.Fatal(err)
	}
	checkPast(t, path)
	checkNames(t, historyIn(path), "notes.txt")
	if err := os.Remove(filepath.Join(historyIn(path), "notes.txt")); err != nil {
		t.Fatal(err)
	}
	if err := change.ForgetHistory(); err != nil {
		t.Fatal(err)
	}
	checkNames(t, filepath.Dir(path), "site.json", ".site.json.lock")
}

// stageWhole stages an account and waits until that and its state for the history
// are written, as a Commit does before it puts them in place.
func stageWhole(t *testing.T, locked account.Change, a account.Account) {
	t.Helper()
	if _, err := locked.Stage(a, true, someTime()); err != nil {
		t.Fatal(err)
	}
	c := locked.(*change)
	c.startHistory()
	if err := c.waitForStaging(); err != nil {
		t.Fatal(err)
	}
}

func TestCleanUp_KeepsTheStateOfADocumentThatWasPutInPlace(t *testing.T) {
	path, store := documentIn(t), &Store{}
	commit(t, store, path, testAccount("before"))
	change := begin(t, store, path)
	stageWhole(t, change, testAccount("after"))
	change.Release()
	// Killed after the rename of the document, before that of its state.
	if err := os.Rename(beside(path, stagedEnding), path); err != nil {
		t.Fatal(err)
	}
	if !store.Unfinished(path) {
		t.Error("the waiting state is not reported")
	}
	cleanUp(t, store, path)
	checkPast(t, path, "before", "after")
	if past, _ := store.History(path); !past[1].At.Equal(someTime()) {
		t.Errorf("it is said to be of %v", past[1].At)
	}
}

// A scanner that holds the state's file does not take the state away.
func TestCommit_KeepsTheStateThatCannotBePutIntoTheHistoryYet(t *testing.T) {
	path := documentIn(t)
	commit(t, &Store{}, path, testAccount("before"))
	held := 0
	store := &Store{writer: file.Writer{Rename: func(from, to string) error {
		if filepath.Dir(to) == historyIn(path) && held > 0 {
			held--
			return errors.New("a scanner holds the file open")
		}
		return os.Rename(from, to)
	}}}
	held = 1
	commit(t, store, path, testAccount("after"))
	checkPast(t, path, "before", "after")
	held = 2
	commit(t, store, path, testAccount("later"))
	checkPast(t, path, "before", "after")
	cleanUp(t, &Store{}, path)
	checkPast(t, path, "before", "after", "later")
}

// The disk knows of one commit, not of the next.
func TestSync_IsDoneForEachCommit(t *testing.T) {
	path := documentIn(t)
	locked := begin(t, &Store{}, path)
	defer locked.Release()
	if err := locked.Sync(); err != nil {
		t.Fatal(err)
	}
	stageWhole(t, locked, testAccount("after"))
	if _, err := locked.Commit(); err != nil {
		t.Fatal(err)
	}
	if locked.(*change).synced {
		t.Error("the commit counts as known to the disk")
	}
}

// A document that cannot be read now may be the one whose state waits.
func TestCleanUp_KeepsAWaitingStateWhereTheDocumentCannotBeRead(t *testing.T) {
	path, store := documentIn(t), &Store{}
	change := begin(t, store, path)
	defer change.Release()
	stageWhole(t, change, testAccount("after"))
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := change.CleanUp(); err == nil {
		t.Error("it cleaned up without knowing what stands in the document")
	}
	if left := names(t, historyIn(path)); len(left) != 1 {
		t.Errorf("the history holds %q", left)
	}
}

// A power failure may leave a file of no bytes, where a document without
// account has none either.
func TestCleanUp_RemovesAStateThatWasNeverWritten(t *testing.T) {
	path, store := documentIn(t), &Store{}
	commit(t, store, path, testAccount("x"))
	applied := names(t, historyIn(path))[0]
	write(t, filepath.Join(historyIn(path), stagedPrefix+"00000002-20261124T150000.000-00000001-"+testID), "")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	cleanUp(t, store, path)
	checkNames(t, historyIn(path), applied)
}

func TestStore_NeverTakesTheStateFileForADocument(t *testing.T) {
	own := t.TempDir()
	path := filepath.Join(own, stateName)
	store := &Store{OwnDirectory: own}
	_, err := store.Load(path)
	checkFailed(t, "Load", err, path, "not a document")
	_, err = store.Begin(t.Context(), path)
	checkFailed(t, "Begin", err, path, "not a document")
	elsewhere := filepath.Join(t.TempDir(), stateName)
	commit(t, store, elsewhere, testAccount("x"))
}

func FuzzHistory(f *testing.F) {
	f.Add("00000001-20261124T150000.000-00000001-"+testID, Encode(testAccount("x"), true))
	f.Add("notes.txt", []byte("{}"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		parsed, is := parsePastFile(name)
		if is && parsed.name() != name {
			t.Fatalf("%q reads as %q", name, parsed.name())
		}
		directory := t.TempDir()
		if !is || os.WriteFile(filepath.Join(directory, name), content, 0o600) != nil {
			return
		}
		past, err := history{directory}.states(account.Stored{Deleted: true})
		if err != nil || len(past) > 1 {
			t.Fatalf("%v, %v", past, err)
		}
		for _, state := range past {
			if state.Account.ID != parsed.accountID {
				t.Errorf("%q is said to hold %s", name, state.Account.ID)
			}
		}
	})
}
