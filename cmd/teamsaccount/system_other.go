//go:build !windows

package main

import (
	"errors"
	"os"
	"runtime"

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

// openLog leaves the log on standard error.
func openLog() {}
