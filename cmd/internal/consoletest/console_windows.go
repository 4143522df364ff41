package consoletest

import (
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"

	"teamsaccount/keystore/keystoretest"
)

var (
	kernel32          = windows.NewLazySystemDLL("kernel32.dll")
	writeConsoleInput = kernel32.NewProc("WriteConsoleInputW")
	readConsoleOutput = kernel32.NewProc("ReadConsoleOutputCharacterW")
)

// variable tells the process of a test that it has a console of its own.
const variable = "TEAMSACCOUNT_TEST_CONSOLE"

// Has runs the test again in a process that has a console of its own, on which
// nobody else types, and returns true in that process alone.
func Has(t *testing.T) bool {
	t.Helper()
	if os.Getenv(variable) != "" {
		return true
	}
	if keystoretest.Wine() && os.Getenv("DISPLAY") == "" {
		t.Skip("wine has consoles only where there is a display")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	again := exec.Command(self, "-test.v", "-test.run=^"+t.Name()+"$")
	again.Env = append(os.Environ(), variable+"=1")
	again.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_CONSOLE, HideWindow: true}
	if said, err := again.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return false
}

// Interrupt presses Ctrl+C on the console, which all of its programs hear.
func Interrupt(*os.Process) error {
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, os.Interrupt)
	defer signal.Stop(heard)
	err := windows.GenerateConsoleCtrlEvent(windows.CTRL_C_EVENT, 0)
	if err == nil {
		<-heard
	}
	return err
}

// Console is the console of this process, as one of a person.
type Console struct {
	// In and Out are what is typed and what is shown.
	In, Out *os.File

	t *testing.T
}

// Open opens the console of this process until the test ends.
func Open(t *testing.T) *Console {
	t.Helper()
	c := &Console{t: t}
	for name, file := range map[string]**os.File{"CONIN$": &c.In, "CONOUT$": &c.Out} {
		opened, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = opened.Close() })
		*file = opened
	}
	return c
}

// Screen returns what the console shows, line by line, as far as the cursor.
func (c *Console) Screen() string {
	c.t.Helper()
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(windows.Handle(c.Out.Fd()), &info); err != nil {
		c.t.Fatal(err)
	}
	width, height := int(info.Size.X), int(info.CursorPosition.Y)+1
	units, read := make([]uint16, width*height), uint32(0)
	ok, _, err := readConsoleOutput.Call(c.Out.Fd(), uintptr(unsafe.Pointer(&units[0])), uintptr(len(units)), 0, uintptr(unsafe.Pointer(&read)))
	if ok == 0 {
		c.t.Fatal(err)
	}
	var lines []string
	for y := range height {
		line := units[min(int(read), y*width):min(int(read), (y+1)*width)]
		lines = append(lines, strings.TrimRight(string(utf16.Decode(line)), " "))
	}
	return strings.Join(lines, "\n")
}

// keyRecord is an INPUT_RECORD with a KEY_EVENT_RECORD.
type keyRecord struct {
	kind      uint16
	_         uint16
	down      int32
	repeat    uint16
	key       uint16
	scan      uint16
	character uint16
	modifiers uint32
}

// Type puts a text into the console as if it were typed; a carriage return is
// the Enter key.
func (c *Console) Type(text string) {
	c.t.Helper()
	const keyEvent, enter = 1, 0x0d
	var records []keyRecord
	for _, unit := range utf16.Encode([]rune(text)) {
		record := keyRecord{kind: keyEvent, down: 1, repeat: 1, character: unit}
		if unit == '\r' {
			record.key = enter
		}
		records = append(records, record)
		record.down = 0
		records = append(records, record)
	}
	var written uint32
	ok, _, err := writeConsoleInput.Call(c.In.Fd(), uintptr(unsafe.Pointer(&records[0])), uintptr(len(records)), uintptr(unsafe.Pointer(&written)))
	if ok == 0 || int(written) != len(records) {
		c.t.Fatal(err)
	}
}
