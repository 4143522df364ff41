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
	before, after account.Stored
	data          []byte
	at            time.Time
	// document and history end when the document, and its state for the history,
	// are on the disk. history is nil until it begins.
	document, history *writing
	// states are those of the history, the last of which waits to be put there;
	// none for nothing. They are known once history has ended.
	states []pastFile
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
	next := &staged{before: before, after: stored, data: data, at: at}
	next.document = startWriting(func() error {
		return writeProblem(c.path, file.WriteSynced(beside(c.target, stagedEnding), data))
	})
	c.staged = next
	return stored.Revision, nil
}

// startHistory begins to write the state of what is staged, unless that has begun.
// Where there is an intent, it begins once that and the document are on the disk,
// for which the keychain waits.
func (c *change) startHistory() {
	next := c.staged
	if next == nil || next.history != nil {
		return
	}
	next.history = startWriting(func() (err error) {
		next.states, err = c.history.stage(next.before, next.after, next.data, next.at, c.modified())
		return writeProblem(c.history.directory, err)
	})
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

// Commit puts what was staged in place. The disk may not know of it until Sync.
func (c *change) Commit() (account.Stored, error) {
	staged := c.staged
	if staged == nil {
		return account.Stored{}, unwritable(c.path, errUnwritable)
	}
	// What a failure leaves stays until CleanUp: it tells that the change did not
	// happen.
	c.startHistory()
	err := c.waitForStaging()
	c.staged = nil
	if err != nil {
		return account.Stored{}, firstProblem(err)
	}
	c.synced = false
	if err := c.store.writer.Move(beside(c.target, stagedEnding), c.target); err != nil {
		return account.Stored{}, writeProblem(c.path, err)
	}
	if len(staged.states) > 0 {
		c.unplaced = c.history.add(c.store.writer, staged.states) != nil
	}
	return staged.after, nil
}

// Sync waits until the disk knows of the document that stands there, be it by
// this change or an earlier one.
func (c *change) Sync() error {
	if c.synced {
		return nil
	}
	if err := file.SyncDirectory(file.DirectoryOf(c.target)); err != nil {
		return writeProblem(c.path, err)
	}
	c.synced = true
	return nil
}

// waitForStaging waits for what is being written of what is staged.
func (c *change) waitForStaging() error {
	if c.staged == nil {
		return nil
	}
	err := c.staged.document.wait()
	if c.staged.history != nil {
		err = errors.Join(err, c.staged.history.wait())
	}
	return err
}
