//go:build linux

package torture

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"teamsaccount/cmd/internal/tour"
)

// The real window against a real GNOME Keyring whose dialog is dismissed,
// answered late, and never answered.
func TestWindow_LivesThroughAHostileKeychain(t *testing.T) {
	if !*full {
		t.Skip("make torture opens the window")
	}
	window, err := tour.Start(tour.Options{Binary: windowBinary(t), Pictures: pictures(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer window.Close()
	for i, step := range tour.KeychainSteps() {
		picture, err := window.Do(step)
		if err != nil {
			t.Fatalf("%s: %v", step.Title, err)
		}
		t.Logf("%s %s", step.Title, picture)
		if i == 0 && !withoutDumps(t, window.Pid()) {
			t.Error("the window may leave a core dump")
		}
	}
	address := "DBUS_SESSION_BUS_ADDRESS=" + window.Desktop().Keyring.Bus.Address
	if left := processesOn(t, address, "teamsaccount", "dbus-launch", "dbus-daemon"); len(left) != 0 {
		t.Errorf("processes are left: %q", left)
	}
}

// pictures is where the pictures go that a person looks at afterwards.
func pictures(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("TORTURE_PICTURES"); dir != "" {
		return dir
	}
	return t.TempDir()
}

// processesOn lists the command lines of the processes in an environment that
// have one of these names.
func processesOn(t *testing.T, variable string, names ...string) (found []string) {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		t.Fatal(err)
	}
	for _, process := range all {
		environ, err := os.ReadFile(filepath.Join(process, "environ"))
		if err != nil || !bytes.Contains(environ, []byte(variable)) {
			continue
		}
		line, _ := os.ReadFile(filepath.Join(process, "cmdline"))
		program, _, _ := bytes.Cut(line, []byte{0})
		for _, name := range names {
			if filepath.Base(string(program)) == name {
				found = append(found, string(bytes.ReplaceAll(line, []byte{0}, []byte{' '})))
			}
		}
	}
	return found
}
