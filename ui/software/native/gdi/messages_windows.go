package gdi

import (
	"image"
	"slices"
	"time"
	"unicode/utf16"
	"unsafe"

	"fyne.io/fyne/v2/driver/desktop"
	"golang.org/x/sys/windows"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/software/native"
)

// receive gets the messages of all windows, on their thread.
func receive(handle windows.HWND, number uint32, wParam, lParam uintptr) uintptr {
	s := connection
	if handle == s.hidden && number == wmApp {
		s.work()
		return 0
	}
	w := s.windows[handle]
	if w == nil && s.making != nil && s.making.handle == 0 && s.hidden != 0 {
		w = s.making
		w.handle = handle
		s.windows[handle] = w
	}
	if w != nil {
		if result, done := w.receive(number, wParam, lParam); done {
			return result
		}
	}
	return call(defWindowProc, uintptr(handle), uintptr(number), wParam, lParam)
}

// at is the memory that a message points to.
func at[T any](lParam uintptr) *T { return (*T)(unsafe.Add(unsafe.Pointer(nil), lParam)) }

// pair are the two numbers with a sign that a message carries in one.
func pair(value uintptr) image.Point {
	return image.Pt(int(int16(value)), int(int16(value>>16)))
}

// receive gets a message. done says that Windows need not do with it what it
// does by default.
func (w *window) receive(number uint32, wParam, lParam uintptr) (result uintptr, done bool) {
	switch number {
	case wmPaint:
		w.show()
		return 0, true
	case wmEraseBackground:
		return 1, true
	case wmSize:
		w.sized(wParam, pair(lParam))
		return 0, true
	case wmGetMinMaxInfo:
		least := w.outer(w.least)
		at[minMaxInfo](lParam).minTrack = point{int32(least.X), int32(least.Y)}
		return 0, true
	case wmDPIChanged:
		w.moveToScale(uint32(wParam&0xffff), *at[rect](lParam))
		return 0, true
	case wmDisplayChange:
		w.suit()
		// The picture is still here.
		call(invalidateRect, uintptr(w.handle), 0, 0)
		return 0, false
	case wmSetFocus, wmKillFocus:
		w.put(native.Focused{Window: w, Has: number == wmSetFocus})
		return 0, true
	case wmClose:
		w.put(native.CloseRequested{Window: w})
		return 0, true
	case wmQueryEndSession:
		return w.mayEnd(), true
	case wmEndSession:
		if wParam == 0 {
			w.unblock()
		}
		return 0, true
	case wmDropFiles:
		w.dropped(wParam)
		return 0, true
	case wmStartComposing, wmEndComposing:
		w.composing = number == wmStartComposing
		w.placeComposition()
		return 0, false
	}
	if result, done := w.receiveKey(number, wParam, lParam); done {
		return result, true
	}
	return w.receiveMouse(number, wParam, lParam)
}

// sized is told that the content has another size. Of a window that is not
// shown yet, the driver hears it with Show: until then it asks for one size
// after the other, and would take an earlier one for the person's wish.
func (w *window) sized(how uintptr, size image.Point) {
	const minimized = 1 // SIZE_MINIMIZED
	if how == minimized || size == w.size || size.X <= 0 || size.Y <= 0 {
		return
	}
	w.size = size
	if w.shown {
		w.put(native.Resized{Window: w, Size: size})
		w.awaitPicture()
	}
}

// moveToScale gives the window the place that Windows proposes after it came
// to a monitor with another scale. What is known in pixels of the old one is
// brought to the new one: its least size would else keep the window large.
func (w *window) moveToScale(dpi uint32, proposed rect) {
	before := w.Scale()
	w.rescale(dpi)
	by := w.Scale() / before
	w.least = image.Pt(int(float32(w.least.X)*by), int(float32(w.least.Y)*by))
	w.before.normal = w.before.normal.scaled(by)
	w.put(native.Rescaled{Window: w})
	if w.full {
		w.cover()
		return
	}
	area := proposed.rectangle()
	w.place(0, area.Min.X, area.Min.Y, area.Dx(), area.Dy(), posNoOrder|posNoActivate)
}

// mayEnd asks the driver whether the session may end, and returns what Windows
// wants to hear. Who does not answer soon has something to lose: then Windows
// shows that this program waits, and the person decides.
func (w *window) mayEnd() uintptr {
	const bound = 3 * time.Second
	answers := make(chan bool, 1)
	w.put(native.SessionEnding{Answer: func(closed bool) {
		select {
		case answers <- closed:
		default:
		}
	}})
	tooLate := time.After(bound)
	for {
		select {
		case closed := <-answers:
			if closed {
				return 1
			}
			w.block()
			return 0
		case <-w.system.more:
			// The driver may need a window for its answer.
			w.system.work()
		case <-tooLate:
			w.block()
			return 0
		}
	}
}

// block lets Windows say why the session does not end.
func (w *window) block() {
	w.blocking = true
	call(blockShutdown, uintptr(w.handle), uintptr(unsafe.Pointer(text16(texts.Of("window.session.waits")))))
}

func (w *window) unblock() {
	if w.blocking {
		w.blocking = false
		call(unblockShutdown, uintptr(w.handle))
	}
}

// dropped is told of files that were dropped on the window.
func (w *window) dropped(drop uintptr) {
	defer call(dragFinish, drop)
	var where point
	call(dragQueryPoint, drop, uintptr(unsafe.Pointer(&where)))
	event := native.Dropped{Window: w, At: image.Pt(int(where.X), int(where.Y))}
	count := call(dragQueryFile, drop, 0xffffffff, 0, 0)
	for i := range count {
		name := make([]uint16, call(dragQueryFile, drop, i, 0, 0)+1)
		call(dragQueryFile, drop, i, uintptr(unsafe.Pointer(&name[0])), uintptr(len(name)))
		event.Paths = append(event.Paths, windows.UTF16ToString(name))
	}
	if len(event.Paths) > 0 {
		w.put(event)
	}
}

// The buttons of the mouse, by the messages about them.
var buttons = map[uint32]desktop.MouseButton{
	wmLeftDown: desktop.MouseButtonPrimary, wmLeftUp: desktop.MouseButtonPrimary,
	wmRightDown: desktop.MouseButtonSecondary, wmRightUp: desktop.MouseButtonSecondary,
	wmMiddleDown: desktop.MouseButtonTertiary, wmMiddleUp: desktop.MouseButtonTertiary,
}

// receiveMouse gets the messages about the mouse.
func (w *window) receiveMouse(number uint32, wParam, lParam uintptr) (result uintptr, done bool) {
	switch number {
	case wmMouseMove:
		w.track()
		w.put(native.PointerMoved{Window: w, At: pair(lParam)})
		return 0, true
	case wmMouseLeave:
		w.inside = false
		w.put(native.PointerLeft{Window: w})
		return 0, true
	case wmLeftDown, wmRightDown, wmMiddleDown:
		w.pressed(buttons[number], pair(lParam))
		return 0, true
	case wmLeftUp, wmRightUp, wmMiddleUp:
		w.released(buttons[number], pair(lParam))
		return 0, true
	case wmCaptureChanged:
		// Something else has the mouse now: nobody will tell of a release.
		for _, button := range w.held {
			w.put(native.Button{Window: w, At: image.Pt(-1, -1), Button: button})
		}
		w.held = nil
		return 0, true
	case wmMouseWheel, wmMouseWheelAside:
		w.scrolled(number, wParam, pair(lParam))
		return 0, true
	case wmSetCursor:
		const content = 1 // HTCLIENT
		if lParam&0xffff == content {
			w.showCursor()
			return 1, true
		}
	}
	return 0, false
}

// track has Windows tell when the pointer leaves.
func (w *window) track() {
	if w.inside {
		return
	}
	w.inside = true
	const leave = 2 // TME_LEAVE
	t := mouseTracking{flags: leave, window: w.handle}
	t.size = uint32(unsafe.Sizeof(t))
	call(trackMouseEvent, uintptr(unsafe.Pointer(&t)))
}

func (w *window) pressed(button desktop.MouseButton, where image.Point) {
	w.finishComposing()
	if len(w.held) == 0 {
		call(setCapture, uintptr(w.handle))
	}
	w.held = append(w.held, button)
	w.put(native.Button{Window: w, At: where, Button: button, Pressed: true, Modifiers: modifiersNow()})
}

func (w *window) released(button desktop.MouseButton, where image.Point) {
	w.held = slices.DeleteFunc(w.held, func(b desktop.MouseButton) bool { return b == button })
	w.put(native.Button{Window: w, At: where, Button: button, Modifiers: modifiersNow()})
	if len(w.held) == 0 {
		call(releaseCapture)
	}
}

// scrolled is told of the wheels; where is a place on the screen.
func (w *window) scrolled(number uint32, wParam uintptr, where image.Point) {
	const notch = 120 // WHEEL_DELTA
	p := point{int32(where.X), int32(where.Y)}
	call(screenToClient, uintptr(w.handle), uintptr(unsafe.Pointer(&p)))
	event := native.Scrolled{Window: w, At: image.Pt(int(p.X), int(p.Y)), Modifiers: modifiersNow()}
	turned := float32(int16(wParam>>16)) / notch
	if number == wmMouseWheel {
		event.Y = turned
	} else {
		event.X = turned
	}
	w.put(event)
}

// typed is told of a character, or of one half of one, and returns the
// character once it is whole.
func (w *window) typed(unit uint16) (r rune, whole bool) {
	r = rune(unit)
	switch {
	case utf16.IsSurrogate(r) && unit < 0xdc00:
		w.surrogate = r
		return 0, false
	case utf16.IsSurrogate(r):
		r = utf16.DecodeRune(w.surrogate, r)
		w.surrogate = 0
	}
	return r, true
}
