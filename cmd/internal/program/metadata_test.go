package program_test

import (
	"os"
	"path/filepath"
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

// Whatever a workflow does can be done at home: it runs make and nothing else.
func TestMetadata_WorkflowsRunMakeAlone(t *testing.T) {
	paths, err := filepath.Glob(root + "/.github/workflows/*.yml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no workflows: %v", err)
	}
	makefile, err := os.ReadFile(root + "/Makefile")
	if err != nil {
		t.Fatal(err)
	}
	step := regexp.MustCompile(`(?m)^\s+(?:- )?run: *(.*)$`)
	target := regexp.MustCompile(`^make (?:([a-z-]+)|\$\{\{ matrix\.target \}\})(?: [A-Z]+=\S+)*$`)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		steps := 0
		for _, run := range step.FindAllStringSubmatch(string(data), -1) {
			if strings.TrimSpace(run[1]) == "" { // defaults for all steps
				continue
			}
			steps++
			made := target.FindStringSubmatch(strings.TrimSpace(run[1]))
			if made == nil {
				t.Errorf("%s: %q is more than a target of make", filepath.Base(path), run[1])
			} else if !strings.Contains(string(makefile), "\n"+made[1]+":") && made[1] != "" {
				t.Errorf("%s: the Makefile has no target %s", filepath.Base(path), made[1])
			}
		}
		if steps == 0 {
			t.Errorf("%s runs nothing", filepath.Base(path))
		}
	}
}
