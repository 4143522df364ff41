package document

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"

	"teamsaccount/account/internal/file"
)

// everybodys makes a directory that hands down to what is made in it that
// everybody may read and write it.
func everybodys(t *testing.T, path string) {
	t.Helper()
	descriptor, err := windows.SecurityDescriptorFromString("D:P(A;OICI;FA;;;WD)")
	if err != nil {
		t.Fatal(err)
	}
	attributes := &windows.SecurityAttributes{SecurityDescriptor: descriptor}
	attributes.Length = uint32(unsafe.Sizeof(*attributes))
	name, err := windows.UTF16PtrFromString(path)
	if err == nil {
		err = windows.CreateDirectory(name, attributes)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !file.OpenToOthers(path) {
		t.Fatal("a directory that everybody may write to counts as closed")
	}
}

func TestAccessLists_LeaveOutEverybodyElse(t *testing.T) {
	around := filepath.Join(t.TempDir(), "everybody's")
	everybodys(t, around)
	own := filepath.Join(around, "own")
	for _, path := range []string{filepath.Join(own, FileName), filepath.Join(around, "site.json")} {
		store := &Store{OwnDirectory: own}
		change := begin(t, store, path)
		if err := change.WriteIntents(intentFor(testItem)); err != nil {
			t.Fatal(err)
		}
		if _, err := stageAndCommit(change, testAccount("x"), true); err != nil {
			t.Fatal(err)
		}
		change.Release()
		if err := NewStates(own).AddRecent(path); err != nil {
			t.Fatal(err)
		}
	}
	count := 0
	err := filepath.WalkDir(around, func(path string, _ os.DirEntry, err error) error {
		if count++; path != around && file.OpenToOthers(path) {
			t.Errorf("others can open %s", path)
		}
		return err
	})
	// Twice a document, its lock, intent and history with a state; our own
	// directory with the state file and its lock; and the directory around.
	if want := 2*5 + 3 + 1; err != nil || count != want {
		t.Errorf("%d files and directories instead of %d, %v", count, want, err)
	}
}

// shareOf is the administrators' share of the drive on which a directory lies.
func shareOf(directory string) string {
	volume := filepath.VolumeName(directory)
	return `\\localhost\` + strings.Replace(volume, ":", "$", 1) + strings.TrimPrefix(directory, volume)
}

func TestStore_TakesPathsOfEveryKind(t *testing.T) {
	directory := filepath.Join(t.TempDir(), strings.Repeat("Zürich", 20), strings.Repeat("東京", 20), strings.Repeat("x", 100))
	if err := os.MkdirAll(directory, 0o700); err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(directory, "site.json")
	store := &Store{}
	commit(t, store, plain, testAccount("0"))
	others := []struct{ kind, path string }{
		{"as it is", `\\?\` + plain},
		{"as a device's", `\\.\` + plain},
		{"with slashes", filepath.ToSlash(plain)},
		{"in capitals", strings.ToUpper(plain)},
	}
	if share := shareOf(plain); file.Exists(share) {
		others = append(others, struct{ kind, path string }{"of a share", share},
			struct{ kind, path string }{"of a share as it is", `\\?\UNC` + share[1:]})
	}
	for i, other := range others {
		t.Run(other.kind, func(t *testing.T) {
			path := other.path
			want := commit(t, store, path, testAccount(fmt.Sprint(i+1)))
			if load(t, store, path) != want || load(t, store, plain) != want || !store.Same(path, plain) {
				t.Error("the path leads to another document")
			}
			past, err := store.History(path)
			if err != nil || len(past) != i+2 {
				t.Errorf("%d states in the history, %v", len(past), err)
			}
		})
	}
	checkNames(t, directory, "site.json", ".site.json.history", ".site.json.lock")
}

func TestStore_TakesNoNameThatWindowsReserves(t *testing.T) {
	directory := t.TempDir()
	absolute := func(path string) string {
		absolute, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		return absolute
	}
	store := &Store{}
	check := func(path, says string) {
		_, err := store.Load(path)
		checkFailed(t, "Load", err, path, says)
		_, err = store.Begin(t.Context(), path)
		checkFailed(t, "Begin", err, path, says)
	}
	for _, name := range []string{"nul", "con.json", "aux", "Com1.json", "site.json:stream", "site.json.", "site?.json"} {
		check(filepath.Join(directory, name), "a name that Windows reserves")
	}
	// What Windows makes of NUL on the way through a dialog.
	check(absolute("NUL"), "a device or a pipe")
	check(`\\.\pipe\site.json`, "a device or a pipe")
	checkNames(t, directory)
}

func TestRecent_NamesADocumentOnceHoweverItIsWritten(t *testing.T) {
	states := NewStates(t.TempDir())
	path := documentIn(t)
	other := filepath.Join(filepath.Dir(path), "other.json")
	for _, opened := range []string{path, other, strings.ToUpper(path), filepath.ToSlash(path)} {
		if err := states.AddRecent(opened); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := states.Recent(); err != nil || !slices.Equal(got, []string{strings.ToUpper(path), other}) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestStore_KnowsItsStateFileHoweverItIsWritten(t *testing.T) {
	own := t.TempDir()
	path := filepath.Join(strings.ToUpper(own), strings.ToUpper(stateName))
	_, err := (&Store{OwnDirectory: own}).Load(path)
	checkFailed(t, "Load", err, path, "not a document")
}
