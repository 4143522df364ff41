//go:build linux

package x11

import (
	"bufio"
	"image"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"teamsaccount/ui/software/native"
)

// server is an X server of the test's own.
type server struct {
	*testing.T
	command *exec.Cmd
}

// serve starts an X server without some of its extensions, and has DISPLAY name
// it.
func serve(t *testing.T, without ...string) *server {
	t.Helper()
	for _, tool := range []string{"Xvfb", "setxkbmap", "xdotool", "xclip"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is missing; .ci/install test installs it", tool)
			}
			t.Skipf("%s is missing; .ci/install test installs it", tool)
		}
	}
	ready, told, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer ready.Close()
	arguments := []string{"-displayfd", "3", "-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset"}
	for _, extension := range without {
		arguments = append(arguments, "-extension", extension)
	}
	command := exec.Command("Xvfb", arguments...)
	command.ExtraFiles = []*os.File{told}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_ = told.Close()
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	number, err := bufio.NewReader(ready).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DISPLAY", ":"+strings.TrimSpace(number))
	t.Setenv("XAUTHORITY", os.DevNull)
	return &server{t, command}
}

func (s *server) run(input, name string, arguments ...string) string {
	s.Helper()
	command := exec.Command(name, arguments...)
	command.Stdin = strings.NewReader(input)
	out, err := command.Output()
	if err != nil {
		s.Fatalf("%s %v: %v", name, arguments, err)
	}
	return string(out)
}

// open opens a window on the server and returns it with a picture shown.
func (s *server) open() (*System, *window) {
	s.Helper()
	system, err := Open()
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(system.Close)
	made, err := system.NewWindow(native.Options{Title: "Test", Size: image.Pt(300, 200)})
	if err != nil {
		s.Fatal(err)
	}
	w := made.(*window)
	frame := native.NewFrame(image.Pt(300, 200))
	for i := range frame.Pix {
		frame.Pix[i] = 0xff204060
	}
	w.Paint(frame, []image.Rectangle{frame.Bounds()})
	w.Show()
	return system, w
}

// wait returns the events up to the first that is wanted.
func (s *server) wait(system *System, wanted func(native.Event) bool) []native.Event {
	s.Helper()
	var all []native.Event
	deadline := time.After(20 * time.Second)
	for {
		for _, e := range system.Events().Take() {
			all = append(all, e)
			if wanted(e) {
				return all
			}
		}
		select {
		case <-system.Events().Ready():
		case <-deadline:
			s.Fatalf("waited in vain; there were %#v", all)
		}
	}
}

// press presses keys by their codes, and returns what that typed.
func (s *server) press(system *System, keys ...string) string {
	s.Helper()
	s.run("", "xdotool", append([]string{"key", "--delay", "5"}, append(keys, "F12")...)...)
	typed := ""
	events := s.wait(system, func(e native.Event) bool {
		key, is := e.(native.Key)
		return is && key.Name == fyne.KeyF12 && key.Action == native.Released
	})
	for _, e := range events {
		if e, is := e.(native.Typed); is {
			typed += string(e.Rune)
		}
	}
	return typed
}

// Codes are those of a keyboard's places (evdev): 21 is the key left of
// Backspace, 34 and 35 are right of P.
func TestKeyboard_TypesByTheLayoutWithDeadKeysAndCompose(t *testing.T) {
	s := serve(t)
	for _, try := range []struct {
		layout, variant string
		keys            []string
		want            string
	}{
		{"us", "", []string{"38", "shift+38", "10", "shift+10"}, "aA1!"},
		{"de", "", []string{"34", "47", "48", "20", "29"}, "üöäßz"},
		{"de", "", []string{"21", "26"}, "é"}, // dead acute and e
		{"de", "", []string{"ISO_Level3_Shift+26"}, "€"},
		{"fr", "", []string{"24", "11", "34", "26", "shift+34", "31"}, "aéêï"}, // dead circumflex, dead diaeresis
		{"es", "", []string{"48", "38", "47", "34", "38"}, "áñà"},
	} {
		arguments := []string{"-layout", try.layout}
		if try.variant != "" {
			arguments = append(arguments, "-variant", try.variant)
		}
		s.run("", "setxkbmap", append(arguments, "-option", "compose:menu")...)
		system, _ := s.open()
		s.run("", "xdotool", "mousemove", "20", "20")
		if got := s.press(system, try.keys...); got != try.want {
			t.Errorf("%s %v types %q, not %q", try.layout, try.keys, got, try.want)
		}
		system.Close()
	}
}

func TestClipboard_HandsOverTenMegabytesBothWays(t *testing.T) {
	s := serve(t)
	system, _ := s.open()
	long := strings.Repeat("Grüße, 你好 👍\n", native.MaxClipboard/25)
	copied := exec.Command("xclip", "-selection", "clipboard", "-i")
	copied.Stdin = strings.NewReader(long)
	if err := copied.Run(); err != nil {
		t.Fatal(err)
	}
	got := system.Clipboard()
	for deadline := time.Now().Add(10 * time.Second); got == "" && time.Now().Before(deadline); {
		got = system.Clipboard() // xclip goes to the background before it offers anything.
	}
	if got != long {
		t.Errorf("%d bytes came of %d", len(got), len(long))
	}
	system.SetClipboard(long + "mine")
	if got := s.run("", "xclip", "-selection", "clipboard", "-o", "-target", "UTF8_STRING"); got != long+"mine" {
		t.Errorf("%d bytes went of %d", len(got), len(long)+4)
	}
	system.SetSelection("selected")
	if got := s.run("", "xclip", "-selection", "primary", "-o"); got != "selected" || system.Selection() != "selected" {
		t.Errorf("the primary selection is %q", got)
	}
}

func TestWindow_IsShownWithoutSharedMemoryAndMonitors(t *testing.T) {
	for _, without := range [][]string{nil, {"MIT-SHM"}, {"RANDR"}, {"MIT-SHM", "RANDR"}} {
		s := serve(t, without...)
		system, w := s.open()
		if slices.Contains(without, "MIT-SHM") { // The driver is asked for what the screen lost.
			s.wait(system, func(e native.Event) bool { _, exposed := e.(native.Exposed); return exposed })
		}
		if shared := w.picture.memory != nil; shared != !slices.Contains(without, "MIT-SHM") {
			t.Errorf("without %v: shared memory is used: %v", without, shared)
		}
		if w.Scale() < 1 || system.Monitors() != 1 || w.WorkArea().Empty() {
			t.Errorf("without %v: scale %v, %d monitors", without, w.Scale(), system.Monitors())
		}
	}
}

func TestSystem_TellsWhenTheServerIsLost(t *testing.T) {
	s := serve(t)
	system, w := s.open()
	if err := s.command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	s.wait(system, func(e native.Event) bool { _, lost := e.(native.Lost); return lost })
	// Nothing after that hangs or fails.
	frame := native.NewFrame(image.Pt(10, 10))
	w.Paint(frame, []image.Rectangle{frame.Bounds()})
	w.SetTitle("later")
	if system.Clipboard() != "" {
		t.Error("a lost server has a clipboard")
	}
}
