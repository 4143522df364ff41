//go:build !windows

package main

import (
	"fmt"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdMode compares the permissions of a file: mode 0600 FILE.
func cmdMode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%04o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("mode is %s, expected %s", got, args[0])
	}
}
