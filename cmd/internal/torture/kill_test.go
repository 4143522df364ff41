//go:build linux

package torture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The programs are killed at any instant of a change: as a file event of the
// change arrives, and a random while later, so that the kills spread over all
// steps, and half of them come after the document was renamed into place.
// Whatever they leave, the next program finds the old account with the old
// secret or the new one with the new secret, and tidies up.

func TestKill_TeamsctlLeavesTheOldAccountOrTheNewOneWhole(t *testing.T) {
	killMany(t, (*site).byTerminal, rounds(12, 1000))
}

func TestKill_TheWindowLeavesTheOldAccountOrTheNewOneWhole(t *testing.T) {
	killMany(t, (*site).byWindow, rounds(12, 1000))
}

// picker picks the next change of a site.
type picker func(*site, *rand.Rand, state) (change, error)

// workers is how many sites are worked on at a time.
const workers = 2

// enough failures of one worker end it.
const enough = 10

// killMany kills so many changes in all.
func killMany(t *testing.T, pick picker, hits int) {
	var (
		all  tally
		done sync.WaitGroup
	)
	seed := uint64(time.Now().UnixNano())
	for worker := range workers {
		random := rand.New(rand.NewPCG(seed, uint64(worker)))
		k := &killer{site: newSite(t, newKeyring(t)), random: random, pick: pick, tally: &all}
		done.Go(func() {
			for failures := 0; failures < enough && all.claim(hits); {
				if err := k.hit(); err != nil {
					t.Errorf("seed %d: %v", seed, err)
					k.site = newSite(t, newKeyring(t))
					failures++
				}
			}
		})
	}
	done.Wait()
	t.Logf("%d kills, of %d changes of the document %d%% after the commit\n%s",
		all.hits, all.changes, 100*all.committed/max(all.changes, 1), all.table())
	if all.hits < hits && !t.Failed() {
		t.Errorf("only %d kills hit", all.hits)
	}
	if *full && 100*all.committed < 40*all.changes {
		t.Errorf("only %d of %d kills came after the commit", all.committed, all.changes)
	}
}

// tally counts kills.
type tally struct {
	mu        sync.Mutex
	claimed   int
	hits      int
	changes   int
	committed int
	steps     map[string]int
}

// claim takes one of the kills that are still to be made.
func (a *tally) claim(limit int) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.claimed++
	return a.claimed <= limit
}

// count counts a kill, and whether the change was committed before it, if it
// was one of the document.
func (a *tally) count(name, step string, changes, committed bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.hits++
	if changes {
		a.changes++
	}
	if changes && committed {
		a.committed++
	}
	if a.steps == nil {
		a.steps = map[string]int{}
	}
	a.steps[name+" | "+step]++
}

// table lists the kills by change and last file event before.
func (a *tally) table() string {
	var lines []string
	for step, count := range a.steps {
		lines = append(lines, fmt.Sprintf("%5d  %s", count, step))
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[7:], b[7:]) })
	return strings.Join(lines, "\n")
}

// killer kills the changes of one site.
type killer struct {
	site   *site
	random *rand.Rand
	pick   picker
	tally  *tally
	// seen are the file events of the last change of each name that was not
	// killed, which tell what to expect.
	seen map[string][]event
}

// event is something that happened to a file.
type event struct {
	name string
	// after is the time since the event before.
	after time.Duration
}

// tries bounds how often a kill may come too late.
const tries = 50

// hit kills one change, has the next program tidy up, and checks what it finds.
func (k *killer) hit() error {
	for range tries {
		before, err := k.site.now()
		if err != nil {
			return err
		}
		c, err := k.pick(k.site, k.random, before)
		if err != nil {
			return err
		}
		step, killed, err := k.run(c)
		if err != nil {
			return fmt.Errorf("%v: %w", c, err)
		}
		if err := k.check(c, before, killed, step); err != nil {
			return fmt.Errorf("%v, killed %v after %s: %w", c, killed, step, err)
		}
		if killed {
			return nil
		}
	}
	return fmt.Errorf("%d kills in a row came too late", tries)
}

// check lets the next program tidy up and looks at what it found.
func (k *killer) check(c change, before state, killed bool, step string) error {
	if err := k.site.do("", "show"); err != nil {
		return err
	}
	now, err := k.site.now()
	if err != nil {
		return err
	}
	switch {
	case killed && (now == before || now == c.after):
		k.tally.count(c.name, step, before != c.after, now == c.after)
	case now != c.after:
		return fmt.Errorf("the site holds %+v; before the change %+v, after it %+v", now, before, c.after)
	}
	return k.site.checkClean()
}

// run runs a change and kills it at a random instant, unless it is the first of
// its name, which shows what to expect. It returns the last file event before
// the end. What fails because the keyring crashed counts as killed.
func (k *killer) run(c change) (step string, killed bool, err error) {
	expected, known := k.seen[c.name]
	var (
		target aim
		delay  time.Duration
	)
	if known {
		target, delay = k.aim(expected)
	}
	watch, err := watchFiles(k.site.dir)
	if err != nil {
		return "", false, err
	}
	defer watch.close()
	var printed bytes.Buffer
	c.command.Stdout, c.command.Stderr = &printed, &printed
	c.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := c.command.Start(); err != nil {
		return "", false, err
	}
	ended := make(chan error, 1)
	go func() {
		ended <- c.command.Wait()
		watch.wake()
	}()
	events := watch.read(target, func() {
		time.Sleep(delay)
		_ = c.command.Process.Kill()
	})
	err = <-ended
	if wasKilled(err) {
		return target.name, true, nil
	}
	if err != nil {
		if crashed, _ := k.site.keyring.Revive(); crashed {
			return "a crash of the keyring", true, nil
		}
		return "", false, fmt.Errorf("%w: %s", err, printed.String())
	}
	if k.seen == nil {
		k.seen = map[string][]event{}
	}
	k.seen[c.name] = events
	return "", false, nil
}

// aim is the event at which to kill: the so-manieth of a name, from 1.
type aim struct {
	name string
	nth  int
}

// aim chooses the event at which to kill, and how long after it: with even odds
// before and after the document is renamed into place.
func (k *killer) aim(expected []event) (aim, time.Duration) {
	if len(expected) == 0 {
		return aim{}, 0
	}
	commit := slices.IndexFunc(expected, func(e event) bool { return e.name == "moved to account.json" })
	from, to := 0, len(expected)
	if commit > 0 && k.random.IntN(2) == 0 {
		to = commit
	} else if commit > 0 {
		from = commit
	}
	index := from + k.random.IntN(to-from)
	target := aim{name: expected[index].name}
	for _, e := range expected[:index+1] {
		if e.name == target.name {
			target.nth++
		}
	}
	gap := 2 * time.Millisecond
	if index+1 < len(expected) {
		gap = expected[index+1].after
	}
	return target, time.Duration(k.random.Int64N(int64(gap) + 1))
}

// wasKilled reports whether a process ended by SIGKILL.
func wasKilled(err error) bool {
	exit, is := err.(*exec.ExitError)
	if !is {
		return false
	}
	status, is := exit.Sys().(syscall.WaitStatus)
	return is && status.Signaled() && status.Signal() == syscall.SIGKILL
}

// watch tells what happens to the files of a directory.
type watch struct {
	notify int
	// waking is written to when nothing more will happen.
	woken, waking int
}

func watchFiles(dir string) (*watch, error) {
	notify, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		return nil, err
	}
	const changes = unix.IN_CREATE | unix.IN_MODIFY | unix.IN_CLOSE_WRITE | unix.IN_MOVED_TO | unix.IN_DELETE
	if _, err := unix.InotifyAddWatch(notify, dir, changes); err != nil {
		return nil, err
	}
	var pipe [2]int
	if err := unix.Pipe2(pipe[:], unix.O_CLOEXEC); err != nil {
		return nil, err
	}
	return &watch{notify, pipe[0], pipe[1]}, nil
}

func (w *watch) wake() { _, _ = unix.Write(w.waking, []byte{0}) }

func (w *watch) close() {
	for _, descriptor := range []int{w.notify, w.woken, w.waking} {
		_ = unix.Close(descriptor)
	}
}

// read collects events until it is woken, and calls act at the target.
func (w *watch) read(target aim, act func()) (events []event) {
	last, count := time.Now(), 0
	buffer := make([]byte, 64*1024)
	for {
		ready := []unix.PollFd{{Fd: int32(w.notify), Events: unix.POLLIN}, {Fd: int32(w.woken), Events: unix.POLLIN}}
		if _, err := unix.Poll(ready, -1); err != nil && err != unix.EINTR {
			return events
		}
		n, _ := unix.Read(w.notify, buffer)
		for _, name := range names(buffer[:max(n, 0)]) {
			now := time.Now()
			events = append(events, event{name, now.Sub(last)})
			last = now
			if name != target.name {
				continue
			}
			if count++; count == target.nth {
				act()
			}
		}
		if n <= 0 && ready[1].Revents != 0 {
			return events
		}
	}
}

// names reads the events that the kernel wrote: see inotify(7).
func names(buffer []byte) (names []string) {
	for len(buffer) >= unix.SizeofInotifyEvent {
		mask := binary.NativeEndian.Uint32(buffer[4:])
		length := binary.NativeEndian.Uint32(buffer[12:])
		name := strings.TrimRight(string(buffer[unix.SizeofInotifyEvent:unix.SizeofInotifyEvent+length]), "\x00")
		buffer = buffer[unix.SizeofInotifyEvent+length:]
		for bit, what := range map[uint32]string{
			unix.IN_CREATE: "created", unix.IN_MODIFY: "written", unix.IN_CLOSE_WRITE: "closed",
			unix.IN_MOVED_TO: "moved to", unix.IN_DELETE: "deleted",
		} {
			if mask&bit != 0 {
				names = append(names, what+" "+name)
			}
		}
	}
	return names
}
