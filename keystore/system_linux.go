package keystore

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"

	"github.com/godbus/dbus/v5"
)

// system is what go-keyring needs before it may be called on Linux, done on a
// connection of our own, where it can be bounded, watched and called off:
// reaching the session bus and the Secret Service, and having the person unlock
// the keyring. go-keyring works on godbus' shared connection, which a dead bus
// would block for the whole process, and on which any signal, such as a change
// of the desktop's theme, ends its waiting for a dialog.
//
// Only the work that has the flight uses it.
type system struct {
	service *secretService
}

// guarded returns do with all that around it, and notes in at how far it came.
func (s *system) guarded(at *stage, do func(context.Context) (string, error)) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		at.enter(causeSilentBus)
		service, err := s.connected(ctx)
		if err != nil {
			return "", err
		}
		at.enter(causeNoAnswer)
		service.begin()
		awake := service.awake
		at.awake.Store(&awake)
		if err := service.unlock(ctx, at); err != nil {
			return "", service.reason(err)
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		service.whenDied(service.wakeShared)
		defer service.whenDied(nil)
		secret, err := contained(func() (string, error) { return do(ctx) })
		if err != nil {
			return "", service.reason(err)
		}
		return secret, nil
	}
}

// connected returns the connection, made anew if the old one has ended.
func (s *system) connected(ctx context.Context) (*secretService, error) {
	address, err := sessionBus()
	if err != nil {
		return nil, err
	}
	if s.service != nil && s.service.address == address && s.service.conn.Connected() {
		return s.service, nil
	}
	if s.service != nil {
		_ = s.service.conn.Close()
		s.service = nil
	}
	service, err := connect(ctx, address)
	if err != nil {
		return nil, err
	}
	s.service = service
	return service, nil
}

// awake reports whether the service answers at all.
func (s *secretService) awake(ctx context.Context) bool {
	_, err := s.collection(ctx)
	return err == nil
}

// attended reports whether a person can be asked to unlock the keychain: a
// dialog needs a display.
func attended() bool {
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// systemCause says what an error of go-keyring or the bus means. go-keyring has
// no error types of its own.
func systemCause(err error) cause {
	var bus dbus.Error
	if errors.As(err, &bus) {
		return busCause(bus.Name)
	}
	var network *net.OpError
	switch {
	case errors.As(err, &network) && network.Op == "dial":
		return causeDeadBus
	case network != nil, errors.Is(err, dbus.ErrClosed), errors.Is(err, io.EOF):
		return causeBroken
	case strings.HasPrefix(err.Error(), "failed to unlock correct collection"):
		return causeUnlock
	}
	return causeSystem
}

// busCause maps the names of D-Bus and Secret Service errors to causes; they
// are listed in the D-Bus and the Secret Service API specifications.
func busCause(name string) cause {
	switch name {
	case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner":
		return causeNoService
	case "org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Disconnected":
		return causeDied
	case "org.freedesktop.DBus.Error.AccessDenied", "org.freedesktop.DBus.Error.AuthFailed":
		return causeRefused
	case "org.freedesktop.DBus.Error.TimedOut", "org.freedesktop.DBus.Error.Timeout":
		return causeNoAnswer
	case "org.freedesktop.Secret.Error.IsLocked":
		return causeLocked
	}
	if strings.HasPrefix(name, "org.freedesktop.DBus.Error.Spawn.") {
		return causeNoService
	}
	return causeSystem
}
