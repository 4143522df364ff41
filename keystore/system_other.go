//go:build !linux

package keystore

import "context"

// system is what the operating system needs before go-keyring may be called:
// nothing here.
type system struct{}

func (*system) guarded(_ *stage, do func(context.Context) (string, error)) func(context.Context) (string, error) {
	return do
}

// attended reports whether a person can be asked to unlock the keychain.
func attended() bool { return true }

// PrepareBus readies the session bus of systems that have one; nothing here.
func PrepareBus(context.Context) {}

// systemCause says what an error of the operating system's keychain means.
func systemCause(error) cause { return causeSystem }
