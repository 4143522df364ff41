package document

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

func TestLoad_FindsNoAccount(t *testing.T) {
	directory := t.TempDir()
	empty := filepath.Join(directory, "empty.json")
	write(t, empty, "")
	own := filepath.Join(directory, "own")
	store := &Store{OwnDirectory: own}
	for name, path := range map[string]string{
		"no file":                        filepath.Join(directory, "none.json"),
		"an empty file":                  empty,
		"no own directory yet":           filepath.Join(own, FileName),
		"a name without a directory too": "no-such-document.json",
	} {
		if stored := load(t, store, path); stored.Present || stored.Deleted {
			t.Errorf("%s: got %+v", name, stored)
		}
	}
	checkNames(t, directory, "empty.json")
}

func TestRevision_TellsDocumentsApart(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	absent := load(t, store, path)
	if absent.Revision != "" {
		t.Errorf("a file that does not exist has revision %q", absent.Revision)
	}
	first := commit(t, store, path, testAccount("first"))
	if first != load(t, store, path) {
		t.Error("Commit returns something else than Load")
	}
	second := commit(t, store, path, testAccount("second"))
	if first.Revision == second.Revision || first.Revision == "" {
		t.Error("a change keeps the revision")
	}
	write(t, path, read(t, path)+" ")
	if load(t, store, path).Revision == second.Revision {
		t.Error("a change outside keeps the revision")
	}
}

func TestCommit_OfADeletionSaysNull(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	commit(t, store, path, testAccount("old"))
	change := begin(t, store, path)
	stored, err := stageAndCommit(change, testAccount("old"), false)
	change.Release()
	if err != nil {
		t.Fatal(err)
	}
	if stored.Present || !stored.Deleted || stored.Account != (account.Account{}) || stored != load(t, store, path) {
		t.Errorf("got %+v", stored)
	}
}

func TestCommit_NeverOverwritesWhatIsNotUnderstood(t *testing.T) {
	for name, text := range map[string]string{
		"torn":    `{"version": 1, "acc`,
		"foreign": `{"name": "something else"}`,
		"newer":   `{"version": 2}`,
		"large":   strings.Repeat(" ", MaxSize+1),
	} {
		t.Run(name, func(t *testing.T) {
			path := documentIn(t)
			write(t, path, text)
			store := &Store{}
			_, err := store.Load(path)
			if !account.IsProblem(err, account.ProblemDocument) || !strings.Contains(err.Error(), path) {
				t.Errorf("Load: %v", err)
			}
			change := begin(t, store, path)
			defer change.Release()
			if _, err := stageAndCommit(change, testAccount("new"), true); !account.IsProblem(err, account.ProblemDocument) {
				t.Errorf("Commit: %v", err)
			}
			if _, err := stageAndCommit(change, account.Account{}, false); !account.IsProblem(err, account.ProblemDocument) {
				t.Errorf("Commit of a deletion: %v", err)
			}
			if read(t, path) != text {
				t.Error("the document was overwritten")
			}
			checkNames(t, filepath.Dir(path), "site.json", ".site.json.lock")
		})
	}
}

func TestCommit_WritesNothingThatItWouldNotUnderstand(t *testing.T) {
	noGUID, notUTF8, huge := testAccount("x"), testAccount("\xff"), testAccount(strings.Repeat("x", MaxSize))
	noGUID.ID = "1"
	for name, a := range map[string]account.Account{"ID": noGUID, "UTF-8": notUTF8, "size": huge} {
		t.Run(name, func(t *testing.T) {
			path := documentIn(t)
			store := &Store{}
			before := commit(t, store, path, testAccount("before"))
			change := begin(t, store, path)
			defer change.Release()
			if _, err := stageAndCommit(change, a, true); !account.IsProblem(err, account.ProblemFailed) {
				t.Errorf("got %v", err)
			}
			if load(t, store, path) != before {
				t.Error("the document was changed")
			}
		})
	}
}

func TestLoad_OfAPathThatIsNoDocumentIsAClearProblem(t *testing.T) {
	directory := t.TempDir()
	store := &Store{}
	for name, test := range map[string]struct{ path, says string }{
		"a directory":         {directory, "is a directory"},
		"no directory":        {filepath.Join(directory, "none", "site.json"), "directory does not exist"},
		"a file as directory": {filepath.Join(directory, "file", "site.json"), "could not be"},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, filepath.Join(directory, "file"), "")
			_, err := store.Load(test.path)
			checkFailed(t, "Load", err, test.path, test.says)
			_, err = store.Begin(context.Background(), test.path)
			checkFailed(t, "Begin", err, test.path, test.says)
			checkNames(t, directory, "file")
		})
	}
}

// checkFailed checks that err is a Problem of this machine that names the file
// and says this.
func checkFailed(t *testing.T, what string, err error, path, says string) {
	t.Helper()
	if !account.IsProblem(err, account.ProblemFailed) {
		t.Errorf("%s: got %v, want a ProblemFailed", what, err)
		return
	}
	if text := err.Error(); !strings.Contains(text, path) || !strings.Contains(text, says) || strings.Contains(text, "[document.") {
		t.Errorf("%s: the message does not name %s and say %q: %s", what, path, says, text)
	}
}

func TestBegin_LetsOneChangeInAtATime(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	first := begin(t, store, path)
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	_, err := store.Begin(ctx, path)
	checkFailed(t, "second", err, path, "another program")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := store.Begin(cancelled, path); !account.IsProblem(err, account.ProblemCancelled) {
		t.Errorf("cancelled: got %v", err)
	}
	first.Release()
	begin(t, store, path).Release()
}

func TestBegin_TriesOnceEvenWhereTheTimeIsOver(t *testing.T) {
	path, store := documentIn(t), &Store{}
	over, cancel := context.WithDeadline(t.Context(), time.Now())
	defer cancel()
	change, err := store.Begin(over, path)
	if err != nil {
		t.Fatalf("nobody else is at work: %v", err)
	}
	if _, err := store.Begin(over, path); !account.IsProblem(err, account.ProblemFailed) {
		t.Errorf("at the same time: %v", err)
	}
	change.Release()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := store.Begin(cancelled, path); !account.IsProblem(err, account.ProblemCancelled) {
		t.Errorf("after it was cancelled: %v", err)
	}
}

func TestBegin_SeesWhatTheChangeBeforeWrote(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	first := begin(t, store, path)
	seen := make(chan string)
	go func() {
		second, err := store.Begin(context.Background(), path)
		if err != nil {
			seen <- err.Error()
			return
		}
		defer second.Release()
		stored, _ := second.Load()
		seen <- stored.Account.Name
	}()
	if _, err := stageAndCommit(first, testAccount("written by the first"), true); err != nil {
		t.Error(err)
	}
	first.Release()
	if got := <-seen; got != "written by the first" {
		t.Errorf("the second change saw %q", got)
	}
}

func TestLoad_DoesNotWaitForAChange(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	before := commit(t, store, path, testAccount("before"))
	change := begin(t, store, path)
	defer change.Release()
	if load(t, store, path) != before {
		t.Error("the document reads otherwise while it is locked")
	}
}

func TestUnfinished_TemporaryFileHindersNothing(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	before := commit(t, store, path, testAccount("before"))
	torn := beside(path, temporaryEnding)
	write(t, torn, `{"version": 1, "acc`)
	if !store.Unfinished(path) {
		t.Error("the temporary file is not reported")
	}
	if load(t, store, path) != before {
		t.Error("the document reads otherwise")
	}
	after := commit(t, store, path, testAccount("after"))
	if load(t, store, path) != after {
		t.Error("the leftover hindered a change")
	}
	cleanUp(t, store, path)
	checkNames(t, filepath.Dir(path), "site.json", ".site.json.history", ".site.json.lock")
}

func cleanUp(t *testing.T, store *Store, path string) {
	t.Helper()
	change := begin(t, store, path)
	defer change.Release()
	if err := errors.Join(change.WriteIntents(nil), change.CleanUp()); err != nil {
		t.Fatal(err)
	}
}

func TestCleanUp_LeavesFilesThatAreNotOurs(t *testing.T) {
	path := documentIn(t)
	directory := filepath.Dir(path)
	strangers := []string{".other.json.tmp", ".other.json.intent", "site.json.tmp", ".site.json.tmp2", ".site.json.swp", "site.json~"}
	for _, name := range strangers {
		write(t, filepath.Join(directory, name), "not ours")
	}
	store := &Store{}
	if store.Unfinished(path) {
		t.Error("files that are not ours are taken for leftovers")
	}
	cleanUp(t, store, path)
	checkNames(t, directory, append(strangers, ".site.json.lock")...)
}

func TestCommit_ThatFailsLeavesTheOldDocumentAndNothingElse(t *testing.T) {
	path := documentIn(t)
	before := commit(t, &Store{}, path, testAccount("before"))
	broken := errors.New("a scanner holds the file open")
	store := &Store{writer: file.Writer{Rename: func(string, string) error { return broken }}}
	change := begin(t, store, path)
	defer change.Release()
	revision, err := change.Stage(testAccount("after"), true, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	_, err = change.Commit()
	checkFailed(t, "Commit", err, path, "Nothing was changed")
	if staged := change.Staged(); staged != revision {
		t.Errorf("what is staged has the revision %q, and no longer tells that the change did not happen", staged)
	}
	if err := change.CleanUp(); err != nil {
		t.Error(err)
	}
	if !errors.Is(err, broken) {
		t.Errorf("the cause is lost: %v", err)
	}
	checkFailed(t, "WriteIntents", change.WriteIntents(intentFor(freshItem)), path, "Nothing was changed")
	if load(t, store, path) != before {
		t.Error("the document was changed")
	}
	checkNames(t, filepath.Dir(path), "site.json", ".site.json.history", ".site.json.lock")
}

func TestSame_KnowsADocumentByAnyName(t *testing.T) {
	directory := t.TempDir()
	path := filepath.Join(directory, "site.json")
	write(t, path, "")
	none := filepath.Join(directory, "none.json")
	store := &Store{}
	if !store.Same(path, directory+string(os.PathSeparator)+"."+string(os.PathSeparator)+"site.json") || !store.Same(none, none) {
		t.Error("a document is not the same as itself")
	}
	if store.Same(path, none) || store.Same(none, path) {
		t.Error("two documents are the same")
	}
}

func TestStage_IsSeenByNobodyBeforeItIsCommitted(t *testing.T) {
	path, store := documentIn(t), &Store{}
	before := commit(t, store, path, testAccount("before"))
	change := begin(t, store, path)
	defer change.Release()
	revision, err := change.Stage(testAccount("after"), true, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if load(t, store, path) != before {
		t.Error("the document changed before it was committed")
	}
	after, err := change.Commit()
	if err != nil {
		t.Fatal(err)
	}
	if got := load(t, store, path); got != after || got.Account != testAccount("after") || got.Revision != revision {
		t.Errorf("committed %+v, announced %s, the document holds %+v", after, revision, got)
	}
	if _, err := change.Commit(); err == nil {
		t.Error("committed twice")
	}
	checkNames(t, filepath.Dir(path), "site.json", ".site.json.history", ".site.json.lock")
}

func TestStage_ForNothingIsReportedAndRemoved(t *testing.T) {
	path, store := documentIn(t), &Store{}
	before := commit(t, store, path, testAccount("before"))
	change := begin(t, store, path)
	revision, err := change.Stage(testAccount("never"), true, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	change.Release()
	if !store.Unfinished(path) {
		t.Error("what a killed program staged is not reported")
	}
	change = begin(t, store, path)
	if got := change.Staged(); got != revision {
		t.Errorf("staged is %q, want %q", got, revision)
	}
	change.Release()
	cleanUp(t, store, path)
	if load(t, store, path) != before || store.Unfinished(path) {
		t.Error("what was staged hindered the next change")
	}
	checkNames(t, filepath.Dir(path), "site.json", ".site.json.history", ".site.json.lock")
}
