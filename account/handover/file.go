package handover

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

// Writable says whether WriteFile may write a hand-over of the document to
// path: not over the document itself, not over what is no regular file or has
// no name for one, and over an existing file only with force. It is asked before
// a person is asked for a passphrase.
//
// Problems: ProblemRefused, and ProblemFailed where the file cannot be looked at.
func Writable(path, document string, force bool) error {
	if err := file.CheckName(path); err != nil {
		return writeFailed(path, err)
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return writeFailed(path, err)
	}
	own, err := os.Stat(document)
	switch {
	case err == nil && os.SameFile(info, own):
		return problem(account.ProblemRefused, "handover.file.same", "", "file", path)
	case !info.Mode().IsRegular():
		return writeFailed(path, file.ErrNotRegular)
	case !force:
		return exists(path)
	}
	return nil
}

// WriteFile writes a hand-over file in one instant, for its owner alone:
// whoever looks finds none, the old one or the whole new one. Without force it
// never replaces a file, not even one that has just come to be.
//
// Problems: ProblemRefused for a file that exists, ProblemFailed.
func WriteFile(path string, content []byte, force bool) error {
	if err := file.CheckName(path); err != nil {
		return writeFailed(path, err)
	}
	if target, err := file.Resolve(path); err == nil {
		path = target
	}
	// Nobody else writes a file of this name.
	temporary := filepath.Join(filepath.Dir(path), ".handover-"+rand.Text()+".tmp")
	if err := file.WriteSynced(temporary, content); err != nil {
		_ = file.Remove(temporary)
		return writeFailed(path, err)
	}
	place := file.Writer{}.PlaceNew
	if force {
		place = file.Writer{}.Place
	}
	err := place(temporary, path)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return exists(path)
	}
	return writeFailed(path, err)
}

// ReadFile reads a hand-over file of at most MaxBytes, until ctx ends. Errors
// are Problems: ProblemDocument for what is too large, ProblemCancelled where
// ctx was cancelled, else ProblemFailed.
func ReadFile(ctx context.Context, path string) ([]byte, error) {
	content, err := file.Read(ctx, path, MaxBytes)
	if errors.Is(err, file.ErrTooLarge) {
		return nil, notOne("handover.large")
	}
	if err != nil {
		failed := problem(account.ProblemFailed, "handover.file.read", "", "file", path, "cause", file.Cause(err))
		if errors.Is(err, context.Canceled) {
			failed.Kind = account.ProblemCancelled
		}
		failed.Err = err
		return nil, failed
	}
	return content, nil
}

func exists(path string) error {
	return problem(account.ProblemRefused, "handover.file.exists", "handover.remedy.file.exists", "file", path)
}

func writeFailed(path string, err error) error {
	failed := problem(account.ProblemFailed, "handover.file.write", "", "file", path, "cause", file.Cause(err))
	if errors.Is(err, file.ErrName) {
		failed = problem(account.ProblemFailed, "handover.file.name", "", "file", path)
	}
	failed.Err = err
	return failed
}
