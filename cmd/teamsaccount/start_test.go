package main

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"teamsaccount/account"
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
	q.wait(func() bool { return ready }, time.Minute)
	if !slices.Equal(called, []int{0, 1, 2}) {
		t.Errorf("called %v", called)
	}
}

// A document that takes its time does not keep the window from opening.
func TestQueue_DoesNotWaitForEver(t *testing.T) {
	q, called := newQueue(), false
	q.wait(func() bool { return false }, time.Millisecond)
	q.do(func() { called = true })
	q.pass()
	if !q.open || !called {
		t.Error("the queue still waits")
	}
}

// opener is a service that opens, and knows of secrets. open is what it does with
// the document "own".
type opener struct {
	ui.Service
	open         func(context.Context) error
	calls, asked atomic.Int32
}

func (o *opener) Open(ctx context.Context, path string) (service.Opened, error) {
	o.calls.Add(1)
	if path != "own" {
		return service.Opened{Path: path}, nil
	}
	return service.Opened{Path: path}, o.open(ctx)
}

func (o *opener) SecretState(context.Context, account.Account) (account.SecretState, error) {
	o.asked.Add(1)
	return account.SecretStored, nil
}

func TestAhead_OpensTheFirstDocumentOnceAndAllOthersThen(t *testing.T) {
	service := &opener{open: func(context.Context) error { return nil }}
	a := openAhead(service, "own")
	for i, path := range []string{"own", "own", "other"} {
		got, err := a.Open(t.Context(), path)
		if err != nil || got.Path != path || int(service.calls.Load()) != i+1 {
			t.Errorf("open %d of %q gave %q, %v after %d calls", i, path, got.Path, err, service.calls.Load())
		}
	}
}

// The answer about the secret that was asked for ahead is for the account that
// was opened, and is given once: another time, it may be another one.
func TestAhead_AsksForTheSecretOnceAndAnewThen(t *testing.T) {
	service := &opener{open: func(context.Context) error { return nil }}
	a := openAhead(service, "own")
	if _, err := a.Open(t.Context(), "own"); err != nil {
		t.Fatal(err)
	}
	for i, asked := range []account.Account{{}, {}, {Name: "another"}} {
		state, err := a.SecretState(t.Context(), asked)
		if err != nil || state != account.SecretStored || int(service.asked.Load()) != i+1 {
			t.Errorf("question %d gave %v, %v after %d questions", i, state, err, service.asked.Load())
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

// Nor does it come again with another document, nor does a document that hangs
// keep another one waiting.
func TestAhead_SpoilsNoOtherDocument(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	for name, open := range map[string]func(context.Context) error{
		"a panic": func(context.Context) error { panic("broken") },
		"a share that hangs": func(context.Context) error {
			<-hang
			return nil
		},
	} {
		a := openAhead(&opener{open: open}, "own")
		opened, err := a.Open(t.Context(), "other")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if state, err := a.SecretState(t.Context(), opened.Account); err != nil || state != account.SecretStored {
			t.Errorf("%s: %v, %v", name, state, err)
		}
	}
}

// A timer that was stopped may have arrived in the queue already.
func TestQueue_CallsNothingThatWasStoppedWhileItWaited(t *testing.T) {
	q, called := newQueue(), false
	stop := q.scheduler().After(0, func() { called = true })
	<-q.arrived
	stop()
	q.pass()
	if called {
		t.Error("the timer was called after it had been stopped")
	}
}
