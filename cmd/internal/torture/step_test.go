//go:build linux

package torture

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"teamsaccount/keystore/keystoretest"
)

// Every single step of file and keychain fails in turn. After each the site
// holds the account of before or of after, nothing is orphaned and nothing is
// left behind, and the program said what went wrong.

// program is one of the two programs, by the changes that it makes.
type programUnderTest struct {
	name    string
	changes func(*site, state) ([]change, error)
}

var programs = []programUnderTest{{"teamsctl", (*site).terminalChanges}, {"window", (*site).windowChanges}}

// each does something with each change of a site's account. The number of
// changes grows once there is a secret to go back to.
func (p programUnderTest) each(s *site, do func(name string, next func() (change, state, error)) error) error {
	var names []string
	for _, prepare := range []func() error{
		func() error { return nil },
		func() error { return s.present() },
		func() error { return s.do(s.secret(), "set", "--secret-stdin") },
	} {
		if err := prepare(); err != nil {
			return err
		}
		now, err := s.now()
		if err != nil {
			return err
		}
		changes, err := p.changes(s, now)
		if err != nil {
			return err
		}
		for _, c := range changes {
			if !slices.Contains(names, c.name) {
				names = append(names, c.name)
			}
		}
	}
	for _, name := range names {
		next := func() (change, state, error) { return p.next(s, name) }
		if err := do(p.name+": "+name, next); err != nil {
			return fmt.Errorf("%s: %s: %w", p.name, name, err)
		}
	}
	return nil
}

// next is the change of this name, from a state in which it is possible.
func (p programUnderTest) next(s *site, name string) (change, state, error) {
	prepare := []func() error{s.present}
	switch name {
	case "add":
		prepare = []func() error{s.absent}
	case "go back", "restore":
		prepare = append(prepare, func() error { return s.do(s.secret(), "set", "--secret-stdin") })
	}
	for _, f := range prepare {
		if err := f(); err != nil {
			return change{}, state{}, err
		}
	}
	now, err := s.now()
	if err != nil {
		return change{}, state{}, err
	}
	changes, err := p.changes(s, now)
	if err != nil {
		return change{}, state{}, err
	}
	at := slices.IndexFunc(changes, func(c change) bool { return c.name == name })
	if at < 0 {
		return change{}, state{}, fmt.Errorf("the change %s is not possible", name)
	}
	return changes[at], now, nil
}

// present sees to it that there is an account with a secret, and absent that
// there is none.
func (s *site) present() error {
	now, err := s.now()
	if err != nil || now.Present && now.Secret != "" {
		return err
	}
	if now.Present {
		return s.do(s.secret(), "set", "--secret-stdin")
	}
	return s.do(s.secret(), "add", "--name", s.name(), "--secret-stdin")
}

func (s *site) absent() error {
	now, err := s.now()
	if err != nil || !now.Present {
		return err
	}
	return s.do("", "delete", "--yes")
}

// The files of a site, and the system calls that work on files. Those that are
// in sampled are the ones that a sample takes.
var (
	stepFiles = []string{
		"account.json", ".account.json.lock", ".account.json.intent", ".account.json.tmp", ".account.json.new",
		".account.json.history", "state.json", ".state.json.lock", ".state.json.tmp", ".",
	}
	stepCalls = []string{
		"openat", "read", "pread64", "write", "fsync", "fdatasync", "fchmod", "fchmodat", "ftruncate", "flock", "fcntl",
		"renameat", "renameat2", "unlinkat", "mkdirat", "newfstatat", "fstat", "getdents64", "close",
	}
	sampled = []string{"write", "fsync", "renameat", "unlinkat"}
)

func TestStep_EachFileOperationFailsInTurn(t *testing.T) {
	if output, err := exec.Command("strace", "-f", "-qq", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace does not work here: %v %s", err, output)
	}
	s := newSite(t, newKeyring(t))
	log := filepath.Join(t.TempDir(), "strace")
	failed := map[string]int{}
	for _, p := range programs {
		err := p.each(s, func(name string, next func() (change, state, error)) error {
			if !*full && name != "teamsctl: set a secret" {
				return nil
			}
			steps, err := s.steps(next, log)
			if err != nil {
				return err
			}
			for _, step := range steps {
				if !*full && !slices.Contains(sampled, step.call) {
					continue
				}
				if err := s.failCall(next, log, step); err != nil {
					return fmt.Errorf("%s of %s: %w", step.call, step.file, err)
				}
				failed[name+" | "+step.call+" "+step.file]++
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d steps failed in turn\n%s", len(failed), list(failed))
	if len(failed) < 10 {
		t.Error("too few steps were found")
	}
}

// fileStep is a step of a change: a system call on a file of the site.
type fileStep struct{ call, file string }

// steps lists the steps that a change takes.
func (s *site) steps(next func() (change, state, error), log string) (steps []fileStep, err error) {
	c, before, err := next()
	if err != nil {
		return nil, err
	}
	said, failed := output(c.traced("-y", "-o", log, "-e", "trace="+strings.Join(stepCalls, ",")))
	if err := s.afterFailure(c, before, failed, said); err != nil {
		return nil, fmt.Errorf("%w; it said: %s", err, said)
	}
	told, err := os.ReadFile(log)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(told)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		call, _, _ := strings.Cut(fields[1], "(")
		for _, file := range stepFiles {
			path := filepath.Join(s.dir, file)
			step := fileStep{call, file}
			if (strings.Contains(line, `"`+path+`"`) || strings.Contains(line, "<"+path+">")) &&
				slices.Contains(stepCalls, call) && !slices.Contains(steps, step) {
				steps = append(steps, step)
			}
		}
	}
	return steps, nil
}

// traced is the change's command under strace.
func (c change) traced(arguments ...string) *exec.Cmd {
	arguments = append([]string{"-f", "-qq"}, arguments...)
	traced := exec.Command("strace", append(append(arguments, c.command.Path), c.command.Args[1:]...)...)
	traced.Env, traced.Stdin = c.command.Env, c.command.Stdin
	return traced
}

// failCall makes a step fail, as often as a change takes it.
func (s *site) failCall(next func() (change, state, error), log string, step fileStep) error {
	c, before, err := next()
	if err != nil {
		return err
	}
	fault := "EIO"
	if step.call == "write" {
		fault = "ENOSPC"
	}
	said, failed := output(c.traced("-o", log, "-P", filepath.Join(s.dir, step.file),
		"-e", "trace="+step.call, "-e", "inject="+step.call+":error="+fault))
	if err := s.afterFailure(c, before, failed, said); err != nil {
		return fmt.Errorf("%w; it said: %s", err, said)
	}
	return nil
}

// list prints what was counted, in order.
func list(counted map[string]int) string {
	var lines []string
	for name := range counted {
		lines = append(lines, "  "+name)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// fakeKeychain is a keychain that fails at will.
type fakeKeychain struct {
	*keystoretest.Fake
	bus  *keystoretest.Bus
	home string
}

func (k fakeKeychain) Env() []string {
	return []string{"DBUS_SESSION_BUS_ADDRESS=" + k.bus.Address, "HOME=" + k.home}
}

func (k fakeKeychain) Items() (map[string]string, error) { return k.Fake.Items(), nil }

func (k fakeKeychain) Revive() (bool, error) { return false, nil }

func newFakeKeychain(t *testing.T) fakeKeychain {
	t.Helper()
	dir, err := os.MkdirTemp("", "bus")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	bus, err := keystoretest.StartBus(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(bus.Stop)
	fake, err := keystoretest.StartFake(bus, keystoretest.Script{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(fake.Stop)
	return fakeKeychain{fake, bus, dir}
}

func TestStep_EachRequestToTheKeychainFailsInTurn(t *testing.T) {
	keychain := newFakeKeychain(t)
	s := newSite(t, keychain)
	failed := map[string]int{}
	for _, p := range programs {
		err := p.each(s, func(name string, next func() (change, state, error)) error {
			if !*full && name != "teamsctl: set a secret" && name != "window: delete" {
				return nil
			}
			for _, late := range []bool{false, true} {
				for n := 1; ; n++ {
					method, err := s.failRequest(next, keychain, n, late)
					if err != nil {
						return fmt.Errorf("request %d, %s, done all the same %v: %w", n, method, late, err)
					}
					if method == "" {
						break
					}
					failed[fmt.Sprintf("%s | request %d, %s", name, n, method)]++
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d requests failed in turn\n%s", len(failed), list(failed))
}

// failRequest makes the n-th request of a change fail, and returns its method;
// empty if the change made fewer requests.
func (s *site) failRequest(next func() (change, state, error), keychain fakeKeychain, n int, late bool) (method string, err error) {
	c, before, err := next()
	if err != nil {
		return "", err
	}
	keychain.FailAt(n, late)
	said, failed := output(c.command)
	method = keychain.Failed()
	keychain.FailAt(0, false)
	if err := s.afterFailure(c, before, failed, said); err != nil {
		return method, fmt.Errorf("%w; it said: %s", err, said)
	}
	return method, nil
}
