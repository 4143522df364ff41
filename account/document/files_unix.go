//go:build unix

package document

import (
	"errors"
	"os"
	"syscall"
)

const (
	// lockFlags follow no link that somebody put in the lock's place. The lock
	// is opened for writing because NFS locks nothing else.
	lockFlags = os.O_CREATE | os.O_RDWR | syscall.O_NONBLOCK | syscall.O_NOFOLLOW
	// hasModes says that permissions of files are their mode.
	hasModes = true
)

// openToRead opens a file. It does not wait at a pipe for somebody to write.
func openToRead(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// renameOver puts from in the place of to, in one instant.
func renameOver(from, to string) error { return os.Rename(from, to) }

// syncDirectory waits until names in the directory are on the disk. It is best
// effort: the name is in use already, and some file systems cannot do it.
func syncDirectory(path string) {
	if directory, err := os.Open(path); err == nil {
		_ = directory.Sync()
		_ = directory.Close()
	}
}

func isLoop(err error) bool { return errors.Is(err, syscall.ELOOP) }

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isReadOnlyDisk(err error) bool { return errors.Is(err, syscall.EROFS) }
