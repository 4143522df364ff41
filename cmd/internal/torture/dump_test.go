//go:build linux

package torture

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A crash while a secret is in memory leaves no core dump. The program is made
// to crash as it waits for the rest of a secret.
func TestDumps_TeamsctlLeavesNone(t *testing.T) {
	s := newSite(t, newKeyring(t))
	command := exec.Command("bash", "-c", `ulimit -c unlimited; echo ready >&2; exec "$0" add --name X --secret-stdin`, teamsctl)
	command.Env = append(s.env(), "GOTRACEBACK=crash")
	command.Dir = s.dir
	stdin, input, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer input.Close()
	command.Stdin = stdin
	told, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_ = stdin.Close()
	lines := bufio.NewScanner(told)
	lines.Scan()
	if _, err := input.WriteString("fake-secret"); err != nil {
		t.Fatal(err)
	}
	// Once the pipe is empty the secret is in the program's memory, which waits
	// for the rest of it.
	for deadline := time.Now().Add(30 * time.Second); unread(t, input) > 0; {
		if time.Now().After(deadline) {
			t.Fatal("the program does not read the secret")
		}
		runtime.Gosched()
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

// unread is how many bytes stand in a pipe.
func unread(t *testing.T, pipe *os.File) int {
	t.Helper()
	count, err := unix.IoctlGetInt(int(pipe.Fd()), unix.TIOCINQ)
	if err != nil {
		t.Fatal(err)
	}
	return count
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
