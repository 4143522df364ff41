//go:build !linux && !windows

package main

import "github.com/rogpeppe/go-internal/testscript"

type keyringKey struct{}

func newKeyringHolder() any { return nil }

func hasKeyring() bool { return false }

func cmdKeyring(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("a script that needs a keyring begins with [!keychain] skip")
}

func cmdStored(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("a script that needs a keyring begins with [!keychain] skip")
}
