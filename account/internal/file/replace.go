package file

import (
	"errors"
	"io/fs"
	"os"
)

// ErrHeldOpen says that a file could not be replaced because another program
// holds it open, or, which Windows does not tell apart, because of a lack of
// permission.
var ErrHeldOpen = errors.New("is held open by another program")

// Writer replaces files in one instant.
type Writer struct {
	// Rename is what a test puts in the place of renaming; else nil.
	Rename func(from, to string) error
}

// Replace puts a file with this content in target's place, or creates it, with
// mode 0600 whatever the umask. temporary is where it is written first, in the
// same directory. After an error target is as it was and temporary is gone. The
// content is on the disk then; a power failure may still undo the rename, until
// SyncDirectory.
func (w Writer) Replace(target, temporary string, content []byte) error {
	if err := WriteSynced(temporary, content); err != nil {
		_ = Remove(temporary)
		return err
	}
	return w.Place(temporary, target)
}

// Place is Move that, after an error, removes temporary.
func (w Writer) Place(temporary, target string) error {
	err := w.Move(temporary, target)
	if err != nil {
		_ = Remove(temporary)
	}
	return err
}

// Move renames temporary, which is on the disk, over target. After an error both
// are as they were.
func (w Writer) Move(temporary, target string) error {
	if w.Rename != nil {
		return w.Rename(temporary, target)
	}
	return renameOver(temporary, target)
}

// PlaceNew gives temporary a name that nothing has; the error is fs.ErrExist
// where something has it. A link refuses a name that is taken; where the file
// system has no links, the last look must do. After an error temporary is gone.
func (w Writer) PlaceNew(temporary, target string) error {
	err := os.Link(temporary, target)
	switch {
	case err == nil:
		return Remove(temporary)
	case errors.Is(err, fs.ErrExist):
	case Exists(target):
		err = fs.ErrExist
	default:
		return w.Place(temporary, target)
	}
	_ = Remove(temporary)
	return err
}

// WriteSynced creates a file for its owner alone and waits until it is on the
// disk. One that a killed program left there is replaced.
func WriteSynced(path string, content []byte) error {
	if err := Remove(path); err != nil {
		return err
	}
	file, err := CreatePrivate(path)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// Remove deletes a file; one that is not there is no error.
func Remove(path string) error {
	err := remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
