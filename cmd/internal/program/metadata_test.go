package program_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"teamsaccount/cmd/internal/program"
)

// FyneApp.toml is where a packager reads the program's identity; the constants
// are what the program says of itself.
func TestMetadata_FyneAppAndTheProgramAgree(t *testing.T) {
	data, err := os.ReadFile(root + "/FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{"ID": program.ID, "Name": program.Name} {
		if line := key + ` = "` + value + `"`; !strings.Contains(string(data), line) {
			t.Errorf("FyneApp.toml has no line %s", line)
		}
	}
}

// Installers take three numbers; every package's changelog is made of
// CHANGELOG.md.
func TestMetadata_TheNewestChangesAreOfThisVersion(t *testing.T) {
	app, err := os.ReadFile(root + "/FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^  Version = "(\d+\.\d+\.\d+)"$`).FindSubmatch(app)
	if version == nil {
		t.Fatal("FyneApp.toml has no version of three numbers")
	}
	changes, err := os.ReadFile(root + "/assets/packaging/CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	newest := regexp.MustCompile(`(?m)^## (\S+) \(\d{4}-\d{2}-\d{2}\)$`).FindSubmatch(changes)
	if newest == nil || string(newest[1]) != string(version[1]) {
		t.Errorf("the newest entry of CHANGELOG.md is %s, the version is %s", newest, version[1])
	}
}

// The desktop finds the program's icon and window by these names.
func TestMetadata_TheDesktopFileNamesTheProgram(t *testing.T) {
	data, err := os.ReadFile(root + "/assets/packaging/linux/" + program.ID + ".desktop")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"Name=" + program.Name, "Icon=" + program.ID, "Exec=teamsaccount %f"} {
		if !strings.Contains(string(data), line+"\n") {
			t.Errorf("the desktop file has no line %s", line)
		}
	}
}
