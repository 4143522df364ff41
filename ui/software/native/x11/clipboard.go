//go:build linux

package x11

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"teamsaccount/ui/software/native"
)

const (
	// patience is how long another program may take between two signs that it
	// is handing over a text.
	patience = time.Second
	// transfer is how long it may take in all, because a person waits for it.
	transfer = 4 * time.Second
	// chunk is how much of a text is handed over at once, in bytes; a longer
	// one goes piece by piece (INCR of ICCCM 2.7.2).
	chunk = 128 << 10
	// saving is how long the clipboard's keeper may take when the program ends.
	saving = 500 * time.Millisecond
)

// selections are the texts that programs offer each other: the clipboard and
// the primary selection; and a dropped list of files.
type selections struct {
	system *System
	// id is an invisible window that owns what we offer and gets what we ask
	// for.
	id xproto.Window

	mu       sync.Mutex
	offered  map[xproto.Atom]string
	incoming *incoming
	outgoing map[target]string
	lost     bool
}

// target is a property of another program's window, to which we hand over.
type target struct {
	window   xproto.Window
	property xproto.Atom
}

// incoming is a text that is on its way to us.
type incoming struct {
	property xproto.Atom
	data     []byte
	pieces   bool
	// done is called with the text once it is complete, and sign at each sign
	// of life.
	done func(text string, ok bool)
	sign func()
}

// open makes the invisible window.
func (c *selections) open(s *System) error {
	c.system, c.offered, c.outgoing = s, map[xproto.Atom]string{}, map[target]string{}
	var err error
	if c.id, err = xproto.NewWindowId(s.conn); err != nil {
		return err
	}
	return xproto.CreateWindowChecked(s.conn, 0, c.id, s.screen.Root, -1, -1, 1, 1, 0, xproto.WindowClassInputOnly, 0,
		xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange}).Check()
}

// Clipboard implements native.System.
func (s *System) Clipboard() string { return s.selections.get(s.atom("CLIPBOARD")) }

// SetClipboard implements native.System.
func (s *System) SetClipboard(text string) { s.selections.offer(s.atom("CLIPBOARD"), text) }

// Selection implements native.System.
func (s *System) Selection() string { return s.selections.get(xproto.AtomPrimary) }

// SetSelection implements native.System.
func (s *System) SetSelection(text string) { s.selections.offer(xproto.AtomPrimary, text) }

// offer offers a text to all programs.
func (c *selections) offer(selection xproto.Atom, text string) {
	c.mu.Lock()
	c.offered[selection] = text
	c.mu.Unlock()
	xproto.SetSelectionOwner(c.system.conn, c.id, selection, c.system.time())
}

// get returns the text that a program offers.
func (c *selections) get(selection xproto.Atom) string {
	owner, err := xproto.GetSelectionOwner(c.system.conn, selection).Reply()
	if err != nil || owner.Owner == xproto.WindowNone {
		return ""
	}
	if owner.Owner == c.id {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.offered[selection]
	}
	for _, kind := range []string{"UTF8_STRING", "STRING"} {
		asked := xproto.Atom(xproto.AtomString)
		if kind == "UTF8_STRING" {
			asked = c.system.atom(kind)
		}
		if text, ok := c.fetch(selection, asked); ok {
			if kind == "STRING" {
				text = fromLatin1(text)
			}
			return clean(text)
		}
	}
	return ""
}

// clean makes a text of what a program handed over.
func clean(text string) string {
	return strings.ToValidUTF8(strings.TrimRight(text, "\x00"), "\ufffd")
}

func fromLatin1(text string) string {
	if utf8.ValidString(text) {
		return text // Programs say STRING and mean UTF-8.
	}
	var out strings.Builder
	for _, b := range []byte(text) {
		out.WriteRune(rune(b))
	}
	return out.String()
}

// fetch asks for a selection and waits for it.
func (c *selections) fetch(selection, kind xproto.Atom) (text string, ok bool) {
	type outcome struct {
		text string
		ok   bool
	}
	done, signs := make(chan outcome, 1), make(chan struct{}, 1)
	property := c.system.atom("TEAMSACCOUNT_TRANSFER")
	c.mu.Lock()
	if c.lost {
		c.mu.Unlock()
		return "", false
	}
	c.incoming = &incoming{
		property: property,
		done:     func(text string, ok bool) { done <- outcome{text, ok} },
		sign: func() {
			select {
			case signs <- struct{}{}:
			default:
			}
		},
	}
	mine := c.incoming
	c.mu.Unlock()
	xproto.DeleteProperty(c.system.conn, c.id, property)
	xproto.ConvertSelection(c.system.conn, c.id, selection, kind, property, c.system.time())
	end := time.Now().Add(transfer)
	for {
		select {
		case got := <-done:
			return got.text, got.ok
		case <-signs:
		case <-time.After(min(patience, time.Until(end))):
			c.mu.Lock()
			if c.incoming == mine {
				c.incoming = nil
			}
			c.mu.Unlock()
			return "", false
		}
	}
}

// handle deals with an event of a hand-over.
func (c *selections) handle(event xgb.Event) {
	switch e := event.(type) {
	case xproto.SelectionRequestEvent:
		c.answer(e)
	case xproto.SelectionNotifyEvent:
		if e.Selection == c.system.atom("XdndSelection") {
			c.system.drop.arrived(c.system, e)
			return
		}
		c.notified(e)
	case xproto.PropertyNotifyEvent:
		c.changed(e)
	case xproto.SelectionClearEvent:
		c.mu.Lock()
		delete(c.offered, e.Selection)
		c.mu.Unlock()
	}
}

// notified takes over what a program handed over, or its refusal.
func (c *selections) notified(e xproto.SelectionNotifyEvent) {
	c.mu.Lock()
	in := c.incoming
	c.mu.Unlock()
	if in == nil || e.Requestor != c.id {
		return
	}
	if e.Property == xproto.AtomNone {
		c.finish("", false)
		return
	}
	data, kind, ok := c.system.property(c.id, in.property)
	switch {
	case ok && kind == c.system.atom("INCR"):
		in.pieces = true
		in.sign()
	default:
		c.finish(string(data), ok)
	}
}

// changed takes over the next piece of a text, or sends one.
func (c *selections) changed(e xproto.PropertyNotifyEvent) {
	if e.State == xproto.PropertyDelete {
		c.sendPiece(target{e.Window, e.Atom})
		return
	}
	c.mu.Lock()
	in := c.incoming
	c.mu.Unlock()
	if in == nil || !in.pieces || e.Window != c.id || e.Atom != in.property {
		return
	}
	data, _, ok := c.system.property(c.id, in.property)
	in.data = append(in.data, data...)
	switch {
	case !ok || len(in.data) > native.MaxClipboard:
		c.finish("", false)
	case len(data) == 0:
		c.finish(string(in.data), true)
	default:
		in.sign()
	}
}

func (c *selections) finish(text string, ok bool) {
	c.mu.Lock()
	in := c.incoming
	c.incoming = nil
	c.mu.Unlock()
	if in != nil {
		in.done(text, ok && len(text) <= native.MaxClipboard)
	}
}

// property reads a property and deletes it. ok is false where there is none,
// or where it is too long.
func (s *System) property(id xproto.Window, property xproto.Atom) (data []byte, kind xproto.Atom, ok bool) {
	reply, err := xproto.GetProperty(s.conn, true, id, property, xproto.GetPropertyTypeAny, 0, native.MaxClipboard/4+1).Reply()
	if err != nil || reply.Format != 8 && reply.Format != 32 || reply.BytesAfter > 0 {
		return nil, 0, false
	}
	return reply.Value, reply.Type, true
}

// answer hands a text over to a program that asks for it.
func (c *selections) answer(e xproto.SelectionRequestEvent) {
	s := c.system
	c.mu.Lock()
	text, ours := c.offered[e.Selection]
	c.mu.Unlock()
	property := e.Property
	if property == xproto.AtomNone {
		property = e.Target // An old program, by ICCCM 2.2.
	}
	switch {
	case !ours:
		property = xproto.AtomNone
	case e.Target == s.atom("TARGETS"):
		kinds := []uint32{
			uint32(s.atom("TARGETS")), uint32(s.atom("UTF8_STRING")), uint32(s.atom("text/plain;charset=utf-8")),
			uint32(s.atom("TEXT")), xproto.AtomString,
		}
		xproto.ChangeProperty(s.conn, xproto.PropModeReplace, e.Requestor, property, xproto.AtomAtom, 32, uint32(len(kinds)), words(kinds...))
	case e.Target == s.atom("UTF8_STRING"), e.Target == s.atom("text/plain;charset=utf-8"), e.Target == s.atom("TEXT"), e.Target == xproto.AtomString:
		kind := e.Target
		if kind == s.atom("TEXT") || kind == xproto.AtomString {
			kind = s.atom("UTF8_STRING")
		}
		c.handOver(target{e.Requestor, property}, kind, text)
	default:
		property = xproto.AtomNone
	}
	answer := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property}
	xproto.SendEvent(s.conn, false, e.Requestor, 0, string(answer.Bytes()))
}

// handOver writes a text to another program's window, or announces it in
// pieces.
func (c *selections) handOver(to target, kind xproto.Atom, text string) {
	s := c.system
	if len(text) <= chunk {
		s.setText(to.window, to.property, kind, text)
		return
	}
	xproto.ChangeWindowAttributes(s.conn, to.window, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
	c.mu.Lock()
	c.outgoing[to] = text
	c.mu.Unlock()
	xproto.ChangeProperty(s.conn, xproto.PropModeReplace, to.window, to.property, s.atom("INCR"), 32, 1, words(uint32(len(text))))
}

// sendPiece sends the next piece of a text; an empty one ends it.
func (c *selections) sendPiece(to target) {
	c.mu.Lock()
	rest, is := c.outgoing[to]
	piece := rest[:min(chunk, len(rest))]
	if len(piece) == 0 {
		delete(c.outgoing, to)
	} else {
		c.outgoing[to] = rest[len(piece):]
	}
	c.mu.Unlock()
	if is {
		c.system.setText(to.window, to.property, c.system.atom("UTF8_STRING"), piece)
	}
}

// save asks the desktop to keep the clipboard when the program has ended.
func (c *selections) save() {
	s := c.system
	c.mu.Lock()
	_, ours := c.offered[s.atom("CLIPBOARD")]
	lost := c.lost
	c.mu.Unlock()
	if !ours || lost {
		return
	}
	keeper, err := xproto.GetSelectionOwner(s.conn, s.atom("CLIPBOARD_MANAGER")).Reply()
	if err != nil || keeper.Owner == xproto.WindowNone {
		return
	}
	done := make(chan struct{})
	c.mu.Lock()
	c.incoming = &incoming{property: s.atom("TEAMSACCOUNT_TRANSFER"), done: func(string, bool) { close(done) }, sign: func() {}}
	c.mu.Unlock()
	xproto.ConvertSelection(s.conn, c.id, s.atom("CLIPBOARD_MANAGER"), s.atom("SAVE_TARGETS"), s.atom("TEAMSACCOUNT_TRANSFER"), s.time())
	select {
	case <-done:
	case <-time.After(saving):
	}
}

// abandon ends what is on its way, since the server went away.
func (c *selections) abandon() {
	c.mu.Lock()
	c.lost = true
	c.mu.Unlock()
	c.finish("", false)
}
