// Package document keeps an account in a JSON file: it reads the format
// strictly, replaces the file in one instant, locks it against other programs
// of ours, and leaves beside it what the next program needs to clean up after
// one that was killed. It also keeps the program's state file.
//
// The format is described by assets/schema/account.schema.json.
package document

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
	"teamsaccount/assets/texts"
)

// Store keeps documents in files. It is the account.Documents of the program.
type Store struct {
	// OwnDirectory is the program's own directory; see OwnDirectory. Begin
	// makes or repairs it for a document that lies in it.
	OwnDirectory string
	// Notify is told when that directory was repaired; it may be nil.
	Notify func(notice string)

	writer file.Writer
}

var _ account.Documents = (*Store)(nil)

// Load reads a document without a lock: a change replaces the file in one
// instant, so that it is whole at any time. See account.Documents.
func (s *Store) Load(path string) (account.Stored, error) {
	target, err := s.resolve(path)
	if err != nil {
		return account.Stored{}, readProblem(path, err)
	}
	return s.load(context.Background(), path, target)
}

// load reads the document in the file target, which the person knows as path.
func (s *Store) load(ctx context.Context, path, target string) (account.Stored, error) {
	data, err := file.Read(ctx, target, MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return account.Stored{}, s.absent(path, target)
	}
	if err != nil {
		return account.Stored{}, readProblem(path, err)
	}
	stored, err := Decode(data)
	if err != nil {
		return account.Stored{}, readProblem(path, err)
	}
	stored.Revision = revision(data)
	return stored, nil
}

// absent decides about a file that does not exist: no account, unless its directory
// is missing too, which is a slip of the pen or a disk that is not there. Our
// own directory is made when it is needed.
func (s *Store) absent(path, target string) error {
	_, err := os.Stat(file.DirectoryOf(target))
	if errors.Is(err, fs.ErrNotExist) && !s.owns(target) {
		return readProblem(path, errNoParent)
	}
	return nil
}

// owns reports whether a file lies in our own directory.
func (s *Store) owns(target string) bool {
	absolute, err := filepath.Abs(target)
	return err == nil && s.OwnDirectory != "" && file.SameName(filepath.Dir(absolute), s.OwnDirectory)
}

// Same reports whether two paths name the same document, through links or not.
func (s *Store) Same(path, other string) bool {
	info, err := os.Stat(path)
	otherInfo, otherErr := os.Stat(other)
	if err == nil && otherErr == nil {
		return os.SameFile(info, otherInfo)
	}
	absolute, err := filepath.Abs(path)
	otherAbsolute, otherErr := filepath.Abs(other)
	return err == nil && otherErr == nil && file.SameName(absolute, otherAbsolute)
}

// Unfinished reports whether a killed program left files beside the document.
// It writes nothing.
func (s *Store) Unfinished(path string) bool {
	target, err := s.resolve(path)
	if err != nil {
		return false
	}
	left := func(ending string) bool { return file.Exists(beside(target, ending)) }
	return slices.ContainsFunc([]string{intentEnding, temporaryEnding, stagedEnding}, left) ||
		len(historyOf(target).staged()) > 0
}

// History lists the applied states of the document; see account.Documents.
func (s *Store) History(path string) ([]account.Past, error) {
	target, err := s.resolve(path)
	if err != nil {
		return nil, readProblem(path, err)
	}
	now, err := s.load(context.Background(), path, target)
	if err != nil {
		return nil, err
	}
	past, err := historyOf(target).states(now)
	if err != nil {
		return nil, readProblem(historyOf(target).directory, err)
	}
	return past, nil
}

func historyOf(target string) history { return history{beside(target, historyEnding)} }

// Begin locks the document against other programs of ours. It waits for the
// lock until ctx ends; the Problem then says that another program is writing,
// with ProblemCancelled if ctx was cancelled. See account.Documents.
func (s *Store) Begin(ctx context.Context, path string) (account.Change, error) {
	target, err := s.resolve(path)
	if err != nil {
		return nil, readProblem(path, err)
	}
	return s.lock(ctx, path, target)
}

// lock is Begin for the file target, which the person knows as path.
func (s *Store) lock(ctx context.Context, path, target string) (*change, error) {
	if s.owns(target) {
		if err := s.prepareOwnDirectory(); err != nil {
			return nil, err
		}
	}
	held, err := lock(ctx, target)
	if err != nil {
		return nil, lockProblem(ctx, path, err)
	}
	return &change{store: s, path: path, target: target, held: held, history: historyOf(target)}, nil
}

func (s *Store) prepareOwnDirectory() error {
	notice, err := PrepareOwnDirectory(s.OwnDirectory)
	if notice != "" && s.Notify != nil {
		s.Notify(notice)
	}
	return err
}

func lockProblem(ctx context.Context, path string, err error) error {
	if ctx.Err() == nil || !errors.Is(err, ctx.Err()) {
		return writeProblem(path, err)
	}
	problem := failed(err, texts.Of("document.problem.locked", "file", path), texts.Of("document.remedy.locked"))
	if errors.Is(err, context.Canceled) {
		problem.Kind = account.ProblemCancelled
	}
	return problem
}

// revision identifies the bytes of a document.
func revision(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
