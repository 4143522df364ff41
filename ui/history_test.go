package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"teamsaccount/account"
)

// twoStates has a person who renamed the account and gave it another secret.
func twoStates(t *testing.T) *person {
	p := sit(t, practised)
	p.shortcut(fyne.KeyN)
	p.enters(account.FieldName, "First name")
	p.enters(account.FieldClientSecret, goodSecret)
	p.shortcut(fyne.KeyS)
	p.hand.pass(time.Hour)
	p.replaces(account.FieldName, "Second name")
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	return p
}

// looks opens the history and looks at the oldest state.
func (p *person) looks() {
	p.t.Helper()
	p.chooses("File", "History…")
	p.taps("Look")
}

func TestHistory_TellsWhatWasAppliedWhen(t *testing.T) {
	p := twoStates(t)
	p.chooses("File", "History…")
	p.expects("22 November 2026", "First name", "Second name", "The first state", "Changed: Name, Client Secret")
	p.presses(fyne.KeyReturn)
	p.misses("The first state")
}

func TestHistory_IsLookedAtBeforeItIsRestored(t *testing.T) {
	p := twoStates(t)
	p.looks()
	p.expects("All values of that time", "First name", "Leave any time command", "BYE")
	p.misses(goodSecret)
	if p.stored().Name != "Second name" {
		t.Fatal("looking restored the state")
	}
	p.presses(fyne.KeyReturn)
	p.expects("The first state")
	p.taps("Look")
	p.taps("Restore")
	p.expects("is restored", "The secret of that time is in place again.")
	if p.stored().Name != "First name" || p.bench.secrets[p.stored().SecretItem] != goodSecret {
		t.Errorf("the document holds %+v", p.stored())
	}
}

func TestHistory_RestoringAsksAboutChangesThatWait(t *testing.T) {
	p := twoStates(t)
	p.enters(account.FieldName, " and more")
	p.looks()
	p.taps("Restore")
	p.expects("Apply the changes?")
	p.presses(fyne.KeyEscape)
	if p.stored().Name != "Second name" {
		t.Error("the state was restored unasked")
	}
	p.expects("1 change not applied")
}

func TestHistory_UndoesADeletionButForTheSecret(t *testing.T) {
	p := twoStates(t)
	p.chooses("Account", "Delete…")
	p.expects("earlier states of the document stay")
	p.types("Second name")
	p.presses(fyne.KeyReturn)
	p.chooses("File", "History…")
	p.taps("Look")
	p.taps("Restore")
	p.expects("Users must re-enable Teams")
	p.presses(fyne.KeyReturn)
	p.expects("no longer kept: enter the client secret")
	if p.stored().SecretItem != "" {
		t.Error("the deleted account has a secret")
	}
}

func TestDelete_RemovesTheHistoryWhereTicked(t *testing.T) {
	p := twoStates(t)
	p.chooses("Account", "Delete…")
	p.ticks("Remove the earlier states too")
	p.clicksTheField()
	p.types("Second name")
	p.presses(fyne.KeyReturn)
	p.chooses("File", "History…")
	p.expects("Nothing was applied to this document yet.")
}

func TestTyping_ShowsTheValuesInTheOrderOfTheScreenAndRemembersTicks(t *testing.T) {
	p := sit(t, practised, with(complete(), goodSecret))
	p.chooses("File", "Sheet to type from…")
	p.expects("Integration Accounts", "Head office", tenantGUID, clientGUID, "Value of the client secret", "Party joined", "BYE")
	p.misses(goodSecret)
	p.ticks("Client ID")
	p.presses(fyne.KeyReturn)
	p.chooses("File", "Sheet to type from…")
	if !p.ticked("Client ID") || p.ticked("Name") {
		t.Error("the ticks are not as they were left")
	}
	p.presses(fyne.KeyReturn)
	p.replaces(account.FieldClientID, tenantGUID)
	p.shortcut(fyne.KeyS)
	p.chooses("File", "Sheet to type from…")
	if p.ticked("Client ID") {
		t.Error("another value counts as typed")
	}
}

func TestTyping_IsSavedAsAPageOrAsText(t *testing.T) {
	p := sit(t, practised, with(complete(), goodSecret))
	files := p.options.Handover.(*shelf)
	p.chooses("File", "Sheet to type from…")
	p.taps("Save as…")
	p.presses(fyne.KeyReturn)
	p.expects("Written:", "Head office.html")
	for path, content := range files.written {
		if !strings.Contains(content, "<html") || strings.Contains(content, goodSecret) {
			t.Errorf("%s holds\n%s", path, content)
		}
	}
}

func TestRemind_WritesACalendarEntryOfTheAppliedDate(t *testing.T) {
	a := complete()
	a.SecretExpires = "2027-05-01"
	p := sit(t, practised, with(a, goodSecret))
	p.chooses("File", "Save the expiry as a calendar entry…")
	p.expects("1 May 2027")
	p.presses(fyne.KeyReturn)
	p.expects("Written:", "Head office.ics")
	for path, content := range p.options.Handover.(*shelf).written {
		if !strings.Contains(content, "DTSTART;VALUE=DATE:20270501") {
			t.Errorf("%s holds\n%s", path, content)
		}
	}
}

func TestHelp_GuidesAndListsTheKeys(t *testing.T) {
	p := sit(t)
	p.chooses("Help", "Guide")
	p.expects("New registration", "Certificates & secrets", "Application permissions")
	p.presses(fyne.KeyReturn)
	p.chooses("Help", "Keyboard shortcuts")
	p.expects("Ctrl+S", "Apply", "Escape")
	p.presses(fyne.KeyReturn)
	p.chooses("Help", "Licenses")
	p.expects("Licenses", "Close")
	p.presses(fyne.KeyReturn)
	p.chooses("Help", "Open the document's folder")
	if len(p.opened) != 1 || !strings.HasPrefix(p.opened[0], "file:///") {
		t.Errorf("opened %v", p.opened)
	}
}

func TestFileName_IsOneThatEverySystemTakes(t *testing.T) {
	for name, want := range map[string]string{
		"Head office": "Head office", `a/b\c:d*e`: "a-b-c-d-e", " . ": "Teams account", "": "Teams account", "Büro": "Büro",
	} {
		if got := fileName(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestDrop_OpensADocument(t *testing.T) {
	other := complete()
	other.Name = "Berlin"
	site := here("/mnt/site.json")
	p := sit(t, with(complete(), goodSecret), func(p *person) { p.bench.put(site, other, goodSecret) })
	p.window.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(site)})
	p.hand.drain()
	p.expects("Berlin")
}

func TestDrop_AsksAboutChangesThatWait(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldName, " 2")
	p.window.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(here("/mnt/site.json"))})
	p.hand.drain()
	p.expects("Apply the changes?")
}
