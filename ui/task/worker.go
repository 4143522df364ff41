// Package task runs what blocks off the UI goroutine and brings its outcome back.
package task

import (
	"context"
	"fmt"
	"time"

	"teamsaccount/assets/texts"
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

// slowAfter is how long work may take before the window says that it waits.
const slowAfter = 300 * time.Millisecond

// Worker runs one job at a time off the UI goroutine and brings its outcome
// back. All its methods are called on the UI goroutine.
type Worker struct {
	Scheduler Scheduler
	// Changed is told when a job begins, becomes slow, is cancelled or ends.
	Changed func()
	job     *Job
}

// Job is one piece of background work.
type Job struct {
	// Waiting is the sentence to show once the job is slow.
	Waiting string
	// Dropped is called when the job is cancelled; nil says that the job must
	// be waited for, because it changes something.
	Dropped func()
	// Test says that this is Test connection, which shows its stages itself.
	Test bool

	cancel     context.CancelFunc
	stopTimer  func()
	slow       bool
	cancelling bool
}

// Busy reports whether a job runs.
func (w *Worker) Busy() bool { return w.job != nil }

// Run starts work in the background and calls done with its outcome on the UI
// goroutine, unless the job was dropped meanwhile. A panic in work is an error.
// It refuses, and reports so, while another job runs.
func Run[T any](w *Worker, j *Job, work func(context.Context) (T, error), done func(T, error)) bool {
	if w.job != nil {
		return false
	}
	ctx, cancel := context.WithCancel(context.Background())
	j.cancel = cancel
	w.job = j
	j.stopTimer = w.Scheduler.After(slowAfter, func() {
		if w.job == j {
			j.slow = true
			w.Changed()
		}
	})
	w.Changed()
	w.Scheduler.Background(func() {
		value, err := contain(ctx, work)
		w.Scheduler.UI(func() {
			if w.job != j {
				return
			}
			w.end()
			done(value, err)
		})
	})
	return true
}

// Beside runs work in the background that nothing waits for, and calls done with
// its outcome on the UI goroutine. A panic in work is an error.
func Beside[T any](s Scheduler, ctx context.Context, work func(context.Context) (T, error), done func(T, error)) {
	s.Background(func() {
		value, err := contain(ctx, work)
		s.UI(func() { done(value, err) })
	})
}

// contain calls work and turns a panic into an error.
func contain[T any](ctx context.Context, work func(context.Context) (T, error)) (value T, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = panicked(fmt.Sprint(fault))
		}
	}()
	return work(ctx)
}

// panicked is a panic of background work as an error.
type panicked string

// Error says to a person that the program is at fault.
func (p panicked) Error() string { return texts.Of("window.fault", "fault", string(p)) }

// Report brings news of the running job to the UI goroutine, unless the job
// has ended by then.
func (w *Worker) Report(j *Job, tell func()) {
	w.Scheduler.UI(func() {
		if w.job == j {
			tell()
		}
	})
}

// Stop cancels the running job. Work that changes nothing is dropped at once;
// other work is waited for, so that the window knows what became of it.
func (w *Worker) Stop() {
	j := w.job
	if j == nil || j.cancelling {
		return
	}
	j.cancel()
	if j.Dropped == nil {
		j.cancelling, j.slow = true, true
		w.Changed()
		return
	}
	w.end()
	j.Dropped()
}

func (w *Worker) end() {
	w.job.cancel()
	w.job.stopTimer()
	w.job = nil
	w.Changed()
}

// Testing reports whether Test connection runs.
func (w *Worker) Testing() bool { return w.job != nil && w.job.Test }

// Writing reports whether the running job changes something and must be waited for.
func (w *Worker) Writing() bool { return w.job != nil && w.job.Dropped == nil }

// Waiting returns the sentence about a slow job, and whether that job is being
// cancelled already; empty while nothing is slow. A test shows its own stages.
func (w *Worker) Waiting() (text string, cancelling bool) {
	switch j := w.job; {
	case j == nil || !j.slow || j.Test:
		return "", false
	case j.cancelling:
		return texts.Of("window.waiting.cancelling"), true
	default:
		return j.Waiting, false
	}
}

// GiveUp stops a test, or a job that is slow, and reports whether there was one.
func (w *Worker) GiveUp() bool {
	if w.job == nil || !w.job.Test && !w.job.slow {
		return false
	}
	w.Stop()
	return true
}
