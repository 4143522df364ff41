package keystore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"
)

// Provider names the program that keeps the secrets: the process that owns the
// Secret Service's name on the session bus, which is started if it can be. The
// name is empty where the process hides it. The error is an *account.Problem.
func (k *Keychain) Provider(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, k.limit())
	defer cancel()
	name, err := k.flight.run(ctx, work{do: func(context.Context) (string, error) {
		service, err := k.system.connected(ctx)
		if err != nil {
			return "", err
		}
		return service.provider(ctx)
	}})
	return name, problem(err, "")
}

func (s *secretService) provider(ctx context.Context) (string, error) {
	pid, err := s.process(ctx)
	if causeOf(err) == causeNoService {
		if err := s.bus(ctx, "StartServiceByName", serviceName, uint32(0)).Err; err != nil {
			return "", err
		}
		pid, err = s.process(ctx)
	}
	if err != nil {
		return "", err
	}
	name, _ := processName(pid)
	return name, nil
}

// process returns the ID of the process that owns the service's name.
func (s *secretService) process(ctx context.Context) (pid uint32, err error) {
	err = s.bus(ctx, "GetConnectionUnixProcessID", serviceName).Store(&pid)
	return pid, err
}

// bus calls a method of the bus itself.
func (s *secretService) bus(ctx context.Context, method string, arguments ...any) *dbus.Call {
	return s.conn.BusObject().CallWithContext(ctx, busIface+"."+method, 0, arguments...)
}

// maxName bounds a process name, in bytes.
const maxName = 64

// processName returns the name by which a process was started. The link
// /proc/PID/exe would be surer and is often not readable: a keyring daemon that
// may lock memory counts as privileged.
func processName(pid uint32) (string, error) {
	file, err := os.Open(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil {
		return "", err
	}
	defer file.Close()
	line, err := io.ReadAll(io.LimitReader(file, 4096))
	if err != nil {
		return "", err
	}
	return programName(line)
}

// programName returns the base name of the program in a process's command line,
// whose arguments each end in a zero byte. The line is empty while the process
// is being started, and where it has hidden it.
func programName(line []byte) (string, error) {
	program, _, _ := bytes.Cut(line, []byte{0})
	if len(program) == 0 {
		return "", errors.New("the process has no command line")
	}
	name := strings.Map(printable, filepath.Base(string(program)))
	return name[:min(len(name), maxName)], nil
}

// printable drops what is not printable ASCII.
func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}
