package keystore

import "time"

// NewLimited returns a keychain with time limits of the test's own: what
// happens at the limit need not be waited for a minute.
func NewLimited(limit func() time.Duration) *Keychain {
	k := New()
	k.limit = limit
	return k
}
