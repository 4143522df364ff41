package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/ui/control"
)

func TestTest_ShowsStagesAsTheyPassAndTheWindowStaysUsable(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.hand.held = true
	p.shortcut(fyne.KeyT)
	p.window.test.observe(account.Stage{Name: account.StageNetwork, Status: account.StatusPassed, ElapsedMs: 41})
	p.window.test.observe(account.Stage{Name: account.StageTenant, Status: account.StatusRunning})
	p.hand.drain()
	p.expects("network 41 ms", "tenant…", "Cancel")
	p.enters(account.FieldName, " 2")
	p.expects("Head office 2")
	if p.can("Test connection") {
		t.Error("a second test can be started")
	}
}

// Nobody has to scroll or change the tab to begin a test, to see how far it is,
// or to end it.
func TestTest_IsInSightOnBothTabsOfASmallWindow(t *testing.T) {
	before := look
	t.Cleanup(func() { look = before })
	look.size = fyne.NewSize(800, 600)
	for _, tab := range []fyne.KeyName{fyne.Key1, fyne.Key2} {
		p := sit(t, with(complete(), goodSecret))
		p.shortcut(tab)
		p.seesButton("Test connection")
		p.hand.held = true
		p.taps("Test connection")
		p.seesButton("Cancel")
		p.expects("Testing, 0 s")
		p.window.test.observe(account.Stage{Name: account.StageToken, Status: account.StatusRunning})
		p.hand.pass(7 * time.Second)
		p.expects("Testing: token, 7 s")
		p.taps("Cancel")
		p.misses("Testing", "Cancel")
		p.seesButton("Test connection")
	}
}

// seesButton holds that a button lies inside the window as a whole, and in
// nothing that scrolls.
func (p *person) seesButton(text string) {
	p.t.Helper()
	found := false
	walk(p.window.view.applyBar.Root, func(object fyne.CanvasObject) {
		button, is := object.(*control.Button)
		if !is || button.Text != text || !button.Visible() {
			return
		}
		found = true
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
		end, size := top.Add(button.Size()), p.fyne.Canvas().Size()
		if top.X < 0 || top.Y < 0 || end.X > size.Width || end.Y > size.Height {
			p.t.Errorf("the button %q lies at %v to %v in a window of %v", text, top, end, size)
		}
	})
	if !found {
		p.t.Errorf("there is no button %q in the bar at the bottom", text)
	}
}

func TestTest_CancelWorksAtOnceAndItsLateAnswerIsDropped(t *testing.T) {
	for _, cancel := range []string{"button", "Escape"} {
		t.Run(cancel, func(t *testing.T) {
			p := sit(t, with(complete(), goodSecret), answering(rejected))
			p.hand.held = true
			p.taps("Test connection")
			if cancel == "button" {
				p.taps("Cancel")
			} else {
				p.presses(fyne.KeyEscape)
			}
			if !p.can("Test connection") {
				t.Error("the window is not usable again")
			}
			p.hand.letGo()
			p.misses("Error:", "rejected", "token: failed")
			if len(p.bench.records) != 0 {
				t.Error("a cancelled test is remembered")
			}
		})
	}
}

func TestTest_ValidSaysSoAndIsRemembered(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.KeyT)
	p.expects("Connection is valid", "Microsoft Entra ID accepted the credentials")
	p.presses(fyne.KeyReturn)
	p.expects("valid, tested just now", "network 40 ms", "token 80 ms")
	p.hand.pass(2 * time.Minute)
	p.expects("valid, tested 2 min ago")
	p.replaces(account.FieldClientID, tenantGUID)
	p.shortcut(fyne.KeyS)
	p.expects("changed since the last test (valid, 2 min ago)")
}

func TestTest_SendsTheAppliedAccountAndSecret(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.KeyT)
	if len(p.bench.tested) != 1 || p.bench.tested[0].Account != p.stored() || p.bench.tested[0].Secret != goodSecret {
		t.Errorf("tested %v", p.bench.tested)
	}
}

func TestTest_IncompleteNamesWhatIsMissing(t *testing.T) {
	a := complete()
	a.ClientID = ""
	p := sit(t, with(a, ""))
	p.shortcut(fyne.KeyT)
	p.expects("Error: Account credentials are incomplete",
		"Make sure that all fields are filled, and click Apply at the bottom of the screen to save changes to the integration account properties.",
		"Missing: Client ID, Client Secret")
	p.misses("Apply and test")
	p.presses(fyne.KeyReturn)
	if p.focus() != p.input(account.FieldClientID) {
		t.Errorf("the focus is in %v", p.focus())
	}
	p.expects("This is missing.")
	if len(p.bench.tested) != 0 {
		t.Error("Microsoft was asked")
	}
}

func TestTest_WithEditsWaitingOffersApplyAndTest(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldName, " 2")
	p.shortcut(fyne.KeyT)
	p.expects("Error: Account credentials are incomplete", "not applied yet", "Apply and test")
	if len(p.bench.tested) != 0 {
		t.Error("Microsoft was asked before the edits were applied")
	}
	p.presses(fyne.KeyReturn)
	p.expects("Connection is valid")
	if p.stored().Name != "Head office 2" || len(p.bench.tested) != 1 {
		t.Error("the edits were not applied and tested")
	}
}

func TestTest_RejectedBlamesTheFieldAndGoesThere(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.shortcut(fyne.KeyT)
	p.expects("Error: Failed to request refresh token",
		"This means that the provided Client Secret, Directory (Tenant) ID, or Client ID is invalid and the refresh token could not be requested.",
		"Message:", "Invalid client secret provided.", "What to do:", "Copy the secret's Value", "Field:", "Client Secret")
	p.misses("Correlation ID")
	p.presses(fyne.KeyEscape)
	if p.focus() != p.input(account.FieldClientSecret) {
		t.Errorf("the focus is in %v", p.focus())
	}
	p.expects("The client secret is not one of this app's secrets.", "rejected, tested just now")
	p.types("x")
	p.misses("The client secret is not one of this app's secrets.")
}

func TestTest_DetailsAreFoldedAndCanBeCopied(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.shortcut(fyne.KeyT)
	p.taps("Details")
	p.expects("AADSTS7000215", "c0c0c0c0-1111-4222-8333-444444444444", "7ace7ace-1111-4222-8333-444444444444", "2026-11-22T12:00:00Z", "Teams Account 1.2.3")
	p.taps("Copy report")
	p.expects("Copied.")
	if !strings.Contains(p.board.Content(), "c0c0c0c0-1111-4222-8333-444444444444") {
		t.Errorf("copied %q", p.board.Content())
	}
	p.ticks("Shorten IDs")
	p.misses("c0c0c0c0-1111", "Copied.")
	p.taps("Copy report")
	if text := p.board.Content(); strings.Contains(text, "c0c0c0c0-1111") || !strings.Contains(text, "c0c0…4444") {
		t.Errorf("copied %q", text)
	}
	p.taps("Microsoft's page about the code")
	if len(p.opened) != 1 || !strings.Contains(p.opened[0], "code=7000215") {
		t.Errorf("opened %v", p.opened)
	}
}

func TestTest_ReportHoldsWhatSupportNeedsAndNoSecret(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.shortcut(fyne.KeyT)
	p.taps("Copy report")
	copied := p.board.Content()
	for _, part := range []string{
		"Error: Failed to request refresh token", "AADSTS7000215", "network", "41 ms", "token", "Program: Teams Account 1.2.3 on TestOS 1\n", "Proxy: none", "2s", "login.microsoftonline.com",
		"Name: Head office\n", "Directory (Tenant) ID: " + tenantGUID, "Client ID: " + clientGUID,
	} {
		if !strings.Contains(copied, part) {
			t.Errorf("%q is missing in the report:\n%s", part, copied)
		}
	}
	if strings.Contains(copied, goodSecret) {
		t.Error("the report holds the secret")
	}
}

func TestTest_AnotherCloudIsOfferedSetAndTested(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), func(p *person) {
		p.bench.answer = func(c account.Credentials) account.Result {
			if c.Account.Cloud == account.CloudUSGov {
				return valid()
			}
			result := account.NewResult()
			result.Cause, result.Field, result.Cloud = "This tenant is in the US Government cloud; the secret was not sent.", account.FieldCloud, account.CloudUSGov
			result.SetKind(account.KindRejected)
			return result
		}
	})
	p.shortcut(fyne.KeyT)
	p.expects("This tenant is in the US Government cloud")
	p.taps("Switch to US Government and test")
	p.expects("Connection is valid")
	if p.stored().Cloud != account.CloudUSGov {
		t.Errorf("the document's cloud is %q", p.stored().Cloud)
	}
}

func TestTest_AFieldUnderAdvancedIsUnfoldedAndFocused(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(func() account.Result {
		result := account.NewResult()
		result.Cause, result.Field = "The object ID is another app's.", account.FieldObjectID
		result.SetKind(account.KindRejected)
		return result
	}))
	p.shortcut(fyne.KeyT)
	p.presses(fyne.KeyReturn)
	p.expects("The object ID is another app's.")
	if p.focus() != p.input(account.FieldObjectID) {
		t.Errorf("the focus is in %v", p.focus())
	}
}

func TestTest_ANewSecretIsWaitedForAndTriedAgain(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	p.shortcut(fyne.KeyT)
	p.taps("Wait and try again")
	p.expects("Next try in 15 s")
	p.hand.pass(5 * time.Second)
	p.expects("Next try in 10 s")
	p.hand.pass(10 * time.Second)
	if len(p.bench.tested) != 2 {
		t.Fatalf("tried %d times", len(p.bench.tested))
	}
	p.expects("Next try in 15 s")
	p.bench.answer = func(account.Credentials) account.Result { return valid() }
	p.hand.pass(15 * time.Second)
	p.expects("Connection is valid")
	p.misses("Next try")
	p.presses(fyne.KeyReturn)
	p.misses("to correct", "The client secret is not one of this app's secrets.")
}

func TestTest_WaitingForANewSecretEndsAfterThreeMinutes(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	p.shortcut(fyne.KeyT)
	p.taps("Wait and try again")
	p.hand.pass(4 * time.Minute)
	p.expects("Error: Failed to request refresh token")
	if tries := len(p.bench.tested) - 1; tries != 12 {
		t.Errorf("tried %d times in three minutes", tries)
	}
}

func TestTest_WaitingForANewSecretCanBeCancelled(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	p.shortcut(fyne.KeyT)
	p.taps("Wait and try again")
	p.presses(fyne.KeyEscape)
	p.hand.pass(time.Minute)
	p.misses("Next try")
	if len(p.bench.tested) != 1 {
		t.Errorf("tried %d times", len(p.bench.tested))
	}
	if !p.can("Test connection") {
		t.Error("the window is not usable again")
	}
}

func TestTest_OfANewSecretThatIsCancelledLeavesNoStageRunning(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	p.shortcut(fyne.KeyT)
	p.taps("Wait and try again")
	p.hand.pass(14 * time.Second)
	p.hand.held = true
	p.hand.pass(time.Second)
	p.window.test.observe(account.Stage{Name: account.StageNetwork, Status: account.StatusRunning})
	p.presses(fyne.KeyEscape)
	p.misses("network")
	p.hand.letGo()
	p.misses("network", "Next try")
}

func TestTest_AnOldSecretIsNotWaitedFor(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	p.hand.pass(11 * time.Minute)
	p.shortcut(fyne.KeyT)
	p.expects("Error: Failed to request refresh token")
	p.misses("Wait and try again")
}

func TestTest_ThePreviousSecretCanBePutBack(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	p.hand.pass(time.Hour)
	p.shortcut(fyne.KeyT)
	p.taps("Go back to the previous secret")
	p.expects("Go back to the previous secret?")
	p.presses(fyne.KeyReturn)
	p.expects("The previous secret is in place again.")
	if p.bench.secrets[p.stored().SecretItem] != goodSecret {
		t.Error("the previous secret is not in place")
	}
}

func TestGoBack_KeepsTheChangesThatWait(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(rejected))
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.shortcut(fyne.KeyS)
	p.enters(account.FieldName, " 2")
	p.enters(account.FieldClientSecret, "a-third-fake-secret")
	p.chooses("Account", "Go back to the previous secret…")
	p.presses(fyne.KeyReturn)
	p.expects("The previous secret is in place again.", "2 changes not applied")
	if p.bench.secrets[p.stored().SecretItem] != goodSecret {
		t.Error("the previous secret is not in place")
	}
	draft := p.window.session.form.Draft()
	if draft.Current.Name != "Head office 2" || draft.Secret.Value != "a-third-fake-secret" {
		t.Error("what was typed is lost")
	}
}

func TestTest_MissingPermissionsAreAWarningWithTheConsentLink(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(withoutPermissions))
	p.shortcut(fyne.KeyT)
	p.expects("Connection is valid", "3 permissions are missing. You can connect, but these features will not work.", "Presence.Read.All", "needed to", "vendor's guide")
	p.taps("Copy the link")
	if got := p.board.Content(); !strings.Contains(got, "/adminconsent?client_id="+clientGUID) {
		t.Errorf("copied %q", got)
	}
	p.taps("Open the link")
	if len(p.opened) != 1 {
		t.Error("the link was not opened")
	}
	p.presses(fyne.KeyReturn)
	p.expects("valid, 3 permissions missing, tested just now")
}

func TestTest_MissingConsentShowsTheLink(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(func() account.Result {
		result := rejected()
		result.ConsentURL = "https://login.microsoftonline.com/" + tenantGUID + "/adminconsent?client_id=" + clientGUID
		return result
	}))
	p.shortcut(fyne.KeyT)
	p.expects("A tenant administrator grants the permissions at this link:", "/adminconsent?client_id="+clientGUID)
	p.taps("Open the link")
	if len(p.opened) != 1 || !strings.Contains(p.opened[0], "/adminconsent") {
		t.Errorf("opened %v", p.opened)
	}
}

// throttled is the answer of a server that asks to wait.
func throttled() account.Result {
	result := unreachable()
	result.RetryAfter = 3 * time.Second
	return result
}

func TestTest_ThrottledCountsDownAndTriesAgain(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(throttled))
	p.shortcut(fyne.KeyT)
	p.expects("Trying again in 3 s.", "Try again", "Close")
	p.hand.pass(time.Second)
	p.expects("Trying again in 2 s.")
	answering(valid)(p)
	p.hand.pass(2 * time.Second)
	p.expects("Connection is valid")
	if len(p.bench.tested) != 2 {
		t.Errorf("tested %d times", len(p.bench.tested))
	}
}

func TestTest_ThrottledStopsWaitingWithItsDialog(t *testing.T) {
	for name, close := range map[string]func(*person){
		"Enter":  func(p *person) { p.presses(fyne.KeyReturn) },
		"Escape": func(p *person) { p.presses(fyne.KeyEscape) },
	} {
		p := sit(t, with(complete(), goodSecret), answering(throttled))
		p.shortcut(fyne.KeyT)
		close(p)
		p.hand.pass(time.Minute)
		if len(p.bench.tested) != 1 {
			t.Errorf("%s: tested %d times", name, len(p.bench.tested))
		}
	}
}

func TestTest_TheExpiryThatGraphTellsIsFilledIn(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(withoutPermissions))
	p.shortcut(fyne.KeyT)
	p.expects("this secret expires on 1 May 2027")
	p.presses(fyne.KeyReturn)
	p.expects("2027-05-01", "in 160 days", "1 change not applied: Expires at")
}

func TestTest_UnreachableSaysWhyAndTriesAgain(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), answering(unreachable))
	p.shortcut(fyne.KeyT)
	p.expects("Error: Microsoft Entra ID could not be reached", "was not found", "DNS server")
	p.bench.answer = func(account.Credentials) account.Result { return valid() }
	p.presses(fyne.KeyReturn)
	p.expects("Connection is valid")
}

func TestTest_TheKeychainThatFailsIsSaid(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.bench.keychain = errLocked
	p.shortcut(fyne.KeyT)
	p.expects("Error: The keychain is not available", "The keychain is locked.", "Unlock it and try again.")
	if len(p.bench.tested) != 0 {
		t.Error("Microsoft was asked without the secret")
	}
}

// Deleting.

func TestDelete_StatesWhatItMeansAndWantsTheName(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), func(p *person) {
		p.bench.documents["/mnt/copy.json"] = p.bench.documents[own]
		p.bench.recent = []string{"/mnt/copy.json"}
	})
	p.chooses("Account", "Delete…")
	p.expects("disables access for all users", "re-enable Teams integration in their Agent Desktop user profiles", "replace it instead", "copy.json")
	if p.can("Delete") {
		t.Error("it can be deleted before the name is typed")
	}
	p.presses(fyne.KeyReturn)
	p.expects("Delete the integration account?")
	p.types("Head office")
	p.presses(fyne.KeyReturn)
	p.expects("No integration account yet")
	if stored := p.bench.documents[own]; stored.Present || !stored.Deleted || len(p.bench.secrets) != 0 {
		t.Error("the account or its secret is still there")
	}
}

func TestDelete_SaysThatTheAccountIsGoneWhereItsSecretIsNot(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.chooses("Account", "Delete…")
	p.types("Head office")
	p.bench.keychain = errLocked
	p.presses(fyne.KeyReturn)
	p.expects("Not everything is deleted", "its secret is still in the keychain")
	p.misses("The account was not deleted")
	p.presses(fyne.KeyEscape)
	p.expects("No integration account yet")
}

func TestDelete_TheGentlerWayLeadsToTheSecret(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.chooses("Account", "Delete…")
	p.taps("Replace the secret instead")
	if p.focus() != p.input(account.FieldClientSecret) {
		t.Errorf("the focus is in %v", p.focus())
	}
	if !p.bench.documents[own].Present {
		t.Error("the account was deleted")
	}
}

// Keyboard and dialogs.

func TestDialogs_NoShortcutActsBehindOne(t *testing.T) {
	p := sit(t, practised, with(complete(), goodSecret))
	p.enters(account.FieldName, " 2")
	p.chooses("Help", "About")
	before := p.sees()
	for _, key := range []fyne.KeyName{fyne.KeyN, fyne.KeyO, fyne.KeyS, fyne.KeyT, fyne.Key1, fyne.Key2, fyne.KeyQ, fyne.KeyR} {
		p.shortcut(key)
		if p.sees() != before || p.window.view.tabs.SelectedIndex() != 0 || p.window.session.work.Busy() {
			t.Errorf("Ctrl+%s acts behind the dialog", key)
		}
	}
	if p.stored().Name != "Head office" || p.quits != 0 || p.fyne.Canvas().Overlays().List()[0] != p.view() {
		t.Error("something happened behind the dialog")
	}
}

func TestDialogs_NeverStandOnOneAnother(t *testing.T) {
	p := sit(t)
	p.window.session.dialogs.Tell("First")
	p.window.session.dialogs.Tell("Second")
	if n := len(p.fyne.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d dialogs are open at once", n)
	}
	p.expects("First")
	p.presses(fyne.KeyReturn)
	p.expects("Second")
	p.presses(fyne.KeyEscape)
	if p.window.session.dialogs.IsOpen() {
		t.Error("the second dialog is still open")
	}
}

func TestDialogs_TheMainButtonHasTheFocus(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.KeyT)
	if focused, is := p.focus().(*control.Button); !is || focused.Text != "Close" {
		t.Errorf("the focus is in %v", p.focus())
	}
}

func TestDialogs_EnterAndEscapeWorkWithoutAFocus(t *testing.T) {
	p := sit(t)
	p.chooses("Help", "About")
	p.fyne.Canvas().Unfocus()
	p.presses(fyne.KeyEscape)
	p.misses("Not a product of Microsoft")
	p.chooses("Help", "About")
	p.fyne.Canvas().Unfocus()
	p.presses(fyne.KeyReturn)
	p.misses("Not a product of Microsoft")
}

func TestKeyboard_TabsAndReveal(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.Key2)
	p.expects("Party joined")
	p.shortcut(fyne.Key1)
	p.expects("Client Secret")
	p.enters(account.FieldClientSecret, "another-fake-secret")
	p.misses("another-fake-secret")
	p.shortcut(fyne.KeyR)
	p.expects("another-fake-secret")
	// That it can be read offers it to no other program yet.
	if !p.entry(account.FieldClientSecret).KeepsSelection() || p.entry(account.FieldName).KeepsSelection() {
		t.Error("not the secret, and only the secret, stays here when it is selected")
	}
	p.shortcut(fyne.KeyR)
	p.misses("another-fake-secret")
}

// Closing.

func TestClose_WithoutEditsCloses(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.KeyQ)
	if p.quits != 1 {
		t.Error("the window is still open")
	}
}

func TestClose_WithEditsAsks(t *testing.T) {
	asked := func(t *testing.T) *person {
		p := sit(t, with(complete(), goodSecret))
		p.enters(account.FieldName, " 2")
		p.window.closer.close()
		p.expects("Apply the changes?", "Apply", "Discard", "Cancel")
		return p
	}
	t.Run("apply", func(t *testing.T) {
		p := asked(t)
		p.presses(fyne.KeyReturn)
		if p.quits != 1 || p.stored().Name != "Head office 2" {
			t.Errorf("closed %d times, stored %q", p.quits, p.stored().Name)
		}
	})
	t.Run("apply that fails", func(t *testing.T) {
		p := asked(t)
		p.bench.broken = &account.Problem{What: "The disk is full.", Remedy: "Make room."}
		p.presses(fyne.KeyReturn)
		p.expects("The disk is full.")
		if p.quits != 0 {
			t.Error("the window closed and the edits are lost")
		}
	})
	t.Run("apply that a fault keeps from going", func(t *testing.T) {
		p := asked(t)
		p.presses(fyne.KeyEscape)
		p.enters(account.FieldClientID, "x")
		p.window.closer.close()
		p.presses(fyne.KeyReturn)
		p.expects("Nothing was applied: correct Client ID.")
		if p.quits != 0 || p.focus() != p.input(account.FieldClientID) {
			t.Fatal("the person is not led to the field at fault")
		}
		p.replaces(account.FieldClientID, clientGUID)
		p.shortcut(fyne.KeyS)
		if p.quits != 1 || p.stored().Name != "Head office 2" {
			t.Errorf("closed %d times, stored %q", p.quits, p.stored().Name)
		}
	})
	t.Run("apply that a fault keeps from going, and the changes dropped", func(t *testing.T) {
		p := asked(t)
		p.presses(fyne.KeyEscape)
		p.enters(account.FieldClientID, "x")
		p.window.closer.close()
		p.presses(fyne.KeyReturn)
		p.taps("Revert")
		p.enters(account.FieldName, " 3")
		p.shortcut(fyne.KeyS)
		if p.quits != 0 || p.stored().Name != "Head office 3" {
			t.Errorf("closed %d times, stored %q", p.quits, p.stored().Name)
		}
	})
	t.Run("discard", func(t *testing.T) {
		p := asked(t)
		p.taps("Discard")
		if p.quits != 1 || p.stored().Name != "Head office" {
			t.Errorf("closed %d times, stored %q", p.quits, p.stored().Name)
		}
	})
	t.Run("cancel", func(t *testing.T) {
		p := asked(t)
		p.presses(fyne.KeyEscape)
		if p.quits != 0 || p.window.session.form.Draft().Current.Name != "Head office 2" {
			t.Error("the edits are lost")
		}
	})
}

func TestClose_GivesUpATest(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.hand.held = true
	p.shortcut(fyne.KeyT)
	p.window.closer.close()
	if p.quits != 1 {
		t.Error("a test keeps the window open")
	}
}

func TestClose_DoesNotCutOffAChangeUnasked(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldName, " 2")
	p.hand.held = true
	p.shortcut(fyne.KeyS)
	p.window.closer.close()
	p.expects("The window is still working")
	p.presses(fyne.KeyReturn)
	p.hand.letGo()
	if p.quits != 0 || p.stored().Name != "Head office 2" {
		t.Error("the change was cut off")
	}
}

// Documents and hand-over.

func TestOpen_AnotherDocumentByItsPath(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), func(p *person) {
		a := complete()
		a.Name = "Berlin"
		p.bench.put(here("/srv/berlin.json"), a, goodSecret)
	})
	p.shortcut(fyne.KeyO)
	p.focus().(*control.Entry).SetText(" \"" + here("/srv/berlin.json") + "\" ")
	p.presses(fyne.KeyReturn)
	p.expects("Berlin")
	if title := p.fyne.Title(); title != "Teams Account – berlin.json" {
		t.Errorf("the title is %q", title)
	}
	p.chooses("File", "Open recent", own)
	p.expects("Head office")
}

func TestOpen_AsksAboutEditsFirst(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldName, " 2")
	p.shortcut(fyne.KeyO)
	p.focus().(*control.Entry).SetText("/srv/new.json")
	p.presses(fyne.KeyReturn)
	p.expects("Apply the changes?", "another document takes its place")
	p.presses(fyne.KeyEscape)
	p.expects("Head office 2")
	p.shortcut(fyne.KeyO)
	p.focus().(*control.Entry).SetText("/srv/new.json")
	p.presses(fyne.KeyReturn)
	p.taps("Discard")
	p.expects("No integration account yet")
}

func TestExport_PlainAndOverAnExistingFileOnlyWhenToldSo(t *testing.T) {
	p := sit(t, practised, with(complete(), goodSecret))
	files := p.options.Handover.(*shelf)
	p.chooses("File", "Export…")
	p.presses(fyne.KeyReturn)
	p.expects("Written:", "Head office.json")
	p.taps("Got it")
	p.chooses("File", "Export…")
	p.presses(fyne.KeyReturn)
	p.expects("Replace the file?", "Head office.json exists already.")
	p.presses(fyne.KeyReturn)
	p.misses("Written:")
	p.chooses("File", "Export…")
	p.presses(fyne.KeyReturn)
	p.taps("Replace")
	p.expects("Written:")
	if len(files.files) != 1 {
		t.Errorf("%d files were written", len(files.files))
	}
}

func TestExport_SealedWantsThePassphraseTwice(t *testing.T) {
	p := sit(t, practised, with(complete(), goodSecret))
	files := p.options.Handover.(*shelf)
	p.chooses("File", "Export with secret…")
	p.presses(fyne.KeyReturn)
	p.types("too short")
	p.expects("at least 12 characters")
	if p.can("Seal and write") {
		t.Error("a short passphrase is accepted")
	}
	p.types(", then long enough")
	p.presses(fyne.KeyTab)
	p.types("something else")
	p.expects("The two passphrases differ.")
	p.fyne.Canvas().FocusPrevious()
	p.focus().(*control.Entry).SetText("something else")
	p.presses(fyne.KeyReturn)
	p.expects("Written:")
	for path, passphrase := range files.passphrases {
		if !strings.HasSuffix(path, "Head office.age") || passphrase != "something else" {
			t.Errorf("%s is sealed with %q", path, passphrase)
		}
	}
}

func TestImport_PlainSealedAndOverAnotherAccount(t *testing.T) {
	other := complete()
	other.Name = "Berlin"
	given := func(p *person) {
		files := p.options.Handover.(*shelf)
		files.files[here("/mnt/plain.json")] = handedOver{account: other}
		files.files[here("/mnt/sealed.age")] = handedOver{account: other, secret: goodSecret}
		files.passphrases = map[string]string{here("/mnt/sealed.age"): "a long passphrase"}
	}
	imports := func(p *person, path string) {
		p.chooses("File", "Import…")
		p.focus().(*control.Entry).SetText(here(path))
		p.presses(fyne.KeyReturn)
	}
	t.Run("plain", func(t *testing.T) {
		p := sit(t, practised, given)
		imports(p, "/mnt/plain.json")
		p.expects("Berlin", "Imported: Berlin")
		if p.stored().Name != "Berlin" {
			t.Error("the document does not hold the account")
		}
	})
	t.Run("sealed", func(t *testing.T) {
		p := sit(t, practised, given)
		imports(p, "/mnt/sealed.age")
		p.types("a wrong one")
		p.presses(fyne.KeyReturn)
		p.expects("The passphrase is wrong.")
		p.types("a long passphrase")
		p.presses(fyne.KeyReturn)
		p.expects("Imported: Berlin")
		if p.bench.secrets[p.stored().SecretItem] != goodSecret {
			t.Error("the keychain does not hold the secret")
		}
	})
	t.Run("gone with its stick", func(t *testing.T) {
		p := sit(t, practised, given)
		imports(p, "/mnt/sealed.age")
		p.options.Handover.(*shelf).unplugged = true
		p.types("a long passphrase")
		p.presses(fyne.KeyReturn)
		p.expects("The stick is gone.")
		p.misses("was encrypted with a passphrase")
	})
	t.Run("over another account", func(t *testing.T) {
		p := sit(t, practised, given, with(complete(), goodSecret))
		imports(p, "/mnt/plain.json")
		p.expects("This document holds another account", "disables access for all users")
		p.presses(fyne.KeyReturn)
		if p.stored().Name != "Head office" {
			t.Error("Enter replaced the account")
		}
		p.presses(fyne.KeyEscape)
		imports(p, "/mnt/plain.json")
		p.expects("“Head office”", "“Berlin”")
		p.types("Head office")
		p.presses(fyne.KeyReturn)
		if p.stored().Name != "Berlin" {
			t.Error("the account was not replaced")
		}
	})
	t.Run("no such file", func(t *testing.T) {
		p := sit(t, practised)
		imports(p, "/mnt/nothing.json")
		p.expects("Nothing was imported", "There is no file")
	})
}

func TestTest_AMalformedDocumentNamesTheFieldAtFault(t *testing.T) {
	a := complete()
	a.ClientID = "6666"
	p := sit(t, with(a, goodSecret))
	p.shortcut(fyne.KeyT)
	p.expects("Error: Account credentials are incomplete", "Client ID: This is not a GUID.")
	p.presses(fyne.KeyReturn)
	if p.focus() != p.input(account.FieldClientID) {
		t.Errorf("the focus is in %v", p.focus())
	}
}

func TestTest_AnEditMeanwhileDoesNotHideTheOutcome(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.hand.held = true
	p.shortcut(fyne.KeyT)
	p.enters(account.FieldName, " 2")
	p.hand.letGo()
	p.expects("Connection is valid")
	p.presses(fyne.KeyReturn)
	p.expects("Head office 2", "valid, tested just now", "1 change not applied: Name")
}

func TestOpen_TypingReplacesThePathThatStandsThere(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.KeyO)
	p.types("/srv/new.json")
	p.presses(fyne.KeyReturn)
	if title := p.fyne.Title(); title != "Teams Account – new.json" {
		t.Errorf("the title is %q", title)
	}
}

// The folder of a document may lie on a share that is gone.
func TestOpen_BrowsingWaitsForNoFolder(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.KeyO)
	p.hand.held = true
	p.taps("Browse…")
	if p.window.session.dialogs.IsOpen() {
		t.Error("the folder was listed on the UI goroutine")
	}
	p.hand.pass(time.Second)
	p.presses(fyne.KeyEscape)
	if !p.window.session.dialogs.IsOpen() {
		t.Error("the folder was given up, and nothing can be chosen")
	}
	p.hand.letGo()
}

// Fyne's dialog for saving would empty an existing file as soon as it is chosen.
func TestExport_BrowsingTouchesNoFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "Head office.json")
	if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := sit(t, practised, with(complete(), goodSecret))
	p.chooses("File", "Export…")
	p.focus().(*control.Entry).SetText(path)
	p.taps("Browse…")
	p.fyne.Canvas().Unfocus()
	p.presses(fyne.KeyEscape)
	p.expects("Export without the secret")
	p.taps("Browse…")
	var choose *widget.Button
	walk(p.view(), func(object fyne.CanvasObject) {
		if b, is := object.(*widget.Button); is && b.Text == "Choose" {
			choose = b
		}
	})
	if choose == nil {
		t.Fatal("there is no button to choose the folder")
	}
	test.Tap(choose)
	p.hand.drain()
	p.expects("Export without the secret")
	if got := p.focus().(*control.Entry).Text; got != path {
		t.Errorf("the path is %q", got)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "precious" {
		t.Errorf("the file holds %q, %v", data, err)
	}
}
