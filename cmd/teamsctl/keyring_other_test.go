//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

type keyringKey struct{}

func newKeyringHolder() any { return nil }

// cmdKeyring skips a script: only on Linux can a test have a keychain of its own.
func cmdKeyring(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("a script that needs a keyring begins with [!linux] skip")
}

func cmdStored(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("a script that needs a keyring begins with [!linux] skip")
}
