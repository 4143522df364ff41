//go:build linux

package keystoretest

import (
	"fmt"
	"maps"
	"sync"

	"github.com/godbus/dbus/v5"
)

// Reply is how a Fake takes a request.
type Reply int

// The replies of a Fake.
const (
	// Grant does at once what is asked for.
	Grant Reply = iota
	// Refuse reports success and does nothing, without a dialog.
	Refuse
	// Ask opens a dialog, which waits for Dialog.Answer.
	Ask
)

// Script is how a Fake behaves. The zero Script is a well-behaved service with
// an unlocked login keyring.
type Script struct {
	// Unlock, Access, Create and Delete are the replies to unlocking the
	// keyring, unlocking a single item, storing and deleting an item.
	Unlock, Access, Create, Delete Reply
	// NoCollection: there is no keyring, not even a default one.
	NoCollection bool
	// Strict: with NoCollection, unlocking is an error and not just without
	// effect.
	Strict bool
	// Silent: no request is ever answered.
	Silent bool
	// Nonsense: the list of keyrings is a number.
	Nonsense bool
	// Forgetful: what is stored comes back changed.
	Forgetful bool
	// Vanishing: a search also finds an item that another program deletes just then.
	Vanishing bool
	// Error, if set, is the name of the D-Bus error that answers every attempt
	// to store; its text repeats the secret, as a careless service's might.
	Error string
}

// Fake is a Secret Service that behaves as its Script says.
type Fake struct {
	// Dialogs gets every dialog that opens, in order.
	Dialogs <-chan *Dialog

	script  Script
	conn    *dbus.Conn
	dialogs chan *Dialog
	stopped chan struct{}
	once    sync.Once

	mu       sync.Mutex
	unlocked bool
	items    map[dbus.ObjectPath]fakeItem
	open     map[dbus.ObjectPath]*Dialog
	made     int
	// heardOf counts requests; the one with the number failAt fails.
	heardOf, failAt int
	late            bool
	failed          string
}

type fakeItem struct {
	attributes map[string]string
	value      []byte
}

// has reports whether the item has these attributes, besides others.
func (i fakeItem) has(attributes map[string]string) bool {
	for name, value := range attributes {
		if i.attributes[name] != value {
			return false
		}
	}
	return true
}

// Dialog is a dialog of the service that a person would see.
type Dialog struct {
	fake   *Fake
	path   dbus.ObjectPath
	object dbus.ObjectPath
	accept func()
}

// Answer answers the dialog: accepted, or dismissed.
func (d *Dialog) Answer(accepted bool) {
	d.fake.mu.Lock()
	open := d.fake.open[d.path] != nil
	delete(d.fake.open, d.path)
	d.fake.mu.Unlock()
	if !open {
		return
	}
	result := dbus.MakeVariant("")
	if accepted {
		d.accept()
		result = dbus.MakeVariant([]dbus.ObjectPath{d.object})
	}
	_ = d.fake.conn.Emit(d.path, "org.freedesktop.Secret.Prompt.Completed", !accepted, result)
}

// StartFake puts a service with this script on the bus. End it with Stop.
func StartFake(bus *Bus, script Script) (*Fake, error) {
	conn, err := bus.Connect()
	if err != nil {
		return nil, err
	}
	dialogs := make(chan *Dialog, 64)
	f := &Fake{
		Dialogs: dialogs, script: script, conn: conn, dialogs: dialogs, stopped: make(chan struct{}),
		unlocked: script.Unlock == Grant && !script.Nonsense,
		items:    map[dbus.ObjectPath]fakeItem{}, open: map[dbus.ObjectPath]*Dialog{},
	}
	if err := f.export(); err != nil {
		f.Stop()
		return nil, err
	}
	return f, nil
}

func (f *Fake) export() error {
	const base = "org.freedesktop.Secret."
	for _, e := range []struct {
		methods any
		path    dbus.ObjectPath
		iface   string
		subtree bool
	}{
		{fakeService{f}, secretsPath, base + "Service", false},
		{fakeProperties{f}, secretsPath, "org.freedesktop.DBus.Properties", true},
		{fakeCollection{f}, secretsPath, base + "Collection", true},
		{fakeItems{f}, secretsPath, base + "Item", true},
		{fakeSession{f}, secretsPath, base + "Session", true},
		{fakePrompt{f}, secretsPath, base + "Prompt", true},
	} {
		export := f.conn.Export
		if e.subtree {
			export = f.conn.ExportSubtree
		}
		if err := export(e.methods, e.path, e.iface); err != nil {
			return err
		}
	}
	reply, err := f.conn.RequestName(secretsName, dbus.NameFlagDoNotQueue)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner {
		err = fmt.Errorf("the name %s is taken", secretsName)
	}
	return err
}

// Stop takes the service off the bus, as a killed one goes. It may be called
// twice.
func (f *Fake) Stop() {
	f.once.Do(func() {
		close(f.stopped)
		_ = f.conn.Close()
	})
}

// Items returns the stored secrets by item name.
func (f *Fake) Items() map[string]string {
	f.mu.Lock()
	defer f.mu.Unlock()
	all := map[string]string{}
	for _, item := range f.items {
		all[item.attributes["username"]] = string(item.value)
	}
	return all
}

// Put stores a secret behind the client's back.
func (f *Fake) Put(item, secret string) {
	f.store(map[string]string{"service": "teamsaccount", "username": item}, []byte(secret))
}

func (f *Fake) store(attributes map[string]string, value []byte) dbus.ObjectPath {
	f.mu.Lock()
	defer f.mu.Unlock()
	for path, item := range f.items {
		if maps.Equal(item.attributes, attributes) {
			f.items[path] = fakeItem{attributes, value}
			return path
		}
	}
	f.made++
	path := dbus.ObjectPath(fmt.Sprintf("%s/%d", loginCollection, f.made))
	f.items[path] = fakeItem{attributes, value}
	return path
}

// FailAt has the n-th request from now on, counted from 1, answered with an
// error; 0 for none. late says that what was asked for is done all the same.
func (f *Fake) FailAt(n int, late bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.heardOf, f.failAt, f.late, f.failed = 0, n, late, ""
}

// Failed is the method of the request that FailAt made fail; empty if it did
// not come to that.
func (f *Fake) Failed() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.failed
}

// heard takes note of a request. It holds it back for ever if the service is
// silent, and returns an error if this request is to fail.
func (f *Fake) heard(method string) *dbus.Error {
	if f.script.Silent {
		<-f.stopped
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.heardOf++; f.heardOf != f.failAt {
		return nil
	}
	f.failed = method
	return dbus.NewError("org.freedesktop.DBus.Error.Failed", []any{"This request is to fail."})
}

// dialog makes a dialog about an object; accept is what happens if the person
// agrees.
func (f *Fake) dialog(object dbus.ObjectPath, accept func()) dbus.ObjectPath {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.made++
	d := &Dialog{f, dbus.ObjectPath(fmt.Sprintf("%s/prompt/%d", secretsPath, f.made)), object, accept}
	f.open[d.path] = d
	return d.path
}

func (f *Fake) find(message dbus.Message) *Dialog {
	path, _ := message.Headers[dbus.FieldPath].Value().(dbus.ObjectPath)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.open[path]
}

// nothing is the object path that stands for none.
const nothing dbus.ObjectPath = "/"

const defaultAlias = "/org/freedesktop/secrets/aliases/default"

type fakeService struct{ f *Fake }

// OpenSession is of org.freedesktop.Secret.Service, as are those that follow.
func (s fakeService) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	if err := s.f.heard("OpenSession"); err != nil {
		return dbus.Variant{}, nothing, err
	}
	return dbus.MakeVariant(""), secretsPath + "/session/1", nil
}

func (s fakeService) Unlock(objects []dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	f := s.f
	if err := f.heard("Unlock"); err != nil {
		return nil, nothing, err
	}
	if f.script.Strict {
		return nil, nothing, dbus.NewError("org.freedesktop.Secret.Error.NoSuchObject", []any{defaultAlias})
	}
	if len(objects) != 1 || f.script.NoCollection {
		return []dbus.ObjectPath{}, nothing, nil
	}
	object := objects[0]
	switch f.reply(object) {
	case Grant:
		return objects, nothing, nil
	case Refuse:
		return []dbus.ObjectPath{}, nothing, nil
	}
	return []dbus.ObjectPath{}, f.dialog(object, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.unlocked = true
	}), nil
}

// reply is how unlocking a keyring or an item is taken.
func (f *Fake) reply(object dbus.ObjectPath) Reply {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, isItem := f.items[object]
	switch {
	case isItem:
		return f.script.Access
	case f.unlocked:
		return Grant
	}
	return f.script.Unlock
}

type fakeProperties struct{ f *Fake }

func (p fakeProperties) Get(message dbus.Message, _, name string) (dbus.Variant, *dbus.Error) {
	f := p.f
	if err := f.heard("Get " + name); err != nil {
		return dbus.Variant{}, err
	}
	path, _ := message.Headers[dbus.FieldPath].Value().(dbus.ObjectPath)
	f.mu.Lock()
	defer f.mu.Unlock()
	item, isItem := f.items[path]
	switch {
	case name == "Collections" && path == secretsPath:
		return f.collections(), nil
	case name == "Locked" && path == loginCollection && !f.script.NoCollection:
		return dbus.MakeVariant(!f.unlocked), nil
	case name == "Attributes" && isItem:
		return dbus.MakeVariant(item.attributes), nil
	case name == "Attributes":
		return dbus.Variant{}, dbus.NewError("org.freedesktop.Secret.Error.NoSuchObject", nil)
	}
	return dbus.Variant{}, dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", nil)
}

func (f *Fake) collections() dbus.Variant {
	switch {
	case f.script.Nonsense:
		return dbus.MakeVariant(uint32(7))
	case f.script.NoCollection:
		return dbus.MakeVariant([]dbus.ObjectPath{})
	}
	return dbus.MakeVariant([]dbus.ObjectPath{loginCollection})
}

type fakeCollection struct{ f *Fake }

func (c fakeCollection) SearchItems(attributes map[string]string) ([]dbus.ObjectPath, *dbus.Error) {
	if err := c.f.heard("SearchItems"); err != nil {
		return nil, err
	}
	c.f.mu.Lock()
	defer c.f.mu.Unlock()
	found := []dbus.ObjectPath{}
	if c.f.script.Vanishing {
		found = append(found, loginCollection+"/gone")
	}
	for path, item := range c.f.items {
		if item.has(attributes) {
			found = append(found, path)
		}
	}
	return found, nil
}

// fakeSecret is the struct (oayays) of the Secret Service API.
type fakeSecret struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

func (c fakeCollection) CreateItem(properties map[string]dbus.Variant, secret fakeSecret, _ bool) (dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	f := c.f
	failed := f.heard("CreateItem")
	if failed != nil && !f.late {
		return nothing, nothing, failed
	}
	if f.script.Error != "" {
		return nothing, nothing, dbus.NewError(f.script.Error, []any{"cannot store " + string(secret.Value) + "\nin " + loginCollection})
	}
	attributes, _ := properties["org.freedesktop.Secret.Item.Attributes"].Value().(map[string]string)
	value := secret.Value
	if f.script.Forgetful {
		value = append([]byte("x"), value...)
	}
	switch f.script.Create {
	case Refuse:
		return nothing, nothing, nil
	case Ask:
		return nothing, f.dialog(loginCollection, func() { f.store(attributes, value) }), nil
	}
	return f.store(attributes, value), nothing, failed
}

type fakeItems struct{ f *Fake }

func (i fakeItems) Delete(message dbus.Message) (dbus.ObjectPath, *dbus.Error) {
	f := i.f
	failed := f.heard("Delete")
	if failed != nil && !f.late {
		return nothing, failed
	}
	path, _ := message.Headers[dbus.FieldPath].Value().(dbus.ObjectPath)
	remove := func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.items, path)
	}
	switch f.script.Delete {
	case Grant:
		remove()
	case Ask:
		return f.dialog(path, remove), failed
	}
	return nothing, failed
}

func (i fakeItems) GetSecret(message dbus.Message, session dbus.ObjectPath) (fakeSecret, *dbus.Error) {
	if err := i.f.heard("GetSecret"); err != nil {
		return fakeSecret{}, err
	}
	path, _ := message.Headers[dbus.FieldPath].Value().(dbus.ObjectPath)
	i.f.mu.Lock()
	defer i.f.mu.Unlock()
	item, there := i.f.items[path]
	if !there {
		return fakeSecret{}, dbus.NewError("org.freedesktop.Secret.Error.NoSuchObject", nil)
	}
	return fakeSecret{session, []byte{}, item.value, "text/plain"}, nil
}

type fakeSession struct{ f *Fake }

func (s fakeSession) Close() *dbus.Error {
	if err := s.f.heard("Close"); err != nil {
		return err
	}
	return nil
}

type fakePrompt struct{ f *Fake }

func (p fakePrompt) Prompt(message dbus.Message, _ string) *dbus.Error {
	if err := p.f.heard("Prompt"); err != nil {
		return err
	}
	if d := p.f.find(message); d != nil {
		p.f.dialogs <- d
	}
	return nil
}

// Dismiss ends the service, as it ends GNOME Keyring 42.
func (p fakePrompt) Dismiss() *dbus.Error {
	p.f.Stop()
	return nil
}
