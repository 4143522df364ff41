package native

import "sync"

// Queue brings events from the window system to the driver. The zero value is
// not ready for use; see NewQueue.
type Queue struct {
	mu     sync.Mutex
	events []Event
	ready  chan struct{}
}

// NewQueue returns an empty queue.
func NewQueue() *Queue { return &Queue{ready: make(chan struct{}, 1)} }

// Put adds an event without ever waiting. Of what the driver has not looked at
// yet, only the last is kept where no more is of interest: places of the
// pointer and sizes of a window. Any goroutine may call it.
func (q *Queue) Put(e Event) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if last := len(q.events) - 1; last >= 0 && replaces(e, q.events[last]) {
		q.events[last] = e
	} else {
		q.events = append(q.events, e)
	}
	select {
	case q.ready <- struct{}{}:
	default:
	}
}

// replaces reports whether nobody needs the event before any more.
func replaces(e, before Event) bool {
	switch e := e.(type) {
	case PointerMoved:
		b, same := before.(PointerMoved)
		return same && b.Window == e.Window
	case Resized:
		b, same := before.(Resized)
		return same && b.Window == e.Window
	case Exposed:
		return e == before
	case Rescaled:
		return e == before
	}
	return false
}

// Take returns all events that came since the last call, in order.
func (q *Queue) Take() []Event {
	q.mu.Lock()
	defer q.mu.Unlock()
	events := q.events
	q.events = nil
	return events
}

// Ready returns a channel on which something arrives when there are events to
// take. It may also arrive when there are none.
func (q *Queue) Ready() <-chan struct{} { return q.ready }
