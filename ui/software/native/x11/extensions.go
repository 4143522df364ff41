//go:build linux

package x11

import (
	"fmt"
	"sync"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// The extensions that are used where the server has them.
const (
	sharedMemory = "MIT-SHM"
	monitorsOf   = "RANDR"
)

// The numbers that the protocol leaves to the events and errors of extensions.
// Each server deals them out in its own way.
const (
	firstEvent, lastEvent = 64, 127
	firstError, lastError = 128, 255
)

// expectExtensions has xgb hand over the events and errors of extensions as they
// come. xgb looks for their constructors in maps of the whole process, without a
// lock, so they are complete before the first connection. The Init of an
// extension would write them later, beside the goroutine that reads.
var expectExtensions = sync.OnceFunc(func() {
	for number := firstEvent; number <= lastEvent; number++ {
		xgb.NewEventFuncs[number] = func(data []byte) xgb.Event { return extensionEvent(data) }
	}
	for number := firstError; number <= lastError; number++ {
		xgb.NewErrorFuncs[number] = extensionError
	}
})

// extensionEvent is an event of an extension, as the server sent it.
type extensionEvent []byte

// Bytes implements xgb.Event.
func (e extensionEvent) Bytes() []byte { return e }

// String implements xgb.Event.
func (e extensionEvent) String() string { return fmt.Sprintf("event %d of an extension", e.number()) }

// number is the event's number; a flag beside it says that a program sent it.
func (e extensionEvent) number() byte { return e[0] & 0x7f }

// extensionError is an error of an extension, which is laid out as all errors are.
func extensionError(data []byte) xgb.Error {
	laidOut := xproto.ValueErrorNew(data).(xproto.ValueError)
	laidOut.NiceName = fmt.Sprintf("error %d of an extension", data[1])
	return laidOut
}

// extension asks the server for one of its extensions, and has the connection
// send the extension's requests. It returns the number of its first event; known
// is false where the server does not have it.
func (s *System) extension(name string) (event byte, known bool) {
	answer, err := xproto.QueryExtension(s.conn, uint16(len(name)), name).Reply()
	if err != nil || !answer.Present {
		return 0, false
	}
	s.conn.ExtLock.Lock()
	s.conn.Extensions[name] = answer.MajorOpcode
	s.conn.ExtLock.Unlock()
	return answer.FirstEvent, true
}
