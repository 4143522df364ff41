package document

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

// change is one locked change of a document.
type change struct {
	store *Store
	// path is how the person named the document, target where it lies.
	path    string
	target  string
	held    *flock.Flock
	history history
	staged  *staged
	// syncing ends when the disk was told of the commit, synced says that it
	// then knew.
	syncing sync.WaitGroup
	synced  bool
}

// staged is a document on its way to its place.
type staged struct {
	stored account.Stored
	// state is what waits to be put into the history; nil for nothing.
	state *pastFile
	// done is closed when the files are on the disk, or err says why not.
	done chan struct{}
	err  error
}

func (s *staged) wait() error {
	<-s.done
	return s.err
}

// Load reads the document under the lock.
func (c *change) Load() (account.Stored, error) {
	return c.store.load(context.Background(), c.path, c.target)
}

// Stage begins to write the account beside the document. A document that is
// not understood is never replaced, and none is written that would not be.
func (c *change) Stage(a account.Account, present bool, at time.Time) (string, error) {
	before, err := c.Load()
	if err != nil {
		return "", err
	}
	if !present {
		a = account.Account{}
	}
	data := Encode(a, present)
	stored, err := Decode(data)
	if err != nil || stored.Account != a {
		return "", unwritable(c.path, errors.Join(errUnwritable, err))
	}
	stored.Revision = revision(data)
	next := &staged{stored: stored, done: make(chan struct{})}
	c.staged = next
	go func() {
		defer close(next.done)
		next.err = c.writeStaged(next, before, data, at)
	}()
	return stored.Revision, nil
}

var errUnwritable = errors.New("the account would not be read as it was written")

// writeStaged writes the document, and its state for the history, and waits
// until they are on the disk.
func (c *change) writeStaged(next *staged, before account.Stored, data []byte, at time.Time) error {
	remembered := make(chan error, 1)
	go func() {
		var err error
		next.state, err = c.history.stage(before, next.stored, data, at, c.modified())
		remembered <- err
	}()
	path := beside(c.target, stagedEnding)
	err := file.WriteSynced(path, data)
	historyErr := <-remembered
	if err == nil && historyErr == nil {
		return nil
	}
	_ = file.Remove(path)
	c.history.discard(next.state)
	if err != nil {
		return writeProblem(c.path, err)
	}
	return writeProblem(c.history.directory, historyErr)
}

// modified is when the document was written last.
func (c *change) modified() time.Time {
	info, err := os.Stat(c.target)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// Staged returns the revision of what an interrupted change staged.
func (c *change) Staged() string {
	data, err := file.Read(context.Background(), beside(c.target, stagedEnding), MaxSize)
	if err != nil {
		return ""
	}
	return revision(data)
}

// Commit puts what was staged in place. The disk may learn of it while other
// things are written; Sync and Release wait for that.
func (c *change) Commit() (account.Stored, error) {
	staged := c.staged
	if staged == nil {
		return account.Stored{}, unwritable(c.path, errUnwritable)
	}
	if err := staged.wait(); err != nil {
		return account.Stored{}, err
	}
	c.staged = nil
	if err := c.store.writer.Place(beside(c.target, stagedEnding), c.target); err != nil {
		return account.Stored{}, writeProblem(c.path, err)
	}
	c.syncing.Go(func() { c.synced = file.SyncDirectory(file.DirectoryOf(c.target)) == nil })
	if staged.state != nil {
		// What fails here, the next CleanUp does.
		_ = c.history.add(c.store.writer, *staged.state)
	}
	return staged.stored, nil
}

// Sync waits until the disk knows of the document that stands there, be it by
// this change or an earlier one.
func (c *change) Sync() error {
	c.syncing.Wait()
	if c.synced {
		return nil
	}
	if err := file.SyncDirectory(file.DirectoryOf(c.target)); err != nil {
		return writeProblem(c.path, err)
	}
	c.synced = true
	return nil
}

// save puts data in the target's place. After a power failure the file may be
// as it was.
func (c *change) save(target string, data []byte) error {
	if err := c.store.writer.Replace(target, beside(c.target, temporaryEnding), data); err != nil {
		return writeProblem(c.path, err)
	}
	return nil
}

// CleanUp removes leftover files. Should the disk forget that they are gone,
// the next open removes them.
func (c *change) CleanUp() error {
	c.waitForStaging()
	current, err := file.Read(context.Background(), c.target, MaxSize)
	if err != nil {
		current = nil
	}
	if err := c.history.cleanUp(c.store.writer, current); err != nil {
		return writeProblem(c.history.directory, err)
	}
	for _, ending := range []string{temporaryEnding, stagedEnding} {
		if err := file.Remove(beside(c.target, ending)); err != nil {
			return writeProblem(c.path, err)
		}
	}
	return nil
}

// ForgetHistory removes all states of the history.
func (c *change) ForgetHistory() error {
	if err := c.history.forget(); err != nil {
		return writeProblem(c.history.directory, err)
	}
	return nil
}

// Release gives the lock back. The lock file stays: another program may wait
// for it.
func (c *change) Release() {
	c.waitForStaging()
	c.syncing.Wait()
	_ = c.held.Unlock()
}

func (c *change) waitForStaging() {
	if c.staged != nil {
		_ = c.staged.wait()
	}
}
