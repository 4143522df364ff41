package ui

import (
	"slices"
	"time"

	"teamsaccount/ui/task"
)

// hand is a scheduler that a test drives: what is to run in the background or
// on the UI goroutine waits in one queue, timers wait for the clock, and all of
// it runs on the goroutine of the test.
type hand struct {
	queue  []func()
	timers []*timer
	now    time.Time
	// held keeps background work in the queue until it is let go.
	held   bool
	waited []func()
}

type timer struct {
	at time.Time
	f  func()
}

func newHand() *hand {
	return &hand{now: time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)}
}

func (h *hand) scheduler() task.Scheduler {
	return task.Scheduler{
		Background: func(f func()) {
			if h.held {
				h.waited = append(h.waited, f)
				return
			}
			h.queue = append(h.queue, f)
		},
		UI: func(f func()) { h.queue = append(h.queue, f) },
		After: func(d time.Duration, f func()) func() {
			t := &timer{h.now.Add(d), f}
			h.timers = append(h.timers, t)
			return func() {
				h.timers = slices.DeleteFunc(h.timers, func(other *timer) bool { return other == t })
			}
		},
	}
}

// drain runs what waits until nothing does.
func (h *hand) drain() {
	for len(h.queue) > 0 {
		f := h.queue[0]
		h.queue = h.queue[1:]
		f()
	}
}

// letGo runs the background work that was held.
func (h *hand) letGo() {
	h.held = false
	h.queue = append(h.queue, h.waited...)
	h.waited = nil
	h.drain()
}

// pass lets time pass, timer by timer.
func (h *hand) pass(d time.Duration) {
	until := h.now.Add(d)
	for {
		h.drain()
		due := slices.IndexFunc(h.timers, func(t *timer) bool {
			return !t.at.After(until) && !slices.ContainsFunc(h.timers, func(o *timer) bool { return o.at.Before(t.at) })
		})
		if due < 0 {
			break
		}
		t := h.timers[due]
		h.timers = slices.Delete(h.timers, due, due+1)
		h.now = t.at
		t.f()
	}
	h.now = until
	h.drain()
}
