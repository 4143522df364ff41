package document

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

const (
	lockFlags = os.O_CREATE | os.O_RDWR
	// hasModes is false: Windows has access lists, which a directory hands
	// down, and the user's configuration directory is the user's alone.
	hasModes = false
)

const (
	// renameFor bounds how long a rename is tried again.
	renameFor = 2 * time.Second
	// openFor bounds how long opening is tried again: a rename by another
	// program of ours takes a moment.
	openFor = 500 * time.Millisecond
	// heldPause is the pause between two tries.
	heldPause = 10 * time.Millisecond
)

// openToRead opens a file, which Windows refuses at the instant at which
// another program renames one over it.
func openToRead(path string) (file *os.File, err error) {
	err = whileHeldOpen(openFor, func() error {
		file, err = os.Open(path)
		return err
	})
	return file, err
}

// renameOver puts from in the place of to, in one instant. Windows refuses it
// while another program, such as a virus scanner, holds the file open, which
// it mostly does for a moment only: so it is tried again for renameFor.
func renameOver(from, to string) error {
	return whileHeldOpen(renameFor, func() error { return os.Rename(from, to) })
}

// whileHeldOpen tries again as long as the file is held open, for a bounded time.
func whileHeldOpen(bound time.Duration, try func() error) error {
	deadline := time.Now().Add(bound)
	for {
		err := try()
		if !isHeldOpen(err) {
			return err
		}
		if time.Now().After(deadline) {
			return errors.Join(errHeldOpen, err)
		}
		time.Sleep(heldPause)
	}
}

func isHeldOpen(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// syncDirectory does nothing: Windows does not open directories for that.
func syncDirectory(string) {}

func isLoop(err error) bool { return errors.Is(err, windows.ERROR_CANT_RESOLVE_FILENAME) }

func isDiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

func isReadOnlyDisk(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
