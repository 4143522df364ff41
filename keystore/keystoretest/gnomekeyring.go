//go:build linux

package keystoretest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	secretsName     = "org.freedesktop.secrets"
	secretsPath     = "/org/freedesktop/secrets"
	loginCollection = "/org/freedesktop/secrets/collection/login"
	ready           = 30 * time.Second
)

// Password unlocks a Keyring.
const Password = "a password for tests"

// Keyring is a real, unlocked GNOME Keyring on a bus and in a home directory of
// its own.
type Keyring struct {
	Bus *Bus

	dir    string
	daemon *exec.Cmd
}

// StartKeyring starts a bus and a GNOME Keyring on it, with an unlocked login
// keyring. End both with Stop.
func StartKeyring() (*Keyring, error) {
	// Not under the test's own directory: its path is too long for a socket.
	dir, err := os.MkdirTemp("", "keyring")
	if err != nil {
		return nil, err
	}
	bus, err := StartBus(dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	k := &Keyring{Bus: bus, dir: dir}
	if err := k.unlock(); err != nil {
		k.Stop()
		return nil, err
	}
	return k, nil
}

// StartGnomeKeyring is StartKeyring for the length of one test. It returns what
// to add to the environment of a program that is to use it: the bus's address,
// HOME and the XDG directories.
func StartGnomeKeyring(t testing.TB) (env []string) {
	t.Helper()
	k, err := StartKeyring()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Stop)
	return k.Env()
}

// Env is the environment, as NAME=VALUE, of a program that uses the keyring.
func (k *Keyring) Env() []string {
	return append(homeIn(k.dir), "DBUS_SESSION_BUS_ADDRESS="+k.Bus.Address)
}

// homeIn is the environment of a program whose home is dir.
func homeIn(dir string) []string {
	return []string{
		"HOME=" + dir,
		"XDG_CONFIG_HOME=" + filepath.Join(dir, ".config"),
		"XDG_DATA_HOME=" + filepath.Join(dir, ".local", "share"),
		"XDG_CACHE_HOME=" + filepath.Join(dir, ".cache"),
		"XDG_RUNTIME_DIR=" + dir,
	}
}

// Process returns the keyring daemon's process, to be stopped or killed.
func (k *Keyring) Process() *os.Process { return k.daemon.Process }

// Revive starts the keyring anew if it has crashed, which GNOME Keyring 42 does
// now and then under many clients, and reports whether it had.
func (k *Keyring) Revive() (crashed bool, err error) {
	conn, err := k.Bus.Connect()
	if err != nil {
		return false, err
	}
	defer conn.Close()
	var running bool
	if err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, secretsName).Store(&running); err != nil || running {
		return false, err
	}
	end(k.daemon)
	return true, k.unlock()
}

// Lookup reads an item of service teamsaccount with the program secret-tool,
// independently of what is tested. found is false if there is no such item.
func (k *Keyring) Lookup(item string) (secret string, found bool, err error) {
	return lookup(k.Env(), item)
}

func lookup(env []string, item string) (secret string, found bool, err error) {
	command := exec.Command("secret-tool", "lookup", "service", "teamsaccount", "username", item)
	command.Env = append(os.Environ(), env...)
	output, err := command.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) == 0 {
		return "", false, nil
	}
	return string(output), err == nil, err
}

// Items reads all items of service teamsaccount, independently of what is
// tested: the secrets by item name.
func (k *Keyring) Items() (map[string]string, error) {
	conn, err := k.Bus.Connect()
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	const base = "org.freedesktop.Secret."
	var (
		disregard dbus.Variant
		session   dbus.ObjectPath
		found     []dbus.ObjectPath
	)
	err = conn.Object(secretsName, secretsPath).
		Call(base+"Service.OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&disregard, &session)
	if err != nil {
		return nil, err
	}
	err = conn.Object(secretsName, loginCollection).
		Call(base+"Collection.SearchItems", 0, map[string]string{"service": "teamsaccount"}).Store(&found)
	if err != nil {
		return nil, err
	}
	items := map[string]string{}
	for _, path := range found {
		item := conn.Object(secretsName, path)
		attributes, err := item.GetProperty(base + "Item.Attributes")
		if err != nil {
			return nil, err
		}
		var secret fakeSecret
		if err := item.Call(base+"Item.GetSecret", 0, session).Store(&secret); err != nil {
			return nil, err
		}
		names, _ := attributes.Value().(map[string]string)
		items[names["username"]] = string(secret.Value)
	}
	return items, nil
}

// Lock locks the login keyring.
func (k *Keyring) Lock() error {
	conn, err := k.Bus.Connect()
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Object(secretsName, secretsPath).
		Call("org.freedesktop.Secret.Service.Lock", 0, []dbus.ObjectPath{loginCollection}).Err
}

// Stop ends the keyring and its bus and removes their files.
func (k *Keyring) Stop() {
	if k.daemon != nil {
		end(k.daemon)
	}
	k.Bus.Stop()
	_ = os.RemoveAll(k.dir)
}

// unlock starts the daemon, which makes a login keyring and opens it.
func (k *Keyring) unlock() error {
	daemon := exec.Command("gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets",
		"--control-directory="+filepath.Join(k.dir, "control"))
	daemon.Env = append(os.Environ(), k.Env()...)
	daemon.Stdin = strings.NewReader(Password)
	if err := start(daemon); err != nil {
		return err
	}
	k.daemon = daemon
	conn, err := k.Bus.Connect()
	if err != nil {
		return err
	}
	defer conn.Close()
	// The daemon takes its name on the bus before it opens the keyring, and
	// tells of the rest by no signal that could not be missed.
	return until("the keyring", func() error { return open(conn) })
}

// open returns nil if the login keyring is unlocked.
func open(conn *dbus.Conn) error {
	locked, err := conn.Object(secretsName, loginCollection).GetProperty("org.freedesktop.Secret.Collection.Locked")
	if err != nil {
		return err
	}
	if locked.Value() != false {
		return errors.New("locked")
	}
	return nil
}
