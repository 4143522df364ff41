package file

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

const (
	// renameFor bounds how long a rename is tried again.
	renameFor = 2 * time.Second
	// openFor bounds how long opening is tried again: a rename by another
	// program of ours takes a moment.
	openFor = 500 * time.Millisecond
	// heldPause is the pause between two tries. It is short, because a program
	// that reads the file again and again leaves but short gaps.
	heldPause = time.Millisecond
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
			return errors.Join(ErrHeldOpen, err)
		}
		time.Sleep(heldPause)
	}
}

func isHeldOpen(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// SyncDirectory does nothing: Windows does not open directories for that.
func SyncDirectory(string) error { return nil }

// Identity tells a file from every other one on this machine, copies of it
// included; empty where that is not known.
func Identity(path string) string {
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(file.Fd()), &info); err != nil {
		return ""
	}
	return fmt.Sprintf("%x.%x.%x", info.VolumeSerialNumber, info.FileIndexHigh, info.FileIndexLow)
}

func isLoop(err error) bool { return errors.Is(err, windows.ERROR_CANT_RESOLVE_FILENAME) }

// IsDiskFull reports whether the disk, or the user's share of it, was full.
func IsDiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

// IsReadOnlyDisk reports whether the disk takes no writes.
func IsReadOnlyDisk(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
