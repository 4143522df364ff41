package document

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

const (
	// stateName is the state file's name in the program's own directory.
	stateName = "state.json"
	// stateLockWait bounds how long another program may keep the state locked.
	stateLockWait = 10 * time.Second
)

// States keeps what the program remembers in state.json, in its own directory.
// It is the account.States of the program, and may be used by several
// goroutines at once.
//
// The file may be lost at any time without harm, so one that is not understood
// counts as empty and is replaced at the next change.
type States struct {
	// Notify is told when the directory was repaired; it may be nil.
	Notify func(notice string)

	directory, path string
	// changing keeps changes of this process apart, so that they need not
	// poll for the lock.
	changing sync.Mutex
	cache    cache
}

var _ account.States = (*States)(nil)

// NewStates returns the states kept in the given directory, the program's own,
// which is made at the first change. Where it is empty, nothing is remembered, and
// every change fails.
func NewStates(directory string) *States {
	s := &States{directory: directory}
	if directory != "" {
		s.path = filepath.Join(directory, stateName)
	}
	return s
}

var errNowhere = errors.New("TEAMSACCOUNT_DIR is not set")

// Record returns what is remembered about an account; the zero Record if
// nothing is.
func (s *States) Record(accountID string) (account.Record, error) {
	content, err := s.read()
	if err != nil {
		return account.Record{}, err
	}
	return clone(content.Accounts[accountID]), nil
}

// Update changes what is remembered about one account, under the lock of the
// state.
func (s *States) Update(accountID string, change func(*account.Record)) error {
	return s.change(func(content *state) bool {
		record := clone(content.Accounts[accountID])
		change(&record)
		content.put(accountID, record)
		return true
	})
}

// Recent lists the documents opened last, the latest first, by their absolute
// paths.
func (s *States) Recent() ([]string, error) {
	content, err := s.read()
	return slices.Clone(content.Recent), err
}

// AddRecent puts a document at the head of Recent.
func (s *States) AddRecent(path string) error {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return readProblem(path, err)
	}
	return s.change(func(content *state) bool { return content.addRecent(absolute) })
}

// read returns the state as it stood a moment ago. What is returned is shared
// and must not be changed.
func (s *States) read() (state, error) {
	if s.path == "" {
		return state{}, nil
	}
	s.sweep()
	content, err := s.cache.read(s.path)
	if err != nil {
		return state{}, readProblem(s.path, err)
	}
	return content, nil
}

// change reads, changes and writes the state under its lock. do returns false
// where nothing needs to be written.
func (s *States) change(do func(*state) bool) error {
	if s.path == "" {
		return ownUnknown(errNowhere, errNowhere.Error())
	}
	s.changing.Lock()
	defer s.changing.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), stateLockWait)
	defer cancel()
	target, err := file.Resolve(s.path)
	if err != nil {
		return readProblem(s.path, err)
	}
	locked, err := s.lock(ctx, target)
	if err != nil {
		return err
	}
	defer locked.Release()
	content, err := readState(locked.target)
	if err != nil {
		return readProblem(s.path, err)
	}
	if !do(&content) {
		return locked.CleanUp()
	}
	return locked.save(locked.target, content.encode())
}

// sweep removes what a killed program left beside the state, unless another one
// is at work there.
func (s *States) sweep() {
	if !file.Exists(beside(s.path, temporaryEnding)) {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), lockPause/2)
	defer cancel()
	if locked, err := s.lock(ctx, s.path); err == nil {
		_ = locked.CleanUp()
		locked.Release()
	}
}

// lock locks the state in the file target.
func (s *States) lock(ctx context.Context, target string) (*change, error) {
	store := &Store{OwnDirectory: s.directory, Notify: s.Notify}
	return store.lock(ctx, s.path, target)
}

// readState reads the state file. One that does not exist, or is not
// understood, is an empty state.
func readState(path string) (state, error) {
	data, err := file.Read(context.Background(), path, maxStateSize)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, file.ErrTooLarge) {
		return state{}, err
	}
	return decodeState(data), nil
}

// cache keeps the state that was read last, because thousands of documents may
// be opened in a row.
type cache struct {
	mutex   sync.Mutex
	info    fs.FileInfo
	content state
}

// read reads the state file if it is another one than the last time: a change
// always makes a new file.
func (c *cache) read(path string) (state, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return state{}, nil
	}
	if err == nil && c.is(info) {
		return c.content, nil
	}
	if err == nil {
		c.content, err = readState(path)
	}
	if err != nil {
		return state{}, err
	}
	c.info = info
	return c.content, nil
}

func (c *cache) is(info fs.FileInfo) bool {
	return c.info != nil && os.SameFile(info, c.info) &&
		info.ModTime().Equal(c.info.ModTime()) && info.Size() == c.info.Size()
}
