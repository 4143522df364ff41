//go:build linux || windows

package main

import (
	"encoding/json"
	"os"
	"runtime"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"teamsaccount/keystore/keystoretest"
)

// keyringKey finds the keyring of a script.
type keyringKey struct{}

// keyringHolder is filled when the script starts its keyring.
type keyringHolder struct{ keyring *keystoretest.Keyring }

func newKeyringHolder() any { return &keyringHolder{} }

// hasKeyring reports whether a script can have a keychain: Windows has only
// one, which has to be the tests'.
func hasKeyring() bool {
	if runtime.GOOS != "windows" {
		return true
	}
	_, err := keystoretest.StartKeyring()
	return err == nil
}

// cmdKeyring gives the script a real keychain: keyring start, keyring stop.
func cmdKeyring(ts *testscript.TestScript, _ bool, args []string) {
	holder := ts.Value(keyringKey{}).(*keyringHolder)
	if args[0] == "stop" {
		holder.keyring.Stop()
		return
	}
	keyring, err := keystoretest.StartKeyring()
	ts.Check(err)
	ts.Defer(keyring.Stop)
	holder.keyring = keyring
	for _, variable := range keyring.Env() {
		name, value, _ := strings.Cut(variable, "=")
		ts.Setenv(name, value)
	}
}

// cmdStored compares the secret that the keychain holds for a document, as
// another program reads it: stored FILE SECRET. "! stored ITEM" says that the
// keychain does not hold the item.
func cmdStored(ts *testscript.TestScript, neg bool, args []string) {
	keyring := ts.Value(keyringKey{}).(*keyringHolder).keyring
	item := args[0]
	if !neg {
		item = itemOf(ts, args[0])
	}
	secret, found, err := keyring.Lookup(item)
	ts.Check(err)
	switch {
	case neg && found:
		ts.Fatalf("the keychain holds %s", item)
	case !neg && !found:
		ts.Fatalf("the keychain does not hold %s", item)
	case !neg && secret != args[1]:
		ts.Fatalf("the keychain holds another secret")
	}
}

// itemOf reads the name of the keychain item from a document, and keeps it in
// $ITEM.
func itemOf(ts *testscript.TestScript, file string) string {
	data, err := os.ReadFile(ts.MkAbs(file))
	ts.Check(err)
	var document struct {
		Account struct{ SecretItem string }
	}
	ts.Check(json.Unmarshal(data, &document))
	ts.Setenv("ITEM", document.Account.SecretItem)
	return document.Account.SecretItem
}
