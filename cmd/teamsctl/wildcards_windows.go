package main

import (
	"os"
	"path/filepath"
	"strings"
)

// expanded replaces each path whose name holds * or ? by the files that it
// stands for: the shells of Windows leave that to programs. One that stands for
// none stays, to be reported. Files that begin with a dot are ours, and are
// meant only by a name that does so too.
func expanded(paths []string) []string {
	var all []string
	for _, path := range paths {
		directory, name := filepath.Split(path)
		files := matching(directory, name)
		if len(files) == 0 {
			files = []string{path}
		}
		all = append(all, files...)
	}
	return all
}

func matching(directory, name string) []string {
	if !strings.ContainsAny(name, "*?") {
		return nil
	}
	within := directory
	if within == "" {
		within = "."
	}
	entries, err := os.ReadDir(within)
	if err != nil {
		return nil
	}
	// To Windows a bracket is a letter like any other.
	pattern := strings.ToUpper(strings.ReplaceAll(name, "[", "[[]"))
	var files []string
	for _, entry := range entries {
		is, err := filepath.Match(pattern, strings.ToUpper(entry.Name()))
		if err == nil && is && !entry.IsDir() && strings.HasPrefix(entry.Name(), ".") == strings.HasPrefix(name, ".") {
			files = append(files, directory+entry.Name())
		}
	}
	return files
}
