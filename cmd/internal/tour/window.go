//go:build linux

package tour

import (
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Window is a program on a desktop, and its one window.
type Window struct {
	// Started is the moment before the program was started.
	Started time.Time

	desktop *Desktop
	program *process
	id      string
	log     string
}

// Launch starts a program without waiting for its window. env is added to the
// desktop's environment.
func (d *Desktop) Launch(theme string, env []string, binary string, arguments ...string) (*Window, error) {
	log, err := os.CreateTemp(d.dir, "program-*.log")
	if err != nil {
		return nil, err
	}
	defer log.Close()
	command := exec.Command(binary, arguments...)
	command.Env = append(d.Env(theme), env...)
	command.Dir = d.dir
	command.Stdout, command.Stderr = log, log
	w := &Window{desktop: d, log: log.Name(), Started: time.Now()}
	if w.program, err = start(command); err != nil {
		return nil, err
	}
	return w, nil
}

// Open starts a program and returns once its window is painted and has the
// keyboard.
func (d *Desktop) Open(theme string, env []string, binary string, arguments ...string) (*Window, error) {
	w, err := d.Launch(theme, env, binary, arguments...)
	if err != nil {
		return nil, err
	}
	if err := w.appear(); err != nil {
		err = fmt.Errorf("%w\n%s", err, w.Log())
		w.Kill()
		return nil, err
	}
	return w, nil
}

// few is the number of different pixel values from which on a window counts as
// painted; a bare one has one or two.
const few = 6

func (w *Window) appear() error {
	if err := w.find(); err != nil {
		return err
	}
	err := until("the window to be painted", func() (bool, error) {
		return w.desktop.Look().Colors(few) >= few, w.alive()
	})
	if err != nil {
		return err
	}
	if _, err := w.desktop.run("xdotool", "windowactivate", "--sync", w.id); err != nil {
		return err
	}
	return w.WaitUntilStill()
}

// find waits until the program has a window.
func (w *Window) find() error {
	pid := strconv.Itoa(w.program.pid())
	return until("a window", func() (bool, error) {
		if err := w.alive(); err != nil {
			return false, err
		}
		// xdotool fails where there is none yet.
		found, _ := w.desktop.run("xdotool", "search", "--onlyvisible", "--pid", pid)
		ids := strings.Fields(found)
		if len(ids) > 0 {
			w.id = ids[len(ids)-1]
		}
		return len(ids) > 0, nil
	})
}

func (w *Window) alive() error {
	if w.program.gone() {
		return fmt.Errorf("the program ended: %v", w.program.err)
	}
	return nil
}

// Pid is the program's process.
func (w *Window) Pid() int { return w.program.pid() }

// Title returns the window's title.
func (w *Window) Title() (string, error) {
	title, err := w.desktop.run("xdotool", "getwindowname", w.id)
	return strings.TrimSuffix(title, "\n"), err
}

// Press presses keys or combinations of keys one after the other, named as X
// names them: Tab, ctrl+s.
func (w *Window) Press(keys ...string) error {
	_, err := w.desktop.run("xdotool", append([]string{"key", "--clearmodifiers", "--delay", "20"}, keys...)...)
	return err
}

// Type types a text of printable ASCII characters. xdotool gets it in a file:
// arguments can be seen by everybody.
func (w *Window) Type(text string) error {
	file := filepath.Join(w.desktop.dir, "typed")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return err
	}
	_, err := w.desktop.run("xdotool", "type", "--clearmodifiers", "--delay", "12", "--file", file)
	return errors.Join(err, os.Remove(file))
}

// Retype replaces the text of the field that has the focus.
func (w *Window) Retype(text string) error {
	if err := w.Press("ctrl+a"); err != nil {
		return err
	}
	return w.Type(text)
}

// Reads waits until the field with the focus holds this text, which it learns
// as a person would, by copying it. It does not work in the field of the
// secret, out of which nothing can be copied.
func (w *Window) Reads(text string) error {
	last := ""
	err := until("a field with "+strconv.Quote(text), func() (bool, error) {
		if err := w.Press("ctrl+a", "ctrl+c"); err != nil {
			return false, err
		}
		var err error
		last, err = w.desktop.Clipboard()
		return last == text, err
	})
	if err != nil {
		return fmt.Errorf("%w; it held %q", err, last)
	}
	return nil
}

// calm is how long a window does not change before it counts as still.
const calm = 200 * time.Millisecond

// WaitUntilStill waits until the window has stopped changing, but for the text cursor.
func (w *Window) WaitUntilStill() error {
	last, since := w.desktop.Look(), time.Now()
	return until("the window to come to rest", func() (bool, error) {
		now := w.desktop.Look()
		if !now.still(last) {
			last, since = now, time.Now()
		}
		return time.Since(since) >= calm, w.alive()
	})
}

// Rectangle is where the window lies on the screen.
func (w *Window) Rectangle() (image.Rectangle, error) {
	text, err := w.desktop.run("xdotool", "getwindowgeometry", "--shell", w.id)
	if err != nil {
		return image.Rectangle{}, err
	}
	values := map[string]int{}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		values[name], _ = strconv.Atoi(value)
	}
	if values["WIDTH"] == 0 || values["HEIGHT"] == 0 {
		return image.Rectangle{}, fmt.Errorf("xdotool told no geometry: %q", text)
	}
	return image.Rect(0, 0, values["WIDTH"], values["HEIGHT"]).Add(image.Pt(values["X"], values["Y"])), nil
}

// Resize gives the window another size, in pixels. What it shows then comes later.
func (w *Window) Resize(width, height int) error {
	_, err := w.desktop.run("xdotool", "windowsize", w.id, strconv.Itoa(width), strconv.Itoa(height))
	if err != nil {
		return err
	}
	return until("the window's new size", func() (bool, error) {
		now, err := w.Rectangle()
		return now.Size() == image.Pt(width, height), err
	})
}

// Picture waits until the window is at rest and writes what it shows to a PNG
// file.
func (w *Window) Picture(path string) error {
	if err := w.WaitUntilStill(); err != nil {
		return err
	}
	return w.Snapshot(path)
}

// Snapshot writes what the window shows now to a PNG file.
func (w *Window) Snapshot(path string) error {
	where, err := w.Rectangle()
	if err != nil {
		return err
	}
	return w.desktop.Look().save(path, where)
}

// AskToClose does what the X in a window's frame does.
func (w *Window) AskToClose() error {
	_, err := w.desktop.run("wmctrl", "-i", "-c", w.id)
	return err
}

// Ended waits for the program's end. It is an error if the program failed.
func (w *Window) Ended() error {
	select {
	case <-w.program.ended:
		return w.program.err
	case <-time.After(patience):
		return fmt.Errorf("the program did not end in %v", patience)
	}
}

// Log returns what the program printed.
func (w *Window) Log() string {
	text, err := os.ReadFile(w.log)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// Kill ends the program at once if it still runs.
func (w *Window) Kill() { w.program.end() }

// corner is the color of a pixel that only a dialog changes, in the window's
// corner.
func (w *Window) corner() (uint32, error) {
	if err := w.alive(); err != nil {
		return 0, err
	}
	where, err := w.Rectangle()
	if err != nil {
		return 0, err
	}
	return w.desktop.Look().at(where.Min.X+1, where.Max.Y-2), nil
}
