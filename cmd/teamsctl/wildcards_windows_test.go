package main

import (
	"path/filepath"
	"slices"
	"testing"
)

func TestExpanded_IsWhatAShellOfUnixMakesOfAPattern(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"Berlin.json", "ana.JSON", "notes.txt", ".ana.json.lock", ".hidden.json", "a[b].json"} {
		write(t, name, "")
	}
	here := t.TempDir()
	write(t, filepath.Join(here, "x.json"), "")
	for pattern, want := range map[string][]string{
		"*.json":                        {"Berlin.json", "a[b].json", "ana.JSON"},
		"b*.JSON":                       {"Berlin.json"},
		"???.json":                      {"ana.JSON"},
		"a[*.json":                      {"a[b].json"},
		"*":                             {"Berlin.json", "a[b].json", "ana.JSON", "notes.txt"},
		".h*":                           {".hidden.json"},
		`.\ana.*`:                       {`.\ana.JSON`},
		filepath.Join(here, "*.json"):   {filepath.Join(here, "x.json")},
		filepath.ToSlash(here) + "/?.*": {filepath.ToSlash(here) + "/x.json"},
		"none*.json":                    {"none*.json"},
		`none\*.json`:                   {`none\*.json`},
		"notes.txt":                     {"notes.txt"},
		"":                              {""},
	} {
		if got := expanded([]string{pattern}); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}
