// Package native is what the driver of package software asks of a window
// system: windows that show finished pictures, and their input. Package x11
// and package gdi implement it, package nativetest plays it in tests.
//
// The driver draws everything itself. An implementation only brings pictures
// to the screen and events to the queue; it knows nothing of widgets, and it
// needs neither OpenGL nor cgo.
//
// # Goroutines
//
// All methods are called on one goroutine, the driver's, which also runs the
// program's callbacks. An implementation reads its events on a goroutine or
// thread of its own and puts them into the [Queue]; Put never waits.
// No method but [System.NewWindow] and the two that read a clipboard may wait
// for that other thread, because it may be waiting for the driver's answer
// ([SessionEnding]).
//
// # Units
//
// All sizes and places are in pixels of the screen. Those of events count from
// the top left corner of the window's content, without its frame. How many
// pixels make one unit of Fyne is [Window.Scale], times what the person has
// set.
package native

import (
	"image"
	"time"

	"fyne.io/fyne/v2/driver/desktop"
)

// MaxClipboard is the size of the largest text that is taken from another
// program's clipboard, in bytes. A larger one counts as none, since half of a
// text is worse than none.
const MaxClipboard = 10 << 20

// System is a connection to a window system.
type System interface {
	// Events returns the queue into which the system puts its events. It is
	// the same queue at every call.
	Events() *Queue

	// NewWindow makes a window, which is not shown until Show is called.
	NewWindow(Options) (Window, error)

	// Clipboard returns the text on the clipboard in UTF-8, and the empty
	// string where there is no text, where it is longer than MaxClipboard, or
	// where its owner does not answer within a second.
	Clipboard() string
	// SetClipboard puts a text on the clipboard, where it stays available as
	// long as the program runs; where the system can keep it longer, it is
	// asked to.
	SetClipboard(text string)

	// Selection returns the text that was selected last in any program, which
	// the middle mouse button inserts; empty under the same conditions as
	// Clipboard, and always where the system knows no such thing.
	Selection() string
	// SetSelection offers a text as the one that was selected last.
	SetSelection(text string)

	// DoubleClick returns within what time two clicks count as a double click.
	DoubleClick() time.Duration

	// Monitors returns how many different pictures the screens show.
	Monitors() int

	// Close ends the connection with all its windows. No event follows.
	Close()
}

// Options say what a new window is.
type Options struct {
	// Title is shown by the system, in the frame and in the task bar.
	Title string
	// ID is the program's identifier; the system finds its icon and its other
	// windows by it.
	ID string
	// Size is the first size of the content, in pixels.
	Size image.Point
	// Plain leaves out the frame.
	Plain bool
}

// Window is a window of the system.
type Window interface {
	// Show makes the window visible and gives it the keyboard. It is called
	// after the first Paint, so that no empty window is seen.
	Show()
	// Hide makes the window invisible; Show brings it back where it was.
	Hide()
	// Raise brings the window to the front and gives it the keyboard, as far
	// as the system lets programs do so.
	Raise()
	// Close destroys the window. No event follows but those in the queue.
	Close()

	// Paint shows those parts of the frame that changed since the last call.
	// The frame covers the whole content as it was when it was made; the
	// window may have another size by now. It belongs to the driver again
	// when Paint returns. Paint may wait for the screen to take the picture
	// before, and so holds back a driver that paints faster than is shown.
	Paint(frame *Frame, damage []image.Rectangle)

	// SetTitle changes the title.
	SetTitle(title string)
	// SetIcon changes the icon. Any size may be given; the system scales it.
	SetIcon(icon image.Image)
	// SetDark says whether the window's content is dark, so that the frame
	// can suit it. Systems whose frames do not care do nothing.
	SetDark(dark bool)

	// Resize asks for another size of the content. Resized tells what came
	// of it.
	Resize(size image.Point)
	// SetLimits says how small the content may become. With fixed, the person
	// cannot change its size at all.
	SetLimits(least image.Point, fixed bool)
	// Center moves the window to the middle of its monitor.
	Center()
	// SetFullScreen lets the window cover its monitor, or ends that.
	SetFullScreen(full bool)
	// SetOnTop keeps the window above all others.
	SetOnTop()
	// Move asks for another place of the frame's top left corner, in pixels of
	// the whole desktop.
	Move(to image.Point)

	// SetCursor changes the pointer over the window.
	SetCursor(cursor desktop.StandardCursor)
	// SetCustomCursor shows a picture as the pointer; hot is the point in it
	// that points.
	SetCustomCursor(picture image.Image, hot image.Point)
	// SetCaret tells where text will be inserted, so that an input method can
	// show its window there; an empty rectangle says that nothing takes text.
	SetCaret(caret image.Rectangle)

	// Scale returns by how much the window's monitor wants everything larger:
	// 1 and more. Rescaled tells that it changed.
	Scale() float32
	// WorkArea returns the part of the window's monitor that windows may
	// cover, in pixels of the whole desktop.
	WorkArea() image.Rectangle
}
