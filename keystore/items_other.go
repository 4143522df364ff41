//go:build !linux && !windows

package keystore

import (
	"context"

	"teamsaccount/account"
)

// items lists nothing: the system's tool finds items by their name only.
func (*system) items(context.Context) ([]string, error) { return nil, account.ErrCannotList }
