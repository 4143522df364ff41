package software

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	"fyne.io/fyne/v2"

	"teamsaccount/ui/software/internal/fyneinternal"
	"teamsaccount/ui/software/native"
)

// tidying is how often Fyne's caches are kept alive and emptied while nothing
// happens: they drop what nobody asked for within a minute.
const tidying = 20 * time.Second

// lifecycle is what Fyne's own lifecycle offers to drivers.
type lifecycle interface {
	OnStarted() func()
	OnStopped() func()
	OnEnteredForeground() func()
	OnExitedForeground() func()
	WaitForEvents()
	DestroyEventQueue()
	QueueEvent(func())
}

// hooks returns the lifecycle of the running app.
func hooks() lifecycle {
	l, _ := fyne.CurrentApp().Lifecycle().(lifecycle)
	return l
}

// call calls a hook, where there is one.
func call(hook func()) {
	if hook != nil {
		hook()
	}
}

// Run implements fyne.Driver. It returns when the driver has ended.
func (d *Driver) Run() {
	d.mu.Lock()
	again := d.running || d.drained
	d.running = true
	d.mu.Unlock()
	if again {
		return
	}
	asked := make(chan os.Signal, 2)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(asked)
	fyne.CurrentApp().Settings().AddListener(d.settingsChanged)
	call(hooks().OnStarted())
	d.loop(asked)
	d.stop()
}

// loop waits for something to happen, deals with it, and paints what came of
// it. While nothing happens, it sleeps.
func (d *Driver) loop(asked <-chan os.Signal) {
	tidy := time.NewTicker(tidying)
	defer tidy.Stop()
	frame := time.NewTimer(0)
	defer frame.Stop()
	terminating := false
	for !d.quitting {
		select {
		case <-d.system.Events().Ready():
			for _, e := range d.system.Events().Take() {
				d.handle(e)
			}
		case <-d.woken:
			d.callJobs()
		case <-frame.C:
			d.animation.tick(time.Now())
		case <-tidy.C:
			d.keepAlive()
		case <-asked:
			if terminating {
				d.quitting = true
			}
			terminating = true
			d.askToClose()
		}
		d.paint()
		if next, waits := d.animation.next(); waits {
			frame.Reset(time.Until(next))
		} else {
			frame.Stop()
		}
	}
}

// stop ends what ends with the loop.
func (d *Driver) stop() {
	d.exitForeground()
	for _, w := range d.windows {
		w.(*window).native.Close()
	}
	d.system.Close()
	l := hooks()
	if stopped := l.OnStopped(); stopped != nil {
		l.QueueEvent(stopped)
	}
	d.mu.Lock()
	d.drained = true
	jobs := d.jobs
	d.jobs = nil
	d.mu.Unlock()
	for _, j := range jobs {
		j.finish()
	}
	l.WaitForEvents()
	l.DestroyEventQueue()
}

// Quit implements fyne.Driver.
func (d *Driver) Quit() {
	d.exitForeground()
	d.quitting = true
	d.wake()
}

func (d *Driver) exitForeground() {
	if d.focused != nil {
		d.focused = nil
		call(hooks().OnExitedForeground())
	}
}

// DoFromGoroutine implements fyne.Driver.
func (d *Driver) DoFromGoroutine(f func(), wait bool) {
	if wait {
		fyneinternal.EnsureNotMain(func() { d.do(f, true) })
	} else {
		d.do(f, false)
	}
}

// do has the loop call a function. Before the loop runs, the goroutine that
// will run it calls the function itself; after it has ended, everybody does.
func (d *Driver) do(f func(), wait bool) {
	d.mu.Lock()
	if d.drained || !d.running && fyneinternal.IsMainGoroutine() {
		d.mu.Unlock()
		f()
		return
	}
	j := job{f: f}
	if wait {
		j.done = make(chan struct{})
	}
	d.jobs = append(d.jobs, j)
	d.mu.Unlock()
	d.wake()
	if wait {
		<-j.done
	}
}

func (d *Driver) wake() {
	select {
	case d.woken <- struct{}{}:
	default:
	}
}

func (d *Driver) callJobs() {
	d.mu.Lock()
	jobs := d.jobs
	d.jobs = nil
	d.mu.Unlock()
	for _, j := range jobs {
		j.f()
		j.finish()
	}
}

func (j job) finish() {
	if j.done != nil {
		close(j.done)
	}
}

// handle deals with an event.
func (d *Driver) handle(e native.Event) {
	switch e := e.(type) {
	case native.SessionEnding:
		d.askToClose()
		e.Answer(len(d.windows) == 0)
	case native.Lost:
		d.fail(e.Err)
	case native.CloseRequested:
		d.with(e.Window, (*window).askToClose)
	case native.Resized:
		d.with(e.Window, func(w *window) { w.resized(e.Size) })
	case native.Rescaled:
		d.with(e.Window, (*window).rescale)
	case native.Exposed:
		d.with(e.Window, (*window).show)
	case native.PointerMoved:
		d.with(e.Window, func(w *window) { w.moved(e.At) })
	case native.PointerLeft:
		d.with(e.Window, (*window).left)
	case native.Button:
		d.with(e.Window, func(w *window) { w.clicked(e) })
	case native.Scrolled:
		d.with(e.Window, func(w *window) { w.scrolled(e) })
	case native.Key:
		d.modifiers = heldAfter(e)
		d.with(e.Window, func(w *window) { w.key(e) })
	case native.Typed:
		d.with(e.Window, func(w *window) { w.typed(e.Rune) })
	case native.Focused:
		d.with(e.Window, func(w *window) { w.focus(e.Has) })
	case native.Dropped:
		d.with(e.Window, func(w *window) { w.dropped(e) })
	}
}

// with calls f with the window of an event, unless it is closed by now.
func (d *Driver) with(of native.Window, f func(*window)) {
	if w := d.ofNative[of]; w != nil {
		f(w)
	}
}

// askToClose asks all windows to close, as the person would.
func (d *Driver) askToClose() {
	for _, w := range append([]fyne.Window(nil), d.windows...) {
		w.(*window).askToClose()
	}
}

// paint paints the windows that changed.
func (d *Driver) paint() {
	painted := false
	for _, w := range d.windows {
		if w := w.(*window); w.visible && w.canvas.dirty {
			w.paint()
			painted = true
		}
	}
	if painted {
		fyneinternal.Clean(true)
	}
}

// keepAlive tells Fyne's caches what is still shown, and has them drop the
// rest.
func (d *Driver) keepAlive() {
	fyneinternal.Clean(false)
	for _, w := range d.windows {
		w.(*window).canvas.walk(nil, func(o fyne.CanvasObject) {
			fyneinternal.GetCanvasForObject(o)
			if widget, is := o.(fyne.Widget); is {
				fyneinternal.CachedRenderer(widget)
			}
		})
	}
}

// settingsChanged has all windows take over the settings, as runGL of Fyne's
// own driver does.
func (d *Driver) settingsChanged(settings fyne.Settings) {
	fyneinternal.ClearFontCache()
	fyneinternal.ResetThemeCaches()
	fyneinternal.ApplySettingsWithCallback(settings, fyne.CurrentApp(), func(w fyne.Window) {
		w.(*window).settingsChanged()
	})
}
