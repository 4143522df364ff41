package file

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// hold opens a file as a virus scanner does: nobody may replace or delete it.
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

// oldAndNew are a file and the one that is to take its place.
func oldAndNew(t *testing.T) (old, next string) {
	t.Helper()
	old = filepath.Join(t.TempDir(), "a.json")
	write(t, old, "old")
	write(t, old+".new", "new")
	return old, old + ".new"
}

func TestWhileHeldOpen_WaitsForWhoeverHoldsTheFile(t *testing.T) {
	path, next := oldAndNew(t)
	release := hold(t, path)
	tries := 0
	err := whileHeldOpen(time.Minute, func() error {
		err := rename(next, path)
		tries++
		release()
		return err
	})
	if err != nil || tries != 2 || read(t, path) != "new" {
		t.Errorf("%v after %d tries", err, tries)
	}
}

func TestWhileHeldOpen_GivesUpAtLast(t *testing.T) {
	path, next := oldAndNew(t)
	hold(t, path)
	err := whileHeldOpen(0, func() error { return rename(next, path) })
	if !errors.Is(err, ErrHeldOpen) || read(t, path) != "old" || read(t, next) != "new" {
		t.Error(err)
	}
}

func TestRename_LeavesWhoReadsTheFileBeforeAlone(t *testing.T) {
	path, next := oldAndNew(t)
	reader, err := openToRead(path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	err = whileHeldOpen(0, func() error { return rename(next, path) })
	if isWine() {
		if !errors.Is(err, ErrHeldOpen) || read(t, path) != "old" {
			t.Errorf("%v; the file says %q", err, read(t, path))
		}
		t.Skip("wine 8 renames over no file that is open, whatever its reader shares")
	}
	text, failed := io.ReadAll(reader)
	if err != nil || failed != nil || string(text) != "old" || read(t, path) != "new" {
		t.Errorf("%v; the reader got %q, %v; the file says %q", err, text, failed, read(t, path))
	}
}

func TestRemove_WaitsForWhoeverHoldsTheFile(t *testing.T) {
	path, _ := oldAndNew(t)
	release := hold(t, path)
	if err := whileHeldOpen(0, func() error { return os.Remove(path) }); !errors.Is(err, ErrHeldOpen) {
		t.Errorf("the file that is held could be removed: %v", err)
	}
	var other sync.WaitGroup
	other.Go(release)
	if err := Remove(path); err != nil || Exists(path) {
		t.Error(err)
	}
	other.Wait()
}

// tooLong is a path that is too long for most functions of Windows.
func tooLong(directory string) string {
	for len(directory) < 400 {
		directory = filepath.Join(directory, strings.Repeat("Zürich", 10))
	}
	return directory
}

func TestExtended_IsAWholePathOfTheSameFile(t *testing.T) {
	long := strings.Repeat(`\directory`, 40)
	for path, want := range map[string]string{
		`C:\a.json`:                  `C:\a.json`,
		`\\server\share\a.json`:      `\\server\share\a.json`,
		`C:` + long:                  `\\?\C:` + long,
		`c:/a` + long:                `\\?\c:\a` + long,
		`C:` + long + `\..\.\b.json`: `\\?\C:` + strings.TrimSuffix(long, `\directory`) + `\b.json`,
		`\\server\share` + long:      `\\?\UNC\server\share` + long,
		`\\?\C:` + long:              `\\?\C:` + long,
		`\\.\C:` + long:              `\\.\C:` + long,
	} {
		if got := extended(path); got != want {
			t.Errorf("%s became %s", path, got)
		}
	}
}

func TestFiles_MayHavePathsOfAnyLengthAndKind(t *testing.T) {
	plain := t.TempDir()
	volume := filepath.VolumeName(plain)
	share := `\\localhost\` + strings.Replace(volume, ":", "$", 1) + strings.TrimPrefix(plain, volume)
	starts := []string{plain, `\\?\` + plain, `\\.\` + plain}
	// Only administrators have this share.
	if Exists(share) || isWine() {
		starts = append(starts, share, `\\?\UNC`+share[1:])
	}
	for _, start := range starts {
		for _, directory := range []string{filepath.Join(start, "short"), tooLong(start)} {
			t.Run(directory, func(t *testing.T) { keepsAFile(t, directory) })
		}
	}
}

// keepsAFile checks that everything can be done with a file in a directory that
// is not there yet.
func keepsAFile(t *testing.T, directory string) {
	if err := os.MkdirAll(filepath.Dir(directory), 0o700); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(directory)
	if err := MakePrivateDirectory(directory); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(directory, "a.json")
	for _, text := range []string{"old", "new"} {
		if err := (Writer{}).Replace(path, path+".tmp", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := Read(t.Context(), path, 100); err != nil || string(got) != text {
			t.Errorf("read %q, %v", got, err)
		}
	}
	if OpenToOthers(directory) || OpenToOthers(path) {
		t.Error("others can open it")
	}
	if Identity(path) == "" || Identity(path) != Identity(filepath.Join(directory, ".", "a.json")) {
		t.Errorf("its identity is %q", Identity(path))
	}
	if err := Remove(path); err != nil || Exists(path) {
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
