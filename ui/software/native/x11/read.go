//go:build linux

package x11

import (
	"image"
	"time"

	"fyne.io/fyne/v2/driver/desktop"
	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"teamsaccount/ui/software/native"
)

// repeatGap is how long after a key's release its next press may come, when
// the server repeats the key.
const repeatGap = 2 * time.Millisecond

// read reads what the server sends, until the connection ends.
func (s *System) read() {
	received := make(chan xgb.Event)
	go func() {
		defer close(received)
		for {
			event, err := s.conn.WaitForEvent()
			if event == nil && err == nil {
				return
			}
			if event != nil {
				received <- event
			}
		}
	}()
	// A server that repeats a key sends its release and its next press at the
	// same time. So a release waits for what comes after it.
	var release *xproto.KeyReleaseEvent
	released := func() {
		if release != nil {
			s.released(*release)
			release = nil
		}
	}
	for {
		var gap <-chan time.Time
		if release != nil {
			gap = time.After(repeatGap)
		}
		select {
		case <-gap:
			released()
		case event, open := <-received:
			if !open {
				s.ended()
				return
			}
			press, is := event.(xproto.KeyPressEvent)
			if is && release != nil && press.Detail == release.Detail && press.Time-release.Time <= 1 {
				release = nil
			}
			released()
			if r, is := event.(xproto.KeyReleaseEvent); is {
				release = &r
				continue
			}
			s.handle(event)
		}
	}
}

// ended tells the driver that the server went away, unless we did.
func (s *System) ended() {
	s.mu.Lock()
	closed := s.closed
	s.closed = true
	s.mu.Unlock()
	s.selections.abandon()
	if !closed {
		s.events.Put(native.Lost{Err: ErrLost})
	}
}

// handle deals with an event.
func (s *System) handle(event xgb.Event) {
	switch e := event.(type) {
	case xproto.ConfigureNotifyEvent:
		s.configured(e)
	case xproto.ExposeEvent:
		if w := s.window(e.Window); w != nil {
			w.expose(image.Rect(int(e.X), int(e.Y), int(e.X)+int(e.Width), int(e.Y)+int(e.Height)))
		}
	case xproto.ClientMessageEvent:
		s.message(e)
	case xproto.FocusInEvent:
		s.focused(e.Event, e.Mode, true)
	case xproto.FocusOutEvent:
		s.focused(e.Event, e.Mode, false)
	case xproto.MappingNotifyEvent:
		if e.Request != xproto.MappingPointer {
			_ = s.keyboard.load(s.conn) // The one before still serves.
		}
	case extensionEvent:
		if s.splits && (e.number() == s.monitorEvent || e.number() == s.monitorEvent+1) {
			s.loadMonitors()
			s.rescale()
		}
	default:
		if !s.handleInput(event) {
			s.selections.handle(event)
		}
	}
}

// handleInput deals with keys and the pointer, and reports whether the event
// was one of those.
func (s *System) handleInput(event xgb.Event) bool {
	switch e := event.(type) {
	case xproto.KeyPressEvent:
		s.at(e.Time)
		if w := s.window(e.Event); w != nil {
			action := native.Pressed
			if w.held[e.Detail] {
				action = native.Repeated
			}
			w.held[e.Detail] = true
			s.key(w, e.Detail, e.State, action)
		}
	case xproto.ButtonPressEvent:
		s.at(e.Time)
		s.button(e.Event, e.Detail, image.Pt(int(e.EventX), int(e.EventY)), e.State, true)
	case xproto.ButtonReleaseEvent:
		s.at(e.Time)
		s.button(e.Event, e.Detail, image.Pt(int(e.EventX), int(e.EventY)), e.State, false)
	case xproto.MotionNotifyEvent:
		s.at(e.Time)
		if w := s.window(e.Event); w != nil {
			s.events.Put(native.PointerMoved{Window: w, At: image.Pt(int(e.EventX), int(e.EventY))})
		}
	case xproto.LeaveNotifyEvent:
		if w := s.window(e.Event); w != nil && e.Mode == xproto.NotifyModeNormal {
			s.events.Put(native.PointerLeft{Window: w})
		}
	default:
		return false
	}
	return true
}

// released deals with a key that was released.
func (s *System) released(e xproto.KeyReleaseEvent) {
	s.at(e.Time)
	if w := s.window(e.Event); w != nil {
		delete(w.held, e.Detail)
		// The state is the one before, in which a released modifier still is.
		s.key(w, e.Detail, e.State&^s.keyboard.ownMask(e.Detail), native.Released)
	}
}

// ownMask returns the modifiers that a key itself holds.
func (k *keyboard) ownMask(code xproto.Keycode) uint16 {
	switch k.keysym(code, 0) {
	case 0xffe1, 0xffe2:
		return xproto.ModMaskShift
	case 0xffe3, 0xffe4:
		return xproto.ModMaskControl
	case 0xffe9, 0xffea:
		return xproto.ModMask1
	case 0xffeb, 0xffec:
		return xproto.ModMask4
	}
	return 0
}

// buttons are the mouse buttons as Fyne names them.
var buttons = map[xproto.Button]desktop.MouseButton{
	1: desktop.MouseButtonPrimary, 2: desktop.MouseButtonTertiary, 3: desktop.MouseButtonSecondary,
}

// wheels are the buttons that are none, but notches of the wheel.
var wheels = map[xproto.Button]image.Point{4: {Y: 1}, 5: {Y: -1}, 6: {X: 1}, 7: {X: -1}}

// button tells the driver about a mouse button or the wheel.
func (s *System) button(id xproto.Window, detail xproto.Button, at image.Point, state uint16, pressed bool) {
	w := s.window(id)
	if w == nil {
		return
	}
	modifiers := s.keyboard.modifiers(state)
	if turned, is := wheels[detail]; is {
		if pressed {
			s.events.Put(native.Scrolled{Window: w, At: at, X: float32(turned.X), Y: float32(turned.Y), Modifiers: modifiers})
		}
		return
	}
	if button, known := buttons[detail]; known {
		s.events.Put(native.Button{Window: w, At: at, Button: button, Pressed: pressed, Modifiers: modifiers})
	}
}

// configured takes over a window's size and place.
func (s *System) configured(e xproto.ConfigureNotifyEvent) {
	w := s.window(e.Window)
	if w == nil {
		return
	}
	at := image.Pt(int(e.X), int(e.Y))
	// Only the window manager's own messages count from the desktop's corner.
	if place, err := xproto.TranslateCoordinates(s.conn, w.id, s.screen.Root, 0, 0).Reply(); err == nil {
		at = image.Pt(int(place.DstX), int(place.DstY))
	}
	// Any program may send such an event, with any size.
	drawn, err := xproto.GetGeometry(s.conn, xproto.Drawable(w.id)).Reply()
	if err != nil {
		return
	}
	size := image.Pt(int(drawn.Width), int(drawn.Height))
	w.mu.Lock()
	resized := size != w.size
	w.at, w.size = at, size
	w.mu.Unlock()
	s.rescale()
	if resized {
		s.events.Put(native.Resized{Window: w, Size: size})
	}
}

// rescale tells the driver about windows that are on a monitor with another
// scale now.
func (s *System) rescale() {
	s.mu.Lock()
	windows := make([]*window, 0, len(s.windows))
	for _, w := range s.windows {
		windows = append(windows, w)
	}
	s.mu.Unlock()
	for _, w := range windows {
		scale := w.monitor().scale
		w.mu.Lock()
		changed := scale != w.scale
		w.scale = scale
		w.mu.Unlock()
		if changed {
			s.events.Put(native.Rescaled{Window: w})
		}
	}
}

// focused tells the driver which window has the keyboard.
func (s *System) focused(id xproto.Window, mode byte, has bool) {
	w := s.window(id)
	if w == nil || mode == xproto.NotifyModeGrab || mode == xproto.NotifyModeUngrab {
		return
	}
	clear(w.held)
	if s.keyboard.composer != nil {
		s.keyboard.composer.Reset()
	}
	s.events.Put(native.Focused{Window: w, Has: has})
}

// message deals with a message of another program.
func (s *System) message(e xproto.ClientMessageEvent) {
	w := s.window(e.Window)
	if w == nil || e.Format != 32 {
		return
	}
	data := e.Data.Data32
	switch {
	case e.Type != s.atom("WM_PROTOCOLS"):
		s.drop.message(s, w, e.Type, data)
	case xproto.Atom(data[0]) == s.atom("WM_DELETE_WINDOW"):
		s.events.Put(native.CloseRequested{Window: w})
	case xproto.Atom(data[0]) == s.atom("_NET_WM_PING"):
		e.Window = s.screen.Root
		xproto.SendEvent(s.conn, false, s.screen.Root, xproto.EventMaskSubstructureNotify|xproto.EventMaskSubstructureRedirect, string(e.Bytes()))
	}
}
