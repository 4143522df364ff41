package main

import (
	"context"
	"math"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/ui"
	"teamsaccount/ui/task"
)

// What makes the first picture come early. Without it, the first picture of the
// filled form took twice as long as that of a window with one label, and 1.6
// times its memory; with it, 1.2 times as long and 1.15 times the memory. In
// the order in which it happens:
//
//   - openAhead opens the document, and asks the keychain for its secret, while
//     the toolkit starts.
//   - startLean collects no garbage before the display is waited for.
//   - loadFonts loads the fonts of the form while the display is being reached.
//   - ui.New builds the tab with the messages, and their preview, when they are
//     first seen; a theme of its own would have a place load all fonts anew, so
//     only the bars have one.
//   - queue.wait waits a moment for the document, and a shorter one for the
//     keychain, before the first picture, so that it shows the account and not an
//     empty form before it.
//   - The icon, of 128 pixels, is handed over once the window is open.
//
// "make bench" measures it.

// ahead is a service that opens the first document, and asks the keychain
// whether it holds its secret, while the toolkit still starts.
type ahead struct {
	ui.Service
	path string
	// open and secret return what was opened and answered ahead, and cancel gives
	// that up.
	open   func() (service.Opened, error)
	secret func() (account.SecretState, error)
	cancel context.CancelFunc
	// opened and secretAsked say that they were made use of; first is the account
	// that was opened ahead, once it was handed out.
	opened, secretAsked atomic.Bool
	first               atomic.Pointer[account.Account]
}

// openAhead begins to open the document.
func openAhead(opener ui.Service, path string) *ahead {
	ctx, cancel := context.WithCancel(context.Background())
	a := &ahead{Service: opener, path: path, cancel: cancel}
	a.open = sync.OnceValues(func() (service.Opened, error) { return opener.Open(ctx, path) })
	a.secret = sync.OnceValues(func() (account.SecretState, error) {
		opened, err := a.open()
		if err != nil {
			return account.SecretUnknown, err
		}
		return opener.SecretState(ctx, opened.Account)
	})
	go func() {
		// A panic comes again where the outcome is asked for, and is told there.
		defer func() { _ = recover() }()
		_, _ = a.secret()
	}()
	return a
}

// Open returns what was opened ahead, once; after that, it opens.
func (a *ahead) Open(ctx context.Context, path string) (service.Opened, error) {
	if path != a.path || a.opened.Swap(true) {
		return a.Service.Open(ctx, path)
	}
	defer context.AfterFunc(ctx, a.cancel)()
	opened, err := a.open()
	if err == nil {
		a.first.Store(&opened.Account)
	}
	return opened, err
}

// SecretState returns what was answered ahead, once; after that, it asks.
func (a *ahead) SecretState(ctx context.Context, asked account.Account) (account.SecretState, error) {
	if first := a.first.Load(); first == nil || asked != *first || a.secretAsked.Swap(true) {
		return a.Service.SecretState(ctx, asked)
	}
	defer context.AfterFunc(ctx, a.cancel)()
	return a.secret()
}

// loadFonts has the toolkit load the fonts of the form while it connects to the
// display, which it does when the first window is made. Nobody else may use
// fonts until the channel is closed.
func loadFonts() (loaded <-chan struct{}) {
	done := make(chan struct{})
	size := theme.TextSize()
	go func() {
		for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
			fyne.MeasureText(" ", size, style)
			if style.Bold {
				close(done)
			}
			// What reading a font took is to be had again for what follows.
			runtime.GC()
		}
	}()
	return done
}

const (
	// startMemory bounds the memory of a start, in bytes. Without garbage
	// being collected, a start takes half of it.
	startMemory = 80 << 20
	// growth is by how much, in percent, the memory then may grow over what is
	// in use before garbage is collected. The window waits for people most of
	// the time, and makes little.
	growth = 30
)

// startLean has the start decide itself when garbage is collected: while the
// display is waited for, and at no other time.
func startLean() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(startMemory)
}

// startedLean ends what startLean began, once the window is open.
func startedLean() {
	debug.SetGCPercent(growth)
	debug.SetMemoryLimit(math.MaxInt64)
}

// How long the window's first picture may wait for the document, and then for
// the keychain, so that little of it changes after it was seen.
const (
	documentPatience = 100 * time.Millisecond
	keychainPatience = 20 * time.Millisecond
)

// queue brings functions to the UI goroutine. Before the toolkit's loop runs,
// they wait here, and wait runs them on the goroutine that built the window.
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

// wait calls what arrives until the window is ready, but no longer than patience.
func (q *queue) wait(ready func() bool, patience time.Duration) {
	enough := time.After(patience)
	for !ready() {
		select {
		case <-q.arrived:
			q.drain(false)
		case <-enough:
			return
		}
	}
}

// pass leaves all that follows to the toolkit's loop.
func (q *queue) pass() { q.drain(true) }

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
			stopped := false
			timer := time.AfterFunc(d, func() {
				q.do(func() {
					if !stopped {
						f()
					}
				})
			})
			return func() {
				// It may wait in the queue already.
				stopped = true
				timer.Stop()
			}
		},
	}
}
