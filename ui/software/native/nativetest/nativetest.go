// Package nativetest plays a window system for tests of the driver: windows
// that remember what was asked of them, and a person at the keyboard and the
// mouse.
package nativetest

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/ui/software/native"
)

// System is a window system without a screen.
type System struct {
	// Windows are all windows that were made, in order.
	Windows []*Window
	// Scale is what new windows are scaled by, and Area what they may cover.
	Scale float32
	Area  image.Rectangle
	// Text is the clipboard, Selected the last selection.
	Text, Selected string
	// Refuse is what making a window fails with, if anything.
	Refuse error
	// Closed says that the driver ended the connection.
	Closed bool

	events *native.Queue
}

var (
	_ native.System = (*System)(nil)
	_ native.Window = (*Window)(nil)
)

// New returns a system with a screen of 1,920 by 1,080 pixels.
func New() *System {
	return &System{Scale: 1, Area: image.Rect(0, 0, 1920, 1080), events: native.NewQueue()}
}

// Events implements native.System.
func (s *System) Events() *native.Queue { return s.events }

// NewWindow implements native.System.
func (s *System) NewWindow(options native.Options) (native.Window, error) {
	if s.Refuse != nil {
		return nil, s.Refuse
	}
	w := &Window{Options: options, Title: options.Title, Size: options.Size, Scaled: s.Scale, system: s}
	s.Windows = append(s.Windows, w)
	return w, nil
}

// Clipboard implements native.System.
func (s *System) Clipboard() string { return s.Text }

// SetClipboard implements native.System.
func (s *System) SetClipboard(text string) { s.Text = text }

// Selection implements native.System.
func (s *System) Selection() string { return s.Selected }

// SetSelection implements native.System.
func (s *System) SetSelection(text string) { s.Selected = text }

// DoubleClick implements native.System.
func (s *System) DoubleClick() time.Duration { return 300 * time.Millisecond }

// Monitors implements native.System.
func (s *System) Monitors() int { return 1 }

// Close implements native.System.
func (s *System) Close() { s.Closed = true }

// Window is a window of System. Its fields say what was asked of it last.
type Window struct {
	Options    native.Options
	Title      string
	Icon       image.Image
	Dark       bool
	Size       image.Point
	Least      image.Point
	Fixed      bool
	FullScreen bool
	OnTop      bool
	Centered   bool
	Shown      bool
	Raised     int
	Closed     bool
	Cursor     desktop.StandardCursor
	Caret      image.Rectangle
	Scaled     float32
	At         image.Point

	// Picture is what the screen shows.
	Picture *native.Frame
	// Paints counts the calls of Paint, and Painted the pixels that they
	// brought.
	Paints, Painted int
	// Damage is what the last call brought.
	Damage []image.Rectangle

	system    *System
	pointer   image.Point
	modifiers fyne.KeyModifier
}

// Show implements native.Window.
func (w *Window) Show() {
	w.Shown = true
	w.put(native.Focused{Window: w, Has: true})
}

// Hide implements native.Window.
func (w *Window) Hide() { w.Shown = false }

// Raise implements native.Window.
func (w *Window) Raise() { w.Raised++ }

// Close implements native.Window.
func (w *Window) Close() { w.Closed, w.Shown = true, false }

// Paint implements native.Window. Like a screen, it keeps what is not
// damaged.
func (w *Window) Paint(frame *native.Frame, damage []image.Rectangle) {
	if w.Picture == nil || w.Picture.Size != frame.Size {
		w.Picture = native.NewFrame(frame.Size)
	}
	w.Paints++
	w.Damage = append(w.Damage[:0], damage...)
	for _, part := range damage {
		w.Painted += part.Dx() * part.Dy()
		for y := part.Min.Y; y < part.Max.Y; y++ {
			copy(w.Picture.Row(y, part.Min.X, part.Max.X), frame.Row(y, part.Min.X, part.Max.X))
		}
	}
}

// SetTitle implements native.Window.
func (w *Window) SetTitle(title string) { w.Title = title }

// SetIcon implements native.Window.
func (w *Window) SetIcon(icon image.Image) { w.Icon = icon }

// SetDark implements native.Window.
func (w *Window) SetDark(dark bool) { w.Dark = dark }

// Resize implements native.Window. Every wish is granted.
func (w *Window) Resize(size image.Point) {
	if size != w.Size {
		w.Size = size
		w.put(native.Resized{Window: w, Size: size})
	}
}

// SetLimits implements native.Window.
func (w *Window) SetLimits(least image.Point, fixed bool) { w.Least, w.Fixed = least, fixed }

// Center implements native.Window.
func (w *Window) Center() { w.Centered = true }

// SetFullScreen implements native.Window.
func (w *Window) SetFullScreen(full bool) {
	w.FullScreen = full
	if full {
		w.Resize(w.system.Area.Size())
	}
}

// SetOnTop implements native.Window.
func (w *Window) SetOnTop() { w.OnTop = true }

// Move implements native.Window.
func (w *Window) Move(to image.Point) { w.At = to }

// SetCursor implements native.Window.
func (w *Window) SetCursor(cursor desktop.StandardCursor) { w.Cursor = cursor }

// SetCustomCursor implements native.Window.
func (w *Window) SetCustomCursor(image.Image, image.Point) { w.Cursor = -1 }

// SetCaret implements native.Window.
func (w *Window) SetCaret(caret image.Rectangle) { w.Caret = caret }

// Scale implements native.Window.
func (w *Window) Scale() float32 { return w.Scaled }

// WorkArea implements native.Window.
func (w *Window) WorkArea() image.Rectangle { return w.system.Area }

func (w *Window) put(e native.Event) { w.system.events.Put(e) }

// The rest is the person.

// Rescale moves the window to a monitor with another scale.
func (w *Window) Rescale(scale float32) {
	w.Scaled = scale
	w.put(native.Rescaled{Window: w})
}

// Drag changes the window's size at its frame.
func (w *Window) Drag(size image.Point) { w.Resize(size) }

// AskToClose presses the close button.
func (w *Window) AskToClose() { w.put(native.CloseRequested{Window: w}) }

// Focus gives the keyboard to the window, or takes it away.
func (w *Window) Focus(has bool) { w.put(native.Focused{Window: w, Has: has}) }

// MovePointer moves the pointer.
func (w *Window) MovePointer(x, y int) {
	w.pointer = image.Pt(x, y)
	w.put(native.PointerMoved{Window: w, At: w.pointer})
}

// Button presses or releases a mouse button where the pointer is.
func (w *Window) Button(button desktop.MouseButton, pressed bool) {
	w.put(native.Button{Window: w, At: w.pointer, Button: button, Pressed: pressed, Modifiers: w.modifiers})
}

// Click moves the pointer to a place and clicks there.
func (w *Window) Click(x, y int, button desktop.MouseButton) {
	w.MovePointer(x, y)
	w.Button(button, true)
	w.Button(button, false)
}

// Scroll turns the wheel.
func (w *Window) Scroll(x, y float32) {
	w.put(native.Scrolled{Window: w, At: w.pointer, X: x, Y: y, Modifiers: w.modifiers})
}

// Press presses and releases a key while the modifiers are held.
func (w *Window) Press(name fyne.KeyName, modifiers fyne.KeyModifier) {
	w.Key(name, native.Pressed, modifiers)
	w.Key(name, native.Released, modifiers)
}

// Key does one thing to a key while the modifiers are held.
func (w *Window) Key(name fyne.KeyName, action native.Action, modifiers fyne.KeyModifier) {
	place := fyne.KeyUnknown
	if len(name) == 1 && name[0] >= 'A' && name[0] <= 'Z' {
		place = name
	}
	w.put(native.Key{Window: w, Action: action, Name: name, Place: place, Modifiers: modifiers})
}

// Type types a text without naming keys.
func (w *Window) Type(text string) {
	for _, r := range text {
		w.put(native.Typed{Window: w, Rune: r})
	}
}

// Drop drops files on the window.
func (w *Window) Drop(x, y int, paths ...string) {
	w.put(native.Dropped{Window: w, At: image.Pt(x, y), Paths: paths})
}

// EndSession ends the session. What the driver answers arrives on the channel.
func (s *System) EndSession() <-chan bool {
	answer := make(chan bool, 1)
	s.events.Put(native.SessionEnding{Answer: func(closed bool) { answer <- closed }})
	return answer
}

// Break breaks the connection.
func (s *System) Break(err error) { s.events.Put(native.Lost{Err: err}) }
