package document

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// failed returns a ProblemFailed. name is the last part of the keys of its
// texts, which get the given pairs.
func failed(name string, err error, pairs ...any) *account.Problem {
	problem := &account.Problem{
		Kind: account.ProblemFailed,
		What: texts.Of("document.problem."+name, pairs...),
		Err:  err,
	}
	if texts.Has("document.remedy." + name) {
		problem.Remedy = texts.Of("document.remedy." + name)
	}
	return problem
}

// readProblem says why the file, as the person named it, could not be read.
func readProblem(file string, err error) *account.Problem {
	var fault *Fault
	switch {
	case errors.As(err, &fault):
		return fault.problemIn(file)
	case errors.Is(err, errTooLarge):
		return tooLarge(MaxSize).problemIn(file)
	case errors.Is(err, fs.ErrPermission):
		return failed("readPermission", err, "file", file)
	}
	if name, is := notADocument(err); is {
		return failed(name, err, "file", file)
	}
	return failed("read", err, "file", file, "cause", cause(err))
}

// writeProblem says why the file, as the person named it, could not be written.
func writeProblem(file string, err error) *account.Problem {
	name, is := notADocument(err)
	switch {
	case is:
	case errors.Is(err, errHeldOpen):
		name = "heldOpen"
	case errors.Is(err, fs.ErrNotExist):
		name = "noParent"
	case isDiskFull(err):
		name = "diskFull"
	case errors.Is(err, fs.ErrPermission):
		name = "writePermission"
	case isReadOnlyDisk(err):
		name = "readOnlyDisk"
	default:
		return failed("write", err, "file", file, "cause", cause(err))
	}
	return failed(name, err, "file", file)
}

// notADocument returns the name of the texts about a path that is no document.
func notADocument(err error) (name string, is bool) {
	switch {
	case errors.Is(err, errDirectory):
		return "directory", true
	case errors.Is(err, errNotFile):
		return "notFile", true
	case errors.Is(err, errDangling):
		return "dangling", true
	case errors.Is(err, errLoop):
		return "loop", true
	case errors.Is(err, errNoParent):
		return "noParent", true
	}
	return "", false
}

// cause is what the operating system said, without the path, which the person
// is told anyway. Windows ends it with a full stop.
func cause(err error) string {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return strings.TrimRight(err.Error(), ".")
}
