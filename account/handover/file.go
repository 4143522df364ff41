package handover

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

var errSpecial = errors.New("is not a regular file")

// Writable says whether WriteFile may write a hand-over of the document to
// file: not over the document itself, not over what is no regular file, and
// over an existing file only with force. It is asked before a person is asked
// for a passphrase.
//
// Problems: ProblemRefused, and ProblemFailed where the file cannot be looked at.
func Writable(file, document string, force bool) error {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return writeFailed(file, err)
	}
	own, err := os.Stat(document)
	switch {
	case err == nil && os.SameFile(info, own):
		return problem(account.ProblemRefused, "handover.file.same", "", "file", file)
	case !info.Mode().IsRegular():
		return writeFailed(file, errSpecial)
	case !force:
		return exists(file)
	}
	return nil
}

// WriteFile writes a hand-over file in one instant, with mode 0600: whoever
// looks finds none, the old one or the whole new one. Without force it never
// replaces a file, not even one that has just come to be.
//
// Problems: ProblemRefused for a file that exists, ProblemFailed.
func WriteFile(file string, content []byte, force bool) error {
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	}
	temporary, err := writeTemporary(filepath.Dir(file), content)
	if err != nil {
		return writeFailed(file, err)
	}
	if force {
		err = os.Rename(temporary, file)
	} else {
		err = renameNew(temporary, file)
	}
	if err == nil {
		return nil
	}
	_ = os.Remove(temporary)
	if errors.Is(err, fs.ErrExist) {
		return exists(file)
	}
	return writeFailed(file, err)
}

// ReadFile reads a hand-over file of at most MaxBytes. Errors are Problems
// with ProblemFailed.
func ReadFile(file string) ([]byte, error) {
	content, err := readBounded(file, MaxBytes)
	if errors.Is(err, errTooLarge) {
		return nil, notOne("handover.large")
	}
	if err != nil {
		failed := problem(account.ProblemFailed, "handover.file.read", "", "file", file, "cause", cause(err))
		failed.Err = err
		return nil, failed
	}
	return content, nil
}

// writeTemporary writes a file beside the one to come, for its owner alone, and
// waits until it is on the disk.
func writeTemporary(directory string, content []byte) (name string, err error) {
	name = filepath.Join(directory, ".handover-"+rand.Text()+".tmp")
	if err := file.WriteSynced(name, content); err != nil {
		_ = os.Remove(name)
		return "", err
	}
	return name, nil
}

// renameNew gives a file a name that nothing has. A link refuses a name that is
// taken; where the file system has no links, the last look must do.
func renameNew(from, to string) error {
	err := os.Link(from, to)
	if err == nil {
		return os.Remove(from)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	}
	return os.Rename(from, to)
}

func exists(file string) error {
	return problem(account.ProblemRefused, "handover.file.exists", "handover.remedy.file.exists", "file", file)
}

func writeFailed(file string, err error) error {
	failed := problem(account.ProblemFailed, "handover.file.write", "", "file", file, "cause", cause(err))
	failed.Err = err
	return failed
}
