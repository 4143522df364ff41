package native

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Event is something that happened: one of the types below.
type Event interface{ event() }

// CloseRequested says that the person wants to close the window, with its
// close button, with a key of the system's or from the task bar. The window
// stays until the driver closes it.
type CloseRequested struct{ Window Window }

// SessionEnding says that the session is about to end, and that the program
// may object. Answer must be called once; it says whether all windows are
// closed. An implementation calls on the system to wait where they are not.
type SessionEnding struct{ Answer func(closed bool) }

// Resized says that the window's content has another size.
type Resized struct {
	Window Window
	Size   image.Point
}

// Rescaled says that Scale of the window changed: it was moved to another
// monitor, or the person changed the monitor's setting. A new size, where the
// system gives the window one, follows as Resized.
type Rescaled struct{ Window Window }

// Exposed says that the screen lost the window's picture, and that the
// implementation kept no copy of it: the driver answers with Paint of the
// whole.
type Exposed struct{ Window Window }

// PointerMoved says where in the window the pointer is. While a button is
// held down, this may be outside.
type PointerMoved struct {
	Window Window
	At     image.Point
}

// PointerLeft says that the pointer is no longer over the window.
type PointerLeft struct{ Window Window }

// Button says that a mouse button was pressed or released. As long as one is
// held down, the window gets all events of the pointer.
type Button struct {
	Window    Window
	At        image.Point
	Button    desktop.MouseButton
	Pressed   bool
	Modifiers fyne.KeyModifier
}

// Scrolled says that a wheel was turned, in notches or parts of one: to the
// right (X) or away from the person (Y) is positive, as in fyne.ScrollEvent.
type Scrolled struct {
	Window    Window
	At        image.Point
	X, Y      float32
	Modifiers fyne.KeyModifier
}

// Action is what was done to a key.
type Action int

// The actions of a key. A key that is held down is pressed once, then
// repeated by the system, and released once.
const (
	Pressed Action = iota
	Repeated
	Released
)

// Key says what was done to a key. The text that it types, if any, follows as
// Typed.
type Key struct {
	Window Window
	Action Action
	// Name is the key as the person's layout names it: letters and signs as
	// typed without any modifier (fyne.KeyUnknown where Fyne has no name for
	// them), digits by their place in the top row, whatever the layout types
	// there without Shift.
	Name fyne.KeyName
	// Place is the letter that the key types in the US layout, so that
	// shortcuts work in layouts without Latin letters; fyne.KeyUnknown for
	// all other keys.
	Place fyne.KeyName
	// Code is the system's number for the key.
	Code int
	// Modifiers are those that were held down already; the key itself is not
	// among them. AltGr is none, since it types.
	Modifiers fyne.KeyModifier
}

// Typed is a character that was typed: by a key, by a dead key and the one
// after it, or by an input method when it is finished. Control characters are
// not among them; nor is what is typed with Ctrl, Alt or Super.
type Typed struct {
	Window Window
	Rune   rune
}

// Focused says whether the window has the keyboard now.
type Focused struct {
	Window Window
	Has    bool
}

// Dropped says that files were dropped on the window.
type Dropped struct {
	Window Window
	At     image.Point
	// Paths are absolute. What is no file of this computer is left out.
	Paths []string
}

// Lost says that the connection to the window system broke. It is the last
// event, and no method of the system or its windows has an effect after it.
type Lost struct{ Err error }

func (CloseRequested) event() {}
func (SessionEnding) event()  {}
func (Resized) event()        {}
func (Rescaled) event()       {}
func (Exposed) event()        {}
func (PointerMoved) event()   {}
func (PointerLeft) event()    {}
func (Button) event()         {}
func (Scrolled) event()       {}
func (Key) event()            {}
func (Typed) event()          {}
func (Focused) event()        {}
func (Dropped) event()        {}
func (Lost) event()           {}
