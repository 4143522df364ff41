package main

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

const root = "../../.."

func TestLicenses_TheEmbeddedFileIsThatOfTheLinkedModules(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("this tests the source, which takes the go command; under wine there is none")
	}
	want, err := collect(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(root + "/assets/licenses/licenses.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("assets/licenses/licenses.txt is out of date: make licenses")
	}
}

func TestIsLicense_KnowsThemByTheirName(t *testing.T) {
	for name, want := range map[string]bool{
		"LICENSE": true, "LICENSE.md": true, "license.txt": true, "COPYING": true, "NOTICE": true,
		"PATENTS": true, "font-LICENSE.txt": true, "README.md": false, "licenses.go": false,
	} {
		if got := isLicense(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
