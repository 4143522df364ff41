package software

import (
	"errors"
	"image"
	"image/color"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/ui/software/native"
	"teamsaccount/ui/software/native/nativetest"
)

// app is an app of Fyne's for tests, but with the driver of this package.
type app struct {
	fyne.App
	driver *Driver
	hooks  *hookCounter
}

func (a *app) Driver() fyne.Driver       { return a.driver }
func (a *app) Lifecycle() fyne.Lifecycle { return a.hooks }
func (a *app) Clipboard() fyne.Clipboard { return a.driver.Clipboard() }
func (a *app) Run()                      { a.driver.Run() }
func (a *app) NewWindow(title string) fyne.Window {
	return a.driver.CreateWindow(title)
}

// hookCounter is a lifecycle that counts.
type hookCounter struct {
	fyne.Lifecycle
	started, stopped, entered, exited int
}

func (h *hookCounter) OnStarted() func()           { return func() { h.started++ } }
func (h *hookCounter) OnStopped() func()           { return func() { h.stopped++ } }
func (h *hookCounter) OnEnteredForeground() func() { return func() { h.entered++ } }
func (h *hookCounter) OnExitedForeground() func()  { return func() { h.exited++ } }
func (h *hookCounter) WaitForEvents()              {}
func (h *hookCounter) DestroyEventQueue()          {}
func (h *hookCounter) QueueEvent(f func())         { f() }

// desk is a driver with a window, and the person before it.
type desk struct {
	*testing.T
	app    *app
	driver *Driver
	system *nativetest.System
	window *window
	screen *nativetest.Window
}

// sit opens a window with a content.
func sit(t *testing.T, content fyne.CanvasObject) *desk {
	t.Helper()
	t.Setenv("FYNE_SCALE", "1")
	base := test.NewTempApp(t)
	system := nativetest.New()
	d := &desk{T: t, system: system, driver: New(system, "test")}
	d.app = &app{base, d.driver, &hookCounter{}}
	fyne.SetCurrentApp(d.app)
	d.window = d.driver.CreateWindow("Test").(*window)
	d.screen = system.Windows[0]
	d.window.SetContent(content)
	d.window.Resize(fyne.NewSize(400, 300))
	d.window.Show()
	d.rest()
	return d
}

// rest deals with all that has happened, as the loop does.
func (d *desk) rest() {
	for events := d.system.Events().Take(); len(events) > 0; events = d.system.Events().Take() {
		for _, e := range events {
			d.driver.handle(e)
		}
	}
	d.driver.callJobs()
	d.driver.paint()
}

// pass lets time pass for the animations.
func (d *desk) pass(from time.Time, length time.Duration) {
	for now := from; now.Before(from.Add(length)); now = now.Add(frameTime) {
		if next, waits := d.driver.animation.next(); waits && !next.After(now) {
			d.driver.animation.tick(now)
		}
		d.rest()
	}
}

// middle is the middle of an object, in pixels.
func (d *desk) middle(o fyne.CanvasObject) (int, int) {
	at := d.driver.AbsolutePositionForObject(o).Add(fyne.NewPos(o.Size().Width/2, o.Size().Height/2))
	return d.window.canvas.PixelCoordinateForPosition(at)
}

func (d *desk) click(o fyne.CanvasObject, button desktop.MouseButton) {
	x, y := d.middle(o)
	d.screen.Click(x, y, button)
	d.rest()
}

func (d *desk) press(name fyne.KeyName, modifiers fyne.KeyModifier) {
	d.screen.Press(name, modifiers)
	d.rest()
}

func (d *desk) typed(text string) {
	d.screen.Type(text)
	d.rest()
}

func TestDriver_ShowsAWindowOnlyAfterItIsPainted(t *testing.T) {
	d := sit(t, widget.NewLabel("Hello"))
	if d.screen.Picture == nil || d.screen.Picture.Size != image.Pt(400, 300) || !d.screen.Shown {
		t.Fatalf("the window shows %v", d.screen.Picture)
	}
	colors := map[uint32]bool{}
	for _, p := range d.screen.Picture.Pix {
		colors[p] = true
	}
	if len(colors) < 6 {
		t.Errorf("only %d colors are shown", len(colors))
	}
}

func TestDriver_PaintsOnlyWhatChanged(t *testing.T) {
	changing := fynecanvas.NewRectangle(color.White)
	changing.SetMinSize(fyne.NewSize(20, 10))
	d := sit(t, container.NewVBox(widget.NewLabel("Still"), container.NewHBox(changing)))
	paints := d.screen.Paints
	d.screen.MovePointer(10, 10)
	d.rest()
	if d.screen.Paints != paints {
		t.Error("something was painted though nothing changed")
	}
	d.screen.Painted = 0
	changing.FillColor = color.Black
	changing.Refresh()
	d.rest()
	if d.screen.Painted != 20*10 {
		t.Errorf("%d pixels were painted, not the 200 that changed: %v", d.screen.Painted, d.screen.Damage)
	}
	changing.Refresh()
	d.rest()
	if d.screen.Painted != 20*10 {
		t.Error("what looks the same was painted again")
	}
}

func TestDriver_PaintsABlinkingCaretTwiceASecond(t *testing.T) {
	entry := widget.NewEntry()
	d := sit(t, container.NewVBox(entry))
	d.click(entry, desktop.MouseButtonPrimary)
	paints, painted := d.screen.Paints, d.screen.Painted
	d.pass(time.Now(), 10*time.Second)
	if blinks := d.screen.Paints - paints; blinks < 15 || blinks > 20 {
		t.Errorf("the caret was painted %d times in 10 s", blinks)
	}
	if d.screen.Painted-painted > 20*4*40 {
		t.Errorf("%d pixels were painted for it", d.screen.Painted-painted)
	}
}

func TestKeyboard_TypesIntoTheFocusedEntryAndTabMovesOn(t *testing.T) {
	first, second := widget.NewEntry(), widget.NewEntry()
	d := sit(t, container.NewVBox(first, second))
	d.press(fyne.KeyTab, 0)
	d.typed("grüß")
	d.press(fyne.KeyTab, 0)
	d.typed("👍")
	d.press(fyne.KeyTab, fyne.KeyModifierShift)
	d.press(fyne.KeyBackspace, 0)
	if first.Text != "grü" || second.Text != "👍" {
		t.Errorf("the entries hold %q and %q", first.Text, second.Text)
	}
}

// A canvas's shortcut does not act while an object has the focus that takes
// shortcuts, whether it knows this one or not.
func TestKeyboard_ShortcutsOfTheFocusedObjectGoFirst(t *testing.T) {
	entry := widget.NewEntry()
	d := sit(t, container.NewVBox(entry))
	acted := 0
	d.window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl},
		func(fyne.Shortcut) { acted++ })
	d.rest()
	d.press(fyne.KeyK, fyne.KeyModifierControl)
	d.click(entry, desktop.MouseButtonPrimary)
	d.press(fyne.KeyK, fyne.KeyModifierControl)
	if acted != 1 {
		t.Errorf("acted %d times", acted)
	}
}

func TestKeyboard_CopiesAndPastes(t *testing.T) {
	entry := widget.NewEntry()
	d := sit(t, container.NewVBox(entry))
	d.system.Text = "pasted"
	d.press(fyne.KeyTab, 0)
	d.press(fyne.KeyV, fyne.KeyModifierControl)
	d.press(fyne.KeyA, fyne.KeyModifierControl)
	d.system.Text = ""
	d.press(fyne.KeyC, fyne.KeyModifierControl)
	if entry.Text != "pasted" || d.system.Text != "pasted" {
		t.Errorf("the entry holds %q, the clipboard %q", entry.Text, d.system.Text)
	}
}

func TestKeyboard_LettersActByPlaceInLayoutsWithoutLatinLetters(t *testing.T) {
	entry := widget.NewEntry()
	d := sit(t, container.NewVBox(entry))
	d.system.Text = "pasted"
	d.press(fyne.KeyTab, 0)
	d.driver.handle(native.Key{Window: d.screen, Name: fyne.KeyUnknown, Place: fyne.KeyV, Modifiers: fyne.KeyModifierControl})
	if entry.Text != "pasted" {
		t.Errorf("the entry holds %q", entry.Text)
	}
}

func TestMouse_ClicksTapsAndMovesTheFocus(t *testing.T) {
	taps := 0
	button, entry := widget.NewButton("Press", func() { taps++ }), widget.NewEntry()
	d := sit(t, container.NewVBox(button, entry))
	d.click(entry, desktop.MouseButtonPrimary)
	if d.window.canvas.Focused() != fyne.Focusable(entry) || d.screen.Cursor != desktop.TextCursor {
		t.Errorf("focused is %v under the cursor %v", d.window.canvas.Focused(), d.screen.Cursor)
	}
	d.click(button, desktop.MouseButtonPrimary)
	if taps != 1 || d.window.canvas.Focused() == fyne.Focusable(entry) {
		t.Errorf("%d taps; focused is %v", taps, d.window.canvas.Focused())
	}
	// Pressed on the button and released elsewhere is no tap.
	x, y := d.middle(button)
	d.screen.MovePointer(x, y)
	d.screen.Button(desktop.MouseButtonPrimary, true)
	d.screen.MovePointer(x, 290)
	d.screen.Button(desktop.MouseButtonPrimary, false)
	d.rest()
	if taps != 1 {
		t.Errorf("%d taps", taps)
	}
}

func TestMouse_DragsOverTextToSelectIt(t *testing.T) {
	entry := widget.NewEntry()
	entry.SetText("some text")
	d := sit(t, container.NewVBox(entry))
	_, y := d.middle(entry)
	d.screen.MovePointer(8, y)
	d.screen.Button(desktop.MouseButtonPrimary, true)
	d.rest()
	d.screen.MovePointer(100, y)
	d.rest()
	d.screen.MovePointer(390, y)
	d.rest()
	d.screen.Button(desktop.MouseButtonPrimary, false)
	d.rest()
	if entry.SelectedText() != "some text" {
		t.Errorf("selected is %q", entry.SelectedText())
	}
}

func TestMouse_DoubleClickSelectsAWord(t *testing.T) {
	entry := widget.NewEntry()
	entry.SetText("one two")
	d := sit(t, container.NewVBox(entry))
	_, y := d.middle(entry)
	for range 2 {
		d.screen.Click(14, y, desktop.MouseButtonPrimary)
	}
	d.rest()
	if entry.SelectedText() != "one" {
		t.Errorf("selected is %q", entry.SelectedText())
	}
}

func TestMouse_WheelScrollsAndShiftTurnsItSideways(t *testing.T) {
	big := fynecanvas.NewRectangle(color.White)
	big.SetMinSize(fyne.NewSize(2000, 2000))
	scroll := container.NewScroll(big)
	d := sit(t, scroll)
	d.screen.MovePointer(100, 100)
	d.screen.Scroll(0, -2)
	d.rest()
	if scroll.Offset != fyne.NewPos(0, 50) {
		t.Errorf("scrolled to %v", scroll.Offset)
	}
	d.driver.handle(native.Scrolled{Window: d.screen, At: image.Pt(100, 100), Y: -1, Modifiers: fyne.KeyModifierShift})
	if scroll.Offset != fyne.NewPos(25, 50) {
		t.Errorf("then to %v", scroll.Offset)
	}
}

func TestWindow_AsksBeforeItCloses(t *testing.T) {
	d := sit(t, widget.NewLabel(""))
	asked, closed := 0, 0
	d.window.SetCloseIntercept(func() { asked++ })
	d.window.SetOnClosed(func() { closed++ })
	d.screen.AskToClose()
	d.rest()
	if answer := d.system.EndSession(); asked != 1 || closed != 0 {
		t.Errorf("asked %d times, closed %d times", asked, closed)
	} else if d.rest(); <-answer {
		t.Error("the session may end though the window is open")
	}
	d.window.SetCloseIntercept(nil)
	answer := d.system.EndSession()
	d.rest()
	if !<-answer || closed != 1 || !d.screen.Closed || !d.driver.quitting {
		t.Errorf("closed %d times; the driver ends: %v", closed, d.driver.quitting)
	}
}

func TestWindow_KeepsToItsLeastSizeAndGrowsWithItsContent(t *testing.T) {
	label := widget.NewLabel("x")
	d := sit(t, container.NewVBox(label))
	d.screen.Drag(image.Pt(500, 200))
	d.rest()
	if got := d.window.canvas.Size(); got != fyne.NewSize(500, 200) {
		t.Errorf("the canvas has the size %v", got)
	}
	wide := fynecanvas.NewRectangle(color.White)
	wide.SetMinSize(fyne.NewSize(700, 10))
	d.window.SetContent(container.NewVBox(label, wide))
	d.rest()
	if d.screen.Least.X < 700 || d.screen.Size.X < 700 {
		t.Errorf("the window has %v, at least %v", d.screen.Size, d.screen.Least)
	}
}

func TestWindow_KeepsItsSizeInUnitsOnAnotherMonitor(t *testing.T) {
	d := sit(t, widget.NewLabel("x"))
	d.screen.Rescale(2)
	d.rest()
	if d.screen.Size != image.Pt(800, 600) || d.window.canvas.Size() != fyne.NewSize(400, 300) || d.screen.Picture.Size != d.screen.Size {
		t.Errorf("the window has %v, the canvas %v, the picture %v", d.screen.Size, d.window.canvas.Size(), d.screen.Picture.Size)
	}
}

func TestWindow_TakesDroppedFiles(t *testing.T) {
	d := sit(t, widget.NewLabel("x"))
	var dropped []string
	d.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		for _, file := range files {
			dropped = append(dropped, file.Path())
		}
	})
	d.screen.Drop(10, 10, "/tmp/a b.json")
	d.rest()
	if len(dropped) != 1 || dropped[0] != "/tmp/a b.json" {
		t.Errorf("dropped are %q", dropped)
	}
}

func TestDriver_RunsUntilItsLastWindowIsClosed(t *testing.T) {
	d := sit(t, widget.NewLabel("x"))
	called := make(chan struct{})
	go func() {
		fyne.DoAndWait(func() { close(called) })
		fyne.Do(func() { d.window.Close() })
	}()
	d.driver.Run()
	<-called
	if h := d.app.hooks; h.started != 1 || h.stopped != 1 || !d.system.Closed {
		t.Errorf("hooks: %+v", h)
	}
	done := false
	d.driver.DoFromGoroutine(func() { done = true }, false)
	if !done {
		t.Error("what comes after the end waits for ever")
	}
}

func TestDriver_EndsWhenTheConnectionIsLost(t *testing.T) {
	d := sit(t, widget.NewLabel("x"))
	lost := errors.New("gone")
	d.system.Break(lost)
	d.driver.Run()
	if !errors.Is(d.driver.Err(), lost) {
		t.Errorf("the driver ended with %v", d.driver.Err())
	}
}

func TestDriver_EndsWhereNoWindowCanBeMade(t *testing.T) {
	d := sit(t, widget.NewLabel("x"))
	d.system.Refuse = os.ErrPermission
	second := d.driver.CreateWindow("none")
	second.SetContent(widget.NewLabel("y"))
	second.Show()
	d.driver.Run()
	if !errors.Is(d.driver.Err(), os.ErrPermission) {
		t.Errorf("the driver ended with %v", d.driver.Err())
	}
}
