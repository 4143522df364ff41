package document

import (
	"errors"
	"io/fs"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
	"teamsaccount/account/internal/strictjson"
	"teamsaccount/assets/texts"
)

// failed returns a ProblemFailed; remedy may be empty.
func failed(err error, what, remedy string) *account.Problem {
	return &account.Problem{Kind: account.ProblemFailed, What: what, Remedy: remedy, Err: err}
}

// notUnderstood returns the Problem of text with a fault.
func notUnderstood(what string, fault *Fault) *account.Problem {
	return &account.Problem{
		Kind:   account.ProblemDocument,
		What:   what,
		Remedy: texts.Of("document.remedy.notUnderstood"),
		Err:    fault,
	}
}

// readProblem says why the file, as the person named it, could not be read.
func readProblem(path string, err error) *account.Problem {
	var fault *Fault
	if errors.Is(err, file.ErrTooLarge) {
		err = strictjson.TooLarge(MaxSize)
	}
	if errors.As(err, &fault) {
		return notUnderstood(texts.Of("document.problem.notUnderstoodFile", "file", path, "fault", fault.Reason), fault)
	}
	if problem := notADocument(path, err); problem != nil {
		return problem
	}
	if errors.Is(err, fs.ErrPermission) {
		return failed(err, texts.Of("document.problem.readPermission", "file", path), texts.Of("document.remedy.readPermission"))
	}
	return failed(err, texts.Of("document.problem.read", "file", path, "cause", file.Cause(err)), "")
}

// writeProblem says why the file, as the person named it, could not be written;
// nil where there is no error.
func writeProblem(path string, err error) error {
	if err == nil {
		return nil
	}
	if problem := notADocument(path, err); problem != nil {
		return problem
	}
	switch {
	case errors.Is(err, file.ErrHeldOpen):
		return failed(err, texts.Of("document.problem.heldOpen", "file", path), texts.Of("document.remedy.heldOpen"))
	case errors.Is(err, fs.ErrNotExist):
		return failed(err, texts.Of("document.problem.noParent", "file", path), texts.Of("document.remedy.noParent"))
	case file.IsDiskFull(err):
		return failed(err, texts.Of("document.problem.diskFull", "file", path), texts.Of("document.remedy.diskFull"))
	case errors.Is(err, fs.ErrPermission):
		return failed(err, texts.Of("document.problem.writePermission", "file", path), texts.Of("document.remedy.writePermission"))
	case file.IsReadOnlyDisk(err):
		return failed(err, texts.Of("document.problem.readOnlyDisk", "file", path), texts.Of("document.remedy.readOnlyDisk"))
	}
	return failed(err, texts.Of("document.problem.write", "file", path, "cause", file.Cause(err)), "")
}

// notADocument returns the Problem of a path that is no document; nil for any
// other error.
func notADocument(path string, err error) *account.Problem {
	switch {
	case errors.Is(err, file.ErrDirectory):
		return failed(err, texts.Of("document.problem.directory", "file", path), texts.Of("document.remedy.directory"))
	case errors.Is(err, file.ErrNotRegular):
		return failed(err, texts.Of("document.problem.notFile", "file", path), texts.Of("document.remedy.notFile"))
	case errors.Is(err, file.ErrLoop):
		return failed(err, texts.Of("document.problem.loop", "file", path), texts.Of("document.remedy.loop"))
	case errors.Is(err, file.ErrNotDirectory):
		return failed(err, texts.Of("document.problem.notDirectory", "file", path), texts.Of("document.remedy.notDirectory"))
	case errors.Is(err, errNoParent):
		return failed(err, texts.Of("document.problem.noParent", "file", path), texts.Of("document.remedy.noParent"))
	case errors.Is(err, errOurs):
		return failed(err, texts.Of("document.problem.ours", "file", path), texts.Of("document.remedy.ours"))
	case errors.Is(err, file.ErrName):
		return failed(err, texts.Of("document.problem.name", "file", path), texts.Of("document.remedy.name"))
	}
	return nil
}

// unwritable is the Problem of an account that would not be read as it was
// written.
func unwritable(path string, err error) *account.Problem {
	return failed(err, texts.Of("document.problem.unwritable", "file", path), texts.Of("document.remedy.unwritable"))
}

// ownUnknown is the Problem of a user who has no directory for settings.
func ownUnknown(err error, cause string) *account.Problem {
	return failed(err, texts.Of("document.problem.ownUnknown", "cause", cause), texts.Of("document.remedy.ownUnknown"))
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
