//go:build linux

package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"teamsaccount/cmd/internal/tour"
)

// needTools fails a test that cannot drive a window. Outside CI it is skipped
// where the programs that this takes are not installed.
func needTools(t *testing.T) {
	t.Helper()
	missing := tour.Tools()
	switch {
	case len(missing) == 0:
	case os.Getenv("CI") != "":
		t.Fatalf("these programs are missing: %v; .ci/install test installs them", missing)
	default:
		t.Skipf("these programs are missing: %v; .ci/install test installs them", missing)
	}
}

// build builds the program with the checks that a release leaves out: for data
// races, and for calls of Fyne from a wrong goroutine.
func build(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "teamsaccount")
	if printed, err := exec.Command("go", "build", "-race", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, printed)
	}
	return binary
}

// pictures is where the pictures of a tour go: where they can be looked at
// after a failure.
func pictures(t *testing.T, tour string) string {
	t.Helper()
	directory, err := filepath.Abs(filepath.Join("..", "..", "build", "test-pictures", tour))
	if err != nil {
		t.Fatal(err)
	}
	return directory
}

// The whole job with the keyboard alone, in the real window: through OpenGL, and
// where there is none.
func TestThePersonDoesTheWholeJobWithTheKeyboard(t *testing.T) {
	needTools(t)
	binary := build(t)
	for name, options := range map[string]tour.Options{
		"opengl":   {Env: []string{"TEAMSACCOUNT_DISPLAY=opengl"}},
		"software": {Without: []string{"GLX"}},
	} {
		options.Binary, options.Pictures = binary, pictures(t, name)
		t.Run(name, func(t *testing.T) { take(t, options) })
	}
}

// take takes a tour.
func take(t *testing.T, options tour.Options) {
	t.Helper()
	taken, err := tour.Start(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(taken.Close)
	for _, step := range tour.Steps() {
		passed := t.Run(step.Title, func(t *testing.T) {
			picture, err := taken.Do(step)
			if err != nil {
				t.Fatal(err)
			}
			t.Log(picture)
		})
		if !passed {
			break
		}
	}
}
