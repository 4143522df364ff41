package keystore

import (
	"sync"

	"github.com/godbus/dbus/v5"
)

var _ dbus.SignalHandler = (*listener)(nil)

// listener notes the signals of a connection that tell how a call will go: the
// end of the service, and the end of the dialog that is waited for.
type listener struct {
	mu sync.Mutex
	// ended is closed when the service ends.
	ended chan struct{}
	// onEnd, if set, is called when that happens.
	onEnd func()
	// prompt is the dialog that is waited for; answers gets how it ended.
	prompt  dbus.ObjectPath
	answers chan answer
}

// answer is how a dialog ended.
type answer struct {
	dismissed bool
	// opened are the objects that were unlocked.
	opened []dbus.ObjectPath
}

// begin forgets the past: from here on the end of the service counts.
func (l *listener) begin() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = make(chan struct{})
}

// over is closed when the service ends.
func (l *listener) over() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ended
}

// died reports whether the service ended since begin.
func (l *listener) died() bool {
	select {
	case <-l.over():
		return true
	default:
		return false
	}
}

// whenDied calls f when the service ends.
func (l *listener) whenDied(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.onEnd = f
}

// await returns where the answer to a dialog will arrive.
func (l *listener) await(prompt dbus.ObjectPath) <-chan answer {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prompt, l.answers = prompt, make(chan answer, 1)
	return l.answers
}

// DeliverSignal takes a signal from godbus. It does not block.
func (l *listener) DeliverSignal(iface, name string, signal *dbus.Signal) {
	switch iface + "." + name {
	case busIface + ".NameOwnerChanged":
		if ownerEnded(signal.Body) {
			l.end()
		}
	case promptIface + ".Completed":
		l.complete(signal)
	}
}

// ownerEnded reports whether the arguments of NameOwnerChanged (name, old
// owner, new owner) say that the service's owner has gone.
func ownerEnded(body []any) bool {
	var name, before, now string
	return dbus.Store(body, &name, &before, &now) == nil && name == serviceName && before != ""
}

func (l *listener) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.ended:
		return
	default:
	}
	if l.ended != nil {
		close(l.ended)
	}
	if l.onEnd != nil {
		go l.onEnd()
	}
}

func (l *listener) complete(signal *dbus.Signal) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.answers == nil || signal.Path != l.prompt {
		return
	}
	var (
		a      = answer{dismissed: true}
		result dbus.Variant
	)
	if dbus.Store(signal.Body, &a.dismissed, &result) == nil {
		a.opened, _ = result.Value().([]dbus.ObjectPath)
	}
	select {
	case l.answers <- a:
	default:
	}
}
