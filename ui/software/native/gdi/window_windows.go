package gdi

import (
	"image"
	"sync"
	"time"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"golang.org/x/sys/windows"

	"teamsaccount/ui/software/native"
)

// window is a window of Windows, as native.Window.
type window struct {
	system *system
	// handle is set once, before the driver knows the window.
	handle windows.HWND

	// mu guards what both goroutines touch.
	mu      sync.Mutex
	picture picture
	// painted says, to a thread that waits for it, that the picture has
	// another size.
	painted chan struct{}
	scale   float32
	closed  bool
	// caretAsked is the caret as the driver told it last.
	caretAsked image.Rectangle

	// The rest belongs to the thread of the windows.
	style     uintptr
	least     image.Point
	fixed     bool
	shown     bool
	before    windowPlacement
	full      bool
	size      image.Point
	cursor    desktop.StandardCursor
	custom    windows.Handle
	icons     [2]windows.Handle
	inside    bool
	held      []desktop.MouseButton
	surrogate rune
	caret     image.Rectangle
	composing bool
	blocking  bool
}

// make makes the window of the system's. It belongs to the thread of the
// windows, as all that begins with a small letter here.
func (w *window) make(options native.Options) error {
	class := options.ID
	if class == "" {
		class = "teamsaccount"
	}
	name, err := w.system.class(class)
	if err != nil {
		return err
	}
	w.painted = make(chan struct{}, 1)
	title := text16(options.Title)
	// The frame's size depends on the monitor, which is known afterwards.
	w.system.making = w
	_, err = callErr(createWindowEx, 0, uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(title)), w.style,
		useDefault, useDefault, uintptr(options.Size.X), uintptr(options.Size.Y), 0, 0, uintptr(w.system.instance), 0)
	w.system.making = nil
	if err != nil {
		delete(w.system.windows, w.handle)
		return err
	}
	w.rescale(w.dpi())
	w.resize(options.Size)
	w.takeText(image.Rectangle{})
	call(dragAcceptFiles, uintptr(w.handle), 1)
	return nil
}

// outer returns the size of a window with its frame, of a content's size.
func (w *window) outer(content image.Point) image.Point {
	area := rect{Right: int32(content.X), Bottom: int32(content.Y)}
	if adjustRectForDPI.Find() == nil {
		call(adjustRectForDPI, uintptr(unsafe.Pointer(&area)), w.style, 0, 0, uintptr(w.dpi()))
	} else {
		call(adjustWindowRectEx, uintptr(unsafe.Pointer(&area)), w.style, 0, 0)
	}
	return image.Pt(int(area.width()), int(area.height()))
}

// normalDPI are the pixels per inch of a monitor with the scale 1.
const normalDPI = 96

// dpi returns the pixels per inch that the window's monitor pretends to have.
func (w *window) dpi() uint32 {
	if getDPIForWindow.Find() == nil {
		if dpi := call(getDPIForWindow, uintptr(w.handle)); dpi != 0 {
			return uint32(dpi)
		}
	}
	const logicalPixelsX = 88 // LOGPIXELSX
	screen := call(getDC, 0)
	defer call(releaseDC, 0, screen)
	return max(normalDPI, uint32(call(getDeviceCaps, screen, logicalPixelsX)))
}

// rescale takes over the scale of a monitor with so many pixels per inch.
func (w *window) rescale(dpi uint32) {
	w.mu.Lock()
	w.scale = max(1, float32(dpi)/normalDPI)
	w.mu.Unlock()
}

// place is SetWindowPos.
func (w *window) place(order uintptr, x, y, width, height int, flags uintptr) {
	call(setWindowPos, uintptr(w.handle), order, uintptr(x), uintptr(y), uintptr(width), uintptr(height), flags)
}

// resize gives the content another size, unless the person or the program has
// the window fill its monitor, or has put it away. Where the size did not become
// what was asked for, the driver is told.
func (w *window) resize(content image.Point) {
	if w.hasOwnSize() {
		w.resizeFrame(w.outer(content), !w.shown)
	}
	if w.shown && w.size != content {
		w.put(native.Resized{Window: w, Size: w.size})
	}
}

// hasOwnSize reports whether the window neither fills its monitor nor is put
// away.
func (w *window) hasOwnSize() bool {
	return !w.full && call(isZoomed, uintptr(w.handle)) == 0 && call(isIconic, uintptr(w.handle)) == 0
}

// resizeFrame gives the window another size, no larger than its monitor, or its
// lower edge could not be reached, and moves it into sight where it is to.
func (w *window) resizeFrame(size image.Point, intoSight bool) {
	_, work := monitorOf(w.handle)
	size = image.Pt(min(size.X, work.Dx()), min(size.Y, work.Dy()))
	at, flags := w.frame().Min, uintptr(posNoMove)
	if intoSight {
		at = image.Pt(max(work.Min.X, min(at.X, work.Max.X-size.X)), max(work.Min.Y, min(at.Y, work.Max.Y-size.Y)))
		flags = 0
	}
	w.place(0, at.X, at.Y, size.X, size.Y, flags|posNoOrder|posNoActivate)
}

// frame is where the window lies on the desktop.
func (w *window) frame() image.Rectangle {
	var area rect
	call(getWindowRect, uintptr(w.handle), uintptr(unsafe.Pointer(&area)))
	return area.rectangle()
}

// restyle gives the frame the window's style. What the person did to a window
// with a frame stays: that it is maximized, or put away.
func (w *window) restyle() {
	stays := uintptr(styleVisible)
	if !w.full {
		stays |= styleMaximized | styleMinimized
	}
	index := int32(indexStyle)
	stays &= call(getWindowLongPtr, uintptr(w.handle), uintptr(index))
	call(setWindowLongPtr, uintptr(w.handle), uintptr(index), w.style|stays)
	w.place(0, 0, 0, 0, 0, posNoMove|posNoSize|posNoOrder|posNoActivate|posFrameChange)
}

func (w *window) destroy() {
	w.unblock()
	call(destroyWindow, uintptr(w.handle))
	delete(w.system.windows, w.handle)
	for _, handle := range append(w.icons[:], w.custom) {
		if handle != 0 {
			call(destroyIcon, uintptr(handle))
		}
	}
}

// Show implements native.Window.
func (w *window) Show() {
	w.system.post(func() {
		how := uintptr(showAgain)
		if !w.shown {
			how = showNormal
		}
		w.shown = true
		w.put(native.Resized{Window: w, Size: w.size})
		call(showWindow, uintptr(w.handle), how)
		w.raise()
	})
}

func (w *window) raise() {
	if call(isIconic, uintptr(w.handle)) != 0 {
		const restore = 9 // SW_RESTORE
		call(showWindow, uintptr(w.handle), restore)
	}
	call(setForegroundWindow, uintptr(w.handle))
	call(setFocus, uintptr(w.handle))
}

// Hide implements native.Window.
func (w *window) Hide() {
	w.system.post(func() {
		w.shown = false
		call(showWindow, uintptr(w.handle), showHide)
	})
}

// Raise implements native.Window.
func (w *window) Raise() { w.system.post(w.raise) }

// Close implements native.Window.
func (w *window) Close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	w.system.post(w.destroy)
}

// Paint implements native.Window. Windows shows the picture when it has time;
// the driver is not held back, for what it paints meanwhile is shown at once.
func (w *window) Paint(frame *native.Frame, damage []image.Rectangle) {
	if len(frame.Pix) == 0 {
		return
	}
	w.mu.Lock()
	resized := frame.Size != w.picture.size
	changed := w.picture.take(frame, damage)
	closed := w.closed
	w.mu.Unlock()
	if closed {
		return
	}
	for _, part := range changed {
		area := rectOf(part)
		call(invalidateRect, uintptr(w.handle), uintptr(unsafe.Pointer(&area)), 0)
	}
	if resized {
		select {
		case w.painted <- struct{}{}:
		default:
		}
	}
}

// show brings to the screen what Windows wants painted.
func (w *window) show() {
	var paint paintStruct
	screen := windows.Handle(call(beginPaint, uintptr(w.handle), uintptr(unsafe.Pointer(&paint))))
	w.mu.Lock()
	w.picture.show(screen, paint.paint.rectangle())
	w.mu.Unlock()
	call(endPaint, uintptr(w.handle), uintptr(unsafe.Pointer(&paint)))
}

// awaitPicture waits for a picture of the new size, for so short a time that a
// busy driver does not hinder who drags the window's edge. It keeps the edge
// and the content from running apart.
func (w *window) awaitPicture() {
	const bound = 50 * time.Millisecond
	enough := time.After(bound)
	for {
		w.mu.Lock()
		fits := w.picture.size == w.size
		w.mu.Unlock()
		if fits {
			return
		}
		select {
		case <-w.painted:
		case <-enough:
			return
		}
	}
}

// SetTitle implements native.Window.
func (w *window) SetTitle(title string) {
	w.system.post(func() { call(setWindowText, uintptr(w.handle), uintptr(unsafe.Pointer(text16(title)))) })
}

// SetDark implements native.Window. Windows before 10 have no dark frames.
func (w *window) SetDark(dark bool) {
	if dwmSetWindowAttribute.Find() != nil {
		return
	}
	// DWMWA_USE_IMMERSIVE_DARK_MODE, and its number before it had a name.
	const attribute, attributeBefore = 20, 19
	value := int32(0)
	if dark {
		value = 1
	}
	w.system.post(func() {
		if call(dwmSetWindowAttribute, uintptr(w.handle), attribute, uintptr(unsafe.Pointer(&value)), 4) != 0 {
			call(dwmSetWindowAttribute, uintptr(w.handle), attributeBefore, uintptr(unsafe.Pointer(&value)), 4)
		}
	})
}

// Resize implements native.Window.
func (w *window) Resize(size image.Point) { w.system.post(func() { w.resize(size) }) }

// SetLimits implements native.Window.
func (w *window) SetLimits(least image.Point, fixed bool) {
	w.system.post(func() {
		w.least = least
		if fixed == w.fixed || w.style == stylePopup {
			return
		}
		w.fixed = fixed
		w.style = styleFrame
		if fixed {
			w.style &^= styleThick | styleMaximize
		}
		if !w.full {
			size := w.size
			w.restyle()
			w.resize(size)
		}
	})
}

// Center implements native.Window.
func (w *window) Center() {
	w.system.post(func() {
		size := w.frame().Size()
		_, work := monitorOf(w.handle)
		x := work.Min.X + (work.Dx()-size.X)/2
		y := work.Min.Y + (work.Dy()-size.Y)/2
		w.place(0, max(x, work.Min.X), max(y, work.Min.Y), 0, 0, posNoSize|posNoOrder|posNoActivate)
	})
}

// SetFullScreen implements native.Window.
func (w *window) SetFullScreen(full bool) {
	w.system.post(func() {
		if full == w.full {
			return
		}
		w.full = full
		if !full {
			w.restyle()
			if !w.shown {
				w.before.show = showHide
			}
			call(setWindowPlacement, uintptr(w.handle), uintptr(unsafe.Pointer(&w.before)))
			return
		}
		w.before.length = uint32(unsafe.Sizeof(w.before))
		call(getWindowPlacement, uintptr(w.handle), uintptr(unsafe.Pointer(&w.before)))
		framed := w.style
		w.style = stylePopup
		w.restyle()
		w.style = framed
		w.cover()
	})
}

// suit has the window suit its monitor after that changed, as where a remote
// session is taken up from a smaller screen.
func (w *window) suit() {
	_, work := monitorOf(w.handle)
	size := w.frame().Size()
	switch {
	case w.full:
		w.cover()
	case w.hasOwnSize() && (size.X > work.Dx() || size.Y > work.Dy()):
		w.resizeFrame(size, true)
	}
}

// cover lays the window over all of its monitor.
func (w *window) cover() {
	whole, _ := monitorOf(w.handle)
	w.place(0, whole.Min.X, whole.Min.Y, whole.Dx(), whole.Dy(), posNoOrder|posNoActivate)
}

// SetOnTop implements native.Window.
func (w *window) SetOnTop() {
	w.system.post(func() { w.place(topMost, 0, 0, 0, 0, posNoMove|posNoSize|posNoActivate) })
}

// Move implements native.Window.
func (w *window) Move(to image.Point) {
	w.system.post(func() { w.place(0, to.X, to.Y, 0, 0, posNoSize|posNoOrder|posNoActivate) })
}

// Scale implements native.Window.
func (w *window) Scale() float32 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.scale
}

// WorkArea implements native.Window.
func (w *window) WorkArea() image.Rectangle {
	_, work := monitorOf(w.handle)
	return work
}

// put puts an event into the queue.
func (w *window) put(e native.Event) { w.system.queue.Put(e) }

// modifiersNow returns the modifiers that are held down at the message that is
// being looked at. AltGr, which Windows takes for Ctrl and Alt, is none.
func modifiersNow() (held fyne.KeyModifier) {
	if isDown(keyShift) {
		held |= fyne.KeyModifierShift
	}
	if isDown(keyControl) {
		held |= fyne.KeyModifierControl
	}
	if isDown(keyAlt) {
		held |= fyne.KeyModifierAlt
	}
	if isDown(keyLeftSuper) || isDown(keyRightSuper) {
		held |= fyne.KeyModifierSuper
	}
	if isDown(keyRightAlt) && isDown(keyLeftControl) {
		held &^= fyne.KeyModifierControl | fyne.KeyModifierAlt
	}
	return held
}

func isDown(key uintptr) bool { return int16(call(getKeyState, key)) < 0 }
