package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// writeExport writes a hand-over file in one instant, with mode 0600: whoever
// looks finds none, the old one or the whole new one. Without force it never
// replaces a file, not even one that has just come to be.
func writeExport(file string, content []byte, force bool) error {
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	}
	temporary, err := writeTemporary(filepath.Dir(file), content)
	if err != nil {
		return exportFailed(file, err)
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
		return refusedText("terminal.export.exists", "file", file)
	}
	return exportFailed(file, err)
}

// writeTemporary writes a file beside the one to come, and waits until it is
// on the disk. os.CreateTemp gives it mode 0600; the umask could take away
// from that.
func writeTemporary(directory string, content []byte) (name string, err error) {
	file, err := os.CreateTemp(directory, ".teamsctl-*.tmp")
	if err != nil {
		return "", err
	}
	_, err = file.Write(content)
	err = errors.Join(err, file.Chmod(0o600), file.Sync(), file.Close())
	if err != nil {
		_ = os.Remove(file.Name())
		return "", err
	}
	return file.Name(), nil
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
