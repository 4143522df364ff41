package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/ui/dialog"
)

// examined lets a window have its computer looked at.
func examined(examine func(path string) ([]dialog.Finding, error)) setup {
	return func(p *person) {
		p.options.Examine = func(_ context.Context, path string) ([]dialog.Finding, error) { return examine(path) }
	}
}

func TestCheck_SaysWhatIsWrongWithThisComputerAndIsCopied(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), examined(func(path string) ([]dialog.Finding, error) {
		return []dialog.Finding{
			{Severity: editing.Good, Label: "Document", Detail: path + ": complete"},
			{Severity: editing.Fault, Label: "Keychain", Detail: "no message bus", Advice: "Sign in to a desktop session."},
		}, nil
	}))
	p.chooses("Help", "Check this computer")
	p.expects("Check of this computer", "One thing needs attention.", own+": complete", "What to do: Sign in to a desktop session.")
	p.taps("Copy report")
	p.expects("Copied")
	want := "Document: " + own + ": complete\nKeychain: no message bus\nWhat to do: Sign in to a desktop session.\n"
	if got := p.board.Content(); got != want {
		t.Errorf("copied %q", got)
	}
	p.presses(fyne.KeyEscape)
	p.misses("Check of this computer")
}

func TestCheck_ThatCannotLookSaysWhy(t *testing.T) {
	p := sit(t, examined(func(string) ([]dialog.Finding, error) {
		return nil, &account.Problem{What: "HTTPS_PROXY is not the address of a proxy.", Remedy: "Write it as http://HOST:PORT."}
	}))
	p.chooses("Help", "Check this computer")
	p.expects("This computer was not checked", "HTTPS_PROXY is not the address of a proxy.", "Write it as http://HOST:PORT.")
}

// A keychain that shows a dialog keeps a check waiting, and the person may not.
func TestCheck_CanBeGivenUp(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), examined(func(string) ([]dialog.Finding, error) { return nil, errors.New("late") }))
	p.hand.held = true
	p.chooses("Help", "Check this computer")
	p.hand.pass(time.Second)
	p.expects("Checking this computer")
	p.taps("Cancel")
	p.hand.letGo()
	if seen := p.sees(); strings.Contains(seen, "late") {
		t.Error(seen)
	}
}
