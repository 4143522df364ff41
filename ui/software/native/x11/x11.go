//go:build linux

// Package x11 shows the driver's windows on an X server, and brings their
// input: the core protocol, with shared memory (MIT-SHM) and monitors (RANDR)
// where the server has them, as ICCCM and EWMH want it. It speaks to the server
// itself; no library of the system's is loaded.
//
// What it cannot do is what only the server's C library can: input methods,
// as for Chinese or Japanese.
package x11

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/randr"
	"github.com/jezek/xgb/xproto"

	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/ui/software/native"
)

// System is a connection to an X server.
type System struct {
	conn   *xgb.Conn
	screen *xproto.ScreenInfo
	pixels layout
	atoms  map[string]xproto.Atom
	events *native.Queue
	// splits says that the server knows monitors (RANDR), of which it tells by
	// monitorEvent and the event after it.
	splits       bool
	monitorEvent byte
	// keyboard, pointed and dropping belong to the goroutine that reads.
	keyboard keyboard
	drop     drop

	mu       sync.Mutex
	windows  map[xproto.Window]*window
	monitors []monitor
	shared   bool
	closed   bool
	now      xproto.Timestamp
	cursors  map[desktop.StandardCursor]xproto.Cursor

	selections selections
}

var (
	_ native.System = (*System)(nil)
	_ native.Window = (*window)(nil)
)

// ErrLost is what native.Lost says when the server went away.
var ErrLost = errors.New("the connection to the X server was lost")

// atomNames are the names that the protocols between programs use.
var atomNames = []string{
	"WM_PROTOCOLS", "WM_DELETE_WINDOW", "WM_CLIENT_MACHINE", "UTF8_STRING", "TARGETS", "INCR", "CLIPBOARD", "TEXT",
	"text/plain;charset=utf-8", "text/uri-list", "CLIPBOARD_MANAGER", "SAVE_TARGETS", "TIMESTAMP", "MULTIPLE",
	"_NET_WM_NAME", "_NET_WM_ICON", "_NET_WM_PID", "_NET_WM_PING", "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN",
	"_NET_WM_STATE_ABOVE", "_NET_WM_WINDOW_TYPE", "_NET_WM_WINDOW_TYPE_NORMAL", "_NET_WM_WINDOW_TYPE_SPLASH",
	"_NET_ACTIVE_WINDOW", "_NET_WORKAREA", "_NET_SUPPORTED", "_GTK_THEME_VARIANT", "_MOTIF_WM_HINTS",
	"XdndAware", "XdndEnter", "XdndPosition", "XdndStatus", "XdndLeave", "XdndDrop", "XdndFinished", "XdndSelection",
	"XdndTypeList", "XdndActionCopy", "TEAMSACCOUNT_TRANSFER", "TEAMSACCOUNT_DROP",
}

// Open connects to the X server that DISPLAY names.
func Open() (*System, error) {
	xgb.Logger.SetOutput(io.Discard) // What it says comes as an error, too.
	expectExtensions()
	conn, err := xgb.NewConn()
	if err != nil {
		return nil, fmt.Errorf("no X server answers: %w", err)
	}
	s := &System{
		conn: conn, events: native.NewQueue(), windows: map[xproto.Window]*window{},
		atoms: map[string]xproto.Atom{}, cursors: map[desktop.StandardCursor]xproto.Cursor{},
	}
	if err := s.setUp(); err != nil {
		conn.Close()
		return nil, err
	}
	go s.read()
	return s, nil
}

// setUp learns what the server is like.
func (s *System) setUp() error {
	setup := xproto.Setup(s.conn)
	s.screen = setup.DefaultScreen(s.conn)
	var err error
	if s.pixels, err = layoutOf(setup, s.screen); err != nil {
		return err
	}
	asked := make([]xproto.InternAtomCookie, len(atomNames))
	for i, name := range atomNames {
		asked[i] = xproto.InternAtom(s.conn, false, uint16(len(name)), name)
	}
	for i, name := range atomNames {
		atom, err := asked[i].Reply()
		if err != nil {
			return fmt.Errorf("the X server knows no names: %w", err)
		}
		s.atoms[name] = atom.Atom
	}
	if s.pixels.fast {
		_, s.shared = s.extension(sharedMemory)
	}
	if err := s.keyboard.load(s.conn); err != nil {
		return err
	}
	if s.monitorEvent, s.splits = s.extension(monitorsOf); s.splits {
		randr.SelectInput(s.conn, s.screen.Root, randr.NotifyMaskScreenChange|randr.NotifyMaskCrtcChange|randr.NotifyMaskOutputChange)
	}
	s.loadMonitors()
	return s.selections.open(s)
}

// Events implements native.System.
func (s *System) Events() *native.Queue { return s.events }

// DoubleClick implements native.System.
func (s *System) DoubleClick() time.Duration { return 300 * time.Millisecond }

// Close implements native.System.
func (s *System) Close() {
	s.selections.save()
	s.mu.Lock()
	s.closed = true
	for _, w := range s.windows {
		w.free()
	}
	s.mu.Unlock()
	s.conn.Close()
}

// window returns one of our windows.
func (s *System) window(id xproto.Window) *window {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.windows[id]
}

// at notes the server's time, which requests have to name.
func (s *System) at(t xproto.Timestamp) {
	if t != 0 {
		s.mu.Lock()
		s.now = t
		s.mu.Unlock()
	}
}

func (s *System) time() xproto.Timestamp {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// words returns values as the server reads them.
func words(values ...uint32) []byte {
	data := make([]byte, 0, 4*len(values))
	for _, v := range values {
		data = binary.LittleEndian.AppendUint32(data, v)
	}
	return data
}

// set sets a property of a window to values.
func (s *System) set(id xproto.Window, property string, kind xproto.Atom, values ...uint32) {
	xproto.ChangeProperty(s.conn, xproto.PropModeReplace, id, s.atom(property), kind, 32, uint32(len(values)), words(values...))
}

// setText sets a property of a window to a text.
func (s *System) setText(id xproto.Window, property, kind xproto.Atom, text string) {
	xproto.ChangeProperty(s.conn, xproto.PropModeReplace, id, property, kind, 8, uint32(len(text)), []byte(text))
}

// atom returns what a name is called on this server.
func (s *System) atom(name string) xproto.Atom { return s.atoms[name] }

// send sends a message to a window.
func (s *System) send(to, about xproto.Window, kind string, mask uint32, data ...uint32) {
	var all [5]uint32
	copy(all[:], data)
	message := xproto.ClientMessageEvent{
		Format: 32, Window: about, Type: s.atom(kind), Data: xproto.ClientMessageDataUnionData32New(all[:]),
	}
	xproto.SendEvent(s.conn, false, to, mask, string(message.Bytes()))
}

// ask asks the window manager for something about a window.
func (s *System) ask(about xproto.Window, kind string, data ...uint32) {
	s.send(s.screen.Root, about, kind, xproto.EventMaskSubstructureNotify|xproto.EventMaskSubstructureRedirect, data...)
}
