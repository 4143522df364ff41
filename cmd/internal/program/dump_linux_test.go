package program

import (
	"os"
	"os/exec"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// dumpVariable says that this test binary was started to crash; its value says
// whether it is to keep its memory to itself.
const dumpVariable = "PROGRAM_TEST_DUMP"

func TestMain(m *testing.M) {
	if dumps := os.Getenv(dumpVariable); dumps != "" {
		_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{Cur: unix.RLIM_INFINITY, Max: unix.RLIM_INFINITY})
		if dumps == "off" {
			NoDumps()
		}
		// As a fault in the program or in its C code ends it.
		_ = syscall.Kill(os.Getpid(), syscall.SIGSEGV)
		select {}
	}
	os.Exit(m.Run())
}

func TestNoDumps_ACrashLeavesNoCoreDump(t *testing.T) {
	if !crashDumps(t, "on") {
		t.Skip("this system writes no core dumps")
	}
	if crashDumps(t, "off") {
		t.Error("the memory was dumped")
	}
}

// crashDumps reports whether a process that crashes leaves a core dump.
func crashDumps(t *testing.T, dumps string) bool {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), dumpVariable+"="+dumps, "GOTRACEBACK=crash")
	command.Dir = t.TempDir()
	_ = command.Run()
	status, is := command.ProcessState.Sys().(syscall.WaitStatus)
	if !is || !status.Signaled() {
		t.Fatalf("the process did not crash: %v", command.ProcessState)
	}
	return status.CoreDump()
}

func TestNoDumps_NobodyElseReadsTheMemory(t *testing.T) {
	before, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Prctl(unix.PR_SET_DUMPABLE, uintptr(before), 0, 0, 0) })
	NoDumps()
	if after, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); err != nil || after != 0 {
		t.Errorf("the process is dumpable: %d, %v", after, err)
	}
}
