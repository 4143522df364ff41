package document

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

const (
	dontBlock = 0
	lockFlags = os.O_CREATE | os.O_RDWR
	// hasModes is false: Windows has access lists, which a directory hands
	// down, and the user's configuration directory is the user's alone.
	hasModes = false
)

const (
	// renameFor bounds how long a rename is tried again.
	renameFor = 2 * time.Second
	// renamePause is the pause between two tries.
	renamePause = 20 * time.Millisecond
)

// renameOver puts from in the place of to, in one instant. Windows refuses it
// while another program, such as a virus scanner, holds the file open, which
// it mostly does for a moment only: so it is tried again for renameFor.
func renameOver(from, to string) error {
	deadline := time.Now().Add(renameFor)
	for {
		err := os.Rename(from, to)
		if !isHeldOpen(err) || time.Now().After(deadline) {
			return err
		}
		time.Sleep(renamePause)
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
