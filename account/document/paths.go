package document

import (
	"errors"
	"path/filepath"
	"runtime"
	"strings"

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
	errName     = errors.New("has a name that Windows reserves")
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
	if runtime.GOOS == "windows" && reserved(filepath.Base(path)) {
		return "", errName
	}
	target, err := file.Resolve(path)
	if err == nil && filepath.Base(target) == stateName && s.owns(target) {
		err = errOurs
	}
	return target, err
}

// reserved reports whether Windows takes a file's name for something else: a
// device, whatever the extension; a stream of another file; or the same name
// without its last characters. See "Naming Files, Paths, and Namespaces" in
// Microsoft's documentation of Win32.
func reserved(name string) bool {
	if strings.ContainsAny(name, `<>:"|?*`) || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return name != "." && name != ".."
	}
	device, _, _ := strings.Cut(strings.ToUpper(name), ".")
	device = strings.TrimRight(device, " ")
	switch device {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, is := strings.CutPrefix(device, "COM")
	if !is {
		port, is = strings.CutPrefix(device, "LPT")
	}
	return is && strings.Contains(" 0 1 2 3 4 5 6 7 8 9 ¹ ² ³ ", " "+port+" ") && port != ""
}
