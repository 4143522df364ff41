package ui

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"
)

// Scheduler runs functions where and when they belong. In production
// Background is `go f()`, UI is fyne.Do, and After a timer whose function
// arrives on the UI goroutine. Tests put all three into one queue.
type Scheduler struct {
	Background func(func())
	UI         func(func())
	// After calls f on the UI goroutine once d has passed, unless stop is called first.
	After func(d time.Duration, f func()) (stop func())
}

// patience is how long work may take before the window says that it waits.
const patience = 300 * time.Millisecond

// worker runs one job at a time off the UI goroutine and brings its outcome
// back. All its methods are called on the UI goroutine.
type worker struct {
	scheduler Scheduler
	// changed is told when a job begins, becomes slow, is cancelled or ends.
	changed func()
	job     *job
}

// job is one piece of background work.
type job struct {
	// waiting is the sentence to show once the job is slow.
	waiting string
	// dropped is called when the job is cancelled; nil says that the job must
	// be waited for, because it changes something.
	dropped func()
	// test says that this is Test connection, which shows its stages itself.
	test bool

	cancel     context.CancelFunc
	stopTimer  func()
	slow       bool
	cancelling bool
}

func (w *worker) busy() bool { return w.job != nil }

// run starts work in the background and calls done with its outcome on the UI
// goroutine, unless the job was dropped meanwhile. A panic in work is an error.
// It refuses, and reports so, while another job runs.
func run[T any](w *worker, j *job, work func(context.Context) (T, error), done func(T, error)) bool {
	if w.job != nil {
		return false
	}
	ctx, cancel := context.WithCancel(context.Background())
	j.cancel = cancel
	w.job = j
	j.stopTimer = w.scheduler.After(patience, func() {
		if w.job == j {
			j.slow = true
			w.changed()
		}
	})
	w.changed()
	w.scheduler.Background(func() {
		value, err := contained(ctx, work)
		w.scheduler.UI(func() {
			if w.job != j {
				return
			}
			w.end()
			done(value, err)
		})
	})
	return true
}

// contained calls work and turns a panic into an error.
func contained[T any](ctx context.Context, work func(context.Context) (T, error)) (value T, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &fatal{fault: fmt.Sprint(fault), stack: debug.Stack()}
		}
	}()
	return work(ctx)
}

// fatal is a panic of background work as an error.
type fatal struct {
	fault string
	stack []byte
}

func (f *fatal) Error() string { return f.fault }

// report brings news of the running job to the UI goroutine, unless the job
// has ended by then.
func (w *worker) report(j *job, tell func()) {
	w.scheduler.UI(func() {
		if w.job == j {
			tell()
		}
	})
}

// stop cancels the running job. Work that changes nothing is dropped at once;
// other work is waited for, so that the window knows what became of it.
func (w *worker) stop() {
	j := w.job
	if j == nil || j.cancelling {
		return
	}
	j.cancel()
	if j.dropped == nil {
		j.cancelling, j.slow = true, true
		w.changed()
		return
	}
	w.end()
	j.dropped()
}

func (w *worker) end() {
	w.job.cancel()
	w.job.stopTimer()
	w.job = nil
	w.changed()
}
