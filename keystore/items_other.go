//go:build !linux && !windows

package keystore

import (
	"context"
	"errors"

	"github.com/zalando/go-keyring"

	"teamsaccount/account"
)

// deleteUnprompted deletes an item. The system's tool cannot be told not to
// ask; of an unlocked login keychain it does not.
func (*system) deleteUnprompted(_ context.Context, item string) error {
	if err := keyring.Delete(Service, item); err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return err
	}
	return nil
}

// items lists nothing: the system's tool finds items by their name only.
func (*system) items(context.Context) ([]string, error) { return nil, account.ErrCannotList }
