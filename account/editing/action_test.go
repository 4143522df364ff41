package editing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/account/paste"
)

func TestPaste_ANoteOfWhatWasRemovedDoesNotHideAWarning(t *testing.T) {
	s := applied()
	text := client + "\r\n"
	insert, taken := s.Paste(account.FieldClientSecret, text)
	if taken || insert != client {
		t.Fatalf("Paste returns %q, %v", insert, taken)
	}
	s.Type(account.FieldClientSecret, insert)
	s.Pasted(account.FieldClientSecret, text)
	s.TypingPaused()
	expectSaid(t, s, account.FieldClientSecret, "warning: This looks like the secret's ID", "info: Blanks, quotes")
}

func TestEnter_CleansAndSaysSo(t *testing.T) {
	s := applied()
	s.Enter(account.FieldObjectID, "{"+client+"}")
	expectSaid(t, s, account.FieldObjectID, "warning: The same GUID stands in Client ID", "info: Blanks, quotes")
	if s.Value(account.FieldObjectID) != client {
		t.Errorf("it holds %q", s.Value(account.FieldObjectID))
	}
}

func TestPasteBlock_FillsWhatItNames(t *testing.T) {
	s := adding()
	if s.PasteBlock("just a text") {
		t.Error("a text is taken for a block")
	}
	if insert, taken := s.Paste(account.FieldTenantID, overview); !taken || insert != "" {
		t.Error("the block is not taken")
	}
	for field, value := range map[account.Field]string{
		account.FieldName: "Portal app", account.FieldTenantID: tenant, account.FieldClientID: client,
	} {
		if s.Value(field) != value {
			t.Errorf("%s is %q", field, s.Value(field))
		}
	}
	expectSaid(t, s, account.FieldName, "info: Filled in from the pasted text: Name, Directory (Tenant) ID, Client ID.")
	if notes := s.Notes(account.FieldName); !notes[0].Undoable {
		t.Error("the note does not offer to undo the paste")
	}
}

func TestPasteBlock_KeepsANameThatIsThere(t *testing.T) {
	s := adding()
	s.Type(account.FieldName, "Head office")
	s.PasteBlock(overview)
	if s.Value(account.FieldName) != "Head office" || s.Value(account.FieldClientID) != client {
		t.Errorf("name %q, client %q", s.Value(account.FieldName), s.Value(account.FieldClientID))
	}
}

func TestPasteBlock_OfAnotherAppClearsWhatBelongedToTheOld(t *testing.T) {
	s := applied()
	s.PasteBlock(otherView)
	for field, value := range map[account.Field]string{
		account.FieldName: "Head office", account.FieldClientID: otherApp, account.FieldObjectID: "", account.FieldSecretExpires: "",
	} {
		if s.Value(field) != value {
			t.Errorf("%s is %q", field, s.Value(field))
		}
	}
	expectSaid(t, s, account.FieldTenantID, "Emptied, because it belonged to another app: Expires at, Object ID.")
	expectSaid(t, s, account.FieldObjectID, "info: Emptied")
	expectSaid(t, s, account.FieldClientSecret, "warning: The stored secret belongs to another app.")
	if s.Draft().Secret.Mode != account.SecretKeep {
		t.Error("the stored secret is given up before another one is there")
	}
}

func TestFillBlock_SumsUpAllThatItDid(t *testing.T) {
	for text, want := range map[string]string{
		overview:  "Filled in from the pasted text: Directory (Tenant) ID, Client ID.",
		otherView: "Filled in from the pasted text: Directory (Tenant) ID, Client ID. Emptied, because it belonged to another app: Expires at, Object ID.",
	} {
		if _, filled := editing.FillBlock(applied().Draft(), paste.Read(text)); filled.Summary() != want {
			t.Errorf("it says %q, not %q", filled.Summary(), want)
		}
	}
}

func TestPasteBlock_OverWhatIsNoAppsIDClearsNothing(t *testing.T) {
	s := adding()
	s.Type(account.FieldClientID, "bbb")
	s.Type(account.FieldClientSecret, aSecret)
	s.PasteBlock(overview)
	if s.Value(account.FieldClientID) != client || s.Value(account.FieldClientSecret) != aSecret {
		t.Errorf("client %q, secret %q", s.Value(account.FieldClientID), s.Value(account.FieldClientSecret))
	}
}

func TestFill_WithAnotherAppClearsWhatBelongedToTheOld(t *testing.T) {
	s := applied()
	s.Fill(account.Account{ClientID: otherApp}, aSecret)
	if got := s.Draft().Current; got.ObjectID != "" || got.SecretExpires != "" || got.Name != "Head office" {
		t.Errorf("it holds %+v", got)
	}
	s.Undo()
	if got := s.Draft(); got.Dirty() {
		t.Errorf("Undo left %+v", got)
	}
}

func TestEnter_CanBeUndoneValueByValue(t *testing.T) {
	s := applied()
	s.Enter(account.FieldName, "Branch")
	s.Enter(account.FieldSecretExpires, "31.12.2030")
	s.Enter(account.FieldName, "Branch") // Nothing new.
	for range 2 {
		if action, can := s.CanUndo(); !can || action != editing.ActionEnter {
			t.Errorf("Undo would take back %v, %v", action, can)
		}
		s.Undo()
	}
	if got := s.Draft(); got.Dirty() {
		t.Errorf("Undo left %+v", got)
	}
}

func TestNotes_SayThatADateIsTheFormerSecrets(t *testing.T) {
	const former = "info: This is the end date of the former secret."
	s := applied()
	expectSaid(t, s, account.FieldSecretExpires)
	s.Type(account.FieldClientSecret, aSecret)
	expectSaid(t, s, account.FieldSecretExpires, former)
	s.Type(account.FieldSecretExpires, "2031-01-01")
	expectSaid(t, s, account.FieldSecretExpires)
}

func TestFill_EntersWhatIsNotEmpty(t *testing.T) {
	s := applied()
	s.Type(account.FieldClientSecret, aSecret)
	s.Fill(account.Account{Name: "Branch"}, "")
	if s.Value(account.FieldName) != "Branch" || s.Value(account.FieldTenantID) != tenant || s.Value(account.FieldClientSecret) != aSecret {
		t.Errorf("it holds %+v, secret %q", s.Draft(), s.Value(account.FieldClientSecret))
	}
	if s.Fill(account.Account{}, "another-"+aSecret); s.Value(account.FieldClientSecret) != "another-"+aSecret {
		t.Errorf("the secret is %q", s.Value(account.FieldClientSecret))
	}
}

func TestPasteBlock_OfTheSameAppKeepsTheRest(t *testing.T) {
	s := applied()
	s.PasteBlock(strings.ToUpper(overview))
	if s.Value(account.FieldObjectID) != object || s.Value(account.FieldSecretExpires) != "2027-05-01" {
		t.Error("what belongs to the same app is gone")
	}
}

func TestUndo_TakesAWholePasteBack(t *testing.T) {
	s := applied()
	before := s.Draft()
	s.PasteBlock(otherView + "AZURE_CLIENT_SECRET=" + aSecret)
	if action, can := s.CanUndo(); !can || action != editing.ActionPaste {
		t.Fatalf("what can be undone is %v, %v", action, can)
	}
	s.Undo()
	if s.Draft() != before {
		t.Errorf("after Undo the form holds %+v", s.Draft())
	}
	expectSaid(t, s, account.FieldTenantID)
	expectSaid(t, s, account.FieldClientSecret)
	if _, can := s.CanUndo(); can {
		t.Error("there is still something to undo")
	}
	s.Redo()
	if s.Value(account.FieldClientID) != otherApp || s.Value(account.FieldObjectID) != "" {
		t.Error("Redo does not do it again")
	}
}

func TestUndo_LeavesWhatWasTypedSince(t *testing.T) {
	s := applied()
	s.PasteBlock(otherView)
	s.Type(account.FieldClientID, object)
	expectSaid(t, s, account.FieldClientID)
	expectSaid(t, s, account.FieldTenantID, "info: Filled in")
	s.Undo()
	if s.Value(account.FieldClientID) != object || s.Value(account.FieldObjectID) != object {
		t.Errorf("client %q, object %q", s.Value(account.FieldClientID), s.Value(account.FieldObjectID))
	}
}

func TestUndo_GoesBackActionByAction(t *testing.T) {
	s := applied()
	s.Type(account.PartyLeft.Field(), "went")
	s.SetMessages(editing.ActionPack, account.Messages{PartyLeft: "partí"})
	s.RestoreMessages()
	s.RestoreMessage(account.PartyLeft)
	s.Revert()
	for _, want := range []struct {
		action editing.Action
		text   string
	}{{editing.ActionRestoreAll, "partí"}, {editing.ActionPack, "went"}} {
		if action, _ := s.CanUndo(); action != want.action {
			t.Errorf("next to undo is %q, not %q", action, want.action)
		}
		if fields := s.Undo(); len(fields) == 0 || s.Value(account.PartyLeft.Field()) != want.text {
			t.Errorf("after Undo of %q it says %q", want.action, s.Value(account.PartyLeft.Field()))
		}
	}
}

func TestUndo_GoesBackFiftyActions(t *testing.T) {
	s := applied()
	for i := range 51 {
		s.ChooseExpiry(fmt.Sprintf("20%d-01-01", i+27))
	}
	undone := 0
	for len(s.Undo()) > 0 {
		undone++
	}
	if undone != 50 || s.Value(account.FieldSecretExpires) != "2027-01-01" {
		t.Errorf("after %d times Undo it says %s", undone, s.Value(account.FieldSecretExpires))
	}
}

func TestUndo_PassesOverWhatWasTypedOver(t *testing.T) {
	s := applied()
	s.ChooseExpiry("2028-01-01")
	s.SetMessages(editing.ActionPack, s.Draft().Current.Messages.With(account.PartyLeft, "partí"))
	s.Type(account.PartyLeft.Field(), "went")
	if action, can := s.CanUndo(); !can || action != editing.ActionExpiry {
		t.Errorf("what can be undone is %q, %v", action, can)
	}
	if fields := s.Undo(); !slices.Equal(fields, []account.Field{account.FieldSecretExpires}) {
		t.Errorf("Undo changes %v", fields)
	}
	if action, can := s.CanUndo(); can {
		t.Errorf("%q can still be undone", action)
	}
	if fields := s.Undo(); fields != nil {
		t.Errorf("Undo of nothing changes %v", fields)
	}
}

func TestRedo_EndsWithTheNextAction(t *testing.T) {
	s := applied()
	s.SetMessages(editing.ActionPack, account.Messages{PartyLeft: "partí"})
	s.Undo()
	if action, can := s.CanRedo(); !can || action != editing.ActionPack {
		t.Errorf("what can be done again is %q, %v", action, can)
	}
	s.Fill(account.Account{Name: "Branch"}, "")
	if action, can := s.CanRedo(); can {
		t.Errorf("%q can still be done again", action)
	}
}

func TestUndo_BringsRevertedChangesBack(t *testing.T) {
	s := applied()
	s.Type(account.FieldName, "Branch")
	s.Type(account.FieldClientSecret, aSecret)
	if s.Revert(); s.Dirty() {
		t.Error("Revert leaves changes")
	}
	if s.Undo(); s.Value(account.FieldName) != "Branch" || s.Value(account.FieldClientSecret) != aSecret {
		t.Error("Undo does not bring the changes back")
	}
}

func TestUndo_DoesNotKnowAnAppliedSecret(t *testing.T) {
	s := applied()
	s.Fill(account.Account{Name: "Branch"}, aSecret)
	sent, refusal := s.Apply()
	if refusal != nil {
		t.Fatal(refusal.Text)
	}
	s.Applied(sent, account.Stored{Account: sent.Current, Present: true})
	s.Undo()
	s.Redo()
	if s.Value(account.FieldClientSecret) != "" || s.Value(account.FieldName) != "Branch" {
		t.Errorf("secret %q, name %q", s.Value(account.FieldClientSecret), s.Value(account.FieldName))
	}
}

func TestNotes_ARemedyShortensLongWords(t *testing.T) {
	s := applied()
	s.Type(account.PositiveResponse.Field(), "ß23456789abcdefg")
	s.Type(account.NegativeResponse.Field(), "ß23456789abcdefgh")
	s.TypingPaused()
	notes := s.Notes(account.Invitation.Field())
	if want := "Put ß23456789abcdefg and ß23456789abcdef… into the invitation"; notes[0].Fix == nil || notes[0].Fix.Label != want {
		t.Errorf("it offers %+v", notes[0].Fix)
	}
}

func TestNotes_ARemedyFitsTheWarningThatItStandsAt(t *testing.T) {
	for _, c := range []struct {
		key    account.MessageKey
		typed  string
		offers []string
		mended string
	}{
		{account.PartyJoined, "Came in", []string{"Begin with a small letter"}, "came in"},
		{account.PartyLeft, "{name} went", []string{"Take the placeholder out"}, "went"},
		{account.PartyLeft, "Bye %NAME%", []string{"Begin with a small letter", "Take the placeholder out"}, "bye %NAME%"},
		{account.Invitation, "Will you help?", []string{"Put YES and NO into the invitation", ""}, "Will you help? (YES/NO)"},
		{account.SessionEnded, " ", []string{"Restore default"}, "Customer chat session ended"},
		{account.LeaveCommand, "two words", []string{""}, ""},
	} {
		s := applied()
		s.Type(c.key.Field(), c.typed)
		s.TypingPaused()
		notes := s.Notes(c.key.Field())
		if len(notes) != len(c.offers) {
			t.Errorf("%q: %d notes: %s", c.typed, len(notes), said(s, c.key.Field()))
			continue
		}
		for i, offer := range c.offers {
			label := ""
			if notes[i].Fix != nil {
				label = notes[i].Fix.Label
			}
			if label != offer {
				t.Errorf("%q: %q offers %q, not %q", c.typed, notes[i].Text, label, offer)
			}
		}
		if notes[0].Fix != nil {
			if s.ApplyFix(notes[0].Fix); s.Value(c.key.Field()) != c.mended {
				t.Errorf("%q becomes %q", c.typed, s.Value(c.key.Field()))
			}
		}
	}
}
