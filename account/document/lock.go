package document

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"github.com/gofrs/flock"

	"teamsaccount/account/internal/file"
)

// lockPause is the pause between two tries to get a lock.
const lockPause = 10 * time.Millisecond

// lock takes the lock of a document, which is a file of its own: a rename
// replaces the document's. It waits until ctx ends, and then returns ctx.Err();
// even where the time is over at once, as on a slow disk, it tries once. The
// lock also keeps out other goroutines of this process, and the operating system
// takes it from a program that ends.
func lock(ctx context.Context, document string) (*flock.Flock, error) {
	path := beside(document, lockEnding)
	if err := createLock(path); err != nil {
		return nil, err
	}
	held := flock.New(path, flock.SetFlag(lockFlags), flock.SetPermissions(0o600))
	if !errors.Is(ctx.Err(), context.Canceled) {
		if got, err := held.TryLock(); err != nil || got {
			return held, err
		}
	}
	if _, err := held.TryLockContext(ctx, lockPause); err != nil {
		return nil, err
	}
	return held, nil
}

// createLock creates the lock file for its owner alone, so that the next
// program can open it.
func createLock(path string) error {
	created, err := file.CreatePrivate(path)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return created.Close()
}
