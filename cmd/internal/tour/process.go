//go:build linux

package tour

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

const (
	// patience bounds every wait for something that takes a moment.
	patience = 30 * time.Second
	// farewell is how long a process may take to end when asked to.
	farewell = 5 * time.Second
	// glance is the pause between two looks at something that is waited for.
	glance = 10 * time.Millisecond
)

// process is a process of the tour's own.
type process struct {
	command *exec.Cmd
	ended   chan struct{}
	// err is how the process ended; valid once ended is closed.
	err error
}

// start starts a process that ends with this one, however this one ends.
func start(command *exec.Cmd) (*process, error) {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := command.Start(); err != nil {
		return nil, err
	}
	p := &process{command: command, ended: make(chan struct{})}
	go func() {
		p.err = command.Wait()
		close(p.ended)
	}()
	return p, nil
}

func (p *process) pid() int { return p.command.Process.Pid }

// gone reports whether the process has ended.
func (p *process) gone() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// end asks the process to end, and ends it where it does not. It returns when
// the process is gone, and may be called twice.
func (p *process) end() {
	_ = p.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(farewell):
		_ = p.command.Process.Kill()
		<-p.ended
	}
}

// output runs a program in the environment env and returns what it printed. It
// is ended where it does not answer within a time.
func output(within time.Duration, env []string, name string, arguments ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	command := exec.CommandContext(ctx, name, arguments...)
	command.Env = env
	printed, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(arguments, " "), err)
	}
	return string(printed), nil
}

// until looks at a condition again and again until it holds. What is waited
// for is part of the error.
func until(what string, holds func() (bool, error)) error {
	deadline := time.Now().Add(patience)
	for {
		ok, err := holds()
		switch {
		case err == nil && ok:
			return nil
		case time.Now().After(deadline) && err != nil:
			return fmt.Errorf("waited %v for %s: %w", patience, what, err)
		case time.Now().After(deadline):
			return fmt.Errorf("waited %v for %s", patience, what)
		}
		time.Sleep(glance)
	}
}

// Tools lists the programs that a tour needs and that this machine lacks.
func Tools() (missing []string) {
	for _, tool := range []string{
		"Xvfb", "openbox", "xdotool", "wmctrl", "xclip", "dbus-daemon", "gnome-keyring-daemon", "secret-tool",
	} {
		if _, err := exec.LookPath(tool); err != nil {
			missing = append(missing, tool)
		}
	}
	return missing
}

// inherited returns the few variables that a program on the virtual display
// takes over from this process.
func inherited() []string {
	var env []string
	for _, name := range []string{"PATH", "GORACE"} {
		if value, set := os.LookupEnv(name); set {
			env = append(env, name+"="+value)
		}
	}
	return env
}
