package keystore

import (
	"errors"
	"regexp"

	"github.com/zalando/go-keyring"
)

// MaxSecret is the longest secret in bytes: what the Windows Credential Manager
// takes (CRED_MAX_CREDENTIAL_BLOB_SIZE), the least of the three systems.
const MaxSecret = 2560

// itemName is narrower than what any keychain takes: macOS hands item names to
// a program that reads commands line by line.
var itemName = regexp.MustCompile(`^[A-Za-z0-9._-]{1,200}$`)

// checkItem returns a Problem for an item name that this program never makes.
func checkItem(item string) error {
	if !itemName.MatchString(item) {
		return problem(&failure{cause: causeItem}, "")
	}
	return nil
}

// checkSecret returns a Problem for a secret that not every keychain keeps
// byte for byte.
func checkSecret(secret string) error {
	switch {
	case len(secret) > MaxSecret:
		return problem(&failure{cause: causeTooLarge}, "")
	case !storable(secret):
		return problem(&failure{cause: causeUnstorable}, "")
	}
	return nil
}

// storable reports whether secret is 1 to MaxSecret bytes of printable ASCII.
func storable(secret string) bool {
	for i := range len(secret) {
		if secret[i] < ' ' || secret[i] > '~' {
			return false
		}
	}
	return secret != "" && len(secret) <= MaxSecret
}

// read gets an item's secret. Another program may have stored anything there.
func read(item string) (string, error) {
	secret, err := keyring.Get(Service, item)
	if err != nil {
		return "", err
	}
	if !storable(secret) {
		return "", &failure{cause: causeForeign}
	}
	return secret, nil
}

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
		_ = keyring.Delete(Service, item)
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
