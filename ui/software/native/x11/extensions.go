//go:build linux

package x11

import (
	"fmt"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// The extensions that are used where the server has them.
const (
	extensionMemory   = "MIT-SHM"
	extensionMonitors = "RANDR"
)

// extensions are the extensions that the server has, and the numbers of their
// requests.
type extensions map[string]byte

// learnExtensions asks the server for its extensions, over a connection that is
// closed again.
//
// The Init of an extension would ask too, but beside the goroutine that reads:
// xgb keeps the constructors of events and errors in maps of the whole process,
// and reads them without a lock. Here they are written when nothing reads.
func learnExtensions() (extensions, error) {
	conn, err := xgb.NewConn()
	if err != nil {
		return nil, err
	}
	answers := map[string]*xproto.QueryExtensionReply{}
	for _, name := range []string{extensionMemory, extensionMonitors} {
		answer, err := xproto.QueryExtension(conn, uint16(len(name)), name).Reply()
		if err != nil {
			conn.Close()
			return nil, fmt.Errorf("the X server does not tell its extensions: %w", err)
		}
		answers[name] = answer
	}
	conn.Close()
	for event, err := conn.WaitForEvent(); event != nil || err != nil; event, err = conn.WaitForEvent() {
		// Until its goroutine has ended.
	}
	found := extensions{}
	for name, answer := range answers {
		if answer.Present {
			found[name] = answer.MajorOpcode
			register(name, answer)
		}
	}
	return found, nil
}

// register has xgb understand the events and errors of an extension.
func register(name string, numbers *xproto.QueryExtensionReply) {
	for i, construct := range xgb.NewExtEventFuncs[name] {
		xgb.NewEventFuncs[int(numbers.FirstEvent)+i] = construct
	}
	for i, construct := range xgb.NewExtErrorFuncs[name] {
		xgb.NewErrorFuncs[int(numbers.FirstError)+i] = construct
	}
}

// use has a connection send the requests of an extension, and reports whether
// the server has it.
func (e extensions) use(conn *xgb.Conn, name string) bool {
	number, has := e[name]
	if has {
		conn.ExtLock.Lock()
		conn.Extensions[name] = number
		conn.ExtLock.Unlock()
	}
	return has
}
