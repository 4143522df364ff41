package keystore

import (
	"context"
	"fmt"
	"sync"
)

// work is one piece of work against the keychain.
type work struct {
	do func(context.Context) (string, error)
	// undo, if set, takes back what do did after nobody waited for it any more.
	undo func()
}

// flight lets one piece of work run at a time. Work that is given up goes on in
// its goroutine, and the flight stays taken until that ends: so there is never
// more than one, and a dialog that is open already is waited for by whoever
// comes next.
type flight struct {
	mu      sync.Mutex
	current *call
}

// call is work under way.
type call struct {
	// done is closed when the work has ended and the flight is free.
	done chan struct{}

	mu      sync.Mutex
	decided bool
}

// decide fixes who has the last word: the work by ending or the caller by
// giving up. It reports whether it was the first to be called.
func (c *call) decide() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := !c.decided
	c.decided = true
	return first
}

// run runs w once the flight is free, and returns what it returns, or ctx's
// error when ctx ends first.
func (f *flight) run(ctx context.Context, w work) (string, error) {
	c, err := f.enter(ctx)
	if err != nil {
		return "", err
	}
	type outcome struct {
		secret string
		err    error
	}
	ended := make(chan outcome, 1)
	go func() {
		defer f.leave(c)
		secret, err := contained(func() (string, error) { return w.do(ctx) })
		if c.decide() {
			ended <- outcome{secret, err}
		} else if w.undo != nil {
			_, _ = contained(func() (string, error) { w.undo(); return "", nil })
		}
	}()
	select {
	case o := <-ended:
		return o.secret, o.err
	case <-ctx.Done():
	}
	if c.decide() {
		return "", ctx.Err()
	}
	o := <-ended
	return o.secret, o.err
}

// enter takes the flight, waiting for the work before it.
func (f *flight) enter(ctx context.Context) (*call, error) {
	for ctx.Err() == nil {
		c, before := f.take()
		if c != nil {
			return c, nil
		}
		select {
		case <-before.done:
		case <-ctx.Done():
		}
	}
	if ctx.Err() == context.Canceled {
		return nil, ctx.Err()
	}
	return nil, &failure{causeBusy, ctx.Err()}
}

// take returns a new call if the flight is free, else the one that has it.
func (f *flight) take() (taken, before *call) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.current != nil {
		return nil, f.current
	}
	f.current = &call{done: make(chan struct{})}
	return f.current, nil
}

func (f *flight) leave(c *call) {
	f.mu.Lock()
	f.current = nil
	f.mu.Unlock()
	close(c.done)
}

// contained runs do and turns its panic into an error: go-keyring panics when
// the session bus ends under an open dialog.
func contained(do func() (string, error)) (secret string, err error) {
	defer func() {
		if p := recover(); p != nil {
			secret, err = "", &failure{causeBroken, fmt.Errorf("panic: %v", p)}
		}
	}()
	return do()
}
