package main

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"teamsaccount/account/service"
	"teamsaccount/ui"
)

// What reaches the queue before the window is ready is called in order, by
// whoever builds the window.
func TestQueue_CallsWhatWaitsUntilTheWindowIsReady(t *testing.T) {
	q, called, ready := newQueue(), []int{}, false
	go func() {
		for i := range 3 {
			q.do(func() {
				called = append(called, i)
				ready = i == 2
			})
		}
	}()
	q.openOnce(func() bool { return ready }, time.Minute)
	if !slices.Equal(called, []int{0, 1, 2}) {
		t.Errorf("called %v", called)
	}
}

// A document that takes its time does not keep the window from opening.
func TestQueue_DoesNotWaitForEver(t *testing.T) {
	q := newQueue()
	q.openOnce(func() bool { return false }, time.Millisecond)
	if !q.open {
		t.Error("the queue still waits")
	}
}

// opener is a service that opens only.
type opener struct {
	ui.Service
	open  func(context.Context) error
	calls int
}

func (o *opener) Open(ctx context.Context, path string) (service.Opened, error) {
	o.calls++
	return service.Opened{Path: path}, o.open(ctx)
}

func TestAhead_OpensTheFirstDocumentOnceAndAllOthersThen(t *testing.T) {
	service := &opener{open: func(context.Context) error { return nil }}
	a := openAhead(service, "own")
	for i, path := range []string{"own", "own", "other"} {
		got, err := a.Open(t.Context(), path)
		if err != nil || got.Path != path || service.calls != i+1 {
			t.Errorf("open %d of %q gave %q, %v after %d calls", i, path, got.Path, err, service.calls)
		}
	}
}

func TestAhead_GivesUpWhereTheWindowDoes(t *testing.T) {
	service := &opener{open: func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	}}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := openAhead(service, "own").Open(ctx, "own"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A panic while opening ahead does not end the program: it comes where the
// document is asked for, and the window tells it.
func TestAhead_PassesAPanicOn(t *testing.T) {
	a := openAhead(&opener{open: func(context.Context) error { panic("broken") }}, "own")
	defer func() {
		if recover() != "broken" {
			t.Error("the panic is lost")
		}
	}()
	_, _ = a.Open(t.Context(), "own")
}
