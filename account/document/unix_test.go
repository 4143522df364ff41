//go:build unix

package document

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

// withUmask sets the umask of this process until the test ends.
func withUmask(t *testing.T, mask int) {
	before := syscall.Umask(mask)
	t.Cleanup(func() { syscall.Umask(before) })
}

func checkMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Error(err)
		return
	}
	if info.Mode().Perm() != want {
		t.Errorf("%s has mode %o, want %o", filepath.Base(path), info.Mode().Perm(), want)
	}
}

func TestModes_HoldWhateverTheUmask(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o077, 0o777} {
		own := filepath.Join(t.TempDir(), "own")
		path := filepath.Join(own, FileName)
		withUmask(t, mask)
		store := &Store{OwnDirectory: own}
		change := begin(t, store, path)
		if err := change.WriteIntents(intentFor(testItem)); err != nil {
			t.Fatal(err)
		}
		if _, err := stageAndCommit(change, testAccount("x"), true); err != nil {
			t.Fatal(err)
		}
		if err := NewStates(own).AddRecent(path); err != nil {
			t.Fatal(err)
		}
		checkMode(t, own, 0o700)
		entries := names(t, own)
		if len(entries) != 6 {
			t.Errorf("expected document, lock, intent, history, state and its lock; found %v", entries)
		}
		past := filepath.Join(own, ".account.json.history")
		for _, name := range entries {
			if name != filepath.Base(past) {
				checkMode(t, filepath.Join(own, name), 0o600)
			}
		}
		checkMode(t, past, 0o700)
		checkMode(t, filepath.Join(past, names(t, past)[0]), 0o600)
		change.Release()
	}
}

func TestAWiderDocumentIsWrittenWithMode0600(t *testing.T) {
	path := documentIn(t)
	write(t, path, "")
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	commit(t, &Store{}, path, testAccount("x"))
	checkMode(t, path, 0o600)
}

func TestBegin_LeavesTheDirectoryOfAnotherFileAsItIs(t *testing.T) {
	directory := t.TempDir()
	if err := os.Chmod(directory, 0o755); err != nil {
		t.Fatal(err)
	}
	commit(t, &Store{OwnDirectory: filepath.Join(directory, "own")}, filepath.Join(directory, "site.json"), testAccount("x"))
	checkMode(t, directory, 0o755)
	checkNames(t, directory, "site.json", ".site.json.history", ".site.json.lock")
}

func TestBegin_RepairsOurOwnDirectoryAndSaysSo(t *testing.T) {
	own := t.TempDir()
	if err := os.Chmod(own, 0o755); err != nil {
		t.Fatal(err)
	}
	var notices []string
	store := &Store{OwnDirectory: own, Notify: func(notice string) { notices = append(notices, notice) }}
	path := filepath.Join(own, FileName)
	load(t, store, path)
	checkMode(t, own, 0o755)
	commit(t, store, path, testAccount("x"))
	commit(t, store, path, testAccount("y"))
	checkMode(t, own, 0o700)
	if len(notices) != 1 || !strings.Contains(notices[0], "Now only you can") {
		t.Errorf("got the notices %q, want one", notices)
	}
}

func TestLinks_AreFollowedAndStayLinks(t *testing.T) {
	directory := t.TempDir()
	far := filepath.Join(directory, "far")
	if err := os.MkdirAll(filepath.Join(far, "deep"), 0o700); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(far, "site.json")
	write(t, target, "")
	near := filepath.Join(directory, "link.json")
	// The second link is relative to a directory that is itself a link.
	symlink(t, filepath.Join(far, "deep"), filepath.Join(directory, "side"))
	symlink(t, "../site.json", filepath.Join(far, "deep", "second.json"))
	symlink(t, filepath.Join("side", "second.json"), near)

	store := &Store{}
	stored := commit(t, store, near, testAccount("through the link"))
	if load(t, store, target) != stored || load(t, store, near) != stored {
		t.Error("the document was not written where the link leads")
	}
	if !store.Same(near, target) {
		t.Error("the link and its document are not the same")
	}
	info, err := os.Lstat(near)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is no link any more: %v, %v", info, err)
	}
	checkNames(t, directory, "far", "link.json", "side")
	checkNames(t, far, ".site.json.history", ".site.json.lock", "deep", "site.json")

	change := begin(t, store, near)
	defer change.Release()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := store.Begin(ctx, target); err == nil {
		t.Error("the document can be changed under two names at once")
	}
}

// A link to a document that is not there yet is as good as the document's own
// name; one into a directory that is not there is a slip, or a disk that is away.
func TestLinks_ToNothingLeadToWhereTheDocumentWillBe(t *testing.T) {
	directory, store := t.TempDir(), &Store{}
	in := func(name string) string { return filepath.Join(directory, name) }
	if err := os.MkdirAll(in("far/deep"), 0o700); err != nil {
		t.Fatal(err)
	}
	symlink(t, in("far/deep"), in("side"))
	symlink(t, "../site.json", in("far/deep/second.json"))
	symlink(t, filepath.Join("side", "second.json"), in("link.json"))
	if stored := load(t, store, in("link.json")); stored != (account.Stored{}) {
		t.Errorf("a document that is not there holds %+v", stored)
	}
	stored := commit(t, store, in("link.json"), testAccount("new"))
	if load(t, store, in("far/site.json")) != stored {
		t.Error("the document was not written where the link leads")
	}
	symlink(t, in("away/site.json"), in("away.json"))
	_, err := store.Load(in("away.json"))
	checkFailed(t, "Load", err, in("away.json"), "directory")
}

func symlink(t *testing.T, target, link string) {
	t.Helper()
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
}

func TestLoad_OfNoFileIsAClearProblemAndBlocksNothing(t *testing.T) {
	directory := t.TempDir()
	in := func(name string) string { return filepath.Join(directory, name) }
	if err := syscall.Mkfifo(in("pipe.json"), 0o600); err != nil {
		t.Fatal(err)
	}
	symlink(t, in("pipe.json"), in("to-pipe.json"))
	symlink(t, in("b.json"), in("a.json"))
	symlink(t, in("a.json"), in("b.json"))
	symlink(t, directory, in("to-directory.json"))
	store := &Store{}
	for path, says := range map[string]string{
		in("pipe.json"):         "device or a pipe",
		in("to-pipe.json"):      "device or a pipe",
		"/dev/null":             "device or a pipe",
		in("a.json"):            "link that leads back to itself",
		in("to-directory.json"): "is a directory",
	} {
		_, err := store.Load(path)
		checkFailed(t, "Load", err, path, says)
		_, err = store.Begin(context.Background(), path)
		checkFailed(t, "Begin", err, path, says)
		if store.Unfinished(path) {
			t.Errorf("%s counts as unfinished", path)
		}
	}
	checkNames(t, directory, "a.json", "b.json", "pipe.json", "to-directory.json", "to-pipe.json")
}

func TestBegin_IsNotBlockedByAPipeInThePlaceOfAFileOfOurs(t *testing.T) {
	for _, ending := range []string{lockEnding, intentEnding, temporaryEnding, stagedEnding} {
		t.Run(ending, func(t *testing.T) {
			path := documentIn(t)
			if err := syscall.Mkfifo(beside(path, ending), 0o600); err != nil {
				t.Fatal(err)
			}
			change, err := (&Store{}).Begin(context.Background(), path)
			if err != nil {
				return
			}
			defer change.Release()
			if left, err := change.Intents(); len(left) > 0 || err != nil {
				t.Errorf("Intents: %v, %v", left, err)
			}
			if _, err := stageAndCommit(change, testAccount("x"), true); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestBegin_FollowsNoLinkInThePlaceOfTheLock(t *testing.T) {
	path := documentIn(t)
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	symlink(t, elsewhere, beside(path, lockEnding))
	if _, err := (&Store{}).Begin(context.Background(), path); !account.IsProblem(err, account.ProblemFailed) {
		t.Errorf("got %v", err)
	}
	if file.Exists(elsewhere) {
		t.Error("a file was made elsewhere")
	}
}

func TestPrepareOwnDirectory_ClosesItToOthersAndSaysSo(t *testing.T) {
	for _, mode := range []fs.FileMode{0o755, 0o750, 0o701, 0o777} {
		directory := t.TempDir()
		link := filepath.Join(t.TempDir(), "link")
		symlink(t, directory, link)
		for _, path := range []string{directory, link} {
			if err := os.Chmod(directory, mode); err != nil {
				t.Fatal(err)
			}
			notice, err := PrepareOwnDirectory(path)
			if err != nil || !strings.Contains(notice, path+". Now only you can") {
				t.Errorf("%o: got %q, %v", mode, notice, err)
			}
			checkMode(t, directory, 0o700)
		}
	}
}

func TestPrepareOwnDirectory_DoesNotBreakADirectoryOfEverybody(t *testing.T) {
	directory := t.TempDir()
	if err := os.Chmod(directory, 0o777|fs.ModeSticky); err != nil {
		t.Fatal(err)
	}
	notice, err := PrepareOwnDirectory(directory)
	if err != nil || !strings.Contains(notice, "could not be changed") {
		t.Errorf("got %q, %v; want a notice", notice, err)
	}
	checkMode(t, directory, 0o777)
}
