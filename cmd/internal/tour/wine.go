//go:build linux

package tour

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Wine says how to run a program of Windows on a desktop.
type Wine struct {
	// Base is a Windows as .ci/wine/prepare leaves it. Each desktop gets a copy.
	Base string
	// Credential is the program of package keystoretest/credential.
	Credential string
}

// wine is the Windows of a desktop.
type wine struct {
	prefix     string
	credential string
}

// wineAnswersWithin is how long wine is given to hand the clipboard over. Each
// time a program under it copies a text, wine exchanges the window that owns
// the clipboard, and what was asked of the one before is never answered. So the
// next try asks anew, as every program of X does in the end.
const wineAnswersWithin = time.Second

// startWine makes the copy in dir.
func startWine(options *Wine, dir string) (*wine, error) {
	w := &wine{prefix: filepath.Join(dir, "windows")}
	var err error
	if w.credential, err = filepath.Abs(options.Credential); err != nil {
		return nil, err
	}
	base, err := filepath.Abs(options.Base)
	if err != nil {
		return nil, err
	}
	if err := os.Mkdir(w.prefix, 0o700); err != nil {
		return nil, err
	}
	// Beside the base stands what made it, in the module's root.
	copier := exec.Command(filepath.Join(filepath.Dir(base), "..", "..", ".ci", "wine", "copy"), w.prefix)
	copier.Env = append(inherited(), "WINDOWS_BASE="+base)
	if printed, err := copier.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("copy %s: %w: %s", base, err, printed)
	}
	return w, nil
}

// env is what wine finds its Windows by. Its own remarks would be taken for the
// program's.
func (w *wine) env() []string {
	return []string{"WINEPREFIX=" + w.prefix, "WINEDEBUG=-all"}
}

// path is how Windows calls a file of this machine.
func (w *wine) path(path string) string { return "Z:" + strings.ReplaceAll(path, "/", `\`) }

// settings is the directory for the settings of the person at this Windows.
func (w *wine) settings() string {
	found, _ := filepath.Glob(filepath.Join(w.prefix, "drive_c", "users", "*", "AppData", "Roaming"))
	for _, directory := range found {
		if !strings.Contains(directory, "/Public/") {
			return directory
		}
	}
	return w.prefix
}

// system is the directory of Windows itself, which no program writes to.
func (w *wine) system() string { return filepath.Join(w.prefix, "drive_c", "windows") }

// lookup reads an item of the Credential Manager.
func (w *wine) lookup(env []string, item string) (secret string, found bool, err error) {
	command := exec.Command("wine", w.credential, item)
	command.Env = env
	printed, err := command.Output()
	var exit *exec.ExitError
	const noSuchItem = 3
	if errors.As(err, &exit) && exit.ExitCode() == noSuchItem {
		return "", false, nil
	}
	return string(printed), err == nil, err
}

// end ends everything that runs in this Windows.
func (w *wine) end(env []string) {
	command := exec.Command("wineserver", "-k", "-w")
	command.Env = env
	_ = command.Run()
}
