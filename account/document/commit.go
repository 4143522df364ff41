package document

import (
	"context"
	"errors"
	"os"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

// staged is a document on its way to its place.
type staged struct {
	stored account.Stored
	// document and history end when the document, and its state for the history,
	// are on the disk.
	document, history *writing
	// state is what waits to be put into the history; nil for nothing. It is
	// known once history has ended.
	state *pastFile
}

// writing is something that is being written in the background.
type writing struct {
	done chan struct{}
	err  error
}

func startWriting(do func() error) *writing {
	w := &writing{done: make(chan struct{})}
	go func() {
		defer close(w.done)
		w.err = do()
	}()
	return w
}

// wait returns the error with which the writing ended.
func (w *writing) wait() error {
	<-w.done
	return w.err
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
	next := &staged{stored: stored}
	next.document = startWriting(func() error {
		return writeProblem(c.path, file.WriteSynced(beside(c.target, stagedEnding), data))
	})
	next.history = startWriting(func() (err error) {
		next.state, err = c.history.stage(before, stored, data, at, c.modified())
		return writeProblem(c.history.directory, err)
	})
	c.staged = next
	return stored.Revision, nil
}

var errUnwritable = errors.New("the account would not be read as it was written")

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
	c.staged = nil
	// What a failure leaves stays until CleanUp: it tells that the change did not
	// happen.
	if err := errors.Join(staged.document.wait(), staged.history.wait()); err != nil {
		return account.Stored{}, firstProblem(err)
	}
	if err := c.store.writer.Move(beside(c.target, stagedEnding), c.target); err != nil {
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

func (c *change) waitForStaging() {
	if c.staged != nil {
		_ = c.staged.document.wait()
		_ = c.staged.history.wait()
	}
}
