package keystore

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"github.com/danieljoos/wincred"
	"github.com/zalando/go-keyring"
)

// deleteUnprompted deletes an item: the Credential Manager never asks.
func (*system) deleteUnprompted(_ context.Context, item string) error {
	if err := keyring.Delete(Service, item); err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return err
	}
	return nil
}

// items lists the names of all items of this program. go-keyring cannot list;
// it names credentials SERVICE:USER.
func (*system) items(context.Context) (names []string, err error) {
	credentials, err := wincred.FilteredList(Service + ":*")
	if errors.Is(err, syscall.ERROR_NOT_FOUND) {
		return nil, nil
	}
	for _, credential := range credentials {
		clear(credential.CredentialBlob)
		names = append(names, strings.TrimPrefix(credential.TargetName, Service+":"))
	}
	return names, err
}
