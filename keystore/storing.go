package keystore

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/zalando/go-keyring"
)

// storing is one Set.
type storing struct {
	system       *system
	item, secret string
	// begun says that the keychain may have been told the secret.
	begun atomic.Bool
	// absent says that nothing of a failed Set is left.
	absent atomic.Bool
	stored bool
}

// do stores the secret and reads it back, unless ctx has ended: nobody waits
// for it any more then.
func (s *storing) do(ctx context.Context) (string, error) {
	s.begun.Store(true)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	err := keyring.Set(Service, s.item, s.secret)
	if err == nil {
		s.stored = true
		err = readBack(s.item, s.secret)
	}
	if err != nil {
		s.absent.Store(s.system.deleteUnprompted(ctx, s.item) == nil)
	}
	return "", err
}

// undo takes back what was stored after nobody waited for it any more.
func (s *storing) undo() {
	if !s.stored {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), LimitUnattended)
	defer cancel()
	_ = s.system.deleteUnprompted(ctx, s.item)
}

// nothing reports that the keychain holds nothing of a Set that failed, and
// never will.
func (s *storing) nothing() bool { return !s.begun.Load() || s.absent.Load() }

// readBack reads back what was just stored: go-keyring reports success when the
// dialog that asks whether to store is dismissed.
func readBack(item, secret string) error {
	got, err := keyring.Get(Service, item)
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return &failure{causeNotStored, err}
	case err != nil:
		return err
	case got != secret:
		return &failure{cause: causeDiffers}
	}
	return nil
}
