package document

import (
	"os"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// hold opens a file as a virus scanner does: nobody may replace it.
func hold(t *testing.T, path string) (release func()) {
	t.Helper()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	handle, err := windows.CreateFile(name, windows.GENERIC_READ, windows.FILE_SHARE_READ, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	held := true
	release = func() {
		if held {
			held = false
			_ = windows.CloseHandle(handle)
		}
	}
	t.Cleanup(release)
	return release
}

func TestARenameWaitsForWhoeverHoldsTheFileOpen(t *testing.T) {
	path := documentIn(t)
	write(t, path, "old")
	write(t, path+".new", "new")
	release := hold(t, path)
	tries := 0
	err := whileHeldOpen(time.Minute, func() error {
		err := os.Rename(path+".new", path)
		tries++
		release()
		return err
	})
	if err != nil || tries != 2 || read(t, path) != "new" {
		t.Errorf("%v after %d tries", err, tries)
	}
}

func TestARenameGivesUpAtLast(t *testing.T) {
	path := documentIn(t)
	before := commit(t, &Store{}, path, testAccount("before"))
	release := hold(t, path)
	store := &Store{writer: writer{rename: func(from, to string) error {
		return whileHeldOpen(0, func() error { return os.Rename(from, to) })
	}}}
	change := begin(t, store, path)
	defer change.Release()
	_, err := change.Commit(testAccount("after"), true)
	checkFailed(t, "Commit", err, path, "another program holds it open")
	release()
	if load(t, store, path) != before {
		t.Error("the document was changed")
	}
}
