package main

import "os"

// documentsFolder is where people keep their documents, as the system says, and
// the home directory where there is no such folder.
func documentsFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	folder := systemDocuments(home)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return home
	}
	return folder
}
