//go:build linux

package tour

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"teamsaccount/account"
	"teamsaccount/account/document"
	"teamsaccount/account/entra/sandbox"
	"teamsaccount/account/service"
)

// Tour is the whole job of the window, done with the keyboard alone, step by
// step: from the empty window to a tested account and back to none.
type Tour struct {
	options Options
	desktop *Desktop
	tenant  *sandbox.Tenant
	env     []string
	wine    *wine
	window  *Window
	// prompter shows the keyring's dialogs; nil without one.
	prompter *process
	taken    int
	// secrets are the secrets that were typed.
	secrets []string
	// marks is how much was marked as a fault, in pixels.
	marks int
	// corner is the color of the window's corner behind no dialog.
	corner uint32
	// account is the account as it was applied last.
	account account.Account
}

// Options say what to drive and where its pictures go.
type Options struct {
	// Binary is the program teamsaccount.
	Binary string
	// Pictures is the directory for the pictures; it is made.
	Pictures string
	// Env is added to the program's environment, as NAME=VALUE.
	Env []string
	// OpenGL has the program draw through OpenGL, and takes no other window for it.
	OpenGL bool
	// Wine is how to run the program where it is one of Windows; nil otherwise.
	Wine *Wine
	// Without names extensions that the X server is not to have, as GLX.
	Without []string
}

// Step is one step of a tour.
type Step struct {
	// Title says what a person does and sees.
	Title string

	picture string
	do      func(*Tour) error
}

// Start prepares a tour: the desktop, the keychain and the practice tenant,
// which the window reaches as a test server. Close must be called.
func Start(options Options) (*Tour, error) {
	// It runs in a directory of its own.
	binary, err := filepath.Abs(options.Binary)
	if err != nil {
		return nil, err
	}
	options.Binary = binary
	desktop, err := StartDesktop(options.Without...)
	if err != nil {
		return nil, err
	}
	t := &Tour{options: options, desktop: desktop}
	if err := t.serve(); err != nil {
		t.Close()
		return nil, err
	}
	return t, nil
}

func (t *Tour) serve() error {
	var err error
	if t.options.Wine != nil {
		if t.wine, err = startWine(t.options.Wine, t.desktop.dir); err != nil {
			return err
		}
		t.desktop.clipboardWithin = wineAnswersWithin
	}
	if t.tenant, err = sandbox.Start(""); err != nil {
		return err
	}
	authority := filepath.Join(t.desktop.dir, "authority.pem")
	if err := os.WriteFile(authority, t.tenant.CAPEM(), 0o600); err != nil {
		return err
	}
	if t.wine != nil {
		authority = t.wine.path(authority)
		t.env = t.wine.env()
	}
	t.env = append(append(t.env,
		"TEAMSACCOUNT_AUTHORITY="+t.tenant.Authority(),
		"TEAMSACCOUNT_GRAPH="+t.tenant.GraphURL(),
		"TEAMSACCOUNT_CA_FILE="+authority,
	), t.options.Env...)
	if t.options.OpenGL {
		t.env = append(t.env, "TEAMSACCOUNT_DISPLAY=opengl")
	}
	return nil
}

// Close ends everything that the tour started.
func (t *Tour) Close() {
	if t.window != nil {
		t.window.Kill()
	}
	if t.prompter != nil {
		t.prompter.end()
	}
	if t.wine != nil {
		t.wine.end(append(t.desktop.Env("light"), t.wine.env()...))
	}
	if t.tenant != nil {
		_ = t.tenant.Close()
	}
	t.desktop.Close()
}

// Do does a step, checks from outside what came of it, and takes a picture.
// Where the step fails, the picture shows how far it came.
func (t *Tour) Do(step Step) (picture string, err error) {
	t.taken++
	err = step.do(t)
	if t.window == nil {
		return "", err
	}
	name := step.picture
	if err != nil {
		name = "failed"
	}
	if name != "" && !t.window.program.gone() {
		picture = filepath.Join(t.options.Pictures, fmt.Sprintf("%02d-%s.png", t.taken, name))
		take := t.window.Picture
		if slices.Contains(restless, name) {
			take = t.window.Snapshot
		}
		if failed := take(picture); failed != nil && err == nil {
			err = failed
		}
	}
	if err == nil {
		err = t.clean()
	}
	if err != nil {
		err = fmt.Errorf("%w\nthe picture: %s\nthe program printed:\n%s", err, picture, t.window.Log())
	}
	return picture, err
}

// clean checks what must hold at every moment: the program reports no fault of
// its own, and no secret is in the clear in what it printed or wrote.
func (t *Tour) clean() error {
	for _, sign := range []string{"DATA RACE", "Error in Fyne call thread", "panic:"} {
		if strings.Contains(t.window.Log(), sign) {
			return fmt.Errorf("the program printed %q", sign)
		}
	}
	for _, root := range []string{t.desktop.Home(), t.desktop.dir} {
		if err := t.findSecrets(root); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tour) findSecrets(root string) error {
	return filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if t.wine != nil && path == t.wine.system() {
			return filepath.SkipDir
		}
		if err != nil || !entry.Type().IsRegular() || entry.Name() == frameBuffer {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, secret := range t.secrets {
			if strings.Contains(string(data), secret) {
				return fmt.Errorf("a secret stands in the clear in %s", path)
			}
		}
		return nil
	})
}

// directory is the program's own directory on the tour's desktop.
func (t *Tour) directory() string {
	if t.wine != nil {
		return filepath.Join(t.wine.settings(), "teamsaccount")
	}
	return filepath.Join(t.desktop.Home(), ".config", "teamsaccount")
}

// stored reads the document as every other program may.
func (t *Tour) stored() (account.Stored, error) {
	data, err := os.ReadFile(filepath.Join(t.directory(), document.FileName))
	if os.IsNotExist(err) {
		return account.Stored{}, nil
	}
	if err != nil {
		return account.Stored{}, err
	}
	return document.Decode(data)
}

// record is what the program remembers about the account, read as every other
// program may. Package document would also clean up beside it, under a lock of
// this system's: a program of Windows holds none of those, and would lose what
// it is about to put in place.
func (t *Tour) record() (account.Record, error) {
	data, err := os.ReadFile(filepath.Join(t.directory(), "state.json"))
	if os.IsNotExist(err) {
		return account.Record{}, nil
	}
	var state struct{ Accounts map[string]account.Record }
	if err == nil {
		err = json.Unmarshal(data, &state)
	}
	return state.Accounts[t.account.ID], err
}

// applied waits until the document holds the account that is wanted, and
// remembers it.
func (t *Tour) applied(what string, wanted func(account.Account) bool) error {
	err := until("a document with "+what, func() (bool, error) {
		stored, err := t.stored()
		if err == nil && stored.Present {
			t.account = stored.Account
		}
		return stored.Present && wanted(stored.Account), err
	})
	if err != nil {
		return fmt.Errorf("%w; it holds %+v", err, t.account)
	}
	return t.titled(titleClean)
}

// The window's title, without and with the mark of edits that wait.
const (
	titleClean  = "Teams Account"
	titleEdited = titleClean + " *"
)

// titled waits for the window's title.
func (t *Tour) titled(title string) error {
	last := ""
	err := until("the title "+title, func() (bool, error) {
		var err error
		last, err = t.window.Title()
		return last == title, err
	})
	if err != nil {
		return fmt.Errorf("%w; it was %q", err, last)
	}
	return nil
}

// lookup reads an item of the keychain as another program does.
func (t *Tour) lookup(item string) (secret string, found bool, err error) {
	if t.wine != nil {
		return t.wine.lookup(append(t.desktop.Env("light"), t.wine.env()...), item)
	}
	return t.desktop.Keyring.Lookup(item)
}

// keychainHolds checks that the account's secret is in the keychain, and that
// another program finds it there.
func (t *Tour) keychainHolds(secret string) error {
	found, ok, err := t.lookup(t.account.SecretItem)
	switch {
	case err != nil:
		return err
	case !ok:
		return fmt.Errorf("the keychain has no item %s", t.account.SecretItem)
	case found != secret:
		return fmt.Errorf("the keychain holds another secret than the one typed")
	}
	return nil
}

// keychainLacks waits until the keychain has lost an item.
func (t *Tour) keychainLacks(item string) error {
	return until("the keychain without "+item, func() (bool, error) {
		_, found, err := t.lookup(item)
		return !found, err
	})
}

// tested waits until the program remembers a test of the applied account with
// this outcome.
func (t *Tour) tested(kind account.Kind) error {
	return until("a test that is "+string(kind), func() (bool, error) {
		record, err := t.record()
		return record.LastKind == kind && record.TestedDigest == service.Digest(t.account), err
	})
}

// opening does what opens a dialog, and waits until it stands over the window:
// a dialog darkens what lies behind it, down to the window's corner.
func (t *Tour) opening(action func() error) error {
	if err := t.window.WaitUntilStill(); err != nil {
		return err
	}
	var err error
	if t.corner, err = t.window.corner(); err != nil {
		return err
	}
	if err := action(); err != nil {
		return err
	}
	return t.isOpen()
}

// isOpen waits until a dialog stands over the window.
func (t *Tour) isOpen() error {
	return until("a dialog", func() (bool, error) {
		now, err := t.window.corner()
		return now != t.corner, err
	})
}

func (t *Tour) opens(keys ...string) func() error {
	return func() error { return t.opening(t.press(keys...)) }
}

// closes presses what closes the dialog, and waits until it is gone.
func (t *Tour) closes(keys ...string) func() error {
	return func() error {
		if err := t.window.Press(keys...); err != nil {
			return err
		}
		return until("the dialog to close", func() (bool, error) {
			now, err := t.window.corner()
			return now == t.corner, err
		})
	}
}

// sequence does one thing after the other until one fails.
func sequence(actions ...func() error) error {
	for _, action := range actions {
		if err := action(); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tour) press(keys ...string) func() error {
	return func() error { return t.window.Press(keys...) }
}

func (t *Tour) typing(text string) func() error {
	return func() error { return t.window.Type(text) }
}

func (t *Tour) retype(text string) func() error {
	return func() error { return t.window.Retype(text) }
}

func (t *Tour) reads(text string) func() error {
	return func() error { return t.window.Reads(text) }
}

func (t *Tour) title(title string) func() error {
	return func() error { return t.titled(title) }
}

// Directories are those under which everything lies that the programs of the
// tour write: the home directory and the one for temporary files.
func (t *Tour) Directories() []string { return []string{t.desktop.Home(), t.desktop.dir} }

// Desktop is where the tour takes place.
func (t *Tour) Desktop() *Desktop { return t.desktop }

// Pid is the program's process; valid after the first step.
func (t *Tour) Pid() int { return t.window.Pid() }

// Secrets are the client secrets that are typed in the tour.
func Secrets() []string {
	_, secret := sandbox.Practice()
	return []string{secret, wrongSecret}
}
