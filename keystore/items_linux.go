package keystore

import (
	"context"
	"errors"

	"github.com/godbus/dbus/v5"
)

// The names of an item's attributes, as go-keyring writes them.
const (
	attributeService = "service"
	attributeItem    = "username"
)

// deleteUnprompted deletes an item and looks whether it is gone. go-keyring
// cannot be asked to: it opens whatever dialog the service wants. Here the
// object that stands for the dialog is just never used.
func (s *system) deleteUnprompted(ctx context.Context, item string) error {
	service, err := s.connected(ctx)
	if err != nil {
		return err
	}
	return service.deleteUnprompted(ctx, item)
}

func (s *secretService) deleteUnprompted(ctx context.Context, item string) error {
	collection, err := s.collection(ctx)
	if err != nil {
		return err
	}
	// A locked keyring may pretend to hold nothing.
	var locked bool
	if err := s.property(ctx, collection, collectionIface, "Locked", &locked); err != nil {
		return err
	}
	if locked {
		return &failure{cause: causeNeedsPerson}
	}
	wanted := map[string]string{attributeService: Service, attributeItem: item}
	found, err := s.search(ctx, collection, wanted)
	if err != nil {
		return err
	}
	for _, path := range found {
		var prompt dbus.ObjectPath
		if err := s.conn.Object(serviceName, path).CallWithContext(ctx, itemIface+".Delete", 0).Store(&prompt); err != nil {
			return err
		}
		if prompt != noPrompt {
			return &failure{cause: causeNeedsPerson}
		}
	}
	if len(found) == 0 {
		return nil
	}
	left, err := s.search(ctx, collection, wanted)
	if err == nil && len(left) > 0 {
		err = &failure{cause: causeNotDeleted}
	}
	return err
}

// items lists the names of all items of this program in the keyring, which is
// unlocked.
func (s *system) items(ctx context.Context) (names []string, err error) {
	service, err := s.connected(ctx)
	if err != nil {
		return nil, err
	}
	collection, err := service.collection(ctx)
	if err != nil {
		return nil, err
	}
	found, err := service.search(ctx, collection, map[string]string{attributeService: Service})
	if err != nil {
		return nil, err
	}
	for _, path := range found {
		var attributes map[string]string
		err := service.property(ctx, path, itemIface, "Attributes", &attributes)
		switch {
		case noSuchObject(err):
			// Another program deleted it just now.
		case err != nil:
			return nil, err
		default:
			names = append(names, attributes[attributeItem])
		}
	}
	return names, nil
}

// search lists the items of a keyring that have these attributes.
func (s *secretService) search(ctx context.Context, collection dbus.ObjectPath, attributes map[string]string) (items []dbus.ObjectPath, err error) {
	err = s.conn.Object(serviceName, collection).
		CallWithContext(ctx, collectionIface+".SearchItems", 0, attributes).Store(&items)
	return items, err
}

// property reads a property of an object of the service into value.
func (s *secretService) property(ctx context.Context, path dbus.ObjectPath, iface, name string, value any) error {
	var got dbus.Variant
	err := s.conn.Object(serviceName, path).
		CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, iface, name).Store(&got)
	if err != nil {
		return err
	}
	if err := dbus.Store([]any{got.Value()}, value); err != nil {
		return &failure{causeSystem, errors.New("the service's " + name + " is of type " + got.Signature().String())}
	}
	return nil
}
