//go:build unix

package file

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// openToRead opens a file. It does not wait at a pipe for somebody to write.
func openToRead(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// CreatePrivate creates a file that only its owner can open, whatever the umask.
// One that exists, even as a link, is an error.
func CreatePrivate(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	if err := file.Chmod(0o600); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// MakePrivateDirectory makes a directory that only its owner can enter, and
// closes one that is there already to others.
func MakePrivateDirectory(path string) error {
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return ErrNotDirectory
	case info.Mode().Perm() != 0o700:
		return os.Chmod(path, 0o700)
	}
	return nil
}

// OpenToOthers reports whether a file or directory can be opened by anybody but
// its owner. Where that is not known, it counts as closed.
func OpenToOthers(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&0o077 != 0
}

// renameOver puts from in the place of to, in one instant.
func renameOver(from, to string) error { return os.Rename(from, to) }

// remove deletes a file.
func remove(path string) error { return os.Remove(path) }

// SameName reports whether two absolute paths are one.
func SameName(path, other string) bool { return filepath.Clean(path) == filepath.Clean(other) }

// SyncDirectory waits until names in the directory are on the disk. A file
// system that cannot do it is no error.
func SyncDirectory(path string) error {
	directory, err := os.Open(path)
	if err != nil {
		return err
	}
	err = directory.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOSYS) {
		err = nil
	}
	return errors.Join(err, directory.Close())
}

// Identity tells a file from every other one on this machine, copies of it
// included; empty where that is not known.
func Identity(path string) string {
	info, err := os.Lstat(path)
	if err != nil {
		return ""
	}
	if stat, is := info.Sys().(*syscall.Stat_t); is {
		return fmt.Sprintf("%x.%x", stat.Dev, stat.Ino)
	}
	return ""
}

func isLoop(err error) bool { return errors.Is(err, syscall.ELOOP) }

// IsDiskFull reports whether the disk, or the user's share of it, was full.
func IsDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// IsReadOnlyDisk reports whether the disk takes no writes.
func IsReadOnlyDisk(err error) bool { return errors.Is(err, syscall.EROFS) }
