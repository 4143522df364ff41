package document

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"teamsaccount/account/internal/file"
	"teamsaccount/assets/texts"
)

func TestCommit_FailsWholeWhereAnotherProgramHoldsTheDocument(t *testing.T) {
	path := documentIn(t)
	before := commit(t, &Store{}, path, testAccount("before"))
	held, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = held.Close() })
	store := &Store{writer: file.Writer{Rename: func(from, to string) error {
		return errors.Join(file.ErrHeldOpen, os.Rename(from, to))
	}}}
	change := begin(t, store, path)
	defer change.Release()
	_, err = stageAndCommit(change, testAccount("after"), true)
	checkFailed(t, "Commit", err, path, "another program holds it open")
	if load(t, store, path) != before {
		t.Error("the document was changed")
	}
}

// roundTrip writes and reads a document, and checks that it and what stands
// beside it are the person's alone.
func roundTrip(t *testing.T, path string) {
	t.Helper()
	store := &Store{}
	written := commit(t, store, path, testAccount("before"))
	if read := load(t, store, path); read != written {
		t.Errorf("%s: read %+v", path, read)
	}
	written = commit(t, store, path, testAccount("after"))
	if read := load(t, store, path); read != written {
		t.Errorf("%s: then read %+v", path, read)
	}
	for _, one := range []string{path, beside(path, lockEnding), beside(path, historyEnding)} {
		if file.Exists(one) && file.OpenToOthers(one) {
			t.Errorf("others can open %s", one)
		}
	}
	if file.OpenToOthers(path) {
		t.Errorf("others can open %s", path)
	}
}

func TestStore_TakesPathsOfMoreThan260Characters(t *testing.T) {
	directory := t.TempDir()
	for len(directory) < 300 {
		directory = filepath.Join(directory, strings.Repeat("long ", 9)+"name")
	}
	if err := os.MkdirAll(directory, 0o700); err != nil {
		t.Fatal(err)
	}
	roundTrip(t, filepath.Join(directory, "site.json"))
}

func TestStore_TakesPathsOfANetworkAndOfWindowsItself(t *testing.T) {
	path := documentIn(t)
	roundTrip(t, `\\?\`+path)
	roundTrip(t, filepath.ToSlash(path))
	roundTrip(t, strings.ToUpper(path))
	share := `\\localhost\` + strings.Replace(path, ":", "$", 1)
	if _, err := os.Stat(filepath.Dir(share)); err != nil {
		t.Skipf("this Windows does not share its drives: %v", err)
	}
	roundTrip(t, share)
	same := &Store{}
	if read := load(t, same, path); read.Account.Name != "after" {
		t.Errorf("the share's document is another one: %+v", read)
	}
}

func TestStore_KnowsNamesThatWindowsReserves(t *testing.T) {
	for _, name := range []string{"CON", "nul", "aux.json", "com1.json", "site.json:stream", "site.json.", "LPT² .json"} {
		path := filepath.Join(t.TempDir(), name)
		_, err := (&Store{}).Load(path)
		checkFailed(t, "Load", err, path, "a name that Windows reserves")
	}
}

func TestPrepareOwnDirectory_IsForItsOwnerAlone(t *testing.T) {
	directory := filepath.Join(t.TempDir(), "deep", "own")
	for range 2 {
		if notice, err := PrepareOwnDirectory(directory); err != nil || notice != "" {
			t.Errorf("got %q, %v", notice, err)
		}
	}
	if file.OpenToOthers(directory) {
		t.Error("others can open it")
	}
	wide := t.TempDir()
	if !file.OpenToOthers(wide) {
		return // On this Windows, only the person can open it anyway.
	}
	notice, err := PrepareOwnDirectory(wide)
	repaired := notice == texts.Of("document.notice.repaired", "directory", wide)
	if err != nil || notice == "" || repaired == file.OpenToOthers(wide) {
		t.Errorf("a directory that others could open: %q, %v", notice, err)
	}
}
