//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/document"
	"teamsaccount/account/entra/sandbox"
	"teamsaccount/cmd/internal/tour"
)

const (
	// idleFor is how long idle windows are watched, and calmBefore how long
	// they may calm down before.
	idleFor    = 10 * time.Second
	calmBefore = 2 * time.Second
	// idleRuns is how often each is watched.
	idleRuns = 5
)

// series are the measurements of one program.
type series struct {
	binary            string
	env               []string
	final             tour.Frame
	painted, complete []time.Duration
	memory            []int64
	idle              []time.Duration
}

// windowFigures starts the windows, through OpenGL and without, and the label in turn, so that a busy machine disturbs
// them alike. The window shows a complete account with its secret in the
// keychain.
func windowFigures(window, hello string, starts int) ([]figure, error) {
	desktop, err := tour.StartDesktop()
	if err != nil {
		return nil, err
	}
	defer desktop.Close()
	if err := prepare(desktop); err != nil {
		return nil, err
	}
	ours, err := newSeries(desktop, window, "TEAMSACCOUNT_DISPLAY=opengl")
	if err != nil {
		return nil, err
	}
	painted, err := newSeries(desktop, window, "TEAMSACCOUNT_DISPLAY=software")
	if err != nil {
		return nil, err
	}
	theirs, err := newSeries(desktop, hello)
	if err != nil {
		return nil, err
	}
	for run := -1; run < starts; run++ {
		for _, s := range []*series{ours, painted, theirs} {
			if err := s.start(desktop, run); err != nil {
				return nil, fmt.Errorf("%s: %w", s.binary, err)
			}
		}
	}
	return []figure{
		times("window: first painted", ours.painted, theirs.painted, 1.25),
		times("window: filled form painted", ours.complete, theirs.complete, 1.25),
		sizes("window: peak memory", ours.memory, theirs.memory, 1.15),
		times("window: processor time, idle for 10 s", ours.idle, theirs.idle, 1.1),
		times("window without OpenGL: first painted", painted.painted, theirs.painted, 0.85),
		times("window without OpenGL: filled form painted", painted.complete, theirs.complete, 0.85),
		sizes("window without OpenGL: peak memory", painted.memory, theirs.memory, 0.6),
		times("window without OpenGL: processor time, idle for 10 s", painted.idle, theirs.idle, 0.05),
	}, nil
}

// newSeries returns the series of a copy of the program: how much of a file the
// system maps into memory depends on how it was last written and read.
func newSeries(desktop *tour.Desktop, binary string, env ...string) (*series, error) {
	content, err := os.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	copied := filepath.Join(desktop.Home(), filepath.Base(binary))
	return &series{binary: copied, env: env}, os.WriteFile(copied, content, 0o700)
}

// start starts the program once. Run -1 is not measured: it warms the caches
// and shows at what picture the window stays.
func (s *series) start(desktop *tour.Desktop, run int) error {
	window, err := desktop.Launch("light", s.env, s.binary)
	if err != nil {
		return err
	}
	defer window.Kill()
	seen, err := window.Watch(s.final)
	if err != nil {
		return err
	}
	s.final = seen.Last
	if run < 0 {
		return s.leave(window)
	}
	s.painted, s.complete = append(s.painted, seen.Painted), append(s.complete, seen.Complete)
	memory, err := window.PeakMemory()
	if err != nil {
		return err
	}
	s.memory = append(s.memory, memory)
	if run < idleRuns {
		if err := s.rest(window); err != nil {
			return err
		}
	}
	return s.leave(window)
}

func (s *series) leave(window *tour.Window) error {
	if err := window.AskToClose(); err != nil {
		return err
	}
	return window.Ended()
}

// rest measures the processor time of an idle window.
func (s *series) rest(window *tour.Window) error {
	time.Sleep(calmBefore)
	before, err := window.ProcessorTime()
	if err != nil {
		return err
	}
	time.Sleep(idleFor)
	after, err := window.ProcessorTime()
	s.idle = append(s.idle, after-before)
	return err
}

// prepare puts a complete account where the window looks for it.
func prepare(desktop *tour.Desktop) error {
	practice, secret := sandbox.Practice()
	practice.SecretItem = account.SecretItemName(practice.ID)
	practice.SecretExpires = time.Now().AddDate(0, 6, 0).Format(time.DateOnly)
	keep := exec.Command("secret-tool", "store", "--label=bench", "service", "teamsaccount", "username", practice.SecretItem)
	keep.Env, keep.Stdin = desktop.Env("light"), strings.NewReader(secret)
	if printed, err := keep.CombinedOutput(); err != nil {
		return fmt.Errorf("secret-tool store: %w: %s", err, printed)
	}
	directory := filepath.Join(desktop.Home(), ".config", "teamsaccount")
	if _, err := document.PrepareOwnDirectory(directory); err != nil {
		return err
	}
	store := &document.Store{OwnDirectory: directory}
	change, err := store.Begin(context.Background(), filepath.Join(directory, document.FileName))
	if err != nil {
		return err
	}
	defer change.Release()
	if _, err := change.Stage(practice, true, time.Now()); err != nil {
		return err
	}
	_, err = change.Commit()
	return err
}

func median[T int64 | time.Duration | float64](all []T) T {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func times(name string, ours, theirs []time.Duration, limit float64) figure {
	own, floor := median(ours), median(theirs)
	return figure{
		name: name, ours: milliseconds(own), floor: milliseconds(floor) + " for one label",
		value: float64(own) / float64(floor), limit: limit,
	}
}

func sizes(name string, ours, theirs []int64, limit float64) figure {
	own, floor := median(ours), median(theirs)
	return figure{
		name: name, ours: mebibytes(own), floor: mebibytes(floor) + " for one label",
		value: float64(own) / float64(floor), limit: limit,
	}
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}

func mebibytes(size int64) string { return fmt.Sprintf("%.1f MiB", float64(size)/(1<<20)) }
