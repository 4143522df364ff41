package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"teamsaccount/account"
	"teamsaccount/ui/control"
	"teamsaccount/ui/dialog"
)

func TestStart_WithoutAnAccountOffersToAddOne(t *testing.T) {
	p := sit(t, practised)
	p.expects("No integration account yet", "Add Microsoft Teams account", "Import…", "Open…")
	if p.can("Apply") || p.can("Revert") {
		t.Error("there is nothing to apply or revert yet")
	}
	if title := p.fyne.Title(); title != "Teams Account" {
		t.Errorf("the title is %q", title)
	}
}

func TestStart_WithAnAccountShowsIt(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.expects("Head office", "Microsoft Teams", "not tested yet", "Properties", "System messages", "Apply", "Revert",
		tenantGUID, clientGUID, "stored in the keychain", "Test connection")
	p.misses(goodSecret)
}

func TestStart_AnotherDocumentIsNamedInTheTitle(t *testing.T) {
	p := sit(t, func(p *person) { p.options.Path = "/srv/sites/berlin.json" })
	if title := p.fyne.Title(); title != "Teams Account – berlin.json" {
		t.Errorf("the title is %q", title)
	}
}

func TestStart_ADocumentThatIsNotUnderstoodIsReportedAndNotEdited(t *testing.T) {
	p := sit(t, func(p *person) {
		p.bench.broken = &account.Problem{Kind: account.ProblemDocument, What: "account.json, line 3: unknown key \"x\".", Remedy: "Correct it."}
	})
	p.expects("This document cannot be shown", "line 3", "Correct it.", "Open another…")
	p.shortcut(fyne.KeyN)
	p.shortcut(fyne.KeyS)
	p.shortcut(fyne.KeyT)
	p.expects("This document cannot be shown")
	if len(p.bench.documents) != 0 {
		t.Error("something was written")
	}

	p.bench.broken = nil
	p.bench.put(own, complete(), goodSecret)
	p.taps("Try again")
	p.expects("Head office")
}

func TestStart_NoticesOfTheServiceAreShownUntilDismissed(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.window.session.notify("An earlier change was interrupted.")
	p.expects("An earlier change was interrupted.")
	p.hand.pass(time.Hour)
	p.expects("An earlier change was interrupted.")
	p.taps("Got it")
	p.misses("An earlier change was interrupted.")
}

func TestStart_OffersTheRecentDocuments(t *testing.T) {
	berlin, other := here("/srv/berlin.json"), here("/mnt/account.json")
	p := sit(t, func(p *person) {
		a := complete()
		a.Name, a.SecretExpires = "Berlin", "2026-12-23"
		p.bench.put(berlin, a, goodSecret)
		p.bench.recent = []string{own, berlin, here("/srv/" + strings.Repeat("long", 60) + ".json"), other, here("/srv/account.json")}
	})
	p.expects("No integration account yet", "Recent documents", "berlin.json", other,
		"Berlin · the client secret expires in 31 days · not tested yet", "not there any more")
	if p.button("account.json") != nil {
		t.Error("two documents have the same name")
	}
	for _, size := range []fyne.Size{fyne.NewSize(500, 400), fyne.NewSize(800, 600)} {
		p.fyne.Resize(size)
		checkRoom(t, p, size)
	}
	p.taps("berlin.json")
	p.expects("Berlin")
	if title := p.fyne.Title(); title != "Teams Account – berlin.json" {
		t.Errorf("the title is %q", title)
	}
}

// Where nothing was opened before, nothing is offered.
func TestStart_OffersNoRecentDocumentsAtFirst(t *testing.T) {
	p := sit(t)
	p.expects("No integration account yet")
	p.misses("Recent documents")
}

// What was done well needs no answer; while a dialog hides it, it stays.
func TestNotice_OfWhatWasDoneGoesByItself(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.chooses("Account", "Copy all")
	p.expects("are on the clipboard")
	p.presses(fyne.KeyF1)
	p.hand.pass(time.Minute)
	p.presses(fyne.KeyEscape)
	p.expects("are on the clipboard")
	p.hand.pass(2 * doneFor)
	p.misses("are on the clipboard")
	if p.button("Got it") != nil {
		t.Error("the bar of the notice is left")
	}

	p.chooses("Account", "Copy all")
	p.hand.pass(doneFor - time.Second)
	p.chooses("Account", "Copy all")
	p.hand.pass(doneFor - time.Second)
	p.expects("are on the clipboard")
	p.window.session.tellDone("Well done.", "The folder is full.")
	p.hand.pass(doneFor)
	p.expects("The folder is full.")
	p.misses("Well done.")
}

func TestNewAccount_IsTypedInTabOrderAndApplied(t *testing.T) {
	p := sit(t)
	p.shortcut(fyne.KeyN)
	for _, text := range []string{"Head office", tenantGUID, clientGUID, goodSecret, "2027-05-01"} {
		p.types(text)
		p.presses(fyne.KeyTab)
	}
	for _, want := range []string{"Advanced", "Test connection"} {
		if focused, is := p.focus().(*control.Button); !is || focused.Text != want {
			t.Errorf("after Expires at, Tab goes to %v and not to %s", p.focus(), want)
		}
		p.presses(fyne.KeyTab)
	}
	if title := p.fyne.Title(); title != "Teams Account *" {
		t.Errorf("edits wait, and the title is %q", title)
	}
	p.expects("This account is new and not applied yet.")
	p.shortcut(fyne.KeyS)

	got := p.stored()
	if got.Name != "Head office" || got.TenantID != tenantGUID || got.ClientID != clientGUID || got.SecretExpires != "2027-05-01" {
		t.Errorf("the document holds %+v", got)
	}
	if p.bench.secrets[got.SecretItem] != goodSecret {
		t.Error("the keychain does not hold the secret")
	}
	if title := p.fyne.Title(); title != "Teams Account" {
		t.Errorf("nothing waits, and the title is %q", title)
	}
	p.expects("stored in the keychain")
	if p.can("Apply") {
		t.Error("there is nothing left to apply")
	}
}

func TestNewAccount_BeginsInName(t *testing.T) {
	p := sit(t)
	p.taps("Add Microsoft Teams account")
	if p.focus() != p.input(account.FieldName) {
		t.Errorf("the focus is in %v", p.focus())
	}
}

func TestNewAccount_ASecondOneIsRefusedWithTheReason(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.KeyN)
	p.expects("allowed only one instance of a Microsoft Teams integration account", "delete the existing one")
	p.presses(fyne.KeyReturn)
	p.misses("allowed only one instance")
	if p.window.session.form.Dirty() {
		t.Error("the form was touched")
	}
}

func TestNewAccount_RevertAsksAndDropsIt(t *testing.T) {
	p := sit(t)
	p.shortcut(fyne.KeyN)
	p.types("Head office")
	p.taps("Revert")
	p.expects("Discard the new account?")
	p.presses(fyne.KeyEscape)
	p.expects("Head office")
	p.taps("Revert")
	p.taps("Discard")
	p.expects("No integration account yet")
}

func TestNewAccount_WhereOneWasDeletedRemindsOfTheUsers(t *testing.T) {
	p := sit(t, func(p *person) { p.bench.documents[own] = account.Stored{Deleted: true, Revision: "a"} })
	p.shortcut(fyne.KeyN)
	p.types("Head office")
	p.shortcut(fyne.KeyS)
	p.expects("All users must now re-enable Teams integration in their Agent Desktop user profiles")
	p.presses(fyne.KeyReturn)
	p.expects("Head office")
}

func TestForm_EachPropertySaysWhereItsValueIsFound(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.taps("Advanced")
	p.expects("Overview › Directory (tenant) ID", "Overview › Application (client) ID", "Certificates & secrets", "Overview › Object ID", "national cloud")
}

// Faults and warnings.

func TestFaults_AreShownWhenTypingPausesAndGoWhenMended(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.replaces(account.FieldClientID, "6666")
	p.misses("This is not a GUID")
	p.hand.pass(400 * time.Millisecond)
	p.types("7")
	p.hand.pass(400 * time.Millisecond)
	p.misses("This is not a GUID")
	p.hand.pass(200 * time.Millisecond)
	p.expects("This is not a GUID", "Properties (1 to correct)")
	p.replaces(account.FieldClientID, clientGUID)
	p.misses("This is not a GUID", "to correct")
}

func TestFaults_BlockApplyAndTakeTheFocus(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.replaces(account.FieldTenantID, "common")
	p.enters(account.FieldName, "!")
	p.shortcut(fyne.KeyS)
	p.expects("stands for every tenant")
	if p.focus() != p.input(account.FieldTenantID) {
		t.Errorf("the focus is in %v", p.focus())
	}
	if p.stored() != p.window.session.opened.Account || p.stored().Name != "Head office" {
		t.Error("something was written")
	}
}

func TestFaults_InAnotherTabAreGoneTo(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.Key2)
	p.replaces(account.PartyLeft.Field(), "")
	p.shortcut(fyne.Key1)
	p.shortcut(fyne.KeyS)
	if p.window.view.tabs.SelectedIndex() != 1 {
		t.Error("the tab with the fault is not shown")
	}
	p.expects("This text is empty", "System messages (1 to correct)")
}

func TestFaults_InAdvancedUnfoldIt(t *testing.T) {
	a := complete()
	a.ObjectID = "no guid"
	p := sit(t, with(a, goodSecret))
	p.expects("Object ID", "This is not a GUID. Copy the Object ID")
}

func TestWarnings_DoNotBlock(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldClientSecret, tenantGUID)
	p.hand.pass(time.Second)
	p.expects("This looks like the secret's ID")
	p.shortcut(fyne.KeyS)
	if got := p.bench.secrets[p.stored().SecretItem]; got != tenantGUID {
		t.Error("the person may keep it, but it was not stored")
	}
}

func TestForm_IsCleanOnceAValueIsTypedBack(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldName, "x")
	p.expects("1 change not applied: Name")
	p.presses(fyne.KeyBackspace)
	p.misses("not applied")
	if p.can("Apply") {
		t.Error("nothing waits, and Apply can be pressed")
	}
}

func TestRevert_DropsEditsAndTheTypedSecret(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldName, " 2")
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.expects("2 changes not applied")
	p.taps("Revert")
	p.misses("not applied", "Head office 2")
	if p.entry(account.FieldClientSecret).Text != "" {
		t.Error("the typed secret is still in its field")
	}
}

// The secret.

func TestSecret_LeavesTheWindowAtApply(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.chooses("View", "Show or hide the typed secret")
	p.expects("another-fake-secret")
	p.shortcut(fyne.KeyS)
	input := p.entry(account.FieldClientSecret)
	input.TypedShortcut(&fyne.ShortcutUndo{})
	if input.Text != "" || !input.Password || p.window.session.form.Draft().Secret != (account.SecretEdit{}) {
		t.Error("the secret is still in the window after Apply")
	}
	p.misses("another-fake-secret")
	if p.bench.secrets[p.stored().SecretItem] != "another-fake-secret" {
		t.Error("the keychain does not hold the new secret")
	}
}

func TestSecret_ReplaceGoesToItsField(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.taps("Replace…")
	p.expects("Paste or type the new secret here, then apply.")
	p.types("another-fake-secret")
	if p.window.session.form.Draft().Secret.Value != "another-fake-secret" {
		t.Error("Replace… does not lead to the field")
	}
}

func TestSecret_CanBeRemoved(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.chooses("Account", "Remove the secret")
	p.expects("will be removed at Apply", "1 change not applied: Client Secret")
	p.shortcut(fyne.KeyS)
	if p.stored().SecretItem != "" {
		t.Error("the document still names a secret")
	}
	p.expects("not entered yet", "incomplete: Client Secret is missing")
}

func TestSecret_MissingOnThisComputerIsSaid(t *testing.T) {
	a := complete()
	a.SecretItem = a.ID + ".abcdefgh"
	p := sit(t, with(a, ""))
	p.expects("not in the keychain of this computer", "prepared on another computer")
}

func TestSecret_KeychainThatDoesNotAnswerIsSaid(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), func(p *person) { p.bench.keychain = errLocked })
	p.expects("the keychain did not answer", "The keychain is locked.", "Unlock it")
}

// Expiry.

func TestExpiry_IsSaidInWordsAndInABar(t *testing.T) {
	cases := []struct{ date, words, bar string }{
		{"2027-05-01", "in 160 days", ""},
		{"2026-12-08", "in 16 days", ""},
		{"2026-12-07", "in 15 days", "expires in 15 days (7 December 2026)"},
		{"2026-11-23", "expires tomorrow", "expires tomorrow (23 November 2026)"},
		{"2026-11-22", "expires today", "expires today (22 November 2026)"},
		{"2026-11-21", "expired yesterday", "expired yesterday (21 November 2026)"},
		{"2026-11-01", "expired 21 days ago", "expired 21 days ago (1 November 2026)"},
		{"", "", ""},
	}
	for _, c := range cases {
		t.Run(c.date, func(t *testing.T) {
			a := complete()
			a.SecretExpires = c.date
			p := sit(t, with(a, goodSecret))
			p.expects(c.words, c.bar)
			if c.bar == "" {
				p.misses("The client secret expire")
			}
		})
	}
}

// Waiting.

func TestWaiting_IsSaidOnlyOnceItIsSlowAndCanBeGivenUp(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.hand.held = true
	p.shortcut(fyne.KeyS)
	p.hand.pass(250 * time.Millisecond)
	p.misses("Asking the keychain")
	p.hand.pass(100 * time.Millisecond)
	p.expects("Asking the keychain; your system may want you to unlock it", "Cancel")
	p.presses(fyne.KeyEscape)
	p.expects("Cancelling…")
	p.bench.keychain = &account.Problem{Kind: account.ProblemCancelled, What: "Cancelled."}
	p.hand.letGo()
	p.misses("Cancelling…", "Asking the keychain")
	p.expects("1 change not applied: Client Secret")
	if p.window.session.form.Draft().Secret.Value != "another-fake-secret" {
		t.Error("the edit is lost")
	}
}

func TestWaiting_AKeychainThatIsLateSaysNothingOfTheSecretThatWasReplaced(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.hand.held = true
	p.window.secret.ask()
	delete(p.bench.secrets, p.stored().SecretItem)
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	late, apply := p.hand.waited[0], p.hand.waited[1]
	p.hand.waited = []func(){apply, late}
	p.hand.letGo()
	p.expects("stored in the keychain")
	p.misses("not in the keychain of this computer")
}

func TestOpen_TryAgainWaitsForWhatRuns(t *testing.T) {
	p := sit(t, func(p *person) { p.bench.broken = errLocked }, examined(func(string) ([]dialog.Finding, error) { return nil, nil }))
	p.hand.held = true
	p.chooses("Help", "Check this computer")
	p.taps("Try again")
	p.hand.letGo()
	p.presses(fyne.KeyEscape)
	p.expects("This document cannot be shown", "The keychain is locked.")
}

func TestApply_KeepsWhatIsTypedMeanwhile(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldName, " 2")
	p.hand.held = true
	p.shortcut(fyne.KeyS)
	p.types("3")
	p.hand.letGo()
	if p.stored().Name != "Head office 2" || p.window.session.form.Draft().Current.Name != "Head office 23" {
		t.Errorf("stored %q, in the form %q", p.stored().Name, p.window.session.form.Draft().Current.Name)
	}
	p.expects("1 change not applied: Name")
}

func TestApply_AKeychainThatFailsKeepsTheEdits(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.bench.keychain = errLocked
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	p.expects("Nothing was applied", "The keychain is locked.", "Unlock it and try again.")
	p.presses(fyne.KeyEscape)
	p.expects("1 change not applied")
	if p.window.session.form.Draft().Secret.Value != "another-fake-secret" {
		t.Error("the typed secret is lost")
	}
}

func TestApply_AChangeOutsideIsAskedAbout(t *testing.T) {
	changed := func(t *testing.T) *person {
		p := sit(t, with(complete(), goodSecret))
		other := p.stored()
		other.Name, other.Messages.LeaveCommand = "Changed elsewhere", "STOP"
		p.bench.put(own, other, "")
		p.enters(account.FieldName, " 2")
		p.shortcut(fyne.KeyS)
		p.expects("Another program changed this document", "Reload", "Overwrite", "Cancel")
		return p
	}
	t.Run("Enter loses nothing", func(t *testing.T) {
		p := changed(t)
		p.presses(fyne.KeyReturn)
		p.expects("1 change not applied")
		if p.stored().Name != "Changed elsewhere" {
			t.Errorf("the document holds %q", p.stored().Name)
		}
	})
	t.Run("reload", func(t *testing.T) {
		p := changed(t)
		p.taps("Reload")
		p.expects("Changed elsewhere")
		p.misses("not applied")
	})
	t.Run("overwrite", func(t *testing.T) {
		p := changed(t)
		p.taps("Overwrite")
		if now := p.stored(); now.Name != "Head office 2" || now.Messages.LeaveCommand != "STOP" {
			t.Errorf("the document holds %+v", now)
		}
		p.shortcut(fyne.Key2)
		if shown := p.entry(account.LeaveCommand.Field()).Text; shown != "STOP" {
			t.Errorf("the form shows %q", shown)
		}
	})
	t.Run("cancel", func(t *testing.T) {
		p := changed(t)
		p.presses(fyne.KeyEscape)
		p.expects("1 change not applied")
		if p.stored().Name != "Changed elsewhere" {
			t.Errorf("the document holds %q", p.stored().Name)
		}
	})
}

func TestWork_APanicIsAMessageAndTheWindowLives(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), func(p *person) {
		p.bench.answer = func(account.Credentials) account.Result { panic("a bug") }
	})
	p.taps("Test connection")
	p.expects("Something went wrong", "a bug")
	p.presses(fyne.KeyReturn)
	if !p.can("Test connection") {
		t.Error("the window is stuck")
	}
}

// Pasting and copying.

func TestPaste_LosesWhatCopyingAddedAndSaysSo(t *testing.T) {
	p := sit(t)
	p.shortcut(fyne.KeyN)
	p.pastes(account.FieldClientID, "\ufeff  \""+clientGUID+"\"\r\n")
	if got := p.window.session.form.Draft().Current.ClientID; got != clientGUID {
		t.Errorf("the field holds %q", got)
	}
	p.expects("around the value were removed")
	p.pastes(account.FieldClientSecret, goodSecret+"\r\n")
	if p.window.session.form.Draft().Secret.Value != goodSecret {
		t.Error("the secret kept the line break")
	}
	p.types("x")
	p.expects("around the value were removed")
}

func TestPaste_ABlockFillsEveryFieldThatItNames(t *testing.T) {
	p := sit(t)
	p.shortcut(fyne.KeyN)
	p.pastes(account.FieldName, `{"appId": "`+clientGUID+`", "displayName": "Head office", "password": "`+goodSecret+`", "tenant": "`+tenantGUID+`"}`)
	p.expects("Filled in from the pasted text:", tenantGUID, clientGUID)
	current := p.window.session.form.Draft().Current
	if current.TenantID != tenantGUID || current.ClientID != clientGUID || p.window.session.form.Draft().Secret.Value != goodSecret {
		t.Errorf("the form holds %+v", current)
	}
	if p.entry(account.FieldClientSecret).Text != goodSecret {
		t.Error("the field of the secret is empty")
	}
	p.misses(goodSecret)
}

func TestCopy_IsShownForItsTimeAndInItsDocument(t *testing.T) {
	other := here("/srv/berlin.json")
	p := sit(t, with(complete(), goodSecret), func(p *person) { p.bench.put(other, complete(), goodSecret) })
	copied := func(when string, want bool) {
		t.Helper()
		if got := p.button("Copied.") != nil; got != want {
			t.Errorf("%s: that it was copied is shown: %v", when, got)
		}
	}
	p.taps("Copy Directory (Tenant) ID")
	p.hand.pass(2900 * time.Millisecond)
	p.window.edit.copy(account.FieldTenantID)
	p.hand.pass(time.Second)
	copied("copied again a second ago", true)
	p.window.open.openOther(other)
	p.hand.drain()
	copied("in another document", false)
}

func TestCopy_TakesAwayWhatItSaidAndNothingElse(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.window.edit.copy(account.FieldClientID)
	p.hand.pass(time.Second)
	p.replaces(account.FieldClientID, "")
	p.pastes(account.FieldClientID, `" `+clientGUID+` "`)
	p.hand.pass(copiedFor)
	p.expects("removed")
}

func TestCopy_EachValueAndAll(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.taps("Copy Directory (Tenant) ID")
	if got := p.board.Content(); got != tenantGUID {
		t.Errorf("copied %q", got)
	}
	if p.button("Copied.") == nil {
		t.Error("nothing shows that it was copied")
	}
	p.hand.pass(5 * time.Second)
	if p.button("Copied.") != nil {
		t.Error("it still shows that it was copied")
	}

	p.chooses("Account", "Copy", "Invitation to join")
	if got := p.board.Content(); got != account.DefaultMessages().Invitation {
		t.Errorf("copied %q", got)
	}

	p.chooses("Account", "Copy all")
	all := p.board.Content()
	last := -1
	for _, part := range []string{"Name: Head office", "Directory (Tenant) ID: " + tenantGUID, "Client ID: " + clientGUID, "Client Secret:", "Party joined: joined the session", "Leave any time command: BYE"} {
		at := strings.Index(all, part)
		if at <= last {
			t.Errorf("%q is missing or out of order in:\n%s", part, all)
		}
		last = at
	}
}

func TestCopy_TheSecretOnlyWhileItIsTyped(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.board.SetContent("before")
	p.taps("Copy Client Secret")
	p.expects("A stored secret cannot be copied")
	if p.board.Content() != "before" {
		t.Error("something was copied")
	}
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.taps("Copy Client Secret")
	if p.board.Content() != "another-fake-secret" {
		t.Error("the typed secret was not copied")
	}
	p.chooses("Account", "Copy all")
	if strings.Contains(p.board.Content(), "another-fake-secret") {
		t.Error("Copy all copies the secret")
	}
}

// System messages.

func TestMessages_AreEditedAndRestoredOneByOneOrAll(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.Key2)
	p.expects("System Messages for Conferencing Microsoft Teams Users to a Customer Chat", "Leave any time command", "joined the session")
	if p.can("Restore default") {
		t.Error("a default can be restored, and all stand there")
	}
	p.replaces(account.PartyJoined.Field(), "has come in")
	if !p.can("Restore default") {
		t.Error("the default cannot be restored")
	}
	p.taps("Restore default")
	if p.window.session.form.Dirty() {
		t.Error("the default is restored, and the form is dirty")
	}
	p.replaces(account.PartyJoined.Field(), "has come in")
	p.replaces(account.LeaveCommand.Field(), "QUIT")
	p.shortcut(fyne.KeyS)
	if got := p.stored().Messages; got.PartyJoined != "has come in" || got.LeaveCommand != "QUIT" {
		t.Errorf("the document holds %+v", got)
	}
	p.taps("Restore all defaults")
	p.shortcut(fyne.KeyS)
	if got := p.stored().Messages; got != account.DefaultMessages() {
		t.Errorf("the document holds %+v", got)
	}
}

func TestMessages_TabLeavesALongText(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.Key2)
	p.clicks(account.Invitation.Field())
	before := p.window.session.form.Draft().Current.Messages.Invitation
	p.presses(fyne.KeyTab)
	if p.focus() == p.input(account.Invitation.Field()) || p.window.session.form.Draft().Current.Messages.Invitation != before {
		t.Error("Tab stays in the text")
	}
}

// The practice tenant and the test server.

func TestPractice_SaysSoOffersOutcomesAndFillsIn(t *testing.T) {
	p := sit(t, practised)
	p.expects("Practice tenant: nothing here reaches Microsoft", "Test server: localhost:8443", "Valid connection")
	p.taps("Fill in practice credentials")
	p.expects("Practice account", tenantGUID)
	if p.window.session.form.Draft().Secret.Value != goodSecret {
		t.Error("the practice secret is not filled in")
	}
	p.shortcut(fyne.KeyS)
	if p.stored().Name != "Practice account" {
		t.Error("the practice account cannot be applied")
	}
	var outcomes *control.Select
	walk(p.view(), func(object fyne.CanvasObject) {
		if c, is := object.(*control.Select); is && outcomes == nil {
			outcomes = c
		}
	})
	outcomes.SetSelected("Wrong secret")
	if got := p.options.Practice.(*practiceTenant).chosen; got != "wrong-secret" {
		t.Errorf("the tenant plays %q", got)
	}
}
