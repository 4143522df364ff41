package document

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// The endings of the files beside a document NAME, which are called .NAME.lock
// and so on. None ends in .json, so that a pattern for documents meets none.
const (
	lockEnding      = ".lock"
	intentEnding    = ".intent"
	temporaryEnding = ".tmp"
	// preparedEnding is that of a document that waits to be put in place, while
	// the intent is written.
	preparedEnding = ".new"
)

// Why a path is no document.
var (
	errDirectory = errors.New("is a directory")
	errNotFile   = errors.New("is not a regular file")
	errDangling  = errors.New("is a link to nothing")
	errLoop      = errors.New("is a link to itself")
	errTooLarge  = errors.New("is too large")
	errNoParent  = errors.New("stands in a directory that does not exist")
)

// errHeldOpen says that a file could not be replaced because another program
// holds it open, or, which Windows does not tell apart, because of a lack of
// permission.
var errHeldOpen = errors.New("is held open by another program")

// beside returns the path of a file that belongs to the document. It does not
// clean the path: "link/../name" is not "name".
func beside(document, ending string) string {
	directory, name := filepath.Split(document)
	return directory + "." + name + ending
}

// directoryOf returns the directory of a file, without cleaning the path.
func directoryOf(path string) string {
	directory, _ := filepath.Split(path)
	if directory == "" {
		return "."
	}
	return directory
}

// resolve follows symbolic links to the file where the document is, which need
// not exist if path is no link. What is there is a regular file.
func resolve(path string) (string, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err != nil {
		return "", err
	}
	if info.Mode()&fs.ModeSymlink == 0 {
		return path, regular(info)
	}
	return followed(path)
}

// followed is resolve for a symbolic link.
func followed(link string) (string, error) {
	info, err := os.Stat(link)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", errDangling
	case isLoop(err):
		return "", errLoop
	case err != nil:
		return "", err
	}
	if err := regular(info); err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(link)
}

func regular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return errDirectory
	case !info.Mode().IsRegular():
		return errNotFile
	}
	return nil
}

// readRegular reads a file of at most limit bytes. It does not block on
// something that is no file.
func readRegular(path string, limit int) ([]byte, error) {
	file, err := openToRead(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if err := regular(info); err != nil {
		return nil, err
	}
	var data bytes.Buffer
	data.Grow(int(min(info.Size(), int64(limit))) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(file, int64(limit)+1)); err != nil {
		return nil, err
	}
	if data.Len() > limit {
		return nil, errTooLarge
	}
	return data.Bytes(), nil
}

// writer writes files in one instant.
type writer struct {
	// rename is renameOver, or what a test puts in its place.
	rename func(from, to string) error
}

// write replaces target, or creates it, with mode 0600 whatever the umask.
// temporary is where it is written first, in the same directory. After an
// error target is as it was and temporary is gone. The content is on the disk
// then; a power failure may still undo the rename, until syncDirectory.
func (w writer) write(target, temporary string, data []byte) error {
	if err := writeSynced(temporary, data); err != nil {
		_ = os.Remove(temporary)
		return err
	}
	return w.place(target, temporary)
}

// place renames temporary, which is on the disk, over target. After an error
// target is as it was and temporary is gone.
func (w writer) place(target, temporary string) error {
	if err := w.replace(temporary, target); err != nil {
		_ = os.Remove(temporary)
		return err
	}
	return nil
}

func (w writer) replace(temporary, target string) error {
	if w.rename != nil {
		return w.rename(temporary, target)
	}
	return renameOver(temporary, target)
}

// writeSynced creates a file and waits until it is on the disk. One that a
// killed program left there is replaced.
func writeSynced(path string, data []byte) error {
	if err := remove(path); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	// The umask may have taken bits away.
	err = file.Chmod(0o600)
	if err == nil {
		_, err = file.Write(data)
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// remove deletes a file; one that is not there is no error.
func remove(path string) error {
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
