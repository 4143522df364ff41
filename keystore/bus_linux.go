package keystore

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/godbus/dbus/v5"
)

const addressVariable = "DBUS_SESSION_BUS_ADDRESS"

// disabledBus is an address at which nothing is ever found or started.
const disabledBus = "disabled:"

// handshake bounds the connection to the bus. No person is asked in it.
const handshake = 3 * time.Second

// sessionBus returns the session bus's address, and sees to it that go-keyring
// and Fyne find the same one: without an address in the environment they would
// start a bus of their own, which nobody else uses and nobody ends.
func sessionBus() (string, error) {
	if address := os.Getenv(addressVariable); address != "" && address != "autolaunch:" {
		return address, nil
	}
	path := filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus")
	info, err := os.Stat(path)
	if !filepath.IsAbs(path) || err != nil || info.Mode().Type() != os.ModeSocket {
		return "", &failure{causeNoBus, err}
	}
	address := "unix:path=" + dbus.EscapeBusAddressValue(path)
	if err := os.Setenv(addressVariable, address); err != nil {
		return "", &failure{causeNoBus, err}
	}
	return address, nil
}

// PrepareBus readies the session bus for this process; a program with a window
// calls it before the window's toolkit starts. Where there is no bus, or none
// that answers within ctx, the process is told to do without: else the toolkit
// would start a stray bus, or hang on the silent one.
func PrepareBus(ctx context.Context) {
	address, err := sessionBus()
	if err == nil {
		var service *secretService
		if service, err = connect(ctx, address); err == nil {
			_ = service.conn.Close()
			return
		}
	}
	if why := causeOf(err); why == causeNoBus || why == causeSilentBus {
		_ = os.Setenv(addressVariable, disabledBus)
	}
}

// dial opens a connection of our own to the bus at address.
func dial(ctx context.Context, address string, signals dbus.SignalHandler) (*dbus.Conn, error) {
	bounded, cancel := context.WithTimeout(ctx, handshake)
	defer cancel()
	conn, err := dbus.Dial(address, dbus.WithSignalHandler(signals))
	if err != nil {
		return nil, unreachable(err)
	}
	// A bus that says nothing is given up by closing the connection to it.
	proceed := context.AfterFunc(bounded, func() { _ = conn.Close() })
	err = greet(conn)
	if proceed() && err == nil {
		return conn, nil
	}
	_ = conn.Close()
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return nil, ctx.Err()
	case bounded.Err() != nil:
		return nil, &failure{causeSilentBus, bounded.Err()}
	}
	return nil, &failure{causeDeadBus, err}
}

// greet makes a connection usable.
func greet(conn *dbus.Conn) error {
	if err := conn.Auth(nil); err != nil {
		return err
	}
	return conn.Hello()
}

// unreachable tells an address where nobody listens from one that is none.
func unreachable(err error) error {
	var network *net.OpError
	if errors.As(err, &network) {
		return &failure{causeDeadBus, err}
	}
	return &failure{causeNoBus, err}
}
