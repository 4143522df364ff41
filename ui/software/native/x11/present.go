//go:build linux

package x11

import (
	"image"
	"unsafe"

	"github.com/jezek/xgb/shm"
	"github.com/jezek/xgb/xproto"
	"golang.org/x/sys/unix"

	"teamsaccount/ui/software/native"
)

// shared is a picture in memory that the X server reads, too.
type shared struct {
	segment shm.Seg
	memory  []byte
	size    image.Point
}

// maxRequest bounds the pixels that one request carries, in bytes; the
// protocol allows 262,140 for all of it.
const maxRequest = 240_000

// Paint implements native.Window.
func (w *window) Paint(frame *native.Frame, damage []image.Rectangle) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.share(frame.Size) {
		w.copy(frame, damage)
		w.put(damage)
		return
	}
	for _, part := range damage {
		w.send(frame, part)
	}
	// Waiting for any answer holds back who paints faster than is shown.
	_, _ = xproto.GetInputFocus(w.system.conn).Reply()
}

// share makes sure that a picture of a size is shared with the server. It
// reports whether there is one.
func (w *window) share(size image.Point) bool {
	s := w.system
	s.mu.Lock()
	wanted := s.shared && !s.closed
	s.mu.Unlock()
	if !wanted {
		return false
	}
	if w.picture.memory != nil && w.picture.size == size {
		return true
	}
	w.freeLocked()
	id, err := unix.SysvShmGet(unix.IPC_PRIVATE, 4*size.X*size.Y, unix.IPC_CREAT|0o600)
	if err != nil {
		return false
	}
	// From here on, the memory goes with the last who uses it.
	defer func() { _, _ = unix.SysvShmCtl(id, unix.IPC_RMID, nil) }()
	memory, err := unix.SysvShmAttach(id, 0, 0)
	if err != nil {
		return false
	}
	segment, err := shm.NewSegId(s.conn)
	if err == nil {
		err = shm.AttachChecked(s.conn, segment, uint32(id), false).Check()
	}
	if err != nil { // The server is on another machine, or in a container.
		_ = unix.SysvShmDetach(memory)
		s.mu.Lock()
		s.shared = false
		s.mu.Unlock()
		return false
	}
	w.picture = shared{segment, memory, size}
	return true
}

// copy copies parts of a frame to the shared picture.
func (w *window) copy(frame *native.Frame, damage []image.Rectangle) {
	pixels := unsafe.Slice((*uint32)(unsafe.Pointer(&w.picture.memory[0])), frame.Size.X*frame.Size.Y)
	for _, part := range damage {
		for y := part.Min.Y; y < part.Max.Y; y++ {
			copy(pixels[y*frame.Size.X+part.Min.X:], frame.Row(y, part.Min.X, part.Max.X))
		}
	}
}

// put has the server show parts of the shared picture, and waits until it has
// read them.
func (w *window) put(parts []image.Rectangle) {
	p := w.picture
	for i, part := range parts {
		if part = part.Intersect(image.Rectangle{Max: p.size}); part.Empty() {
			continue
		}
		done := shm.PutImageChecked(w.system.conn, xproto.Drawable(w.id), w.gc, uint16(p.size.X), uint16(p.size.Y),
			uint16(part.Min.X), uint16(part.Min.Y), uint16(part.Dx()), uint16(part.Dy()), int16(part.Min.X), int16(part.Min.Y),
			w.system.pixels.depth, xproto.ImageFormatZPixmap, 0, p.segment, 0)
		if i == len(parts)-1 {
			_ = done.Check()
		}
	}
}

// send sends a part of a frame through the connection.
func (w *window) send(frame *native.Frame, part image.Rectangle) {
	l := w.system.pixels
	rows := max(1, maxRequest/l.stride(part.Dx()))
	for y := part.Min.Y; y < part.Max.Y; y += rows {
		strip := image.Rect(part.Min.X, y, part.Max.X, min(y+rows, part.Max.Y))
		xproto.PutImage(w.system.conn, xproto.ImageFormatZPixmap, xproto.Drawable(w.id), w.gc, uint16(strip.Dx()), uint16(strip.Dy()),
			int16(strip.Min.X), int16(strip.Min.Y), 0, l.depth, l.pack(frame, strip))
	}
}

// expose shows again what the screen lost: from the shared picture, or by
// asking the driver.
func (w *window) expose(part image.Rectangle) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.picture.memory == nil {
		w.system.events.Put(native.Exposed{Window: w})
		return
	}
	w.put([]image.Rectangle{part})
}

// free gives the shared memory back.
func (w *window) free() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.freeLocked()
}

func (w *window) freeLocked() {
	if w.picture.memory == nil {
		return
	}
	shm.Detach(w.system.conn, w.picture.segment)
	_ = unix.SysvShmDetach(w.picture.memory)
	w.picture = shared{}
}
