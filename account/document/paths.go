package document

import (
	"errors"
	"path/filepath"

	"teamsaccount/account/internal/file"
)

// The endings of the files beside a document NAME, which are called .NAME.lock
// and so on. None ends in .json, so that a pattern for documents meets none.
const (
	lockEnding      = ".lock"
	intentEnding    = ".intent"
	temporaryEnding = ".tmp"
	// stagedEnding is that of a document that waits to be put in place, while
	// intent and keychain are written.
	stagedEnding = ".new"
	// historyEnding is that of the directory with the applied states.
	historyEnding = ".history"
)

// Why a path is no document, besides what file.Read says.
var (
	errNoParent = errors.New("stands in a directory that does not exist")
	errOurs     = errors.New("is a file of the program itself")
)

// beside returns the path of a file that belongs to the document. It does not
// clean the path: "link/../name" is not "name".
func beside(document, ending string) string {
	directory, name := filepath.Split(document)
	return directory + "." + name + ending
}

// resolve returns the file where the document is, which need not exist if path
// is no link. What is there is a regular file.
func (s *Store) resolve(path string) (string, error) {
	if err := file.CheckName(path); err != nil {
		return "", err
	}
	target, err := file.Resolve(path)
	if err == nil && file.SameName(filepath.Base(target), stateName) && s.owns(target) {
		err = errOurs
	}
	return target, err
}
