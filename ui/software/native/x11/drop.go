//go:build linux

package x11

import (
	"image"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/jezek/xgb/xproto"

	"teamsaccount/ui/software/native"
)

// dndVersion is the version of the protocol by which files are dropped (XDND,
// freedesktop.org).
const dndVersion = 5

// drop is something that is dragged over one of our windows.
type drop struct {
	source xproto.Window
	window *window
	at     image.Point
	files  bool
}

// message deals with a message of the program from which something is dragged.
func (d *drop) message(s *System, w *window, kind xproto.Atom, data []uint32) {
	switch kind {
	case s.atom("XdndEnter"):
		*d = drop{source: xproto.Window(data[0]), window: w}
		d.files = d.offersFiles(s, data)
	case s.atom("XdndPosition"):
		d.position(s, w, data)
	case s.atom("XdndLeave"):
		*d = drop{}
	case s.atom("XdndDrop"):
		if d.files && d.window == w {
			xproto.ConvertSelection(s.conn, w.id, s.atom("XdndSelection"), s.atom("text/uri-list"), s.atom("TEAMSACCOUNT_DROP"), xproto.Timestamp(data[2]))
			return
		}
		d.finish(s, w, false)
	}
}

// offersFiles reports whether a list of files is among what is offered.
func (d *drop) offersFiles(s *System, data []uint32) bool {
	offered := data[2:5]
	if data[1]&1 != 0 { // There are more than three.
		reply, err := xproto.GetProperty(s.conn, false, d.source, s.atom("XdndTypeList"), xproto.AtomAtom, 0, 1024).Reply()
		if err != nil {
			return false
		}
		offered = values(reply.Value)
	}
	for _, kind := range offered {
		if xproto.Atom(kind) == s.atom("text/uri-list") {
			return true
		}
	}
	return false
}

// position says whether what is dragged may be dropped where it is.
func (d *drop) position(s *System, w *window, data []uint32) {
	x, y := int16(data[2]>>16), int16(data[2])
	if in, err := xproto.TranslateCoordinates(s.conn, s.screen.Root, w.id, x, y).Reply(); err == nil {
		d.at = image.Pt(int(in.DstX), int(in.DstY))
	}
	accept, action := uint32(0), uint32(0)
	if d.files {
		accept, action = 1, uint32(s.atom("XdndActionCopy"))
	}
	s.send(d.source, d.source, "XdndStatus", 0, uint32(w.id), accept, 0, 0, action)
}

// arrived takes over the list of files.
func (d *drop) arrived(s *System, e xproto.SelectionNotifyEvent) {
	w := s.window(e.Requestor)
	if w == nil || w != d.window {
		return
	}
	var paths []string
	if data, _, ok := s.property(w.id, s.atom("TEAMSACCOUNT_DROP")); ok && e.Property != xproto.AtomNone {
		paths = files(string(data))
	}
	at := d.at
	d.finish(s, w, len(paths) > 0)
	if len(paths) > 0 {
		s.events.Put(native.Dropped{Window: w, At: at, Paths: paths})
	}
}

// finish tells the other program that the drop is over.
func (d *drop) finish(s *System, w *window, taken bool) {
	accepted, action := uint32(0), uint32(0)
	if taken {
		accepted, action = 1, uint32(s.atom("XdndActionCopy"))
	}
	s.send(d.source, d.source, "XdndFinished", 0, uint32(w.id), accepted, action)
	*d = drop{}
}

// files returns the files of this computer in a list of addresses, one a line
// (RFC 2483).
func files(list string) []string {
	var paths []string
	for line := range strings.Lines(list) {
		line = strings.TrimRight(line, "\r\n\x00")
		if strings.HasPrefix(line, "#") {
			continue
		}
		address, err := url.Parse(line)
		if err != nil || address.Scheme != "file" || !filepath.IsAbs(address.Path) || strings.ContainsRune(address.Path, 0) {
			continue
		}
		paths = append(paths, filepath.Clean(address.Path))
	}
	return paths
}
