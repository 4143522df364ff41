package keystore

import (
	"context"
	"errors"
	"slices"

	"github.com/godbus/dbus/v5"
)

// unlock has the keyring unlocked that go-keyring will use; if it is locked,
// the service asks the person.
func (s *secretService) unlock(ctx context.Context, at *stage) error {
	if s.open(ctx) {
		return nil
	}
	collection, err := s.collection(ctx)
	if err != nil {
		return err
	}
	var (
		unlocked []dbus.ObjectPath
		prompt   dbus.ObjectPath
	)
	err = s.object.CallWithContext(ctx, serviceIface+".Unlock", 0, []dbus.ObjectPath{collection}).Store(&unlocked, &prompt)
	if noSuchObject(err) {
		return &failure{causeNoCollection, err}
	}
	if err != nil {
		return err
	}
	if prompt != noPrompt {
		opened, err := s.ask(ctx, prompt, at)
		if err != nil {
			return err
		}
		unlocked = append(unlocked, opened...)
	}
	switch {
	case len(unlocked) > 0:
		return nil
	case collection == defaultAlias && prompt == noPrompt:
		return &failure{cause: causeNoCollection}
	}
	return &failure{cause: causeLocked}
}

// open reports whether the service says that the login keyring is unlocked,
// which it nearly always is. Whatever else it says, unlock finds out.
func (s *secretService) open(ctx context.Context) bool {
	var locked dbus.Variant
	err := s.conn.Object(serviceName, loginCollection).CallWithContext(ctx,
		"org.freedesktop.DBus.Properties.Get", 0, collectionIface, "Locked").Store(&locked)
	return err == nil && locked.Value() == false
}

// noSuchObject reports whether a service says that it has no such keyring;
// others just unlock nothing.
func noSuchObject(err error) bool {
	var refused dbus.Error
	return errors.As(err, &refused) && (refused.Name == "org.freedesktop.Secret.Error.NoSuchObject" ||
		refused.Name == "org.freedesktop.DBus.Error.UnknownObject")
}

// collection returns the keyring that go-keyring will use: "login" if there is
// one, else the default one.
func (s *secretService) collection(ctx context.Context) (dbus.ObjectPath, error) {
	var property dbus.Variant
	err := s.object.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, serviceIface, "Collections").Store(&property)
	var refused dbus.Error
	switch {
	case errors.As(err, &refused) && busCause(refused.Name) == causeSystem:
		return defaultAlias, nil
	case err != nil:
		return "", err
	}
	// go-keyring panics on a property of any other type.
	paths, is := property.Value().([]dbus.ObjectPath)
	switch {
	case !is:
		return "", &failure{causeSystem, errors.New("the service's list of keyrings is of type " + property.Signature().String())}
	case slices.Contains(paths, loginCollection):
		return loginCollection, nil
	}
	return defaultAlias, nil
}

// ask lets the service open its dialog, and returns what was unlocked. If ctx
// ends first, the caller has stopped waiting, and ask returns when the dialog is
// answered or can no longer be: until then no other dialog is to be opened.
//
// The API's Dismiss, which would close the dialog, is not called: it makes GNOME
// Keyring 42 (Debian 12, Ubuntu 22.04) fail an assertion and end.
func (s *secretService) ask(ctx context.Context, prompt dbus.ObjectPath, at *stage) ([]dbus.ObjectPath, error) {
	answers := s.await(prompt)
	at.enter(causeUnanswered)
	err := s.conn.Object(serviceName, prompt).CallWithContext(ctx, promptIface+".Prompt", 0, "").Err
	if err != nil && ctx.Err() == nil {
		at.enter(causeNoAnswer)
		return nil, err
	}
	select {
	case a := <-answers:
		at.enter(causeNoAnswer)
		if a.dismissed {
			return nil, &failure{cause: causeLocked}
		}
		return a.opened, nil
	case <-s.over():
		return nil, &failure{cause: causeDied}
	case <-s.conn.Context().Done():
		return nil, &failure{cause: causeBroken}
	}
}
