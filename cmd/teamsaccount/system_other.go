//go:build !windows

package main

import (
	"os"
	"syscall"
)

// showBox has nothing to do where a terminal or a session log gets the text.
func showBox(string) {}

// startAgain puts a program with these arguments and environment in this one's
// place.
func startAgain(arguments, environment []string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return syscall.Exec(self, arguments, environment)
}

// openLog leaves the log on standard error.
func openLog() {}
