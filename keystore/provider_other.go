//go:build !linux

package keystore

import (
	"context"
	"runtime"
)

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
