//go:build linux

package x11

import (
	"encoding/binary"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"sync"

	"fyne.io/fyne/v2/driver/desktop"
	"github.com/jezek/xgb/xproto"
	"golang.org/x/image/draw"

	"teamsaccount/ui/software/native"
)

// window is a window on the X server.
type window struct {
	system *System
	id     xproto.Window
	gc     xproto.Gcontext
	cursor xproto.Cursor

	// mu guards what the reading goroutine also uses.
	mu    sync.Mutex
	at    image.Point
	size  image.Point
	scale float32
	held  held
	// picture is shared with the server, if it can be.
	picture shared
}

// NewWindow implements native.System.
func (s *System) NewWindow(options native.Options) (native.Window, error) {
	id, err := xproto.NewWindowId(s.conn)
	if err != nil {
		return nil, err
	}
	size := image.Pt(max(1, options.Size.X), max(1, options.Size.Y))
	const mask = xproto.EventMaskExposure | xproto.EventMaskStructureNotify | xproto.EventMaskPropertyChange | xproto.EventMaskKeyPress | xproto.EventMaskKeyRelease |
		xproto.EventMaskButtonPress | xproto.EventMaskButtonRelease | xproto.EventMaskPointerMotion | xproto.EventMaskLeaveWindow | xproto.EventMaskFocusChange
	// No background, and content that stays at the top left: nothing flickers
	// while the window is resized.
	err = xproto.CreateWindowChecked(s.conn, s.screen.RootDepth, id, s.screen.Root, 0, 0, uint16(size.X), uint16(size.Y), 0,
		xproto.WindowClassInputOutput, s.screen.RootVisual, xproto.CwBackPixmap|xproto.CwBitGravity|xproto.CwEventMask,
		[]uint32{xproto.BackPixmapNone, xproto.GravityNorthWest, mask}).Check()
	if err != nil {
		return nil, fmt.Errorf("the X server made no window: %w", err)
	}
	w := &window{system: s, id: id, size: size, scale: s.monitor(image.Point{}).scale, held: held{}}
	if w.gc, err = xproto.NewGcontextId(s.conn); err != nil {
		return nil, err
	}
	xproto.CreateGC(s.conn, w.gc, xproto.Drawable(id), xproto.GcGraphicsExposures, []uint32{0})
	w.introduce(options)
	s.mu.Lock()
	s.windows[id] = w
	s.mu.Unlock()
	return w, nil
}

// introduce tells the window manager what the window is.
func (w *window) introduce(options native.Options) {
	s := w.system
	s.set(w.id, "WM_PROTOCOLS", xproto.AtomAtom, uint32(s.atom("WM_DELETE_WINDOW")), uint32(s.atom("_NET_WM_PING")))
	s.set(w.id, "_NET_WM_PID", xproto.AtomCardinal, uint32(os.Getpid()))
	if host, err := os.Hostname(); err == nil {
		s.setText(w.id, s.atom("WM_CLIENT_MACHINE"), xproto.AtomString, host)
	}
	kind := "_NET_WM_WINDOW_TYPE_NORMAL"
	if options.Plain {
		kind = "_NET_WM_WINDOW_TYPE_SPLASH"
		s.set(w.id, "_MOTIF_WM_HINTS", s.atom("_MOTIF_WM_HINTS"), 2, 0, 0, 0, 0)
	}
	s.set(w.id, "_NET_WM_WINDOW_TYPE", xproto.AtomAtom, uint32(s.atom(kind)))
	s.set(w.id, "XdndAware", xproto.AtomAtom, dndVersion)
	s.setText(w.id, xproto.AtomWmClass, xproto.AtomString, filepath.Base(os.Args[0])+"\x00"+options.Title+"\x00")
	const input = 1
	xproto.ChangeProperty(s.conn, xproto.PropModeReplace, w.id, xproto.AtomWmHints, xproto.AtomWmHints, 32, 9, words(input, 1, 0, 0, 0, 0, 0, 0, 0))
	w.SetTitle(options.Title)
}

// Show implements native.Window.
func (w *window) Show() { xproto.MapWindow(w.system.conn, w.id) }

// Hide implements native.Window.
func (w *window) Hide() { xproto.UnmapWindow(w.system.conn, w.id) }

// Raise implements native.Window.
func (w *window) Raise() {
	const application = 1
	w.system.ask(w.id, "_NET_ACTIVE_WINDOW", application, uint32(w.system.time()))
	xproto.ConfigureWindow(w.system.conn, w.id, xproto.ConfigWindowStackMode, []uint32{xproto.StackModeAbove})
}

// Close implements native.Window.
func (w *window) Close() {
	s := w.system
	s.mu.Lock()
	delete(s.windows, w.id)
	s.mu.Unlock()
	w.free()
	xproto.FreeGC(s.conn, w.gc)
	xproto.DestroyWindow(s.conn, w.id)
}

// SetTitle implements native.Window.
func (w *window) SetTitle(title string) {
	s := w.system
	s.setText(w.id, xproto.AtomWmName, s.atom("UTF8_STRING"), title)
	s.setText(w.id, s.atom("_NET_WM_NAME"), s.atom("UTF8_STRING"), title)
}

// iconSize is the size of the icon, in pixels. A request holds one of 255.
const iconSize = 128

// SetIcon implements native.Window.
func (w *window) SetIcon(icon image.Image) {
	scaled := image.NewNRGBA(image.Rect(0, 0, iconSize, iconSize))
	draw.CatmullRom.Scale(scaled, scaled.Rect, icon, icon.Bounds(), draw.Src, nil)
	values := make([]uint32, 0, iconSize*iconSize+2)
	values = append(values, iconSize, iconSize)
	for i := 0; i < len(scaled.Pix); i += 4 {
		p := scaled.Pix[i:]
		values = append(values, uint32(p[3])<<24|uint32(p[0])<<16|uint32(p[1])<<8|uint32(p[2]))
	}
	w.system.set(w.id, "_NET_WM_ICON", xproto.AtomCardinal, values...)
}

// SetDark implements native.Window.
func (w *window) SetDark(dark bool) {
	variant := "light"
	if dark {
		variant = "dark"
	}
	w.system.setText(w.id, w.system.atom("_GTK_THEME_VARIANT"), w.system.atom("UTF8_STRING"), variant)
}

// Resize implements native.Window.
func (w *window) Resize(size image.Point) {
	xproto.ConfigureWindow(w.system.conn, w.id, xproto.ConfigWindowWidth|xproto.ConfigWindowHeight, []uint32{uint32(max(1, size.X)), uint32(max(1, size.Y))})
}

// SetLimits implements native.Window. The hints are WM_SIZE_HINTS of ICCCM.
func (w *window) SetLimits(least image.Point, fixed bool) {
	const minimum, maximum = 16, 32
	hints := make([]uint32, 18)
	hints[0] = minimum
	hints[5], hints[6] = uint32(least.X), uint32(least.Y)
	if fixed {
		hints[0] |= maximum
		hints[7], hints[8] = hints[5], hints[6]
	}
	xproto.ChangeProperty(w.system.conn, xproto.PropModeReplace, w.id, xproto.AtomWmNormalHints, xproto.AtomWmSizeHints, 32, uint32(len(hints)), words(hints...))
}

// Center implements native.Window.
func (w *window) Center() {
	w.mu.Lock()
	size := w.size
	w.mu.Unlock()
	area := w.WorkArea()
	w.Move(area.Min.Add(area.Size().Sub(size).Div(2)))
}

// Move implements native.Window.
func (w *window) Move(to image.Point) {
	xproto.ConfigureWindow(w.system.conn, w.id, xproto.ConfigWindowX|xproto.ConfigWindowY, []uint32{uint32(int32(to.X)), uint32(int32(to.Y))})
}

// SetFullScreen implements native.Window.
func (w *window) SetFullScreen(full bool) { w.setState("_NET_WM_STATE_FULLSCREEN", full) }

// SetOnTop implements native.Window.
func (w *window) SetOnTop() { w.setState("_NET_WM_STATE_ABOVE", true) }

// setState changes a state: of a window that is shown, by asking the window
// manager, and of one that is not, by saying so.
func (w *window) setState(state string, on bool) {
	s := w.system
	action, atoms := uint32(0), []uint32{}
	if on {
		action, atoms = 1, []uint32{uint32(s.atom(state))}
	}
	attributes, err := xproto.GetWindowAttributes(s.conn, w.id).Reply()
	if err == nil && attributes.MapState == xproto.MapStateUnmapped {
		s.set(w.id, "_NET_WM_STATE", xproto.AtomAtom, atoms...)
		return
	}
	const application = 1
	s.ask(w.id, "_NET_WM_STATE", action, uint32(s.atom(state)), 0, application)
}

// glyphs are the pointers in X's own font of them.
var glyphs = map[desktop.StandardCursor]uint16{
	desktop.TextCursor: 152, desktop.CrosshairCursor: 34, desktop.PointerCursor: 60, desktop.HResizeCursor: 108,
	desktop.VResizeCursor: 116, desktop.NESWResizeCursor: 136, desktop.NWSEResizeCursor: 134,
}

// SetCursor implements native.Window. The default pointer is the desktop's.
func (w *window) SetCursor(cursor desktop.StandardCursor) {
	s := w.system
	id, known := s.cursors[cursor]
	if glyph, is := glyphs[cursor]; is && !known {
		font, err := xproto.NewFontId(s.conn)
		if err != nil {
			return
		}
		if id, err = xproto.NewCursorId(s.conn); err != nil {
			return
		}
		const name = "cursor"
		xproto.OpenFont(s.conn, font, uint16(len(name)), name)
		xproto.CreateGlyphCursor(s.conn, id, font, font, glyph, glyph+1, 0, 0, 0, 0xffff, 0xffff, 0xffff)
		xproto.CloseFont(s.conn, font)
		s.cursors[cursor] = id
	}
	if cursor == desktop.HiddenCursor && !known {
		id = s.pictureCursor(image.NewAlpha(image.Rect(0, 0, 1, 1)), image.Point{})
		s.cursors[cursor] = id
	}
	xproto.ChangeWindowAttributes(s.conn, w.id, xproto.CwCursor, []uint32{uint32(id)})
}

// SetCustomCursor implements native.Window.
func (w *window) SetCustomCursor(picture image.Image, hot image.Point) {
	if w.cursor != 0 {
		xproto.FreeCursor(w.system.conn, w.cursor)
	}
	w.cursor = w.system.pictureCursor(picture, hot)
	xproto.ChangeWindowAttributes(w.system.conn, w.id, xproto.CwCursor, []uint32{uint32(w.cursor)})
}

// pictureCursor makes a pointer of a picture, in black and white, as all X
// servers can show it.
func (s *System) pictureCursor(picture image.Image, hot image.Point) xproto.Cursor {
	b := picture.Bounds()
	ink, mask := s.bitmap(b, func(x, y int) bool {
		r, g, blue, _ := picture.At(x, y).RGBA()
		return r+g+blue < 3*0x8000
	}), s.bitmap(b, func(x, y int) bool {
		_, _, _, a := picture.At(x, y).RGBA()
		return a >= 0x8000
	})
	id, err := xproto.NewCursorId(s.conn)
	if err != nil {
		return 0
	}
	xproto.CreateCursor(s.conn, id, ink, mask, 0, 0, 0, 0xffff, 0xffff, 0xffff, uint16(hot.X), uint16(hot.Y))
	xproto.FreePixmap(s.conn, ink)
	xproto.FreePixmap(s.conn, mask)
	return id
}

// bitmap makes a pixmap with one bit a pixel.
func (s *System) bitmap(b image.Rectangle, set func(x, y int) bool) xproto.Pixmap {
	id, err := xproto.NewPixmapId(s.conn)
	if err != nil {
		return 0
	}
	xproto.CreatePixmap(s.conn, 1, id, xproto.Drawable(s.screen.Root), uint16(b.Dx()), uint16(b.Dy()))
	gc, err := xproto.NewGcontextId(s.conn)
	if err != nil {
		return id
	}
	xproto.CreateGC(s.conn, gc, xproto.Drawable(id), xproto.GcForeground, []uint32{0})
	xproto.PolyFillRectangle(s.conn, xproto.Drawable(id), gc, []xproto.Rectangle{{Width: uint16(b.Dx()), Height: uint16(b.Dy())}})
	xproto.ChangeGC(s.conn, gc, xproto.GcForeground, []uint32{1})
	var points []xproto.Point
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if set(x, y) {
				points = append(points, xproto.Point{X: int16(x - b.Min.X), Y: int16(y - b.Min.Y)})
			}
		}
	}
	if len(points) > 0 {
		xproto.PolyPoint(s.conn, xproto.CoordModeOrigin, xproto.Drawable(id), gc, points)
	}
	xproto.FreeGC(s.conn, gc)
	return id
}

// SetCaret implements native.Window. There is no input method to tell.
func (w *window) SetCaret(image.Rectangle) {}

// Scale implements native.Window.
func (w *window) Scale() float32 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.scale
}

// WorkArea implements native.Window.
func (w *window) WorkArea() image.Rectangle { return w.system.workArea(w.monitor()) }

// monitor returns the monitor that shows the window's middle.
func (w *window) monitor() monitor {
	w.mu.Lock()
	middle := w.at.Add(w.size.Div(2))
	w.mu.Unlock()
	return w.system.monitor(middle)
}

// values returns what a property holds.
func values(data []byte) []uint32 {
	values := make([]uint32, len(data)/4)
	for i := range values {
		values[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	return values
}
