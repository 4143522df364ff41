package document

import (
	"context"
	"errors"
	"io/fs"

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
	// synced says that the disk knows of the commit, unplaced that the committed
	// state is not in the history yet.
	synced, unplaced bool
}

// Load reads the document under the lock.
func (c *change) Load() (account.Stored, error) {
	return c.store.load(context.Background(), c.path, c.target)
}

// save puts data in the target's place. After a power failure the file may be
// as it was.
func (c *change) save(target string, data []byte) error {
	return writeProblem(c.path, c.store.writer.Replace(target, beside(c.target, temporaryEnding), data))
}

// CleanUp removes leftover files. Should the disk forget that they are gone,
// the next open removes them.
func (c *change) CleanUp() error {
	_ = c.waitForStaging()
	current, err := file.Read(context.Background(), c.target, MaxSize)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		// Whether a staged state is the document's is not known then.
		return readProblem(c.path, err)
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
	return writeProblem(c.history.directory, c.history.forget())
}

// Release gives the lock back. The lock file stays: another program may wait
// for it.
func (c *change) Release() {
	_ = c.waitForStaging()
	if c.unplaced {
		// What fails here again, the next open does.
		_ = c.CleanUp()
	}
	_ = c.held.Unlock()
}
