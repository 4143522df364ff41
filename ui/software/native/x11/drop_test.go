//go:build linux

package x11

import (
	"encoding/binary"
	"image"
	"slices"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"teamsaccount/ui/software/native"
)

// dragger is another program, from which something is dragged (XDND 5).
type dragger struct {
	*server
	conn *xgb.Conn
	id   xproto.Window
	over xproto.Window
}

// drag connects a program that offers something to drop on a window.
func (s *server) drag(over xproto.Window) *dragger {
	s.Helper()
	conn, err := xgb.NewConn()
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(conn.Close)
	screen := xproto.Setup(conn).DefaultScreen(conn)
	id, err := xproto.NewWindowId(conn)
	if err != nil {
		s.Fatal(err)
	}
	err = xproto.CreateWindowChecked(conn, screen.RootDepth, id, screen.Root, 0, 0, 1, 1, 0,
		xproto.WindowClassInputOutput, screen.RootVisual, 0, nil).Check()
	if err != nil {
		s.Fatal(err)
	}
	d := &dragger{s, conn, id, over}
	xproto.SetSelectionOwner(conn, id, d.atom("XdndSelection"), xproto.TimeCurrentTime)
	return d
}

func (d *dragger) atom(name string) xproto.Atom {
	d.Helper()
	reply, err := xproto.InternAtom(d.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		d.Fatal(err)
	}
	return reply.Atom
}

// tell sends a message of the protocol to the window.
func (d *dragger) tell(name string, data ...uint32) {
	d.Helper()
	five := [5]uint32{uint32(d.id)}
	copy(five[1:], data)
	event := xproto.ClientMessageEvent{
		Format: 32, Window: d.over, Type: d.atom(name), Data: xproto.ClientMessageDataUnionData32New(five[:]),
	}
	if err := xproto.SendEventChecked(d.conn, false, d.over, 0, string(event.Bytes())).Check(); err != nil {
		d.Fatal(err)
	}
}

// hear returns the next message of this name, and hands the list over where it is
// asked for.
func (d *dragger) hear(name string, list string) []uint32 {
	d.Helper()
	wanted, events := d.atom(name), make(chan xgb.Event)
	go func() {
		for {
			event, _ := d.conn.WaitForEvent()
			if event == nil {
				close(events)
				return
			}
			events <- event
			if said, is := event.(xproto.ClientMessageEvent); is && said.Type == wanted {
				return
			}
		}
	}()
	deadline := time.After(20 * time.Second)
	for {
		select {
		case event := <-events:
			switch event := event.(type) {
			case nil:
				d.Fatal("the connection ended")
			case xproto.SelectionRequestEvent:
				d.handOver(event, list)
			case xproto.ClientMessageEvent:
				if event.Type == wanted {
					return event.Data.Data32
				}
			}
		case <-deadline:
			d.Fatalf("waited in vain for %s", name)
		}
	}
}

func (d *dragger) handOver(asked xproto.SelectionRequestEvent, list string) {
	d.Helper()
	xproto.ChangeProperty(d.conn, xproto.PropModeReplace, asked.Requestor, asked.Property, asked.Target, 8, uint32(len(list)), []byte(list))
	answer := xproto.SelectionNotifyEvent{
		Time: asked.Time, Requestor: asked.Requestor, Selection: asked.Selection, Target: asked.Target, Property: asked.Property,
	}
	if err := xproto.SendEventChecked(d.conn, false, asked.Requestor, 0, string(answer.Bytes())).Check(); err != nil {
		d.Fatal(err)
	}
}

const firstDndVersion = uint32(dndVersion) << 24

func TestDrop_HandsOverTheFilesThatAreDropped(t *testing.T) {
	s := serve(t)
	system, w := s.open()
	d := s.drag(w.id)
	d.tell("XdndEnter", firstDndVersion, uint32(d.atom("text/plain")), uint32(d.atom("text/uri-list")))
	d.tell("XdndPosition", 0, 40<<16|30, xproto.TimeCurrentTime, uint32(d.atom("XdndActionCopy")))
	if status := d.hear("XdndStatus", ""); status[1]&1 != 1 || xproto.Atom(status[4]) != d.atom("XdndActionCopy") {
		t.Errorf("the window does not accept files: %v", status)
	}
	d.tell("XdndDrop", 0, xproto.TimeCurrentTime)
	finished := d.hear("XdndFinished", "#from a file manager\r\nfile:///srv/Kunde%20%C3%A4.json\r\nhttps://elsewhere.example/x\r\nfile:///etc/../srv/two.json\r\n")
	if finished[1]&1 != 1 {
		t.Errorf("the drop was not taken: %v", finished)
	}
	events := s.wait(system, func(e native.Event) bool { _, is := e.(native.Dropped); return is })
	dropped := events[len(events)-1].(native.Dropped)
	if !slices.Equal(dropped.Paths, []string{"/srv/Kunde ä.json", "/srv/two.json"}) || dropped.At != image.Pt(40, 30) {
		t.Errorf("dropped %q at %v", dropped.Paths, dropped.At)
	}
}

// A program that offers more than three kinds lists them in a property.
func TestDrop_FindsFilesAmongManyKinds(t *testing.T) {
	s := serve(t)
	_, w := s.open()
	d := s.drag(w.id)
	var kinds []byte
	for _, name := range []string{"text/plain", "text/html", "UTF8_STRING", "text/uri-list"} {
		kinds = binary.LittleEndian.AppendUint32(kinds, uint32(d.atom(name)))
	}
	xproto.ChangeProperty(d.conn, xproto.PropModeReplace, d.id, d.atom("XdndTypeList"), xproto.AtomAtom, 32, uint32(len(kinds)/4), kinds)
	d.tell("XdndEnter", firstDndVersion|1)
	d.tell("XdndPosition", 0, 40<<16|30, xproto.TimeCurrentTime, uint32(d.atom("XdndActionCopy")))
	if status := d.hear("XdndStatus", ""); status[1]&1 != 1 {
		t.Errorf("the window does not accept files: %v", status)
	}
}

func TestDrop_TakesNothingButFiles(t *testing.T) {
	s := serve(t)
	_, w := s.open()
	d := s.drag(w.id)
	d.tell("XdndEnter", firstDndVersion, uint32(d.atom("text/plain")))
	d.tell("XdndPosition", 0, 40<<16|30, xproto.TimeCurrentTime, uint32(d.atom("XdndActionCopy")))
	if status := d.hear("XdndStatus", ""); status[1]&1 != 0 {
		t.Errorf("the window accepts a text: %v", status)
	}
	d.tell("XdndDrop", 0, xproto.TimeCurrentTime)
	if finished := d.hear("XdndFinished", ""); finished[1]&1 != 0 {
		t.Errorf("the text was taken: %v", finished)
	}
}
