package gdi

import (
	"errors"
	"fmt"
	"image"
	"runtime"
	"sync"
	"time"
	"unsafe"

	"fyne.io/fyne/v2/driver/desktop"
	"golang.org/x/sys/windows"

	"teamsaccount/ui/software/native"
)

// system is Windows, as native.System.
type system struct {
	queue *native.Queue
	// hidden is a window that is never shown. It gets the jobs, also while
	// Windows itself runs the loop because a window is moved.
	hidden   windows.HWND
	instance windows.Handle
	ended    chan struct{}

	// mu guards what both goroutines touch.
	mu   sync.Mutex
	jobs []func()
	// more says that there are jobs, to a thread that waits for the driver.
	more chan struct{}

	// The rest belongs to the thread of the windows.
	classes map[string]*uint16
	windows map[windows.HWND]*window
	// making is the window whose first messages come before its handle.
	making *window
}

// The one connection: Windows calls functions, not methods, and of those it
// takes only so many in the life of a program.
var (
	connection *system
	onMessage  = sync.OnceValue(func() uintptr { return windows.NewCallback(receive) })
)

// hiddenClass is the class of the window that is never shown.
const hiddenClass = "teamsaccount.jobs"

// Open connects to Windows. Only one connection may be open at a time.
//
// The error says what Windows refused; without a desktop, as in a service, it
// makes no windows.
func Open() (native.System, error) {
	if connection != nil {
		return nil, errors.New("the connection to Windows is open already")
	}
	beAware()
	s := &system{
		queue: native.NewQueue(), ended: make(chan struct{}), more: make(chan struct{}, 1),
		classes: map[string]*uint16{}, windows: map[windows.HWND]*window{},
	}
	connection = s
	ready := make(chan error)
	go s.run(ready)
	if err := <-ready; err != nil {
		connection = nil
		return nil, err
	}
	return s, nil
}

// beAware tells Windows that this program scales what it shows by itself, on
// each monitor anew. The manifest of a release says so too; this serves a
// program that was built without one.
func beAware() {
	const perMonitorV2 = ^uintptr(3) // DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2
	if setDPIContext.Find() == nil && call(setDPIContext, perMonitorV2) != 0 {
		return
	}
	// Windows before 10.0.15063, such as Server 2016, scales frames for no
	// monitor but the first; there all is scaled for that one. Where the
	// manifest was heeded, this changes nothing.
	call(setDPIAware)
}

// run is the thread of the windows.
func (s *system) run(ready chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer close(s.ended)
	if err := s.prepare(); err != nil {
		ready <- err
		return
	}
	ready <- nil
	for {
		var m message
		result := call(getMessage, uintptr(unsafe.Pointer(&m)), 0, 0, 0)
		switch int32(result) {
		case 0: // WM_QUIT
			return
		case -1:
			s.queue.Put(native.Lost{Err: errors.New("Windows gives no messages any more")})
			return
		}
		call(translateMessage, uintptr(unsafe.Pointer(&m)))
		call(dispatchMessage, uintptr(unsafe.Pointer(&m)))
	}
}

// prepare makes the window that is never shown.
func (s *system) prepare() error {
	var module windows.Handle
	if err := windows.GetModuleHandleEx(0, nil, &module); err != nil {
		return fmt.Errorf("GetModuleHandleEx: %w", err)
	}
	s.instance = module
	name, err := s.class(hiddenClass)
	if err != nil {
		return err
	}
	handle, err := callErr(createWindowEx, 0, uintptr(unsafe.Pointer(name)), 0, 0, 0, 0, 0, 0, messageOnly, 0, uintptr(module), 0)
	s.hidden = windows.HWND(handle)
	return err
}

// class returns the name of a class of windows, which is made at first.
func (s *system) class(name string) (*uint16, error) {
	if known := s.classes[name]; known != nil {
		return known, nil
	}
	const (
		redraw  = 0x0003 // CS_HREDRAW, CS_VREDRAW
		appIcon = 1      // The number of the icon in the resources of a release.
		arrow   = 32512  // IDC_ARROW
	)
	c := windowClass{
		style: redraw, procedure: onMessage(), instance: s.instance,
		icon:   windows.Handle(call(loadIcon, uintptr(s.instance), appIcon)),
		cursor: windows.Handle(call(loadCursor, 0, arrow)),
		name:   text16(name),
	}
	c.size = uint32(unsafe.Sizeof(c))
	if _, err := callErr(registerClassEx, uintptr(unsafe.Pointer(&c))); err != nil {
		return nil, err
	}
	s.classes[name] = c.name
	return c.name, nil
}

// post hands a job to the thread of the windows.
func (s *system) post(job func()) {
	s.mu.Lock()
	s.jobs = append(s.jobs, job)
	s.mu.Unlock()
	select {
	case s.more <- struct{}{}:
	default:
	}
	call(postMessage, uintptr(s.hidden), wmApp, 0, 0)
}

// ask hands a job to the thread of the windows and waits until it is done, or
// for as long as bound. It reports whether it was done.
func (s *system) ask(bound time.Duration, job func()) bool {
	done := make(chan struct{})
	s.post(func() {
		job()
		close(done)
	})
	select {
	case <-done:
		return true
	case <-s.ended:
	case <-time.After(bound):
	}
	return false
}

// work does the jobs that wait. It belongs to the thread of the windows.
func (s *system) work() {
	for {
		s.mu.Lock()
		jobs := s.jobs
		s.jobs = nil
		s.mu.Unlock()
		if len(jobs) == 0 {
			return
		}
		for _, job := range jobs {
			job()
		}
	}
}

// Events implements native.System.
func (s *system) Events() *native.Queue { return s.queue }

// patience is how long making a window may take; more means that this process
// hangs in a library that somebody else put into it.
const patience = 10 * time.Second

// NewWindow implements native.System.
func (s *system) NewWindow(options native.Options) (native.Window, error) {
	w := &window{system: s, cursor: desktop.DefaultCursor, style: styleFrame, scale: 1}
	if options.Plain {
		w.style = stylePopup
	}
	var err error
	if !s.ask(patience, func() { err = w.make(options) }) {
		return nil, errors.New("Windows did not make a window in time")
	}
	if err != nil {
		return nil, err
	}
	return w, nil
}

// Selection implements native.System: Windows knows no such thing.
func (s *system) Selection() string { return "" }

// SetSelection implements native.System.
func (s *system) SetSelection(string) {}

// DoubleClick implements native.System.
func (s *system) DoubleClick() time.Duration {
	return time.Duration(call(getDoubleClickTime)) * time.Millisecond
}

// Monitors implements native.System.
func (s *system) Monitors() int {
	const count = 80 // SM_CMONITORS
	return max(1, int(call(getSystemMetrics, count)))
}

// Close implements native.System.
func (s *system) Close() {
	s.ask(patience, func() {
		for _, w := range s.windows {
			w.destroy()
		}
		call(destroyWindow, uintptr(s.hidden))
		for name := range s.classes {
			call(unregisterClass, uintptr(unsafe.Pointer(s.classes[name])), uintptr(s.instance))
		}
		call(postQuitMessage, 0)
	})
	<-s.ended
	connection = nil
}

// monitorOf returns the whole of the monitor that a window is on, and the part
// that windows may cover.
func monitorOf(handle windows.HWND) (whole, work image.Rectangle) {
	const nearest = 2 // MONITOR_DEFAULTTONEAREST
	info := monitorInfo{}
	info.size = uint32(unsafe.Sizeof(info))
	monitor := call(monitorFromWindow, uintptr(handle), nearest)
	call(getMonitorInfo, monitor, uintptr(unsafe.Pointer(&info)))
	return info.monitor.rectangle(), info.work.rectangle()
}
