package keystore

import (
	"context"

	"github.com/godbus/dbus/v5"
)

// Names of the Secret Service API
// (https://specifications.freedesktop.org/secret-service/) and of the bus.
const (
	serviceName     = "org.freedesktop.secrets"
	servicePath     = "/org/freedesktop/secrets"
	serviceIface    = "org.freedesktop.Secret.Service"
	collectionIface = "org.freedesktop.Secret.Collection"
	itemIface       = "org.freedesktop.Secret.Item"
	promptIface     = "org.freedesktop.Secret.Prompt"
	loginCollection = "/org/freedesktop/secrets/collection/login"
	defaultAlias    = "/org/freedesktop/secrets/aliases/default"
	noPrompt        = "/"
	busIface        = "org.freedesktop.DBus"
)

// secretService is a connection of our own to the session's Secret Service.
type secretService struct {
	address string
	conn    *dbus.Conn
	object  dbus.BusObject
	*listener
}

// connect reaches the bus at address and listens to what the service signals.
func connect(ctx context.Context, address string) (*secretService, error) {
	signals := &listener{}
	conn, err := dial(ctx, address, signals)
	if err != nil {
		return nil, err
	}
	s := &secretService{address, conn, conn.Object(serviceName, servicePath), signals}
	if err := s.listen(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return s, nil
}

// listen asks the bus for the two signals that matter.
func (s *secretService) listen(ctx context.Context) error {
	err := s.conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(busIface),
		dbus.WithMatchInterface(busIface), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, serviceName))
	if err != nil {
		return err
	}
	return s.conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(promptIface), dbus.WithMatchMember("Completed"))
}

// reason returns why a call failed: the end of the bus or of the service, if
// that is what happened, else err.
func (s *secretService) reason(err error) error {
	switch {
	case causeOf(err) == causeCancelled:
		return err
	case !s.conn.Connected():
		return &failure{causeBroken, err}
	case s.died():
		return &failure{causeDied, err}
	}
	return err
}

// wakeShared ends go-keyring's waiting for a dialog that can no longer be
// answered: any signal on godbus' shared connection does, and it waits for ever
// without one. Other listeners there ignore a signal without arguments.
func (s *secretService) wakeShared() {
	shared, err := dbus.SessionBus()
	if err != nil || len(shared.Names()) == 0 {
		return
	}
	s.conn.Send(&dbus.Message{Type: dbus.TypeSignal, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant(shared.Names()[0]),
		dbus.FieldPath:        dbus.MakeVariant(dbus.ObjectPath("/")),
		dbus.FieldInterface:   dbus.MakeVariant("teamsaccount.Keystore"),
		dbus.FieldMember:      dbus.MakeVariant("ServiceEnded"),
	}}, nil)
}
