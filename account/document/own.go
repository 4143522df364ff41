package document

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
	"teamsaccount/assets/texts"
)

// FileName is the name of the workstation's own document in the program's own
// directory.
const FileName = "account.json"

// OwnDirectory returns the absolute path of the program's own directory:
// $TEAMSACCOUNT_DIR, or, where that is unset or empty, teamsaccount under the
// user's configuration directory. env looks up variables, as os.Getenv does.
// It touches nothing.
//
// The error is a ProblemFailed: this user has no configuration directory.
func OwnDirectory(env func(string) string) (string, error) {
	if named := env("TEAMSACCOUNT_DIR"); named != "" {
		path, err := filepath.Abs(named)
		if err != nil {
			return "", ownUnknown(err, file.Cause(err))
		}
		return path, nil
	}
	configuration, err := os.UserConfigDir()
	if err != nil {
		return "", ownUnknown(err, err.Error())
	}
	return filepath.Join(configuration, "teamsaccount"), nil
}

// PrepareOwnDirectory makes the program's own directory, with mode 0700, or
// repairs one that others can open. notice is a sentence that says so; it is
// empty where nothing was repaired. Only what writes there calls it.
//
// The error is a ProblemFailed.
func PrepareOwnDirectory(directory string) (notice string, err error) {
	info, err := os.Stat(directory)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", makeOwn(directory)
	case err != nil:
		return "", ownProblem(directory, err)
	case !info.IsDir():
		return "", failed(file.ErrNotDirectory,
			texts.Of("document.problem.ownNotDirectory", "directory", directory), texts.Of("document.remedy.ownNotDirectory"))
	case !file.OpenToOthers(directory):
		return "", nil
	}
	return closeToOthers(directory, info), nil
}

func makeOwn(directory string) error {
	err := os.MkdirAll(filepath.Dir(directory), 0o700)
	if err == nil {
		err = file.MakePrivateDirectory(directory)
	}
	if err != nil {
		return ownProblem(directory, err)
	}
	return nil
}

// closeToOthers takes from others what a directory allows them. That it cannot
// be done, as on a FAT disk, is said but hinders nothing: what is written there
// is 0600 and holds no secret. A directory with the sticky bit, such as /tmp,
// is everybody's by intent and would break if it were closed.
func closeToOthers(directory string, info fs.FileInfo) (notice string) {
	itself := directory
	if followed, err := filepath.EvalSymlinks(directory); err == nil {
		itself = followed
	}
	if info.Mode()&fs.ModeSticky != 0 || file.MakePrivateDirectory(itself) != nil {
		return texts.Of("document.notice.shared", "directory", directory)
	}
	return texts.Of("document.notice.repaired", "directory", directory)
}

func ownProblem(directory string, err error) *account.Problem {
	return failed(err,
		texts.Of("document.problem.ownFailed", "directory", directory, "cause", file.Cause(err)), texts.Of("document.remedy.ownFailed"))
}
