package main

import (
	"os"
	"strings"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"teamsaccount/cmd/internal/consoletest"
	"teamsaccount/cmd/internal/program"
)

// streamsVariable makes a test the program, with these arguments.
const streamsVariable = "TEAMSACCOUNT_TEST_STREAMS"

// plays makes this process the program, where it is to be it.
func plays() bool {
	arguments := os.Getenv(streamsVariable)
	if arguments == "" {
		return false
	}
	out, errs, end := streams()
	status := run(strings.Fields(arguments), out, errs)
	end(status)
	os.Exit(status)
	panic("unreachable")
}

// begin starts this test as the program, as Explorer does: without streams and
// without a console.
func begin(t *testing.T, arguments string) windows.Handle {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(streamsVariable, arguments)
	line, err := windows.UTF16PtrFromString(windows.ComposeCommandLine([]string{self, "-test.run=^" + t.Name() + "$"}))
	if err != nil {
		t.Fatal(err)
	}
	startup := windows.StartupInfo{Flags: windows.STARTF_USESTDHANDLES}
	startup.Cb = uint32(unsafe.Sizeof(startup))
	var process windows.ProcessInformation
	if err := windows.CreateProcess(nil, line, nil, nil, false, windows.DETACHED_PROCESS, nil, nil, &startup, &process); err != nil {
		t.Fatal(err)
	}
	_ = windows.CloseHandle(process.Thread)
	t.Cleanup(func() { _ = windows.CloseHandle(process.Process) })
	return process.Process
}

// ends waits for the end of a process, and returns its exit status.
func ends(t *testing.T, process windows.Handle) (status uint32) {
	t.Helper()
	if event, err := windows.WaitForSingleObject(process, uint32(time.Minute/time.Millisecond)); err != nil || event != windows.WAIT_OBJECT_0 {
		t.Fatalf("the program does not end: %v, %v", event, err)
	}
	if err := windows.GetExitCodeProcess(process, &status); err != nil {
		t.Fatal(err)
	}
	return status
}

func TestStreams_AreTheConsoleOfWhoeverStartedTheProgram(t *testing.T) {
	if plays() || !consoletest.Has(t) {
		return
	}
	console := consoletest.Open(t)
	for arguments, want := range map[string]struct {
		status uint32
		says   string
	}{
		"--version": {exitDone, program.Name + " " + program.Version},
		"--none":    {exitUsage, "--none"},
	} {
		if status := ends(t, begin(t, arguments)); status != want.status {
			t.Errorf("%s: exit status %d", arguments, status)
		}
		if screen := console.Screen(); !strings.Contains(screen, want.says) {
			t.Errorf("%s: the console shows\n%s", arguments, screen)
		}
	}
}

var (
	user32      = windows.NewLazySystemDLL("user32.dll")
	findWindow  = user32.NewProc("FindWindowW")
	findChild   = user32.NewProc("FindWindowExW")
	sendMessage = user32.NewProc("SendMessageW")
	postMessage = user32.NewProc("PostMessageW")
)

func TestStreams_AreABoxWhereThereIsNoConsole(t *testing.T) {
	if plays() || !consoletest.Has(t) {
		return
	}
	_, _, _ = freeConsole.Call()
	for arguments, want := range map[string]struct {
		status uint32
		says   string
	}{
		"--version": {exitDone, program.Name + " " + program.Version},
		"--none":    {exitUsage, "--none"},
	} {
		process := begin(t, arguments)
		if text := closeBox(t); !strings.Contains(text, want.says) {
			t.Errorf("%s: the box says %q", arguments, text)
		}
		if status := ends(t, process); status != want.status {
			t.Errorf("%s: exit status %d", arguments, status)
		}
	}
}

// closeBox waits for the program's box, closes it and returns what it said.
func closeBox(t *testing.T) string {
	t.Helper()
	title, err := windows.UTF16PtrFromString(program.Name)
	if err != nil {
		t.Fatal(err)
	}
	label, err := windows.UTF16PtrFromString("Static")
	if err != nil {
		t.Fatal(err)
	}
	const getText, command, ok = 0x000d, 0x0111, 1
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		box, _, _ := findWindow.Call(0, uintptr(unsafe.Pointer(title)))
		// The first label is the icon.
		icon, _, _ := findChild.Call(box, 0, uintptr(unsafe.Pointer(label)), 0)
		text, _, _ := findChild.Call(box, icon, uintptr(unsafe.Pointer(label)), 0)
		if box == 0 || icon == 0 || text == 0 {
			continue
		}
		said := make([]uint16, 1000)
		_, _, _ = sendMessage.Call(text, getText, uintptr(len(said)), uintptr(unsafe.Pointer(&said[0])))
		_, _, _ = postMessage.Call(box, command, ok, 0)
		return windows.UTF16ToString(said)
	}
	t.Fatal("there is no box")
	return ""
}
