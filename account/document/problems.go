package document

import (
	"errors"
	"io/fs"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
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
func readProblem(path string, err error) *account.Problem {
	var fault *Fault
	switch {
	case errors.As(err, &fault):
		return fault.problemIn(path)
	case errors.Is(err, file.ErrTooLarge):
		return tooLarge(MaxSize).problemIn(path)
	case errors.Is(err, fs.ErrPermission):
		return failed("readPermission", err, "file", path)
	}
	if name, is := notADocument(err); is {
		return failed(name, err, "file", path)
	}
	return failed("read", err, "file", path, "cause", file.Cause(err))
}

// writeProblem says why the file, as the person named it, could not be written.
func writeProblem(path string, err error) *account.Problem {
	name, is := notADocument(err)
	switch {
	case is:
	case errors.Is(err, file.ErrHeldOpen):
		name = "heldOpen"
	case errors.Is(err, fs.ErrNotExist):
		name = "noParent"
	case file.IsDiskFull(err):
		name = "diskFull"
	case errors.Is(err, fs.ErrPermission):
		name = "writePermission"
	case file.IsReadOnlyDisk(err):
		name = "readOnlyDisk"
	default:
		return failed("write", err, "file", path, "cause", file.Cause(err))
	}
	return failed(name, err, "file", path)
}

// notADocument returns the name of the texts about a path that is no document.
func notADocument(err error) (name string, is bool) {
	switch {
	case errors.Is(err, file.ErrDirectory):
		return "directory", true
	case errors.Is(err, file.ErrNotRegular):
		return "notFile", true
	case errors.Is(err, file.ErrDangling):
		return "dangling", true
	case errors.Is(err, file.ErrLoop):
		return "loop", true
	case errors.Is(err, errNoParent):
		return "noParent", true
	case errors.Is(err, errOurs):
		return "ours", true
	case errors.Is(err, errName):
		return "name", true
	case errors.Is(err, file.ErrNotDirectory):
		return "notDirectory", true
	}
	return "", false
}

// firstProblem returns the first of joined errors that is a Problem: a person
// is told one thing.
func firstProblem(err error) error {
	var problem *account.Problem
	if errors.As(err, &problem) {
		return problem
	}
	return err
}
