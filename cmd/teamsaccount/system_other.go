//go:build !windows

package main

import (
	"errors"
	"os"
	"runtime"
	"syscall"

	"teamsaccount/assets/texts"
)

// displayMissing says why no window can be opened; Fyne would panic.
func displayMissing() error {
	if runtime.GOOS == "darwin" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" {
		return nil
	}
	return errors.New(texts.Of("program.noDisplay"))
}

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
