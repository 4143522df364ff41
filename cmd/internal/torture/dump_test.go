//go:build linux

package torture

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// A crash while a secret is in memory leaves no core dump. The program is made
// to crash as it waits for the rest of a secret.
func TestDumps_TeamsctlLeavesNone(t *testing.T) {
	s := newSite(t, newKeyring(t))
	command := exec.Command("bash", "-c", `ulimit -c unlimited; echo ready >&2; exec "$0" add --name X --secret-stdin`, teamsctl)
	command.Env = append(s.env(), "GOTRACEBACK=crash")
	command.Dir = s.dir
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	told, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(told)
	lines.Scan()
	// More than a pipe holds: once it is all written, the program is reading.
	if _, err := input.Write([]byte(strings.Repeat("fake-secret", 10_000))); err != nil {
		t.Fatal(err)
	}
	if err := command.Process.Signal(syscall.SIGABRT); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
	}
	_ = command.Wait()
	status, _ := command.ProcessState.Sys().(syscall.WaitStatus)
	if !status.Signaled() || status.CoreDump() {
		t.Errorf("it ended with %v", command.ProcessState)
	}
}

// withoutDumps reports whether a process has forbidden itself core dumps.
func withoutDumps(t *testing.T, pid int) bool {
	t.Helper()
	limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(limits)) {
		if limit, is := strings.CutPrefix(line, "Max core file size"); is {
			return strings.Fields(limit)[0] == "0" && strings.Fields(limit)[1] == "0"
		}
	}
	return false
}
