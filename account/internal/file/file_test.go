package file

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestRead_StopsAtTheLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for size, want := range map[int]error{0: nil, 9: nil, 10: nil, 11: ErrTooLarge, 5000: ErrTooLarge} {
		write(t, path, strings.Repeat("x", size))
		data, err := Read(t.Context(), path, 10)
		if !errors.Is(err, want) || err == nil && len(data) != size {
			t.Errorf("%d bytes: %d read, %v", size, len(data), err)
		}
	}
}

func TestRead_RefusesWhatIsNoFile(t *testing.T) {
	directory := t.TempDir()
	for path, want := range map[string]error{
		directory:                        ErrDirectory,
		filepath.Join(directory, "none"): fs.ErrNotExist,
	} {
		if _, err := Read(t.Context(), path, 10); !errors.Is(err, want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestRead_EndsWhenItIsCancelled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	write(t, path, "x")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, path, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestReplace_LeavesTheOldFileWhereTheRenameFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	write(t, path, "old")
	broken := errors.New("broken")
	writer := Writer{Rename: func(string, string) error { return broken }}
	if err := writer.Replace(path, path+".tmp", []byte("new")); !errors.Is(err, broken) || read(t, path) != "old" || Exists(path+".tmp") {
		t.Errorf("%v, %q", err, read(t, path))
	}
	if err := (Writer{}).Replace(path, path+".tmp", []byte("new")); err != nil || read(t, path) != "new" || Exists(path+".tmp") {
		t.Errorf("%v, %q", err, read(t, path))
	}
}

func TestPlaceNew_NeverReplacesAnything(t *testing.T) {
	directory := t.TempDir()
	path, temporary := filepath.Join(directory, "file"), filepath.Join(directory, "temporary")
	for _, want := range []error{nil, fs.ErrExist} {
		write(t, temporary, "new")
		if err := (Writer{}).PlaceNew(temporary, path); !errors.Is(err, want) || Exists(temporary) {
			t.Errorf("%v, want %v", err, want)
		}
		write(t, path, "old")
	}
	if read(t, path) != "old" {
		t.Error("the file was replaced")
	}
}

func TestCreatePrivate_TakesNothingThatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	file, err := CreatePrivate(path)
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	if _, err := CreatePrivate(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second time: %v", err)
	}
}

func TestMakePrivateDirectory_MakesOneOrTakesTheOneThatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "directory")
	for range 2 {
		if err := MakePrivateDirectory(path); err != nil {
			t.Error(err)
		}
	}
	write(t, path+".file", "")
	if err := MakePrivateDirectory(path + ".file"); !errors.Is(err, ErrNotDirectory) {
		t.Errorf("a file in its place: %v", err)
	}
}

func TestIdentity_TellsACopyFromItsOriginal(t *testing.T) {
	directory := t.TempDir()
	one, other := filepath.Join(directory, "one"), filepath.Join(directory, "other")
	write(t, one, "x")
	write(t, other, "x")
	before := Identity(one)
	if before == "" || before == Identity(other) || Identity(filepath.Join(directory, "none")) != "" {
		t.Errorf("%q and %q", before, Identity(other))
	}
	if err := os.Rename(one, other); err != nil || Identity(other) != before {
		t.Errorf("renamed, it is %q; was %q", Identity(other), before)
	}
}
