//go:build linux

package tour

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"teamsaccount/keystore/keystoretest"
)

// Desktop is a virtual display with a window manager, and a session bus with a
// keychain on it. A home directory of its own belongs to it.
type Desktop struct {
	// Keyring is the keychain that programs on this desktop use.
	Keyring *keystoretest.Keyring

	// clipboardWithin is how long whoever owns the clipboard may take to answer.
	clipboardWithin time.Duration

	dir     string
	screen  *screen
	manager *process
}

// windowRules leave windows without a frame in the top left corner, and no key
// to the window manager: what is pressed belongs to the window.
const windowRules = `<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <theme><keepBorder>no</keepBorder></theme>
  <applications>
    <application class="*">
      <decor>no</decor>
      <focus>yes</focus>
      <position force="yes"><x>0</x><y>0</y></position>
    </application>
  </applications>
</openbox_config>
`

// StartDesktop starts a desktop. Close ends everything that it started. without
// names extensions that its X server is not to have: without GLX, it has no
// OpenGL.
func StartDesktop(without ...string) (*Desktop, error) {
	dir, err := os.MkdirTemp("", "tour")
	if err != nil {
		return nil, err
	}
	d := &Desktop{dir: dir, clipboardWithin: patience}
	if err := d.start(without); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

func (d *Desktop) start(without []string) error {
	var err error
	if d.Keyring, err = keystoretest.StartKeyring(); err != nil {
		return err
	}
	if d.screen, err = startScreen(d.dir, without...); err != nil {
		return err
	}
	rules := filepath.Join(d.dir, "windows.xml")
	if err := os.WriteFile(rules, []byte(windowRules), 0o600); err != nil {
		return err
	}
	manager := exec.Command("openbox", "--sm-disable", "--config-file", rules)
	manager.Env = d.Env("light")
	if d.manager, err = start(manager); err != nil {
		return err
	}
	err = until("the window manager", func() (bool, error) {
		_, err := d.run("wmctrl", "-m")
		return err == nil, err
	})
	if err != nil {
		return err
	}
	// Nothing is to look hovered over.
	_, err = d.run("xdotool", "mousemove", "1279", "899")
	return err
}

// Close ends every process of the desktop, the last started first, and removes
// its files.
func (d *Desktop) Close() {
	if d.manager != nil {
		d.manager.end()
	}
	if d.screen != nil {
		d.screen.close()
	}
	if d.Keyring != nil {
		d.Keyring.Stop()
	}
	_ = os.RemoveAll(d.dir)
}

// Env is the environment, as NAME=VALUE, of a program on this desktop. theme is
// light or dark.
func (d *Desktop) Env(theme string) []string {
	env := append(inherited(), d.Keyring.Env()...)
	return append(env,
		"DISPLAY="+d.screen.display,
		"TMPDIR="+d.dir,
		// A locale that exists: with another one GLFW drops non-ASCII keys.
		// LANG is where Fyne takes its language from.
		"LC_CTYPE=C.UTF-8", "LANG=en_US.UTF-8",
		"LIBGL_ALWAYS_SOFTWARE=1", "NO_AT_BRIDGE=1", "FYNE_SCALE=1", "FYNE_THEME="+theme)
}

// Look returns what the screen shows now.
func (d *Desktop) Look() Frame { return d.screen.look() }

// run runs a program that answers at once.
func (d *Desktop) run(name string, arguments ...string) (string, error) {
	return output(patience, d.Env("light"), name, arguments...)
}

// Clipboard returns the text on the clipboard; it is empty where there is none,
// or where nobody answers.
func (d *Desktop) Clipboard() (string, error) {
	text, err := output(d.clipboardWithin, d.Env("light"), "xclip", "-selection", "clipboard", "-o")
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "", nil
	}
	return text, err
}

// Home returns the desktop's home directory.
func (d *Desktop) Home() string {
	for _, variable := range d.Keyring.Env() {
		if home, is := strings.CutPrefix(variable, "HOME="); is {
			return home
		}
	}
	return ""
}
