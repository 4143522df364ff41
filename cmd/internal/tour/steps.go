//go:build linux

package tour

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/document"
	"teamsaccount/account/entra/sandbox"
	"teamsaccount/assets/texts"
)

// What is typed in the tour.
const (
	accountName  = "Teams, head office"
	wrongTenant  = "common"
	wrongSecret  = "practice-wrong-secret"
	typedExpires = "2031-05-01"
	joined       = "is with you now"
	left         = "left the session"
	never        = "never to be applied"
)

// Steps are the steps of the whole job, in order. Each builds on those before.
func Steps() []Step {
	return []Step{
		{"Start without an account: the window says what it is for", "empty", (*Tour).stepEmpty},
		{"Ctrl+N begins a new account, with the focus in Name", "new", (*Tour).stepNew},
		{"Fill Tenant, Client, Secret and Expires at in Tab's order; a wrong value is marked", "marked", (*Tour).stepFill},
		{"Ctrl+S applies nothing that is malformed, and goes to the fault", "refused", (*Tour).stepRefused},
		{"Ctrl+S applies: the document is written, the secret is in the keychain", "applied", (*Tour).stepApply},
		{"Ctrl+T tests the connection: valid", "valid", (*Tour).stepValid},
		{"Enter closes the dialog; Expires at came from Microsoft Graph, and is applied", "expires", (*Tour).stepExpires},
		{"A wrong secret, applied and tested: the dialog names it", "rejected", (*Tour).stepRejected},
		{"Escape goes to the field at fault, where the right secret is typed; testing before Apply is incomplete", "incomplete", (*Tour).stepIncomplete},
		{"Enter applies and tests: valid, and the wrong secret leaves the keychain", "mended", (*Tour).stepMended},
		{"A server that never answers: the window stays usable, Escape gives up", "", (*Tour).stepGiveUp},
		{"Ctrl+2: edit a system message and apply it", "messages", (*Tour).stepMessages},
		{"Restore all defaults by the Edit menu; Ctrl+Z brings the texts back, Ctrl+Y the defaults", "restored", (*Tour).stepRestored},
		{"Close with edits waiting: Cancel stays", "leave", (*Tour).stepStay},
		{"Close with edits waiting: Discard leaves", "", (*Tour).stepDiscard},
		{"Start again, in the dark theme: the account is there", "dark", (*Tour).stepDark},
		{"A second account is refused", "second", (*Tour).stepSecond},
		{"Delete asks for the account's name", "delete", (*Tour).stepAskDelete},
		{"Delete: the document says null, the keychain holds nothing", "deleted", (*Tour).stepDelete},
		{"Ctrl+Q leaves", "", (*Tour).stepQuit},
	}
}

// open starts the program. On a busy machine OpenGL may be later than the program
// waits for it; then the program rightly draws without it, and is started again.
func (t *Tour) open(theme string) error {
	command := []string{t.options.Binary}
	if t.wine != nil {
		command = []string{"wine", t.options.Binary}
	}
	const most = 4
	for try := 1; ; try++ {
		window, err := t.desktop.Open(theme, t.env, command[0], command[1:]...)
		if err == nil && t.options.OpenGL && fellBack(window.Log()) {
			err = errors.New(window.Log())
			window.Kill()
		}
		if err == nil {
			t.window = window
			return nil
		}
		if !t.options.OpenGL || !fellBack(err.Error()) || try == most {
			return err
		}
	}
}

// fellBack reports whether the program printed that it gave OpenGL up.
func fellBack(printed string) bool {
	sentence, _, _ := strings.Cut(texts.Of("display.fellBack", "reason", "|"), "|")
	return strings.Contains(printed, sentence)
}

func (t *Tour) stepEmpty() error {
	return sequence(
		func() error { return t.open("light") },
		t.title(titleClean),
		func() error {
			stored, err := t.stored()
			if stored.Present {
				return errors.New("there is a document already")
			}
			return err
		})
}

func (t *Tour) stepNew() error {
	return sequence(t.press("ctrl+n"), t.title(titleEdited), t.typing(accountName), t.reads(accountName))
}

func (t *Tour) stepFill() error {
	practice, secret := sandbox.Practice()
	t.secrets = append(t.secrets, secret)
	return sequence(
		t.press("Tab"), t.typing(wrongTenant), t.reads(wrongTenant),
		t.press("Tab"), t.typing(practice.ClientID), t.reads(practice.ClientID),
		t.press("Tab"), t.typing(secret),
		t.press("Tab"), t.typing(typedExpires), t.reads(typedExpires),
		t.marked)
}

// faultColor is the light theme's color of a fault.
const faultColor = 0xb3261e

// goodColor is the dark theme's color of a test that passed.
const goodColor = 0x7fdc95

// marked waits until a fault is marked, and notes how much of it is seen.
func (t *Tour) marked() error {
	err := until("a mark at the wrong value", func() (bool, error) {
		return t.desktop.Look().Count(faultColor) > 20, nil
	})
	if err == nil {
		err = t.window.WaitUntilStill()
	}
	t.marks = t.desktop.Look().Count(faultColor)
	return err
}

// unmarked waits until less is marked than marked saw.
func (t *Tour) unmarked() error {
	return until("the mark to go", func() (bool, error) {
		return t.desktop.Look().Count(faultColor) < t.marks, nil
	})
}

func (t *Tour) stepRefused() error {
	return sequence(t.press("ctrl+s"), t.reads(wrongTenant), func() error {
		stored, err := t.stored()
		if stored.Present {
			return errors.New("a malformed account was written")
		}
		return err
	})
}

func (t *Tour) stepApply() error {
	practice, secret := sandbox.Practice()
	return sequence(
		t.retype(practice.TenantID), t.reads(practice.TenantID), t.unmarked, t.press("ctrl+s"),
		func() error {
			return t.applied("what was typed", func(a account.Account) bool {
				wanted := account.Account{
					ID: a.ID, Name: accountName, TenantID: practice.TenantID, ClientID: practice.ClientID,
					Cloud: account.CloudGlobal, SecretItem: a.SecretItem, SecretExpires: typedExpires,
					Messages: account.DefaultMessages(),
				}
				return a == wanted && account.OwnsItem(a.ID, a.SecretItem)
			})
		},
		func() error { return t.keychainHolds(secret) },
		t.private)
}

// private checks the permissions of what the program wrote.
func (t *Tour) private() error {
	for path, wanted := range map[string]os.FileMode{
		t.directory(): 0o700 | os.ModeDir,
		filepath.Join(t.directory(), document.FileName): 0o600,
	} {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if t.wine != nil {
			// Wine keeps Windows' access lists as modes: the group's bits are the
			// administrators'.
			if info.Mode().Perm()&0o007 != 0 {
				return fmt.Errorf("%s has the mode %v", path, info.Mode())
			}
			continue
		}
		if info.Mode() != wanted {
			return fmt.Errorf("%s has the mode %v", path, info.Mode())
		}
	}
	return nil
}

func (t *Tour) stepValid() error {
	return sequence(t.opens("ctrl+t"),
		func() error { return t.tested(account.KindValid) },
		func() error {
			for _, request := range t.tenant.Requests() {
				if strings.HasSuffix(request.Path, "/oauth2/v2.0/token") {
					return nil
				}
			}
			return errors.New("the test server was asked for no token")
		})
}

func (t *Tour) stepExpires() error {
	// The practice tenant's secrets end half a year from now; the test may run
	// around midnight.
	halfYear := time.Now().UTC().Add(180 * 24 * time.Hour)
	return sequence(t.closes("Return"), t.title(titleEdited), t.press("ctrl+s"),
		func() error {
			return t.applied("the date from Graph", func(a account.Account) bool {
				told, err := time.Parse(time.DateOnly, a.SecretExpires)
				return err == nil && halfYear.Sub(told).Abs() < 48*time.Hour
			})
		})
}

func (t *Tour) stepRejected() error {
	_, secret := sandbox.Practice()
	before := t.account.SecretItem
	return sequence(
		// The focus is still in Tenant, where the last Apply found it.
		t.press("Tab", "Tab"), t.typing(wrongSecret), t.title(titleEdited), t.press("ctrl+s"),
		func() error {
			return t.applied("a new secret", func(a account.Account) bool { return a.SecretItem != before })
		},
		func() error { return t.keychainHolds(wrongSecret) },
		func() error {
			if kept, _, err := t.lookup(before); err != nil || kept != secret {
				return errors.Join(errors.New("the replaced secret was not kept"), err)
			}
			return nil
		},
		t.opens("ctrl+t"),
		func() error { return t.tested(account.KindRejected) })
}

func (t *Tour) stepIncomplete() error {
	_, secret := sandbox.Practice()
	return sequence(
		t.closes("Escape"), t.marked,
		t.typing(secret), t.title(titleEdited), t.unmarked, t.opens("ctrl+t"))
}

func (t *Tour) stepMended() error {
	_, secret := sandbox.Practice()
	wrong := t.account.SecretItem
	return sequence(
		t.press("Return"),
		func() error {
			return t.applied("a new secret", func(a account.Account) bool { return a.SecretItem != wrong })
		},
		func() error { return t.keychainHolds(secret) },
		func() error { return t.tested(account.KindValid) },
		func() error { return t.keychainLacks(wrong) },
		t.isOpen)
}

func (t *Tour) stepGiveUp() error {
	asked := 0
	return sequence(
		t.closes("Return"),
		func() error {
			asked = len(t.tenant.Requests())
			return t.tenant.SetOutcome("no-answer")
		},
		t.press("ctrl+t"),
		func() error {
			return until("a request", func() (bool, error) { return len(t.tenant.Requests()) > asked, nil })
		},
		t.press("shift+Tab"), t.reads(t.account.ClientID),
		t.press("Escape"),
		func() error { return t.tenant.SetOutcome("") },
		// Only a test that is given up makes way for the next.
		t.opens("ctrl+t"),
		func() error { return t.tested(account.KindValid) },
		t.closes("Return"), t.reads(t.account.ClientID))
}

func (t *Tour) stepMessages() error {
	return sequence(
		func() error { return t.window.Resize(1180, 780) },
		t.press("ctrl+2"), t.reads(account.DefaultMessages().PartyJoined),
		t.retype(joined), t.reads(joined), t.title(titleEdited),
		// Tab leaves a text of several lines for the next field.
		t.press("Tab"), t.reads(left), t.press("ctrl+s"),
		func() error {
			return t.applied("the new message", func(a account.Account) bool { return a.Messages.PartyJoined == joined })
		})
}

func (t *Tour) stepRestored() error {
	return sequence(
		// Alt opens the menu; the last item of Edit is Restore all defaults.
		t.press("Alt_L", "Right", "Up", "Return"), t.press("shift+Tab"), t.reads(account.DefaultMessages().PartyJoined),
		// Nothing was typed there, so that Ctrl+Z takes the restoring back.
		t.press("ctrl+z"), t.reads(joined), t.press("ctrl+y"), t.reads(account.DefaultMessages().PartyJoined), t.press("ctrl+s"),
		func() error {
			return t.applied("the defaults", func(a account.Account) bool { return a.Messages == account.DefaultMessages() })
		})
}

func (t *Tour) stepStay() error {
	return sequence(
		t.retype(never), t.reads(never), t.title(titleEdited),
		func() error { return t.opening(t.window.AskToClose) },
		t.closes("Escape"), t.reads(never), t.title(titleEdited),
		t.opens("ctrl+q"))
}

func (t *Tour) stepDiscard() error {
	before := t.account
	return sequence(
		// From the main button, Apply, back to Discard.
		t.press("shift+Tab", "Return"),
		func() error { return t.window.Ended() },
		func() error {
			stored, err := t.stored()
			if err == nil && stored.Account != before {
				return errors.New("discarded edits were written")
			}
			return err
		})
}

func (t *Tour) stepDark() error {
	return sequence(
		func() error { return t.open("dark") },
		t.title(titleClean),
		t.press("ctrl+2"), t.reads(account.DefaultMessages().PartyJoined),
		t.press("ctrl+1"), t.reads(accountName),
		t.press("Tab"), t.reads(t.account.TenantID))
}

func (t *Tour) stepSecond() error {
	return sequence(t.opens("ctrl+n"))
}

func (t *Tour) stepAskDelete() error {
	return sequence(
		t.closes("Escape"), t.reads(t.account.TenantID),
		// Back over Name to the account's own menu, whose last item deletes.
		t.press("shift+Tab"), t.reads(accountName), t.press("shift+Tab", "Return"),
		func() error { return t.window.WaitUntilStill() },
		t.press("Down", "Down"), t.opens("Return"),
		t.typing(accountName), t.reads(accountName))
}

func (t *Tour) stepDelete() error {
	return sequence(
		t.closes("Return"),
		func() error {
			return until("a document that says null", func() (bool, error) {
				stored, err := t.stored()
				return err == nil && !stored.Present && stored.Deleted, err
			})
		},
		func() error { return t.keychainLacks(t.account.SecretItem) },
		func() error {
			return until("a state without the account", func() (bool, error) {
				record, err := t.record()
				return record.LastTest.IsZero() && len(record.Previous) == 0, err
			})
		},
		// Cleaning up may follow, before the window shows that the account is gone.
		func() error {
			return until("the account to go", func() (bool, error) {
				return t.desktop.Look().Count(goodColor) == 0, t.window.alive()
			})
		})
}

func (t *Tour) stepQuit() error {
	return sequence(t.press("ctrl+q"), func() error { return t.window.Ended() })
}
