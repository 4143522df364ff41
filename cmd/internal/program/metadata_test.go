package program_test

import (
	"os"
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
	for key, value := range map[string]string{"ID": program.ID, "Name": program.Name, "Version": program.Version} {
		if line := key + ` = "` + value + `"`; !strings.Contains(string(data), line) {
			t.Errorf("FyneApp.toml has no line %s", line)
		}
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
