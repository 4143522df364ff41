package keystore

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"github.com/danieljoos/wincred"
)

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
