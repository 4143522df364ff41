package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32            = windows.NewLazySystemDLL("kernel32.dll")
	writeConsoleInput   = kernel32.NewProc("WriteConsoleInputW")
	readConsoleOutput   = kernel32.NewProc("ReadConsoleOutputCharacterW")
	consoleTestVariable = "TEAMSCTL_TEST_CONSOLE"
)

// onConsole runs the test again in a process that has a console of its own,
// which nobody else types on, and returns true in that process alone.
func onConsole(t *testing.T) bool {
	t.Helper()
	if os.Getenv(consoleTestVariable) != "" {
		return true
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	again := exec.Command(self, "-test.v", "-test.run=^"+t.Name()+"$")
	again.Env = append(os.Environ(), consoleTestVariable+"=1")
	again.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_CONSOLE, HideWindow: true}
	if said, err := again.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return false
}

// interrupt presses Ctrl+C on the console, which all of its programs hear.
func interrupt(*os.Process) error {
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, os.Interrupt)
	defer signal.Stop(heard)
	err := windows.GenerateConsoleCtrlEvent(windows.CTRL_C_EVENT, 0)
	if err == nil {
		<-heard
	}
	return err
}

// console is the console of this process, as one of a person.
type console struct {
	t       *testing.T
	in, out *os.File
	own     string
}

func newConsole(t *testing.T) *console {
	t.Helper()
	c := &console{t: t, own: t.TempDir()}
	for name, file := range map[string]**os.File{"CONIN$": &c.in, "CONOUT$": &c.out} {
		opened, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = opened.Close() })
		*file = opened
	}
	return c
}

// command is teamsctl with the console as all of its streams.
func (c *console) command(arguments ...string) *exec.Cmd {
	command := exec.Command("teamsctl", arguments...)
	command.Env = append(os.Environ(), "TEAMSACCOUNT_DIR="+c.own)
	command.Stdin, command.Stdout, command.Stderr = c.in, c.out, c.out
	return command
}

func (c *console) run(arguments ...string) {
	c.t.Helper()
	if err := c.command(arguments...).Run(); err != nil {
		c.t.Fatalf("teamsctl %s: %v\n%s", strings.Join(arguments, " "), err, c.screen())
	}
}

// screen returns what the console shows, line by line, as far as the cursor.
func (c *console) screen() string {
	c.t.Helper()
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(windows.Handle(c.out.Fd()), &info); err != nil {
		c.t.Fatal(err)
	}
	width, height := int(info.Size.X), int(info.CursorPosition.Y)+1
	units, read := make([]uint16, width*height), uint32(0)
	ok, _, err := readConsoleOutput.Call(c.out.Fd(), uintptr(unsafe.Pointer(&units[0])), uintptr(len(units)), 0, uintptr(unsafe.Pointer(&read)))
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

// types puts a text into the console as if it were typed.
func (c *console) types(text string) {
	c.t.Helper()
	const keyEvent = 1
	var records []keyRecord
	for _, unit := range utf16.Encode([]rune(text)) {
		record := keyRecord{kind: keyEvent, down: 1, repeat: 1, character: unit}
		if unit == '\r' {
			record.key = windows.VK_RETURN
		}
		records = append(records, record)
		record.down = 0
		records = append(records, record)
	}
	var written uint32
	ok, _, err := writeConsoleInput.Call(c.in.Fd(), uintptr(unsafe.Pointer(&records[0])), uintptr(len(records)), uintptr(unsafe.Pointer(&written)))
	if ok == 0 || int(written) != len(records) {
		c.t.Fatal(err)
	}
}

// foreignName is written in several scripts, one of them beyond 16 bits.
const foreignName = "Zürich 東京 🙂"

func documentNamed(t *testing.T, directory, name string) {
	t.Helper()
	encoded, err := json.Marshal(name)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(directory, "account.json"), `{"version":1,"account":{
		"id":"0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10","name":`+string(encoded)+`,"tenantId":"contoso.onmicrosoft.com",
		"clientId":"66666666-7777-8888-9999-000000000000","messages":{}}}`)
}

func TestConsole_ShowsEveryScript(t *testing.T) {
	if !onConsole(t) {
		return
	}
	c := newConsole(t)
	documentNamed(t, c.own, foreignName)
	c.run("show")
	if screen := c.screen(); !strings.Contains(screen, foreignName) || !strings.Contains(screen, "Client ID") {
		t.Errorf("the console shows\n%s", screen)
	}
}

func TestConsole_TakesAPassphraseInEveryScript(t *testing.T) {
	if !hasKeyring() {
		t.Skip("this Credential Manager is a person's, and not the tests'")
	}
	if !onConsole(t) {
		return
	}
	c := newConsole(t)
	const passphrase = "Straße nach 東京 und zurück"
	in := func(name string) string { return filepath.Join(c.own, name) }
	write(t, in("secret.txt"), "fake-secret~value")
	write(t, in("pass.txt"), passphrase)
	c.run("add", "--name", "N", "--tenant-id", "contoso.onmicrosoft.com",
		"--client-id", "66666666-7777-8888-9999-000000000000", "--secret-file", in("secret.txt"))
	c.types(passphrase + "\r" + passphrase + "\r")
	c.run("export", "--seal", in("sealed.age"))
	if screen := c.screen(); strings.Contains(screen, "Straße") {
		t.Errorf("the console shows the passphrase:\n%s", screen)
	}
	c.run("-f", in("other.json"), "import", "--passphrase-file", in("pass.txt"), in("sealed.age"))
	c.types("Straße nach 東京 und weiter\r")
	if err := c.command("-f", in("third.json"), "import", in("sealed.age")).Run(); err == nil {
		t.Error("another passphrase opens it")
	}
}

func TestJSON_ThroughAPipeIsUTF8AndNothingElse(t *testing.T) {
	own := t.TempDir()
	documentNamed(t, own, foreignName)
	for _, arguments := range [][]string{{"show", "--json"}, {"check", "--json", "--no-keychain"}} {
		command := exec.Command("teamsctl", arguments...)
		command.Env = append(os.Environ(), "TEAMSACCOUNT_DIR="+own)
		printed, _ := command.Output()
		line, one := bytes.CutSuffix(printed, []byte("\n"))
		if !one || bytes.ContainsAny(line, "\r\n\x1b") || !json.Valid(line) {
			t.Errorf("%v printed %q", arguments, printed)
		}
		if arguments[0] == "show" && !bytes.Contains(line, []byte(`"`+foreignName+`"`)) {
			t.Errorf("%v printed %q", arguments, printed)
		}
	}
}
