//go:build linux

package tour

import (
	"fmt"
	"os/exec"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/keystore/keystoretest"
)

// prompter shows GNOME Keyring's dialogs. It is part of the package gcr, which
// gnome-keyring needs.
const prompter = "/usr/libexec/gcr-prompter"

// KeychainSteps are what a person sees of a keychain whose dialog is dismissed,
// answered late, and never answered. They begin as Steps do.
func KeychainSteps() []Step {
	return []Step{
		{"Start without an account", "", (*Tour).stepEmpty},
		{"A new account", "", (*Tour).stepNew},
		{"Fill it in", "", (*Tour).stepFill},
		{"A fault is not applied", "", (*Tour).stepRefused},
		{"Apply it", "", (*Tour).stepApply},
		{"Test the connection", "", (*Tour).stepValid},
		{"Apply the date from Microsoft Graph", "", (*Tour).stepExpires},
		{"The keychain is locked: the test waits for its dialog, and says so", "keychain-waits", (*Tour).stepLocked},
		{"The dialog is dismissed: the keychain is not available", "keychain-dismissed", (*Tour).stepDismissed},
		{"The dialog is answered late: the test goes on and is valid", "keychain-answered", (*Tour).stepAnsweredLate},
		{"The dialog is never answered: the window lives", "keychain-unanswered", (*Tour).stepUnanswered},
		{"It ends when asked", "", (*Tour).stepEndUnanswered},
	}
}

// restless are the pictures of a window that counts seconds, and so never rests.
var restless = []string{"keychain-waits", "keychain-unanswered"}

// stepLocked locks the keyring and tests, and waits for the dialog.
func (t *Tour) stepLocked() error {
	return sequence(t.showPrompts, t.desktop.Keyring.Lock, t.press("ctrl+t"), t.prompted(true))
}

// showPrompts starts the program that shows the keyring's dialogs, and waits
// until it is on the bus. It ends by itself when there is nothing to show.
func (t *Tour) showPrompts() error {
	if t.prompter != nil {
		t.prompter.end()
	}
	command := exec.Command(prompter)
	command.Env = t.desktop.Env("light")
	var err error
	if t.prompter, err = start(command); err != nil {
		return err
	}
	bus, err := t.desktop.Keyring.Bus.Connect()
	if err != nil {
		return err
	}
	defer bus.Close()
	return until("the program for the keyring's dialogs", func() (ready bool, err error) {
		err = bus.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, "org.gnome.keyring.SystemPrompter").Store(&ready)
		return ready, err
	})
}

// prompted waits until the keyring's dialog is open, or until it is not.
func (t *Tour) prompted(wanted bool) func() error {
	return func() error {
		return until(fmt.Sprintf("the keyring's dialog to be open: %v", wanted), func() (bool, error) {
			found, _ := t.desktop.run("xdotool", "search", "--onlyvisible", "--pid", fmt.Sprint(t.prompter.pid()))
			return (strings.TrimSpace(found) != "") == wanted, t.window.alive()
		})
	}
}

func (t *Tour) stepDismissed() error {
	return sequence(
		t.press("Escape"), t.prompted(false),
		func() error { return t.tested(account.KindKeychain) },
		t.isOpen)
}

func (t *Tour) stepAnsweredLate() error {
	return sequence(
		t.closes("Escape"), t.stepLocked,
		// A person who goes for the password, longer than anything but the
		// keychain's own limit.
		func() error { time.Sleep(5 * time.Second); return nil },
		t.typing(keystoretest.Password), t.press("Return"), t.prompted(false),
		func() error { return t.tested(account.KindValid) },
		t.isOpen)
}

func (t *Tour) stepUnanswered() error {
	return sequence(
		t.closes("Return"), t.stepLocked,
		func() error { return t.window.Resize(1100, 820) },
		func() error {
			// What was uncovered is painted in the window's own color.
			return until("the window to paint itself", func() (bool, error) {
				where, err := t.window.Rectangle()
				return t.desktop.Look().at(where.Max.X-2, where.Max.Y-2) != 0, err
			})
		})
}

func (t *Tour) stepEndUnanswered() error {
	return sequence(t.window.AskToClose, t.window.Ended)
}
