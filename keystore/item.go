package keystore

import (
	"errors"

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
