package gdi

import (
	"image"
	"image/color"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"golang.org/x/sys/windows"

	"teamsaccount/ui/software/native"
)

var (
	sendInput       = user32.NewProc("SendInput")
	getPixel        = gdi32.NewProc("GetPixel")
	getWindowText   = user32.NewProc("GetWindowTextW")
	clientToScreen  = user32.NewProc("ClientToScreen")
	isWindowVisible = user32.NewProc("IsWindowVisible")

	immGetCompositionWindow = imm32.NewProc("ImmGetCompositionWindow")
	immGetCandidateWindow   = imm32.NewProc("ImmGetCandidateWindow")
	immGetCompositionFont   = imm32.NewProc("ImmGetCompositionFontW")
	immSetCompositionString = imm32.NewProc("ImmSetCompositionStringW")
)

// bound is for every wait of a test.
const bound = 20 * time.Second

// open returns a connection and a window of it that is shown and has the
// keyboard. Tests are skipped where Windows has no desktop.
func open(t *testing.T) (*system, *window) {
	t.Helper()
	if os.Getenv("DISPLAY") == "" && os.Getenv("SESSIONNAME") == "" && os.Getenv("CI") == "" {
		t.Skip("there is no desktop to show a window on")
	}
	opened, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	backlog = nil
	t.Cleanup(opened.Close)
	made, err := opened.NewWindow(native.Options{Title: "A test", ID: "teamsaccount.test", Size: image.Pt(320, 240)})
	if err != nil {
		t.Fatal(err)
	}
	s, w := opened.(*system), made.(*window)
	w.Paint(native.NewFrame(image.Pt(320, 240)), []image.Rectangle{image.Rect(0, 0, 320, 240)})
	w.Show()
	wait(t, s, func(e native.Focused) bool { return e.Has })
	return s, w
}

// backlog are events that a test has not looked at yet.
var backlog []native.Event

// wait returns the next event of a type that is as wanted. What came before it
// is dropped.
func wait[E native.Event](t *testing.T, s *system, wanted func(E) bool) E {
	t.Helper()
	deadline := time.After(bound)
	var seen []native.Event
	for {
		backlog = append(backlog, s.queue.Take()...)
		for len(backlog) > 0 {
			e := backlog[0]
			backlog = backlog[1:]
			if found, is := e.(E); is && wanted(found) {
				return found
			}
			seen = append(seen, e)
		}
		select {
		case <-s.queue.Ready():
		case <-deadline:
			t.Fatalf("no such event came, but %+v", seen)
		}
	}
}

func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(bound); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// message sends a message to the window and waits for its answer.
func (w *window) message(number uint32, wParam, lParam uintptr) uintptr {
	return call(sendMessage, uintptr(w.handle), uintptr(number), wParam, lParam)
}

// post posts a message to the window.
func (w *window) post(number uint32, wParam, lParam uintptr) {
	call(postMessage, uintptr(w.handle), uintptr(number), wParam, lParam)
}

// pixel returns a pixel of the window as the screen shows it: 0x00BBGGRR.
func (w *window) pixel(x, y int) uintptr {
	screen := call(getDC, uintptr(w.handle))
	defer call(releaseDC, uintptr(w.handle), screen)
	return call(getPixel, screen, uintptr(x), uintptr(y))
}

// does runs a job on the thread of the windows.
func (s *system) does(t *testing.T, job func()) {
	t.Helper()
	if !s.ask(bound, job) {
		t.Fatal("the thread of the windows does nothing")
	}
}

// packed are the two numbers of a place in one, as messages have it.
func packed(x, y int) uintptr { return uintptr(uint16(int16(x))) | uintptr(uint16(int16(y)))<<16 }

type keyInput struct {
	kind  uint32
	_     uint32
	key   uint16
	scan  uint16
	flags uint32
	time  uint32
	extra uintptr
	_     [8]byte
}

// strike presses and releases keys as a keyboard does, one held while the next
// is struck.
func strike(keys ...uint16) {
	const keyboard, up = 1, 2
	var inputs []keyInput
	for _, key := range keys {
		inputs = append(inputs, keyInput{kind: keyboard, key: key, scan: scanOf(key)})
	}
	for i := len(keys) - 1; i >= 0; i-- {
		inputs = append(inputs, keyInput{kind: keyboard, key: keys[i], scan: scanOf(keys[i]), flags: up})
	}
	call(sendInput, uintptr(len(inputs)), uintptr(unsafe.Pointer(&inputs[0])), unsafe.Sizeof(inputs[0]))
}

func scanOf(key uint16) uint16 {
	return uint16(call(mapVirtualKeyEx, uintptr(key), 0, call(getKeyboardLayout, 0)))
}

func TestPaint_ShowsTheDamagedPartOfTheFrame(t *testing.T) {
	_, w := open(t)
	frame := native.NewFrame(image.Pt(320, 240))
	for i := range frame.Pix {
		frame.Pix[i] = 0xff102030
	}
	w.Paint(frame, []image.Rectangle{image.Rect(100, 50, 200, 150)})
	until(t, "the color of the frame", func() bool { return w.pixel(150, 100) == 0x302010 })
	if outside := w.pixel(20, 20); outside != 0 {
		t.Errorf("outside of what was damaged is %06x", outside)
	}
}

func TestPaint_OfAnotherSizeReplacesThePicture(t *testing.T) {
	s, w := open(t)
	w.Resize(image.Pt(400, 300))
	wait(t, s, func(e native.Resized) bool { return e.Size == image.Pt(400, 300) })
	frame := native.NewFrame(image.Pt(400, 300))
	for i := range frame.Pix {
		frame.Pix[i] = 0xffffffff
	}
	w.Paint(frame, nil)
	until(t, "the new corner", func() bool { return w.pixel(399, 299) == 0xffffff && w.pixel(1, 1) == 0xffffff })
}

func TestResized_IsSilentUntilTheWindowIsShown(t *testing.T) {
	s, _ := open(t)
	made, err := s.NewWindow(native.Options{Size: image.Pt(640, 480)})
	if err != nil {
		t.Fatal(err)
	}
	made.Resize(image.Pt(300, 200))
	made.Resize(image.Pt(500, 400))
	made.Show()
	e := wait(t, s, func(e native.Resized) bool { return e.Window == made })
	if e.Size != image.Pt(500, 400) {
		t.Errorf("the first size that was told is %v", e.Size)
	}
}

func TestKeys_ComeWithTheirNamesModifiersAndText(t *testing.T) {
	s, _ := open(t)
	strike('A')
	key := wait(t, s, func(e native.Key) bool { return e.Action == native.Pressed })
	if key.Name != fyne.KeyA || key.Place != fyne.KeyA || key.Modifiers != 0 {
		t.Errorf("%+v", key)
	}
	if typed := wait(t, s, func(native.Typed) bool { return true }); typed.Rune != 'a' {
		t.Errorf("typed %q", typed.Rune)
	}
	wait(t, s, func(e native.Key) bool { return e.Action == native.Released && e.Name == fyne.KeyA })

	strike(keyShift, 'B')
	wait(t, s, func(e native.Key) bool { return e.Name == desktop.KeyShiftLeft && e.Modifiers == 0 })
	wait(t, s, func(e native.Key) bool { return e.Name == fyne.KeyB && e.Modifiers == fyne.KeyModifierShift })
	if typed := wait(t, s, func(native.Typed) bool { return true }); typed.Rune != 'B' {
		t.Errorf("typed %q", typed.Rune)
	}

	strike(keyControl, 'S')
	wait(t, s, func(e native.Key) bool { return e.Name == fyne.KeyS && e.Modifiers == fyne.KeyModifierControl })
	strike('C')
	if typed := wait(t, s, func(native.Typed) bool { return true }); typed.Rune != 'c' {
		t.Errorf("Ctrl+S typed %q", typed.Rune)
	}
}

func TestKeys_AltGoesToNoMenu(t *testing.T) {
	s, _ := open(t)
	strike(keyAlt)
	strike(0x79) // F10
	strike('Q')
	if typed := wait(t, s, func(native.Typed) bool { return true }); typed.Rune != 'q' {
		t.Errorf("typed %q", typed.Rune)
	}
}

func TestTyped_PutsHalvesOfACharacterTogetherAndNoControl(t *testing.T) {
	s, w := open(t)
	for _, unit := range []uintptr{0x1b, 0xd83d, 0xde42, 0x7f, 0x9c, 'é'} {
		w.post(wmChar, unit, 0)
	}
	got := ""
	for len(got) < len("🙂é") {
		got += string(wait(t, s, func(native.Typed) bool { return true }).Rune)
	}
	if got != "🙂é" {
		t.Errorf("typed %q", got)
	}
}

func TestStroke_NamesKeysByTheLayoutAndPlacesThemByTheUSOne(t *testing.T) {
	german := map[uintptr]rune{'Y': 'Y', 'Z': 'Z', 0xba: 'Ü', 0xbb: '+', 0xbf: '#', 0xdc: '^', 0xbd: '-'}
	greek := map[uintptr]rune{'S': 'Σ'}
	tests := []struct {
		what   string
		key    uintptr
		lParam uintptr
		layout map[uintptr]rune
		name   fyne.KeyName
		place  fyne.KeyName
	}{
		{"Z on a German keyboard", 'Z', 0x15 << 16, german, fyne.KeyZ, fyne.KeyY},
		{"Ü", 0xba, 0x1a << 16, german, fyne.KeyUnknown, fyne.KeyUnknown},
		{"plus", 0xbb, 0x1b << 16, german, fyne.KeyPlus, fyne.KeyUnknown},
		{"minus", 0xbd, 0x35 << 16, german, fyne.KeyMinus, fyne.KeyUnknown},
		{"sigma", 'S', 0x1f << 16, greek, fyne.KeyUnknown, fyne.KeyS},
		{"a digit", '1', 0x02 << 16, nil, fyne.Key1, fyne.KeyUnknown},
		{"a digit of the block", keyPad0 + 7, 0x47 << 16, nil, fyne.Key7, fyne.KeyUnknown},
		{"Enter of the block", 0x0d, 0x11c << 16, nil, fyne.KeyEnter, fyne.KeyUnknown},
		{"Return", 0x0d, 0x1c << 16, nil, fyne.KeyReturn, fyne.KeyUnknown},
		{"F12", keyF12, 0x58 << 16, nil, fyne.KeyF12, fyne.KeyUnknown},
		{"the right Shift", keyShift, 0x36 << 16, nil, desktop.KeyShiftRight, fyne.KeyUnknown},
		{"AltGr", keyAlt, 0x138 << 16, nil, desktop.KeyAltRight, fyne.KeyUnknown},
		{"Delete", 0x2e, 0x153 << 16, nil, fyne.KeyDelete, fyne.KeyUnknown},
	}
	for _, test := range tests {
		k := strokeOf(test.key, test.lParam)
		if name := k.name(func(key uintptr) rune { return test.layout[key] }); name != test.name {
			t.Errorf("%s is called %q", test.what, name)
		}
		if place := k.place(); place != test.place {
			t.Errorf("%s has the place %q", test.what, place)
		}
	}
}

func TestMouse_PressesDragsOutAndScrolls(t *testing.T) {
	s, w := open(t)
	w.post(wmMouseMove, 0, packed(10, 20))
	wait(t, s, func(e native.PointerMoved) bool { return e.At == image.Pt(10, 20) })
	w.post(wmLeftDown, 1, packed(10, 20))
	pressed := wait(t, s, func(e native.Button) bool { return e.Pressed })
	if pressed.Button != desktop.MouseButtonPrimary || pressed.At != image.Pt(10, 20) {
		t.Errorf("%+v", pressed)
	}
	w.post(wmMouseMove, 1, packed(-5, -6))
	wait(t, s, func(e native.PointerMoved) bool { return e.At == image.Pt(-5, -6) })
	w.post(wmLeftUp, 0, packed(-5, -6))
	wait(t, s, func(e native.Button) bool { return !e.Pressed && e.At == image.Pt(-5, -6) })

	corner := point{30, 40}
	call(clientToScreen, uintptr(w.handle), uintptr(unsafe.Pointer(&corner)))
	up, right := uintptr(60)<<16, uintptr(120)<<16
	w.post(wmMouseWheel, up, packed(int(corner.X), int(corner.Y)))
	if e := wait(t, s, func(native.Scrolled) bool { return true }); e.Y != 0.5 || e.X != 0 || e.At != image.Pt(30, 40) {
		t.Errorf("%+v", e)
	}
	// Left of the first monitor, places are negative.
	w.post(wmMouseWheel, up, packed(-300, -40))
	if e := wait(t, s, func(native.Scrolled) bool { return true }); e.At != image.Pt(-300-int(corner.X)+30, -40-int(corner.Y)+40) {
		t.Errorf("on another monitor: %+v", e)
	}
	w.post(wmMouseWheelAside, right, packed(int(corner.X), int(corner.Y)))
	if e := wait(t, s, func(native.Scrolled) bool { return true }); e.X != 1 || e.Y != 0 {
		t.Errorf("%+v", e)
	}
}

func TestMouse_ThatIsTakenAwayReleasesItsButtons(t *testing.T) {
	s, w := open(t)
	w.post(wmRightDown, 2, 0)
	wait(t, s, func(e native.Button) bool { return e.Pressed })
	w.post(wmCaptureChanged, 0, 0)
	wait(t, s, func(e native.Button) bool { return !e.Pressed && e.Button == desktop.MouseButtonSecondary })
}

func TestClipboard_KeepsTextInFullWithItsLines(t *testing.T) {
	s, _ := open(t)
	for _, text := range []string{"one\ntwo", "Zürich 東京 🙂", "", "\n\n"} {
		s.SetClipboard(text)
		if got := s.Clipboard(); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestClipboard_TakesSoMuchAndNoMore(t *testing.T) {
	s, _ := open(t)
	for what, text := range map[string]string{
		"one line":          strings.Repeat("a", native.MaxClipboard),
		"letters":           strings.Repeat("ä", native.MaxClipboard/2),
		"nothing but lines": strings.Repeat("\n", native.MaxClipboard),
	} {
		s.SetClipboard(text)
		if got := s.Clipboard(); got != text {
			t.Errorf("%s: %d bytes became %d", what, len(text), len(got))
		}
		s.SetClipboard(text + "a")
		if got := s.Clipboard(); got != "" {
			t.Errorf("%s: of a text that is too long, there are %d bytes", what, len(got))
		}
	}
}

func TestClipboard_HasTheLinesOfWindowsForOthers(t *testing.T) {
	s, _ := open(t)
	s.SetClipboard("one\ntwo\r\nthree")
	s.does(t, func() {
		if got := string(utf16.Decode(s.read())); got != "one\r\ntwo\r\nthree" {
			t.Errorf("others read %q", got)
		}
	})
}

func TestDropped_TellsOfTheFiles(t *testing.T) {
	s, w := open(t)
	paths := []string{filepath.Join(t.TempDir(), "Zürich 東京.json"), `\\server\share\account.json`}
	list, err := windows.UTF16FromString(strings.Join(paths, "?"))
	if err != nil {
		t.Fatal(err)
	}
	for i, unit := range list {
		if unit == '?' {
			list[i] = 0
		}
	}
	list = append(list, 0)
	type dropFiles struct {
		offset  uint32
		at      point
		outside int32
		wide    int32
	}
	head := dropFiles{at: point{7, 8}, wide: 1}
	head.offset = uint32(unsafe.Sizeof(head))
	memory := call(globalAlloc, 2, uintptr(head.offset)+uintptr(2*len(list)))
	data := call(globalLock, memory)
	*at[dropFiles](data) = head
	copy(unsafe.Slice(at[uint16](data+uintptr(head.offset)), len(list)), list)
	call(globalUnlock, memory)
	w.post(wmDropFiles, memory, 0)
	e := wait(t, s, func(native.Dropped) bool { return true })
	if !reflect.DeepEqual(e.Paths, paths) || e.At != image.Pt(7, 8) {
		t.Errorf("%+v", e)
	}
}

func TestClose_IsTheDriversDecision(t *testing.T) {
	s, w := open(t)
	w.post(wmClose, 0, 0)
	wait(t, s, func(e native.CloseRequested) bool { return e.Window == native.Window(w) })
	if call(isWindowVisible, uintptr(w.handle)) == 0 {
		t.Error("the window is gone unasked")
	}
}

func TestSessionEnding_WaitsForTheDriversAnswer(t *testing.T) {
	s, w := open(t)
	for _, closed := range []bool{true, false} {
		answer := make(chan uintptr)
		go func() { answer <- w.message(wmQueryEndSession, 0, 0) }()
		wait(t, s, func(native.SessionEnding) bool { return true }).Answer(closed)
		if got := <-answer; got == 1 != closed {
			t.Errorf("closed %v: Windows hears %d", closed, got)
		}
	}
	w.message(wmEndSession, 0, 0)
	if w.blocking {
		t.Error("the session is still held up")
	}
}

func TestSessionEnding_ADriverThatAsksForAWindowMeanwhileGetsIt(t *testing.T) {
	s, w := open(t)
	answer := make(chan uintptr)
	go func() { answer <- w.message(wmQueryEndSession, 0, 0) }()
	ending := wait(t, s, func(native.SessionEnding) bool { return true })
	if _, err := s.NewWindow(native.Options{Title: "Save?", Size: image.Pt(100, 100)}); err != nil {
		t.Error(err)
	}
	if s.SetClipboard("x"); s.Clipboard() != "x" {
		t.Error("the clipboard was not to be had")
	}
	ending.Answer(false)
	<-answer
}

func TestLimits_HoldForWhoeverResizes(t *testing.T) {
	s, w := open(t)
	w.SetLimits(image.Pt(300, 200), false)
	w.Resize(image.Pt(50, 50))
	wait(t, s, func(e native.Resized) bool { return e.Size == image.Pt(300, 200) })
	w.SetLimits(image.Pt(300, 200), true)
	index := int32(indexStyle)
	until(t, "a frame that cannot be dragged", func() bool {
		return call(getWindowLongPtr, uintptr(w.handle), uintptr(index))&styleThick == 0
	})
}

// comesTo tells the window that it came to a monitor with another scale, where
// Windows proposes so much room for the content.
func (w *window) comesTo(t *testing.T, dpi int, content image.Point) {
	t.Helper()
	w.system.does(t, func() {
		size := w.outer(content)
		proposed := rect{10, 10, 10 + int32(size.X), 10 + int32(size.Y)}
		w.receive(wmDPIChanged, packed(dpi, dpi), uintptr(unsafe.Pointer(&proposed)))
	})
}

func TestRescaled_TellsTheScaleAndTakesTheProposedPlace(t *testing.T) {
	s, w := open(t)
	w.comesTo(t, 144, image.Pt(480, 360))
	wait(t, s, func(e native.Rescaled) bool { return e.Window == native.Window(w) })
	wait(t, s, func(e native.Resized) bool { return e.Size == image.Pt(480, 360) })
	if scale := w.Scale(); scale != 1.5 {
		t.Errorf("the scale is %v", scale)
	}
	if work := w.WorkArea(); work.Empty() || !w.frame().Min.In(work) {
		t.Errorf("the work area is %v, the window lies at %v", work, w.frame())
	}
}

func TestRescaled_LimitsTheWindowByNoPixelsOfTheScaleBefore(t *testing.T) {
	s, w := open(t)
	w.comesTo(t, 192, image.Pt(640, 480))
	wait(t, s, func(e native.Resized) bool { return e.Size == image.Pt(640, 480) })
	w.SetLimits(image.Pt(640, 480), false)
	w.comesTo(t, 96, image.Pt(330, 250))
	wait(t, s, func(e native.Resized) bool { return e.Size == image.Pt(330, 250) })
}

func TestResize_OfAMaximizedWindowTellsTheSizeThatItKeeps(t *testing.T) {
	s, w := open(t)
	const maximize = 3
	s.does(t, func() { call(showWindow, uintptr(w.handle), maximize) })
	large := wait(t, s, func(e native.Resized) bool { return e.Size.X > 400 }).Size
	frame := w.frame()
	w.Resize(image.Pt(333, 222))
	if e := wait(t, s, func(native.Resized) bool { return true }); e.Size != large {
		t.Errorf("the size is %v", e.Size)
	}
	w.SetLimits(image.Pt(300, 200), true)
	s.does(t, func() {
		if call(isZoomed, uintptr(w.handle)) == 0 || w.frame() != frame {
			t.Errorf("the window is not maximized any more, and lies at %v", w.frame())
		}
	})
}

func TestResize_OfAWindowThatIsNotShownBringsItIntoSight(t *testing.T) {
	s, _ := open(t)
	made, err := s.NewWindow(native.Options{Size: image.Pt(300, 200)})
	if err != nil {
		t.Fatal(err)
	}
	w := made.(*window)
	work := w.WorkArea()
	w.Move(work.Max.Sub(image.Pt(50, 50)))
	w.Resize(image.Pt(500, 400))
	s.does(t, func() {
		if frame := w.frame(); !frame.In(work) || w.size != image.Pt(500, 400) {
			t.Errorf("%v is not within %v", frame, work)
		}
	})
}

func TestFullScreen_CoversTheMonitorAndComesBack(t *testing.T) {
	s, w := open(t)
	whole, _ := monitorOf(w.handle)
	w.SetFullScreen(true)
	wait(t, s, func(e native.Resized) bool { return e.Size == whole.Size() })
	w.SetFullScreen(false)
	wait(t, s, func(e native.Resized) bool { return e.Size == image.Pt(320, 240) })
}

func TestFullScreen_CoversWhatTheMonitorBecomes(t *testing.T) {
	s, w := open(t)
	whole, _ := monitorOf(w.handle)
	w.SetFullScreen(true)
	wait(t, s, func(e native.Resized) bool { return e.Size == whole.Size() })
	for what, becomes := range map[string]func(){
		"another resolution": func() { w.message(wmDisplayChange, 32, packed(whole.Dx(), whole.Dy())) },
		"another scale":      func() { w.comesTo(t, 144, image.Pt(480, 360)) },
	} {
		// The monitor of a test stays as it is: the window is made smaller.
		s.does(t, func() { w.place(0, 0, 0, 500, 400, posNoOrder) })
		wait(t, s, func(e native.Resized) bool { return e.Size == image.Pt(500, 400) })
		becomes()
		if e := wait(t, s, func(native.Resized) bool { return true }); e.Size != whole.Size() {
			t.Errorf("%s: the size is %v", what, e.Size)
		}
	}
}

func TestDisplayChange_BringsAWindowThatIsTooLargeIntoSight(t *testing.T) {
	s, w := open(t)
	work := w.WorkArea()
	s.does(t, func() { w.place(0, work.Max.X/2, work.Max.Y/2, work.Dx()+4, work.Dy()+4, posNoOrder) })
	wait(t, s, func(e native.Resized) bool { return e.Size.X > 320 })
	w.message(wmDisplayChange, 32, packed(work.Dx(), work.Dy()))
	if frame := w.frame(); frame != work {
		t.Errorf("the window lies at %v, and windows may cover %v", frame, work)
	}
	// One that merely lies half outside is where the person put it.
	s.does(t, func() { w.place(0, work.Max.X-100, work.Max.Y-100, 400, 300, posNoOrder) })
	w.message(wmDisplayChange, 32, packed(work.Dx(), work.Dy()))
	if frame := w.frame(); frame.Min != work.Max.Sub(image.Pt(100, 100)) {
		t.Errorf("it was moved to %v", frame)
	}
}

func TestFullScreen_OfAWindowThatIsNotShownShowsNothing(t *testing.T) {
	s, _ := open(t)
	made, err := s.NewWindow(native.Options{Size: image.Pt(300, 200)})
	if err != nil {
		t.Fatal(err)
	}
	w := made.(*window)
	for _, full := range []bool{true, false} {
		w.SetFullScreen(full)
		s.does(t, func() {
			if call(isWindowVisible, uintptr(w.handle)) != 0 {
				t.Errorf("full screen %v: the window is shown", full)
			}
		})
	}
	w.Show()
	wait(t, s, func(e native.Resized) bool { return e.Window == made && e.Size == image.Pt(300, 200) })
}

func TestInputMethod_ShowsItselfAtTheCaretAndNowhereWithoutOne(t *testing.T) {
	s, w := open(t)
	context := func() (context uintptr) {
		s.does(t, func() {
			if context = call(immGetContext, uintptr(w.handle)); context != 0 {
				call(immReleaseContext, uintptr(w.handle), context)
			}
		})
		return context
	}
	if context() != 0 {
		t.Error("an input method takes keys where nothing takes text")
	}
	w.SetCaret(image.Rect(100, 50, 102, 70))
	composing := context()
	if composing == 0 {
		t.Fatal("no input method is to be had")
	}
	var text compositionForm
	var list candidateForm
	var letters font
	s.does(t, func() {
		call(immGetCompositionWindow, composing, uintptr(unsafe.Pointer(&text)))
		call(immGetCandidateWindow, composing, 0, uintptr(unsafe.Pointer(&list)))
		call(immGetCompositionFont, composing, uintptr(unsafe.Pointer(&letters)))
	})
	if text.at != (point{100, 50}) || list.at != (point{100, 70}) || list.area != (rect{100, 50, 102, 70}) || letters.height != 20 {
		t.Errorf("the text lies at %v, the list at %v beside %v, the letters are %d high", text.at, list.at, list.area, letters.height)
	}
	w.SetCaret(image.Rectangle{})
	if context() != 0 {
		t.Error("the input method is still on")
	}
}

// composes has the input method compose a text, as a person does with it.
func (w *window) composes(t *testing.T, text string) {
	t.Helper()
	units, err := windows.UTF16FromString(text)
	if err != nil {
		t.Fatal(err)
	}
	w.system.does(t, func() {
		const setText = 9 // SCS_SETSTR
		context := call(immGetContext, uintptr(w.handle))
		defer call(immReleaseContext, uintptr(w.handle), context)
		if call(immSetCompositionString, context, setText, uintptr(unsafe.Pointer(&units[0])), uintptr(2*len(units)-2), 0, 0) == 0 || !w.composing {
			t.Error("nothing is composed")
		}
	})
}

func TestInputMethod_LeavesWhatItComposedWhereTheMouseIsPressed(t *testing.T) {
	s, w := open(t)
	w.SetCaret(image.Rect(100, 50, 102, 70))
	w.composes(t, "東京🙂")
	w.post(wmLeftDown, 1, packed(10, 20))
	got := ""
	for got != "東京🙂" {
		switch e := wait(t, s, func(native.Event) bool { return true }).(type) {
		case native.Typed:
			got += string(e.Rune)
		case native.Button:
			t.Fatalf("the mouse was told of before what was typed, of which %q came", got)
		}
	}
	wait(t, s, func(e native.Button) bool { return e.Pressed })
}

func TestTyped_IsWhatAnInputMethodFinishesWhateverIsHeldDown(t *testing.T) {
	s, w := open(t)
	const up = 2
	press(0, keyControl)
	defer press(up, keyControl)
	wait(t, s, func(e native.Key) bool { return e.Name == desktop.KeyControlLeft })
	for _, unit := range []uintptr{0x6771, 0xd83d, 0xde42} {
		w.post(wmComposedChar, unit, 0)
	}
	got := ""
	for len(got) < len("東🙂") {
		got += string(wait(t, s, func(native.Typed) bool { return true }).Rune)
	}
	if got != "東🙂" {
		t.Errorf("typed %q", got)
	}
}

func TestTyped_IsNothingWithCtrlNorOfADeadKeyAlone(t *testing.T) {
	s, w := open(t)
	const up = 2
	press(0, keyControl)
	wait(t, s, func(e native.Key) bool { return e.Name == desktop.KeyControlLeft })
	w.post(wmChar, ' ', 0) // What Windows makes of Ctrl+Space.
	w.post(wmComposedChar, 'x', 0)
	if e := wait(t, s, func(native.Typed) bool { return true }); e.Rune != 'x' {
		t.Errorf("typed %q", e.Rune)
	}
	press(up, keyControl)
	wait(t, s, func(e native.Key) bool { return e.Name == desktop.KeyControlLeft })
	w.post(wmDeadChar, '^', 0)
	w.post(wmChar, 'ê', 0)
	if e := wait(t, s, func(native.Typed) bool { return true }); e.Rune != 'ê' {
		t.Errorf("typed %q", e.Rune)
	}
}

// press presses or releases keys at one moment, as a keyboard does: AltGr is
// the left Ctrl key and the right Alt key at once.
func press(flags uint32, keys ...uint16) {
	const keyboard, extended, moment = 1, 1, 12345
	var inputs []keyInput
	for _, key := range keys {
		input := keyInput{kind: keyboard, key: key, scan: scanOf(key), flags: flags, time: moment}
		if key == keyRightAlt {
			input.flags |= extended
		}
		inputs = append(inputs, input)
	}
	call(sendInput, uintptr(len(inputs)), uintptr(unsafe.Pointer(&inputs[0])), unsafe.Sizeof(inputs[0]))
}

func TestKeys_AltGrIsNoModifierAndTypes(t *testing.T) {
	s, w := open(t)
	const up = 2
	press(0, keyLeftControl, keyRightAlt)
	key := wait(t, s, func(native.Key) bool { return true })
	if key.Name != desktop.KeyAltRight || key.Modifiers != 0 {
		t.Errorf("AltGr begins with %+v", key)
	}
	press(0, 'Q')
	if key := wait(t, s, func(e native.Key) bool { return e.Name == fyne.KeyQ }); key.Modifiers != 0 {
		t.Errorf("with AltGr: %+v", key)
	}
	w.post(wmChar, '@', 0) // What a German keyboard makes of it.
	if e := wait(t, s, func(native.Typed) bool { return true }); e.Rune != '@' {
		t.Errorf("typed %q", e.Rune)
	}
	press(up, 'Q', keyLeftControl, keyRightAlt)
	wait(t, s, func(e native.Key) bool { return e.Name == desktop.KeyAltRight && e.Action == native.Released })
	strike('A')
	if key := wait(t, s, func(e native.Key) bool { return e.Action == native.Pressed }); key.Name != fyne.KeyA || key.Modifiers != 0 {
		t.Errorf("after AltGr: %+v", key)
	}
}

func TestWindow_TakesATitleAnIconAndPointers(t *testing.T) {
	s, w := open(t)
	w.SetTitle("Teams Account – Zürich")
	title := make([]uint16, 100)
	until(t, "the title", func() bool {
		call(getWindowText, uintptr(w.handle), uintptr(unsafe.Pointer(&title[0])), 100)
		return windows.UTF16ToString(title) == "Teams Account – Zürich"
	})
	picture := image.NewNRGBA(image.Rect(0, 0, 256, 256))
	picture.Set(3, 3, color.NRGBA{1, 2, 3, 4})
	w.SetIcon(picture)
	w.SetDark(true)
	w.SetCursor(desktop.TextCursor)
	w.SetCustomCursor(picture.SubImage(image.Rect(0, 0, 32, 32)), image.Pt(1, 1))
	w.SetCursor(desktop.HiddenCursor)
	w.SetCaret(image.Rect(10, 10, 12, 30))
	w.SetCaret(image.Rectangle{})
	w.Center()
	w.SetOnTop()
	w.Move(image.Pt(5, 5))
	var icons [2]windows.Handle
	s.ask(bound, func() { icons = w.icons })
	if icons[0] == 0 || icons[1] == 0 {
		t.Errorf("the icons are %v", icons)
	}
	w.Hide()
	until(t, "the window to hide", func() bool { return call(isWindowVisible, uintptr(w.handle)) == 0 })
	w.Close()
	w.Paint(native.NewFrame(image.Pt(10, 10)), nil)
}
