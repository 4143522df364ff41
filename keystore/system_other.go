//go:build !linux

package keystore

import (
	"context"
	"errors"
	"runtime"

	"github.com/zalando/go-keyring"
)

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

// deleteUnprompted deletes an item. The Credential Manager never asks. The tool
// of macOS cannot be told not to: it does where the login keychain is locked.
func (*system) deleteUnprompted(_ context.Context, item string) error {
	if err := keyring.Delete(Service, item); err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return err
	}
	return nil
}

// Provider names the program that keeps the secrets.
func (k *Keychain) Provider(context.Context) (string, error) {
	switch runtime.GOOS {
	case "windows":
		return "Windows Credential Manager", nil
	case "darwin":
		return "macOS Keychain", nil
	}
	return "", problem(&failure{cause: causeUnsupported}, "")
}
