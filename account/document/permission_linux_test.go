package document

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"teamsaccount/account"
)

// nobody is a user and a group that own nothing.
const nobody = 65534

// asOrdinaryUser runs do with the permissions of a user who is not root, for
// whom modes mean something. A test reports from inside with Error, not Fatal.
func asOrdinaryUser(t *testing.T, do func()) {
	t.Helper()
	if os.Getuid() != 0 {
		do()
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		// The thread is never unlocked, so it ends with this goroutine and
		// nothing else runs as nobody.
		runtime.LockOSThread()
		if err := unix.Setfsgid(nobody); err != nil {
			t.Error(err)
			return
		}
		if err := unix.Setfsuid(nobody); err != nil {
			t.Error(err)
			return
		}
		do()
	}()
	<-done
}

// publicDirectory returns a directory that everybody may enter, which
// t.TempDir is not.
func publicDirectory(t *testing.T) string {
	t.Helper()
	directory, err := os.MkdirTemp("", "document-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = os.Chmod(directory, 0o700)
		_ = os.RemoveAll(directory)
	})
	chmod(t, directory, 0o755)
	return directory
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnlyDirectory_IsReadAndNotWritten(t *testing.T) {
	directory := publicDirectory(t)
	path := filepath.Join(directory, "site.json")
	store := &Store{}
	write(t, path, string(Encode(testAccount("before"), true)))
	write(t, beside(path, intentEnding), `{"beside": "", "changes": []}`)
	chmod(t, path, 0o644)
	chmod(t, directory, 0o555)
	asOrdinaryUser(t, func() {
		stored, err := store.Load(path)
		if err != nil || stored.Account.Name != "before" {
			t.Errorf("Load: %+v, %v", stored, err)
		}
		if !store.Unfinished(path) {
			t.Error("the intent is not reported")
		}
		_, err = store.Begin(context.Background(), path)
		checkFailed(t, "Begin", err, path, "no permission to write in its directory")
	})
	checkNames(t, directory, "site.json", ".site.json.intent")
}

func init() { roles["ordinary user"] = playOrdinaryUser }

// playOrdinaryUser tries every step of a change in a directory that the user
// cannot write to. The lock file of an earlier change lets Begin pass.
func playOrdinaryUser(arguments []string) error {
	if os.Getuid() == 0 {
		if err := errors.Join(syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			return err
		}
	}
	path := arguments[0]
	change, err := (&Store{}).Begin(context.Background(), path)
	if err != nil {
		return err
	}
	defer change.Release()
	_, committed := stageAndCommit(change, testAccount("after"), true)
	for what, err := range map[string]error{
		"WriteIntents": change.WriteIntents(intentFor(freshItem)),
		"Commit":       committed,
		"no intents":   change.WriteIntents(nil),
	} {
		if !account.IsProblem(err, account.ProblemFailed) || !strings.Contains(err.Error(), "no permission to write in its directory") {
			return fmt.Errorf("%s: got %w", what, err)
		}
	}
	return nil
}

func TestReadOnlyDirectory_FailsCleanlyAtEveryStep(t *testing.T) {
	directory := publicDirectory(t)
	path := filepath.Join(directory, "site.json")
	write(t, path, string(Encode(testAccount("before"), true)))
	write(t, beside(path, intentEnding), `{"beside": "", "changes": []}`)
	write(t, beside(path, lockEnding), "")
	for _, name := range names(t, directory) {
		chmod(t, filepath.Join(directory, name), 0o666)
	}
	chmod(t, directory, 0o555)
	if err := child(t, "ordinary user", path).Run(); err != nil {
		t.Error(err)
	}
	if load(t, &Store{}, path).Account.Name != "before" {
		t.Error("the document was changed")
	}
	checkNames(t, directory, "site.json", ".site.json.intent", ".site.json.lock")
}

func init() { roles["unsynced"] = playUnsynced }

// playUnsynced commits in a directory that the user can write to and not open,
// so that nobody can ask the disk whether it knows of the document.
func playUnsynced(arguments []string) error {
	if os.Getuid() == 0 {
		if err := errors.Join(syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			return err
		}
	}
	change, err := (&Store{}).Begin(context.Background(), arguments[0])
	if err != nil {
		return err
	}
	defer change.Release()
	if _, err := stageAndCommit(change, testAccount("after"), true); err != nil {
		return err
	}
	if err := change.Sync(); !account.IsProblem(err, account.ProblemFailed) {
		return fmt.Errorf("Sync: got %w", err)
	}
	return nil
}

func TestSync_SaysThatTheDiskMayNotKnow(t *testing.T) {
	directory := publicDirectory(t)
	chmod(t, directory, 0o333)
	if err := child(t, "unsynced", filepath.Join(directory, "site.json")).Run(); err != nil {
		t.Error(err)
	}
}

func TestLoad_OfAnUnreadableDocumentIsAClearProblem(t *testing.T) {
	directory := publicDirectory(t)
	file := filepath.Join(directory, "site.json")
	write(t, file, "")
	chmod(t, file, 0)
	closed := filepath.Join(directory, "closed")
	if err := os.Mkdir(closed, 0); err != nil {
		t.Fatal(err)
	}
	asOrdinaryUser(t, func() {
		for _, path := range []string{file, filepath.Join(closed, "site.json")} {
			_, err := (&Store{}).Load(path)
			checkFailed(t, "Load", err, path, "could not be read: you have no permission")
		}
	})
}

func TestPrepareOwnDirectory_SaysThatSomebodyElsesIsOpen(t *testing.T) {
	directory := publicDirectory(t)
	if os.Getuid() != 0 {
		t.Skip("only root can make a directory that another user owns")
	}
	asOrdinaryUser(t, func() {
		notice, err := PrepareOwnDirectory(directory)
		if err != nil || !strings.Contains(notice, "could not be changed") {
			t.Errorf("got %q, %v; want a notice", notice, err)
		}
	})
	checkMode(t, directory, 0o755)
}

func TestPrepareOwnDirectory_ThatCannotBeMadeIsAClearProblem(t *testing.T) {
	directory := publicDirectory(t)
	chmod(t, directory, 0o555)
	own := filepath.Join(directory, "own")
	asOrdinaryUser(t, func() {
		_, err := PrepareOwnDirectory(own)
		checkFailed(t, "PrepareOwnDirectory", err, own, "could not be made")
		store := &Store{OwnDirectory: own}
		_, err = store.Begin(context.Background(), filepath.Join(own, FileName))
		checkFailed(t, "Begin", err, own, "could not be made")
		if stored, err := store.Load(filepath.Join(own, FileName)); err != nil || stored.Present {
			t.Errorf("Load: %+v, %v", stored, err)
		}
	})
}
