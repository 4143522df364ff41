package file

import (
	"errors"
	"os"
	"path/filepath"
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

func TestWhileHeldOpen_WaitsForWhoeverHoldsTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
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

func TestWhileHeldOpen_GivesUpAtLast(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	write(t, path, "old")
	write(t, path+".new", "new")
	hold(t, path)
	err := whileHeldOpen(0, func() error { return os.Rename(path+".new", path) })
	if !errors.Is(err, ErrHeldOpen) || read(t, path) != "old" {
		t.Error(err)
	}
}

// everybodys is a directory that hands down to its files that everybody may
// read and write them.
func everybodys(t *testing.T) string {
	t.Helper()
	directory := t.TempDir()
	me, err := user()
	if err != nil {
		t.Fatal(err)
	}
	descriptor, err := windows.SecurityDescriptorFromString("D:P(A;OICI;FA;;;WD)(A;OICI;FA;;;" + me.String() + ")")
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := descriptor.DACL()
	if err != nil {
		t.Fatal(err)
	}
	const what = windows.DACL_SECURITY_INFORMATION | windows.PROTECTED_DACL_SECURITY_INFORMATION
	if err := windows.SetNamedSecurityInfo(directory, windows.SE_FILE_OBJECT, what, nil, nil, list, nil); err != nil {
		t.Fatal(err)
	}
	if !OpenToOthers(directory) {
		t.Fatal("a directory that everybody may write to counts as closed")
	}
	return directory
}

func TestCreatePrivate_LeavesOutEverybodyElse(t *testing.T) {
	path := filepath.Join(everybodys(t), "a.json")
	created, err := CreatePrivate(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := created.WriteString("text"); err != nil {
		t.Error(err)
	}
	if err := created.Close(); err != nil {
		t.Error(err)
	}
	if OpenToOthers(path) || read(t, path) != "text" {
		t.Error("others can open the file")
	}
	if _, err := CreatePrivate(path); !errors.Is(err, os.ErrExist) {
		t.Errorf("a second time: %v", err)
	}
}

func TestReplace_LeavesAFileForItsOwnerAlone(t *testing.T) {
	path := filepath.Join(everybodys(t), "a.json")
	write(t, path, "old")
	if err := (Writer{}).Replace(path, path+".tmp", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if OpenToOthers(path) || read(t, path) != "new" {
		t.Error("others can open the file")
	}
}

func TestMakePrivateDirectory_IsForItsOwnerAloneAndHandsThatDown(t *testing.T) {
	directory := filepath.Join(everybodys(t), "own")
	for range 2 {
		if err := MakePrivateDirectory(directory); err != nil {
			t.Error(err)
		}
	}
	if OpenToOthers(directory) {
		t.Error("others can open the directory")
	}
	below := filepath.Join(directory, "file")
	write(t, below, "")
	if OpenToOthers(below) && !isWine() {
		t.Error("others can open a file in it")
	}
	if err := MakePrivateDirectory(below); !errors.Is(err, ErrNotDirectory) {
		t.Errorf("over a file: %v", err)
	}
	if err := MakePrivateDirectory(filepath.Join(directory, "none", "new")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("where there is none above: %v", err)
	}
}

func TestMakePrivateDirectory_ClosesOneThatIsOpen(t *testing.T) {
	directory := everybodys(t)
	err := MakePrivateDirectory(directory)
	if isWine() {
		if err == nil {
			t.Error("what was not done was not noticed")
		}
		t.Skip("wine 8 takes access lists only when a file is made")
	}
	if err != nil || OpenToOthers(directory) {
		t.Errorf("others can open the directory: %v", err)
	}
}

func isWine() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
}

func TestMakePrivateDirectory_LeavesAnotherPersonsAsItIs(t *testing.T) {
	system := os.Getenv("SystemRoot")
	if err := MakePrivateDirectory(system); err == nil && !isWine() {
		t.Error("Windows' own directory was closed")
	}
	if !OpenToOthers(system) {
		t.Error("nobody else can open Windows' own directory")
	}
}
