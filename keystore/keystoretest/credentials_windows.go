package keystoretest

import (
	"errors"
	"os"
	"syscall"

	"github.com/danieljoos/wincred"
	"golang.org/x/sys/windows"
)

// Keyring is Windows' Credential Manager: the one of a Windows that belongs to
// the tests.
type Keyring struct{}

// StartKeyring returns the Credential Manager where it is nobody's: under wine,
// of whose worlds each test gets its own, and on a machine that only tests.
// Elsewhere, it is an error.
func StartKeyring() (*Keyring, error) {
	if !Wine() && os.Getenv("CI") == "" {
		return nil, errors.New("this Credential Manager is a person's, and not the tests'")
	}
	return &Keyring{}, nil
}

// Wine reports whether this Windows is wine's.
func Wine() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
}

// Env is the environment, as NAME=VALUE, that a program needs to use the
// keychain: none.
func (*Keyring) Env() []string { return nil }

// Lookup reads an item of service teamsaccount, independently of what is
// tested. found is false if there is no such item.
func (*Keyring) Lookup(item string) (secret string, found bool, err error) {
	credential, err := wincred.GetGenericCredential("teamsaccount:" + item)
	if errors.Is(err, syscall.ERROR_NOT_FOUND) {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	return string(credential.CredentialBlob), true, nil
}

// Stop does nothing: the Credential Manager cannot be taken away.
func (*Keyring) Stop() {}
