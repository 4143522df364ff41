package keystore

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

func TestSystem_CanAskAPersonWhereThereIsADisplay(t *testing.T) {
	for _, c := range []struct {
		display, wayland string
		want             time.Duration
	}{
		{"", "", LimitUnattended},
		{":0", "", LimitAttended},
		{"", "wayland-0", LimitAttended},
		{":0", "wayland-0", LimitAttended},
	} {
		t.Setenv("DISPLAY", c.display)
		t.Setenv("WAYLAND_DISPLAY", c.wayland)
		if got := New().limit(); got != c.want {
			t.Errorf("DISPLAY=%q WAYLAND_DISPLAY=%q: the limit is %v, want %v", c.display, c.wayland, got, c.want)
		}
	}
}

func TestSystem_TellsBusErrorsByTheirName(t *testing.T) {
	const prefix = "org.freedesktop.DBus.Error."
	for name, want := range map[string]cause{
		prefix + "ServiceUnknown":               causeNoService,
		prefix + "NameHasNoOwner":               causeNoService,
		prefix + "Spawn.ChildExited":            causeNoService,
		prefix + "NoReply":                      causeDied,
		prefix + "AccessDenied":                 causeRefused,
		prefix + "TimedOut":                     causeNoAnswer,
		"org.freedesktop.Secret.Error.IsLocked": causeLocked,
		"org.example.Error":                     causeSystem,
		"":                                      causeSystem,
	} {
		if got := causeOf(dbus.Error{Name: name, Body: []any{"words"}}); got != want {
			t.Errorf("%s gives %q, want %q", name, got, want)
		}
	}
}

func TestSystem_TellsErrorsOfTheConnectionApart(t *testing.T) {
	for want, errs := range map[cause][]error{
		causeDeadBus: {&net.OpError{Op: "dial", Err: os.ErrNotExist}},
		causeBroken:  {&net.OpError{Op: "read", Err: os.ErrClosed}, dbus.ErrClosed, io.EOF},
		causeUnlock:  {errors.New("failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'")},
		causeSystem:  {errors.New("something else")},
	} {
		for _, err := range errs {
			if got := causeOf(err); got != want {
				t.Errorf("%v is %q, want %q", err, got, want)
			}
		}
	}
}

func TestSystem_TakesSignalsOfAnyShape(t *testing.T) {
	const prompt dbus.ObjectPath = "/prompt/1"
	for _, body := range [][]any{
		nil,
		{true},
		{"no", "bool"},
		{false, "no variant"},
		{false, dbus.MakeVariant(7)},
		{uint32(1), dbus.MakeVariant([]dbus.ObjectPath{"/a"})},
	} {
		var l listener
		l.DeliverSignal(promptIface, "Completed", &dbus.Signal{Path: prompt, Body: body})
		answers := l.await(prompt)
		l.DeliverSignal(promptIface, "Completed", &dbus.Signal{Path: "/other", Body: []any{true, dbus.MakeVariant("")}})
		for range 2 {
			l.DeliverSignal(promptIface, "Completed", &dbus.Signal{Path: prompt, Body: body})
			l.DeliverSignal(busIface, "NameOwnerChanged", &dbus.Signal{Body: body})
		}
		if a := <-answers; len(a.opened) != 0 {
			t.Errorf("%v opened %v", body, a.opened)
		}
		if len(answers) != 0 {
			t.Errorf("%v was answered twice", body)
		}
	}
}

func TestSystem_CountsOnlyTheEndOfTheService(t *testing.T) {
	for _, c := range []struct {
		name, before, now string
		want              bool
	}{
		{serviceName, ":1.5", "", true},
		{serviceName, ":1.5", ":1.6", true},
		{serviceName, "", ":1.5", false},
		{"org.example", ":1.5", "", false},
	} {
		var l listener
		l.begin()
		l.DeliverSignal(busIface, "NameOwnerChanged", &dbus.Signal{Body: []any{c.name, c.before, c.now}})
		if got := l.died(); got != c.want {
			t.Errorf("%+v: died is %v", c, got)
		}
		l.begin()
		if l.died() {
			t.Error("a new call begins with a dead service")
		}
	}
}

func TestProgramName_IsShortAndPrintable(t *testing.T) {
	for line, want := range map[string]string{
		"/usr/bin/gnome-keyring-daemon\x00--start\x00": "gnome-keyring-daemon",
		"/opt/key ring~\x1b[31m\n\x7fü\x00":            "key ring~[31m",
		"/opt/" + strings.Repeat("k", 2*64):            strings.Repeat("k", 64),
	} {
		if got, err := programName([]byte(line)); err != nil || got != want {
			t.Errorf("%q is called %q (%v)", line, got, err)
		}
	}
	for _, line := range []string{"", "\x00--start\x00"} {
		if got, err := programName([]byte(line)); err == nil {
			t.Errorf("%q names no program and is called %q", line, got)
		}
	}
}

func TestProcessName_IsThatByWhichItWasStarted(t *testing.T) {
	if got, err := processName(uint32(os.Getpid())); err != nil || got != filepath.Base(os.Args[0]) {
		t.Errorf("%s is called %q (%v)", os.Args[0], got, err)
	}
	if got, err := processName(1 << 30); err == nil {
		t.Errorf("a process that is not there is called %q", got)
	}
}
