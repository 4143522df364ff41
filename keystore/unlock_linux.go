package keystore

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/godbus/dbus/v5"
)

// closing is how long a service may take to close a dialog that it agreed to
// close.
const closing = 10 * time.Second

// unlock has the keyring unlocked that go-keyring will use; if it is locked,
// the service asks the person.
func (s *secretService) unlock(ctx context.Context, at *stage) error {
	collection, err := s.collection(ctx)
	if err != nil {
		return err
	}
	var (
		unlocked []dbus.ObjectPath
		prompt   dbus.ObjectPath
	)
	err = s.object.CallWithContext(ctx, serviceIface+".Unlock", 0, []dbus.ObjectPath{collection}).Store(&unlocked, &prompt)
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

// ask lets the service open its dialog, and waits until it is answered, until
// it cannot be answered any more, or until ctx ends. It returns what was
// unlocked, nothing if the dialog was dismissed.
func (s *secretService) ask(ctx context.Context, prompt dbus.ObjectPath, at *stage) ([]dbus.ObjectPath, error) {
	answers := s.await(prompt)
	object := s.conn.Object(serviceName, prompt)
	at.enter(causeUnanswered)
	err := object.CallWithContext(ctx, promptIface+".Prompt", 0, "").Err
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
	case <-s.conn.Context().Done():
	case <-ctx.Done():
		s.callOff(object, answers)
		return nil, ctx.Err()
	}
	at.enter(causeNoAnswer)
	return nil, errors.New("the dialog's service ended")
}

// callOff has a dialog closed that nobody waits for any more, and returns when
// it is closed. A service that does not close it leaves it to the person: until
// they answer, no other dialog is asked for.
func (s *secretService) callOff(prompt dbus.BusObject, answers <-chan answer) {
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	var closed <-chan struct{}
	if prompt.CallWithContext(ctx, promptIface+".Dismiss", 0).Err == nil {
		closed = ctx.Done()
	}
	select {
	case <-answers:
	case <-s.over():
	case <-s.conn.Context().Done():
	case <-closed:
	}
}
