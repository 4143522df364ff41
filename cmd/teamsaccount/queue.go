package main

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"teamsaccount/ui/task"
)

// firstPicture is how long the window's first picture may wait for the
// document, so that it shows the account and not an empty form before it.
const firstPicture = 100 * time.Millisecond

// queue brings functions to the UI goroutine. Before the toolkit's loop runs,
// they wait here, and openOnce runs them on the goroutine that built the window.
type queue struct {
	mu      sync.Mutex
	open    bool
	waiting []func()
	arrived chan struct{}
}

func newQueue() *queue { return &queue{arrived: make(chan struct{}, 1)} }

// do has the UI goroutine call f.
func (q *queue) do(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.open {
		fyne.Do(f)
		return
	}
	q.waiting = append(q.waiting, f)
	select {
	case q.arrived <- struct{}{}:
	default:
	}
}

// openOnce calls what arrives until the window is ready, but no longer than
// patience, and leaves all that follows to the toolkit's loop.
func (q *queue) openOnce(ready func() bool, patience time.Duration) {
	enough := time.After(patience)
	for waiting := true; waiting && !ready(); {
		select {
		case <-q.arrived:
			q.drain(false)
		case <-enough:
			waiting = false
		}
	}
	q.drain(true)
}

// drain calls what waits; open says that nothing is to wait here any more.
func (q *queue) drain(open bool) {
	for f := q.next(open); f != nil; f = q.next(open) {
		f()
	}
}

// next returns a function that waits, or nil.
func (q *queue) next(open bool) func() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		q.open = open
		return nil
	}
	f := q.waiting[0]
	q.waiting = q.waiting[1:]
	return f
}

// scheduler runs the window's work in production.
func (q *queue) scheduler() task.Scheduler {
	return task.Scheduler{
		Background: func(f func()) { go f() },
		UI:         q.do,
		After: func(d time.Duration, f func()) (stop func()) {
			timer := time.AfterFunc(d, func() { q.do(f) })
			return func() { timer.Stop() }
		},
	}
}
