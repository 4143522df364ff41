//go:build linux

package torture

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"teamsaccount/account"
	"teamsaccount/keystore/keystoretest"
)

// site is one person's machine: a document, the program's own directory around
// it, and a keychain.
type site struct {
	dir  string
	file string
	// word is a file with the passphrase of sealed hand-overs.
	word    string
	keyring keychain
	// made counts the names and secrets that were made up.
	made int
}

// keychain is the keychain of a site: a real one, or one that fails at will.
type keychain interface {
	// Env is what to add to the environment of a program that uses it.
	Env() []string
	// Items reads all items behind the programs' backs.
	Items() (map[string]string, error)
	// Revive starts it anew if it has crashed.
	Revive() (crashed bool, err error)
}

func newSite(t *testing.T, keyring keychain) *site {
	t.Helper()
	dir, word := t.TempDir(), filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(word, []byte(passphrase), 0o600); err != nil {
		t.Fatal(err)
	}
	return &site{dir: dir, file: filepath.Join(dir, "account.json"), word: word, keyring: keyring}
}

func newKeyring(t *testing.T) *keystoretest.Keyring {
	t.Helper()
	keyring, err := keystoretest.StartKeyring()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(keyring.Stop)
	return keyring
}

// env is the environment of a program at this site. There is no display, so
// that no keychain's dialog can open.
func (s *site) env() []string {
	return append([]string{"PATH=" + os.Getenv("PATH"), "TEAMSACCOUNT_DIR=" + s.dir, "LANG=en_US.UTF-8"}, s.keyring.Env()...)
}

// home is the home directory of a program at this site.
func (s *site) home() string {
	for _, variable := range s.keyring.Env() {
		if home, is := strings.CutPrefix(variable, "HOME="); is {
			return home
		}
	}
	return ""
}

// command is teamsctl with these arguments, and what it reads.
func (s *site) command(input string, arguments ...string) *exec.Cmd {
	command := exec.Command(teamsctl, arguments...)
	command.Env = s.env()
	command.Stdin = strings.NewReader(input)
	return command
}

// do runs teamsctl to its end, and again if the keyring crashed by itself.
func (s *site) do(input string, arguments ...string) error {
	output, err := s.command(input, arguments...).CombinedOutput()
	if err != nil {
		if crashed, _ := s.keyring.Revive(); crashed {
			output, err = s.command(input, arguments...).CombinedOutput()
		}
	}
	if err != nil {
		return fmt.Errorf("teamsctl %s: %w\n%s", strings.Join(arguments, " "), err, output)
	}
	return nil
}

// name makes up an account's name, and secret a secret.
func (s *site) name() string {
	s.made++
	return fmt.Sprintf("name %d", s.made)
}

func (s *site) secret() string {
	s.made++
	return fmt.Sprintf("fake~secret.%d.%s", s.made, uuid.NewString())
}

// state is what a person would say that the site holds.
type state struct {
	Present bool
	Name    string
	// Secret is the secret itself, as another program reads it.
	Secret string
}

// content is the part of a document that matters here.
type content struct {
	Account *struct {
		ID         string `json:"id"`
		Name       string `json:"name"`
		SecretItem string `json:"secretItem"`
	} `json:"account"`
}

// read parses the document as it stands on the disk.
func (s *site) read() (d content, err error) {
	data, err := os.ReadFile(s.file)
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err == nil && len(data) > 0 {
		err = json.Unmarshal(data, &d)
	}
	return d, err
}

// now is the present state. It is an error if the account names a secret that
// the keychain does not hold.
func (s *site) now() (state, error) {
	d, err := s.read()
	if err != nil || d.Account == nil {
		return state{}, err
	}
	now := state{Present: true, Name: d.Account.Name}
	if d.Account.SecretItem == "" {
		return now, nil
	}
	items, err := s.items()
	if err != nil {
		return now, err
	}
	secret, found := items[d.Account.SecretItem]
	if !found {
		return now, fmt.Errorf("the account %q names an item that the keychain does not hold", now.Name)
	}
	now.Secret = secret
	return now, nil
}

// items reads the keychain. A keyring that crashed by itself is started anew:
// what the program left must be right all the same.
func (s *site) items() (map[string]string, error) {
	items, err := s.keyring.Items()
	if err == nil {
		return items, nil
	}
	if crashed, reviveErr := s.keyring.Revive(); !crashed || reviveErr != nil {
		return nil, errors.Join(err, reviveErr)
	}
	return s.keyring.Items()
}

// remembered is what state.json says of accounts.
type remembered struct {
	Accounts map[string]struct {
		Previous []struct {
			SecretItem string `json:"secretItem"`
		} `json:"previous"`
	} `json:"accounts"`
}

// remembered reads state.json.
func (s *site) remembered() (known remembered, err error) {
	data, err := os.ReadFile(filepath.Join(s.dir, "state.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &known)
	}
	return known, err
}

// checkClean says what is wrong with a site at rest: an item in the keychain
// that nothing names, or a file that stayed behind. The site is the only one of
// its keychain.
func (s *site) checkClean() error {
	d, err := s.read()
	if err != nil {
		return err
	}
	known, err := s.remembered()
	if err != nil {
		return err
	}
	items, err := s.items()
	if err != nil {
		return err
	}
	if d.Account != nil {
		delete(items, d.Account.SecretItem)
		for _, previous := range known.Accounts[d.Account.ID].Previous {
			delete(items, previous.SecretItem)
		}
	}
	for item := range items {
		return fmt.Errorf("the item %s is in the keychain, and nothing names it", item)
	}
	past, err := s.past()
	switch {
	case err != nil:
		return err
	case len(past) > account.MaxPast+1:
		// A kill may come before the oldest is removed; the next change does that.
		return fmt.Errorf("%d applied states are kept", len(past))
	case d.Account != nil && (len(past) == 0 || past[len(past)-1].Account.Name != d.Account.Name):
		return errors.New("the applied state is not in the history")
	}
	return s.checkFiles(d.Account != nil)
}

// pastName is the name of a file in which an applied state is kept.
var pastName = regexp.MustCompile(`^\.account\.json\.history/\d{8}-\d{8}T\d{6}\.\d{3}-\d{8}-[0-9a-f-]{36}$`)

// checkFiles says which file stayed behind. What was left of the state goes when
// the state is next read, which is done for an account.
func (s *site) checkFiles(present bool) error {
	return filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(s.dir, path)
		switch name {
		case ".", "account.json", "state.json", ".account.json.lock", ".state.json.lock", ".account.json.history":
			return nil
		}
		if !pastName.MatchString(name) && (present || name != ".state.json.tmp") {
			return fmt.Errorf("the file %s stayed behind", name)
		}
		return nil
	})
}

// past reads the applied states that are kept, the latest last.
func (s *site) past() (states []content, err error) {
	directory := filepath.Join(s.dir, ".account.json.history")
	entries, err := os.ReadDir(directory)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(directory, entry.Name()))
		if err != nil {
			return nil, err
		}
		var d content
		if err := json.Unmarshal(data, &d); err != nil || d.Account == nil {
			return nil, fmt.Errorf("the past state %s is torn: %w", entry.Name(), err)
		}
		states = append(states, d)
	}
	return states, err
}
