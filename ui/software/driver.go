// Package software is a driver for Fyne that needs no OpenGL: the processor
// paints the windows, and a window system shows them (package native).
//
// Fyne has one desktop driver of its own, which needs OpenGL 2.1. Where that is
// missing, or where a processor would have to play the graphics card, this one
// opens the same windows, sooner and in less memory. It stands in for
// internal/driver/glfw of Fyne v2.8.1 and follows its rules: what has the
// focus, which shortcut goes first, when a layout is done again. A widget
// cannot tell the two apart.
//
// The parts: the loop (loop.go), windows and their canvases, the input of
// mouse and keyboard, and package internal/picture, which paints
// what changed and nothing else.
package software

import (
	"errors"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"teamsaccount/ui/software/internal/fyneinternal"
	"teamsaccount/ui/software/native"
)

// Driver is a driver for Fyne.
type Driver struct {
	system    native.System
	id        string
	windows   []fyne.Window
	ofNative  map[native.Window]*window
	focused   *window
	modifiers fyne.KeyModifier
	animation animations
	err       error

	// mu guards what other goroutines may touch.
	mu      sync.Mutex
	jobs    []job
	running bool
	drained bool
	// quitting belongs to the goroutine of the driver.
	quitting bool
	woken    chan struct{}
}

// job is a function that another goroutine wants to be called. done is closed
// when it has been, if anybody waits.
type job struct {
	f    func()
	done chan struct{}
}

var (
	_ fyne.Driver    = (*Driver)(nil)
	_ desktop.Driver = (*Driver)(nil)
)

// New returns a driver that shows its windows on a system. The goroutine that
// calls it is the one on which all of Fyne is to be used from then on, and that
// runs the driver. id is the program's identifier.
func New(system native.System, id string) *Driver {
	fyneinternal.SetMainGoroutine()
	return &Driver{system: system, id: id, ofNative: map[native.Window]*window{}, woken: make(chan struct{}, 1)}
}

// Clipboard returns the system's clipboard.
func (d *Driver) Clipboard() fyne.Clipboard { return clipboard{d.system} }

// Err returns why the driver ended by itself: the connection to the window
// system broke, or made no window. It is nil otherwise.
func (d *Driver) Err() error { return d.err }

// fail ends the driver because of an error.
func (d *Driver) fail(err error) {
	if d.err == nil {
		d.err = err
	}
	d.quitting = true
	d.wake()
}

// AllWindows implements fyne.Driver.
func (d *Driver) AllWindows() []fyne.Window { return d.windows }

// RenderedTextSize implements fyne.Driver.
func (d *Driver) RenderedTextSize(text string, size float32, style fyne.TextStyle, source fyne.Resource) (fyne.Size, float32) {
	return fyneinternal.RenderedTextSize(text, size, style, source)
}

// CanvasForObject implements fyne.Driver. The canvas of an object that was
// never painted is not known.
func (d *Driver) CanvasForObject(o fyne.CanvasObject) fyne.Canvas {
	return fyneinternal.GetCanvasForObject(o)
}

// AbsolutePositionForObject implements fyne.Driver.
func (d *Driver) AbsolutePositionForObject(o fyne.CanvasObject) fyne.Position {
	c, known := d.CanvasForObject(o).(*canvas)
	if !known {
		return fyne.Position{}
	}
	return fyneinternal.AbsolutePositionForObject(o, c.trees())
}

// Device implements fyne.Driver.
func (d *Driver) Device() fyne.Device { return device{} }

// DoubleTapDelay implements fyne.Driver.
func (d *Driver) DoubleTapDelay() time.Duration { return d.system.DoubleClick() }

// SetDisableScreenBlanking implements fyne.Driver. It does nothing: no window
// of this program is watched without being touched.
func (d *Driver) SetDisableScreenBlanking(bool) {}

// CurrentKeyModifiers implements desktop.Driver.
func (d *Driver) CurrentKeyModifiers() fyne.KeyModifier { return d.modifiers }

// HasSecondaryDisplay implements desktop.Driver.
func (d *Driver) HasSecondaryDisplay() bool { return d.system.Monitors() > 1 }

// CreateWindow implements fyne.Driver.
func (d *Driver) CreateWindow(title string) fyne.Window { return d.newWindow(title, false) }

// CreateSplashWindow implements desktop.Driver.
func (d *Driver) CreateSplashWindow() fyne.Window {
	w := d.newWindow("", true)
	w.SetPadded(false)
	w.CenterOnScreen()
	return w
}

// remove forgets a closed window. The driver ends with its last or its master.
func (d *Driver) remove(w *window) {
	delete(d.ofNative, w.native)
	d.windows = slices.DeleteFunc(d.windows, func(other fyne.Window) bool { return other == fyne.Window(w) })
	if w.master || len(d.windows) == 0 {
		d.Quit()
	}
}

// device is the computer.
type device struct{}

func (device) Orientation() fyne.DeviceOrientation { return fyne.OrientationHorizontalLeft }
func (device) IsMobile() bool                      { return false }
func (device) IsBrowser() bool                     { return false }
func (device) HasKeyboard() bool                   { return true }
func (device) Locale() fyne.Locale                 { return lang.SystemLocale() }

// SystemScaleForWindow returns the scale of the monitor that a window is on.
func (device) SystemScaleForWindow(of fyne.Window) float32 {
	if w, ours := of.(*window); ours {
		return w.native.Scale()
	}
	return 1
}

// clipboard is the system's clipboard.
type clipboard struct{ system native.System }

// Content implements fyne.Clipboard.
func (c clipboard) Content() string { return c.system.Clipboard() }

// SetContent implements fyne.Clipboard.
func (c clipboard) SetContent(text string) { c.system.SetClipboard(text) }

// errNoWindow is what a driver without a window ends with where the system
// gave no reason.
var errNoWindow = errors.New("the window system made no window")
