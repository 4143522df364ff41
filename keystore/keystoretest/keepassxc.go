//go:build linux

package keystoretest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/godbus/dbus/v5"
)

// The password and the files of a KeePassXC's database.
const (
	keePassPassword = "a password for tests"
	keePassDatabase = "lab.kdbx"
)

// keePassXML is an empty database whose one group is open to the Secret
// Service: FDO_SECRETS_EXPOSED_GROUP names the group by its UUID.
const keePassXML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile><Meta><DatabaseName>lab</DatabaseName><RecycleBinEnabled>False</RecycleBinEnabled>
<CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{6d5a4b3c-2d1e-4f0a-8b9c-0d1e2f3a4b5c}</Value></Item></CustomData>
</Meta><Root><Group><UUID>bVpLPC0eTwqLnA0eLzpLXA==</UUID><Name>Root</Name></Group></Root></KeePassFile>
`

const keePassSettings = `[FdoSecrets]
Enabled=true
ConfirmAccessItem=%[1]t
ConfirmDeleteItem=%[1]t
ShowNotification=false
[General]
SingleInstance=false
UpdateCheckMessageShown=true
[GUI]
CheckForUpdates=false
`

// KeePass is how a KeePassXC is set up.
type KeePass struct {
	// Confirm: a dialog asks before an item of an earlier session is read, and
	// before any is deleted. That is KeePassXC's own default.
	Confirm bool
	// Locked: nobody has unlocked the database.
	Locked bool
	// Display is the X display on which its dialogs are seen; empty for none:
	// they are then open all the same, and nobody can answer them.
	Display string
}

// KeePassXC is a real KeePassXC on a bus and in a home directory of its own.
type KeePassXC struct {
	Bus *Bus

	dir     string
	setup   KeePass
	program *exec.Cmd
}

// StartKeePassXC starts a bus and a KeePassXC on it. End both with Stop.
func StartKeePassXC(setup KeePass) (*KeePassXC, error) {
	dir, err := os.MkdirTemp("", "keepass")
	if err != nil {
		return nil, err
	}
	bus, err := StartBus(dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	k := &KeePassXC{Bus: bus, dir: dir, setup: setup}
	if err := k.open(); err != nil {
		k.Stop()
		return nil, err
	}
	return k, nil
}

// Env is the environment, as NAME=VALUE, of a program that uses it.
func (k *KeePassXC) Env() []string {
	return append(homeIn(k.dir), "DBUS_SESSION_BUS_ADDRESS="+k.Bus.Address)
}

// Lookup reads an item of service teamsaccount as Keyring.Lookup does.
func (k *KeePassXC) Lookup(item string) (secret string, found bool, err error) {
	return lookup(k.Env(), item)
}

// Restart has the program save and end, and starts it anew, so that what it
// allowed is forgotten.
func (k *KeePassXC) Restart(setup KeePass) error {
	if err := k.program.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	_ = k.program.Wait()
	k.setup = setup
	return k.start()
}

// Stop ends the program and its bus and removes their files.
func (k *KeePassXC) Stop() {
	if k.program != nil {
		end(k.program)
	}
	k.Bus.Stop()
	_ = os.RemoveAll(k.dir)
}

// open makes the database and starts the program.
func (k *KeePassXC) open() error {
	source := filepath.Join(k.dir, "lab.xml")
	if err := os.WriteFile(source, []byte(keePassXML), 0o600); err != nil {
		return err
	}
	making := exec.Command("keepassxc-cli", "import", "-q", source, k.database(), "-p")
	making.Env = append(os.Environ(), homeIn(k.dir)...)
	input, err := making.StdinPipe()
	if err != nil {
		return err
	}
	if err := start(making); err != nil {
		return err
	}
	_, _ = io.WriteString(input, keePassPassword+"\n"+keePassPassword+"\n")
	_ = input.Close()
	if err := making.Wait(); err != nil {
		return fmt.Errorf("keepassxc-cli: %w", err)
	}
	return k.start()
}

func (k *KeePassXC) database() string { return filepath.Join(k.dir, keePassDatabase) }

func (k *KeePassXC) start() error {
	settings := filepath.Join(k.dir, "keepassxc.ini")
	if err := os.WriteFile(settings, fmt.Appendf(nil, keePassSettings, k.setup.Confirm), 0o600); err != nil {
		return err
	}
	arguments := []string{"--config", settings, "--localconfig", filepath.Join(k.dir, "local.ini"), k.database()}
	if !k.setup.Locked {
		arguments = append(arguments, "--pw-stdin")
	}
	k.program = exec.Command("keepassxc", arguments...)
	k.program.Env = append(append(os.Environ(), k.Env()...), "DISPLAY="+k.setup.Display)
	if k.setup.Display == "" {
		k.program.Env = append(k.program.Env, "QT_QPA_PLATFORM=offscreen")
	}
	// Its input stays open: at its end KeePassXC takes what it read for no password.
	input, err := k.program.StdinPipe()
	if err != nil {
		return err
	}
	if err := start(k.program); err != nil {
		return err
	}
	_, _ = io.WriteString(input, keePassPassword+"\n")
	return k.wait()
}

// wait returns when the database is offered on the bus, open or locked as it is
// meant to be.
func (k *KeePassXC) wait() error {
	conn, err := k.Bus.Connect()
	if err != nil {
		return err
	}
	defer conn.Close()
	return until("KeePassXC", func() error {
		value, err := conn.Object(secretsName, secretsPath).GetProperty("org.freedesktop.Secret.Service.Collections")
		if err != nil {
			return err
		}
		paths, _ := value.Value().([]dbus.ObjectPath)
		if len(paths) == 0 {
			return errors.New("it offers no database")
		}
		locked, err := conn.Object(secretsName, paths[0]).GetProperty("org.freedesktop.Secret.Collection.Locked")
		if err == nil && locked.Value() != k.setup.Locked {
			err = fmt.Errorf("its database is locked: %v", locked.Value())
		}
		return err
	})
}

// until tries again and again, until there is no error.
func until(what string, try func() error) error {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(ready)
	for {
		err := try()
		if err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-deadline:
			return fmt.Errorf("%s is not ready: %w", what, err)
		}
	}
}
