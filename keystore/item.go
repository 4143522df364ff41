package keystore

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/zalando/go-keyring"

	"teamsaccount/account"
)

// check returns a Problem for an item name that this program never makes, and
// for a secret that not every keychain keeps byte for byte.
func check(item, secret string) error {
	switch {
	case !account.IsItemName(item):
		return problem(&failure{cause: causeItem}, "")
	case len(secret) > account.MaxSecretBytes:
		return problem(&failure{cause: causeTooLarge}, "")
	case !account.IsSecret(secret):
		return problem(&failure{cause: causeUnstorable}, "")
	}
	return nil
}

// read gets an item's secret. Another program may have stored anything there.
func read(item string) (string, error) {
	secret, err := keyring.Get(Service, item)
	if err != nil {
		return "", err
	}
	if !account.IsSecret(secret) {
		return "", &failure{cause: causeForeign}
	}
	return secret, nil
}

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
		err = confirm(s.item, s.secret)
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

// confirm reads back what was just stored: go-keyring reports success when the
// dialog that asks whether to store is dismissed.
func confirm(item, secret string) error {
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

// remove deletes an item and looks whether it is gone: go-keyring reports
// success when the dialog that asks whether to delete is dismissed.
func remove(item string) error {
	err := keyring.Delete(Service, item)
	if errors.Is(err, keyring.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = keyring.Get(Service, item)
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	return &failure{cause: causeNotDeleted}
}
