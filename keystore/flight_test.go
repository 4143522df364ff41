package keystore

import (
	"context"
	"errors"
	"testing"
	"time"
)

// hanging is work that lasts until it is told to end.
func hanging() (w work, started, end chan struct{}) {
	started, end = make(chan struct{}), make(chan struct{})
	return work{do: func(context.Context) (string, error) {
		close(started)
		<-end
		return "late", nil
	}}, started, end
}

// begin runs work in a goroutine and returns where its error will arrive.
func begin(ctx context.Context, f *flight, w work) <-chan error {
	ended := make(chan error, 1)
	go func() {
		_, err := f.run(ctx, w)
		ended <- err
	}()
	return ended
}

func TestFlight_TurnsAPanicIntoAnErrorAndGoesOn(t *testing.T) {
	var f flight
	_, err := f.run(t.Context(), work{do: func(context.Context) (string, error) { panic("nil pointer") }})
	if causeOf(err) != causeBroken {
		t.Errorf("got %v, want a broken connection", err)
	}
	got, err := f.run(t.Context(), work{do: func(context.Context) (string, error) { return "fine", nil }})
	if got != "fine" || err != nil {
		t.Errorf("the next call gives %q, %v", got, err)
	}
}

func TestFlight_LetsWorkWaitForTheWorkBeforeIt(t *testing.T) {
	var f flight
	first, started, end := hanging()
	one := begin(t.Context(), &f, first)
	<-started
	ran := false
	two := begin(t.Context(), &f, work{do: func(context.Context) (string, error) { ran = true; return "", nil }})
	select {
	case err := <-two:
		t.Fatalf("the second did not wait: %v", err)
	default:
	}
	close(end)
	if err := errors.Join(<-one, <-two); err != nil || !ran {
		t.Errorf("ran %v, %v", ran, err)
	}
}

func TestFlight_UndoesGivenUpWorkBeforeTheNext(t *testing.T) {
	var f flight
	w, started, end := hanging()
	undone := false
	w.undo = func() { undone = true; panic("the keychain broke") }
	ctx, cancel := context.WithCancel(t.Context())
	one := begin(ctx, &f, w)
	<-started
	cancel()
	if err := <-one; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it cancelled", err)
	}
	close(end)
	seen := false
	if _, err := f.run(t.Context(), work{do: func(context.Context) (string, error) { seen = undone; return "", nil }}); err != nil || !seen {
		t.Errorf("the next call saw undone %v, %v", seen, err)
	}
}

func TestFlight_UndoesNothingThatEndedInTime(t *testing.T) {
	var f flight
	w := work{
		do:   func(context.Context) (string, error) { return "fine", nil },
		undo: func() { t.Error("it was undone") },
	}
	if got, err := f.run(t.Context(), w); got != "fine" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestFlight_WaitsForWorkThatWasGivenUp(t *testing.T) {
	var f flight
	w, started, end := hanging()
	ctx, cancel := context.WithCancel(t.Context())
	one := begin(ctx, &f, w)
	<-started
	waiting := begin(t.Context(), &f, work{do: func(context.Context) (string, error) { return "", nil }})
	cancel()
	<-one
	select {
	case err := <-waiting:
		t.Fatalf("the second did not wait: %v", err)
	default:
	}
	close(end)
	if err := <-waiting; err != nil {
		t.Errorf("the waiting call gives %v", err)
	}
}

func TestFlight_EndsAWaitingCallWithItsOwnContext(t *testing.T) {
	var f flight
	w, started, end := hanging()
	one := begin(t.Context(), &f, w)
	<-started
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := <-begin(cancelled, &f, work{}); causeOf(err) != causeCancelled {
		t.Errorf("got %v, want it cancelled", err)
	}
	late, cancel := context.WithDeadline(t.Context(), time.Now())
	defer cancel()
	if err := <-begin(late, &f, work{}); causeOf(err) != causeBusy {
		t.Errorf("got %v, want busy", err)
	}
	close(end)
	if err := <-one; err != nil {
		t.Error(err)
	}
}
