//go:build !windows

package main

import (
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"fyne.io/fyne/v2"
)

// streams are where the program writes; end has nothing to do.
func streams() (out, errs io.Writer, end func(status int)) {
	return os.Stdout, os.Stderr, func(int) {}
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

// openURL shows pages and folders as Fyne does.
func openURL(app fyne.App) func(*url.URL) error { return app.OpenURL }

// systemDocuments is what xdg-user-dirs says, else Documents in the home
// directory, as on macOS.
func systemDocuments(home string) string { return userDirectory(home, os.Getenv) }

// userDirectory reads the folder for documents from user-dirs.dirs, where
// xdg-user-dirs keeps what the person or the system chose.
func userDirectory(home string, env func(string) string) string {
	config := env("XDG_CONFIG_HOME")
	if config == "" {
		config = filepath.Join(home, ".config")
	}
	lines, _ := os.ReadFile(filepath.Join(config, "user-dirs.dirs"))
	for line := range strings.Lines(string(lines)) {
		if value, is := strings.CutPrefix(strings.TrimSpace(line), "XDG_DOCUMENTS_DIR="); is {
			return strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1)
		}
	}
	return filepath.Join(home, "Documents")
}
