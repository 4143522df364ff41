//go:build unix

package file

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestRead_DoesNotWaitAtAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{path, "/dev/null", "/dev/zero"} {
		if _, err := Read(t.Context(), path, 10); !errors.Is(err, ErrNotRegular) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestPrivate_HoldsWhateverTheUmask(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o777} {
		directory := t.TempDir()
		file, private := filepath.Join(directory, "file"), filepath.Join(directory, "private")
		before := syscall.Umask(mask)
		err := errors.Join(WriteSynced(file, []byte("x")), MakePrivateDirectory(private))
		syscall.Umask(before)
		if err != nil {
			t.Fatal(err)
		}
		for path, want := range map[string]fs.FileMode{file: 0o600, private: 0o700} {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
				t.Errorf("umask %o: %s has %v, %v", mask, path, info.Mode().Perm(), err)
			}
		}
	}
}

func TestSyncDirectory_SaysThatThereIsNone(t *testing.T) {
	directory := t.TempDir()
	if err := SyncDirectory(directory); err != nil {
		t.Error(err)
	}
	if err := SyncDirectory(filepath.Join(directory, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestResolve_LeavesADirectoryWhereTheSystemDoes(t *testing.T) {
	top := t.TempDir()
	if err := errors.Join(
		os.MkdirAll(filepath.Join(top, "real", "d"), 0o700),
		os.Symlink(filepath.Join("real", "d"), filepath.Join(top, "d")),
		os.Symlink("d/../file", filepath.Join(top, "link")),
		os.Symlink(top+"/d/../file", filepath.Join(top, "absolute")),
	); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{top + "/link", top + "/absolute", top + "/d/../file"} {
		for range 2 {
			got, err := Resolve(path)
			if want := filepath.Join(top, "real", "file"); err != nil || got != want {
				t.Errorf("%s: %s, %v", path, got, err)
			}
			write(t, filepath.Join(top, "real", "file"), "there from now on")
		}
		if err := os.Remove(filepath.Join(top, "real", "file")); err != nil {
			t.Fatal(err)
		}
	}
}
