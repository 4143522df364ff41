package file

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/windows"
)

const (
	// replaceFor bounds how long a rename or a deletion is tried again.
	replaceFor = 2 * time.Second
	// openFor bounds how long opening is tried again: a rename by another
	// program of ours takes a moment.
	openFor = 500 * time.Millisecond
	// heldPause is the pause between two tries. It is short, because a program
	// that reads the file again and again leaves but short gaps.
	heldPause = time.Millisecond
)

// openToRead opens a file, which Windows refuses at the instant at which
// another program renames one over it. Meanwhile others may write, rename and
// delete it: package os would let them only write.
func openToRead(path string) (file *os.File, err error) {
	name, err := windows.UTF16PtrFromString(extended(path))
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	const shared = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	// With the flag for backups a directory opens too, and is told apart later.
	const flags = windows.FILE_ATTRIBUTE_NORMAL | windows.FILE_FLAG_BACKUP_SEMANTICS
	err = whileHeldOpen(openFor, func() error {
		handle, err := windows.CreateFile(name, windows.GENERIC_READ, shared, nil, windows.OPEN_EXISTING, flags, 0)
		if err == nil {
			file = os.NewFile(uintptr(handle), path)
		}
		return err
	})
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return file, nil
}

// renameOver puts from in the place of to, in one instant. Windows refuses it
// while another program, such as a virus scanner, holds the file open, which
// it mostly does for a moment only: so it is tried again for replaceFor.
func renameOver(from, to string) error {
	return whileHeldOpen(replaceFor, func() error { return rename(from, to) })
}

// rename renames a file within its directory, over another one if need be. It
// does so in the way of POSIX, as package os does in an os.Root and nowhere
// else: then whoever reads the other file, and lets it be deleted, goes on
// reading it. Where the file system does not know that way, the old one is
// taken, and the file must not be open at all.
func rename(from, to string) error {
	directory, err := os.OpenRoot(DirectoryOf(to))
	if err != nil || DirectoryOf(from) != DirectoryOf(to) {
		return os.Rename(from, to)
	}
	defer directory.Close()
	return directory.Rename(filepath.Base(from), filepath.Base(to))
}

// remove deletes a file; as renameOver, while others hold it.
func remove(path string) error {
	return whileHeldOpen(replaceFor, func() error { return os.Remove(path) })
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
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED) ||
		errors.Is(err, windows.ERROR_DELETE_PENDING)
}

// longest is how long a path may be for every function of Windows: the limit
// for files is 260, and a directory must leave room for a short name.
const longest = 260 - 12

// extended returns a path that may be longer than that, in the form in which
// every Windows takes it, without being asked to by a manifest or a setting.
// Package os does the same.
func extended(path string) string {
	if len(path) < longest || strings.HasPrefix(path, `\\?\`) || strings.HasPrefix(path, `\\.\`) {
		return path
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if share, is := strings.CutPrefix(absolute, `\\`); is {
		return `\\?\UNC\` + share
	}
	return `\\?\` + absolute
}

// SameName reports whether two absolute paths are one. Windows takes capital and
// small letters for one, as their capitals tell; directories that were made to
// tell them apart are not known here.
func SameName(path, other string) bool {
	return strings.ToUpper(filepath.Clean(path)) == strings.ToUpper(filepath.Clean(other))
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
