package main

import (
	"net/url"
	"os"
	"testing"

	"golang.org/x/sys/windows/registry"

	"teamsaccount/keystore/keystoretest"
)

func TestDocumentsFolder_IsWhereThePersonPutIt(t *testing.T) {
	if _, err := keystoretest.StartKeyring(); err != nil {
		t.Skip("these settings are a person's, and not the tests'")
	}
	const name = "Personal" // So Documents was called once.
	key, _, err := registry.CreateKey(registry.CURRENT_USER,
		`Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders`, registry.QUERY_VALUE|registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = key.Close() }()
	before, _, err := key.GetStringValue(name)
	if err == nil {
		defer func() { _ = key.SetExpandStringValue(name, before) }()
	}
	moved := t.TempDir()
	if err := key.SetExpandStringValue(name, moved); err != nil {
		t.Fatal(err)
	}
	if got := documentsFolder(); got != moved {
		t.Errorf("it is %s, not %s", got, moved)
	}
	if err := key.SetExpandStringValue(name, moved+`\gone`); err != nil {
		t.Fatal(err)
	}
	home, err := os.UserHomeDir()
	if got := documentsFolder(); err != nil || got != home {
		t.Errorf("where it is gone, it is %s, not %s, %v", got, home, err)
	}
}

func TestFolderOf_IsAPathThatExplorerTakes(t *testing.T) {
	for path, want := range map[string]string{
		"/C:/Users/Jürgen/a b":          `C:\Users\Jürgen\a b`,
		"//server/share/50%":            `\\server\share\50%`,
		"//?/C:/sites":                  `C:\sites`,
		"//?/UNC/server/share/Zürich #": `\\server\share\Zürich #`,
	} {
		if got := folderOf(&url.URL{Scheme: "file", Path: path}); got != want {
			t.Errorf("%s became %s", path, got)
		}
	}
	if got := folderOf(&url.URL{Scheme: "file", Host: "server", Path: "/share"}); got != `\\server\share` {
		t.Errorf("with a host it is %s", got)
	}
}
