//go:build linux

package keystoretest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/godbus/dbus/v5"
)

// busConfig is a session bus without service directories: on it nothing is
// started but what the test starts.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=%s</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

// Bus is a session bus that belongs to one test.
type Bus struct {
	// Address is the value for DBUS_SESSION_BUS_ADDRESS.
	Address string

	daemon *exec.Cmd
}

// StartBus starts a session bus whose files are in dir, a short path: a
// socket's path has at most 107 bytes. End it with Stop.
func StartBus(dir string) (*Bus, error) {
	config := filepath.Join(dir, "bus.conf")
	socket := filepath.Join(dir, "bus")
	if err := os.WriteFile(config, fmt.Appendf(nil, busConfig, socket), 0o600); err != nil {
		return nil, err
	}
	daemon := exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--nopidfile", "--print-address=1")
	addresses, err := daemon.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := start(daemon); err != nil {
		return nil, err
	}
	address, err := bufio.NewReader(addresses).ReadString('\n')
	if err != nil {
		end(daemon)
		return nil, fmt.Errorf("dbus-daemon told no address: %w", err)
	}
	return &Bus{Address: strings.TrimSpace(address), daemon: daemon}, nil
}

// Connect returns a connection of the test's own to the bus.
func (b *Bus) Connect() (*dbus.Conn, error) { return dbus.Connect(b.Address) }

// Stop ends the bus at once; whoever is connected to it is cut off. It may be
// called twice.
func (b *Bus) Stop() { end(b.daemon) }

// start starts a process that ends with this one, however this one ends.
func start(command *exec.Cmd) error {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return command.Start()
}

// end kills a process that start started, and waits until it is gone.
func end(command *exec.Cmd) {
	_ = command.Process.Kill()
	_ = command.Wait()
}
