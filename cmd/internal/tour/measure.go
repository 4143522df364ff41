//go:build linux

package tour

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Appearance is how long a program's window took to appear, from just before
// the program was started.
type Appearance struct {
	// Painted is when the first picture with some content was seen.
	Painted time.Duration
	// Complete is when the picture was first seen at which the window then
	// stayed, but for a few details that other programs answer, such as the
	// keychain.
	Complete time.Duration
	// Last is the picture at which the window stayed.
	Last Frame
}

// painted reports whether something with some content is on the screen. It
// looks at some lines only: it is asked while a program needs the processor.
func (s *screen) painted() bool {
	const every = 3
	live := s.live()
	seen, last := make([]uint32, 0, few), uint32(1<<24)
	for y := 0; y < screenHeight; y += every {
		for x := range screenWidth {
			value := live.at(x, y)
			if value == last || slices.Contains(seen, value) {
				last = value
				continue
			}
			if seen, last = append(seen, value), value; len(seen) == few {
				return true
			}
		}
	}
	return false
}

// live is the frame that changes with the screen.
func (s *screen) live() Frame { return Frame{pixels: s.pixels, stride: s.stride} }

// like reports whether two frames show the same window, with its contents:
// all but a few lines of it are equal.
func (f Frame) like(other Frame) bool {
	const few = screenHeight / 20
	different := 0
	for y := range screenHeight {
		if !bytes.Equal(f.line(y), other.line(y)) {
			if different++; different > few {
				return false
			}
		}
	}
	return true
}

// Watch watches the window appear. final is the picture at which an earlier
// start of the same program stayed; the zero Frame where none is known.
func (w *Window) Watch(final Frame) (Appearance, error) {
	var a Appearance
	screen := w.desktop.screen
	err := sample("the window to appear", func() (bool, error) {
		seen := time.Since(w.Started)
		if a.Painted == 0 && screen.painted() {
			a.Painted = seen
		}
		complete := a.Painted != 0 && (final.pixels == nil || screen.live().like(final))
		if complete {
			a.Complete = seen
		}
		return complete, w.alive()
	})
	if err != nil {
		return a, err
	}
	if err := w.find(); err != nil {
		return a, err
	}
	err = w.WaitUntilStill()
	a.Last = w.desktop.Look()
	return a, err
}

// sample is until with looks as often as a start has to be measured.
func sample(what string, holds func() (bool, error)) error {
	const often = 2 * time.Millisecond
	deadline := time.Now().Add(patience)
	for {
		ok, err := holds()
		if err != nil || ok {
			return err
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("waited %v for %s", patience, what)
		}
		time.Sleep(often)
	}
}

// PeakMemory is the most memory that the program has had resident, in bytes.
func (w *Window) PeakMemory() (int64, error) {
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(w.Pid()), "status"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if value, is := strings.CutPrefix(line, "VmHWM:"); is {
			kibibytes, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			return kibibytes << 10, err
		}
	}
	return 0, fmt.Errorf("process %d has no VmHWM", w.Pid())
}

// ProcessorTime is the processor time that the program has used so far, on all
// its threads.
func (w *Window) ProcessorTime() (time.Duration, error) {
	threads, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(w.Pid()), "task", "*", "schedstat"))
	if err != nil {
		return 0, err
	}
	total := time.Duration(0)
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		if err != nil {
			continue // the thread has ended
		}
		// The first of its numbers is the time on a processor in nanoseconds:
		// see Documentation/scheduler/sched-stats.rst of the kernel.
		first, _, _ := strings.Cut(string(text), " ")
		spent, err := strconv.ParseInt(first, 10, 64)
		if err != nil {
			return 0, err
		}
		total += time.Duration(spent)
	}
	return total, w.alive()
}

// Reaction presses a key and returns how long it took until the window showed
// something else, what pressing the key took included.
func (w *Window) Reaction(key string) (time.Duration, error) {
	before, began := w.desktop.Look(), time.Now()
	if _, err := w.desktop.run("xdotool", "key", "--delay", "0", key); err != nil {
		return 0, err
	}
	var took time.Duration
	err := sample("the window to react", func() (bool, error) {
		took = time.Since(began)
		return !w.desktop.Look().still(before), w.alive()
	})
	return took, err
}

// Rest presses a key and returns how long the window, which shows activity,
// goes on changing after it.
func (w *Window) Rest(key string) (time.Duration, error) {
	began := time.Now()
	if _, err := w.desktop.run("xdotool", "key", "--delay", "0", key); err != nil {
		return 0, err
	}
	last, changed := w.desktop.Look(), time.Now()
	err := sample("the window to come to rest", func() (bool, error) {
		if now := w.desktop.Look(); !now.still(last) {
			last, changed = now, time.Now()
		}
		return time.Since(changed) >= calm, w.alive()
	})
	return changed.Sub(began), err
}
