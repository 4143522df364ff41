package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// documentsFolder is where people keep their documents: what xdg-user-dirs says
// on Linux, Documents in the home directory elsewhere, and the home directory
// where there is no such folder.
func documentsFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	folder := filepath.Join(home, "Documents")
	if runtime.GOOS == "linux" {
		folder = userDirectory(home, os.Getenv)
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return home
	}
	return folder
}

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
