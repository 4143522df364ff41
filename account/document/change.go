package document

import (
	"bytes"
	"errors"
	"sync"

	"github.com/gofrs/flock"

	"teamsaccount/account"
)

// change is one locked change of a document.
type change struct {
	store *Store
	// path is how the person named the document, target where it lies.
	path   string
	target string
	held   *flock.Flock
	// prepared is what Prepare wrote beside the target; nil for nothing.
	prepared []byte
	// syncing is done once the disk knows what Commit put in place.
	syncing sync.WaitGroup
}

var _ account.Preparer = (*change)(nil)

// Load reads the document under the lock.
func (c *change) Load() (account.Stored, error) { return c.store.load(c.path, c.target) }

// Intent returns the intent that was left beside the document. One that is not
// understood, or names what is not ours to delete, is a ProblemFailed.
func (c *change) Intent() (account.Intent, bool, error) {
	path := beside(c.target, intentEnding)
	intent, ok, err := readIntent(path)
	if err != nil {
		return account.Intent{}, false, intentProblem(path, err)
	}
	return intent, ok, nil
}

// Intend writes the intent and waits until it is on the disk. It leaves out
// items for which account.IsSecretItem is false: nothing deletes those.
func (c *change) Intend(intent account.Intent) error {
	return c.write(beside(c.target, intentEnding), encodeIntent(intent))
}

// Commit replaces the document in one instant. A document that is not
// understood is never replaced, and none is written that would not be.
func (c *change) Commit(a account.Account, present bool) (account.Stored, error) {
	if _, err := c.Load(); err != nil {
		return account.Stored{}, err
	}
	if !present {
		a = account.Account{}
	}
	data := Encode(a, present)
	stored, err := Decode(data)
	if err != nil || stored.Account != a {
		return account.Stored{}, failed("unwritable", errors.Join(errUnwritable, err), "file", c.path)
	}
	if err := c.put(data); err != nil {
		return account.Stored{}, err
	}
	stored.Revision = revision(data)
	return stored, nil
}

var errUnwritable = errors.New("the account would not be read as it was written")

// Prepare writes the account beside the document, and waits until it is on the
// disk.
func (c *change) Prepare(a account.Account) {
	data := Encode(a, true)
	if writeSynced(beside(c.target, preparedEnding), data) == nil {
		c.prepared = data
	}
}

// put replaces the document with data. The disk may learn of it while other
// things are written; Settle and Release wait for that.
func (c *change) put(data []byte) error {
	prepared := c.prepared
	c.prepared = nil
	var err error
	if bytes.Equal(prepared, data) {
		err = c.store.writer.place(c.target, beside(c.target, preparedEnding))
	} else {
		err = c.store.writer.write(c.target, beside(c.target, temporaryEnding), data)
	}
	if err != nil {
		return writeProblem(c.path, err)
	}
	c.syncing.Go(func() { syncDirectory(directoryOf(c.target)) })
	return nil
}

// write puts data in target's place, on the disk too.
func (c *change) write(target string, data []byte) error {
	err := c.save(target, data)
	if err == nil {
		syncDirectory(directoryOf(target))
	}
	return err
}

// save is write for a file that may be as it was after a power failure.
func (c *change) save(target string, data []byte) error {
	if err := c.store.writer.write(target, beside(c.target, temporaryEnding), data); err != nil {
		return writeProblem(c.path, err)
	}
	return nil
}

// Settle removes the intent and leftover temporary files.
func (c *change) Settle() error {
	c.syncing.Wait()
	// Should the disk forget that they are gone, the next open removes them.
	for _, ending := range []string{intentEnding, temporaryEnding, preparedEnding} {
		if err := remove(beside(c.target, ending)); err != nil {
			return writeProblem(c.path, err)
		}
	}
	return nil
}

// Release gives the lock back. The lock file stays: another program may wait
// for it.
func (c *change) Release() {
	c.syncing.Wait()
	_ = c.held.Unlock()
}
