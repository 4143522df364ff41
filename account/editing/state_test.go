package editing_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/date"
	"teamsaccount/account/editing"
)

const (
	tenant    = "11111111-2222-3333-4444-555555555555"
	client    = "66666666-7777-8888-9999-000000000000"
	otherApp  = "aaaaaaaa-7777-8888-9999-000000000000"
	object    = "bbbbbbbb-7777-8888-9999-000000000000"
	aSecret   = "abc~DEF.0123456789-ghijklmnop_qrstuv"
	overview  = "Display name\tPortal app\nApplication (client) ID\t" + client + "\nDirectory (tenant) ID\t" + tenant + "\n"
	otherView = "Application (client) ID\t" + otherApp + "\nDirectory (tenant) ID\t" + tenant + "\n"
)

func clock() time.Time { return time.Date(2026, 11, 24, 10, 32, 0, 0, time.UTC) }

// applied is a form that shows an account which is stored with its secret.
func applied() *editing.State {
	a := account.New()
	a.Name, a.TenantID, a.ClientID, a.ObjectID = "Head office", tenant, client, object
	a.SecretItem, a.SecretExpires = account.SecretItemName(a.ID), "2027-05-01"
	s := editing.New(clock)
	s.Open(account.Stored{Account: a, Present: true})
	s.SecretAnswered(account.SecretStored, "")
	return s
}

func adding() *editing.State {
	s := editing.New(clock)
	s.Add()
	return s
}

// said joins what is said about a field, each note with its severity.
func said(s *editing.State, field account.Field) string {
	var all []string
	for _, note := range s.Notes(field) {
		all = append(all, [...]string{"info", "good", "warning", "fault"}[note.Severity]+": "+note.Text)
	}
	return strings.Join(all, "\n")
}

func expectSaid(t *testing.T, s *editing.State, field account.Field, parts ...string) {
	t.Helper()
	text := said(s, field)
	if len(parts) == 0 && text != "" {
		t.Errorf("%s: there is nothing to say, but it says %q", field, text)
	}
	at := 0
	for _, part := range parts {
		found := strings.Index(text[at:], part)
		if found < 0 {
			t.Fatalf("%s says %q; %q is not in it, or not in this order", field, text, part)
		}
		at += found
	}
}

func TestType_AFaultWaitsForAPauseAndGoesAtOnce(t *testing.T) {
	s := applied()
	s.Type(account.FieldClientID, "6666")
	expectSaid(t, s, account.FieldClientID)
	s.TypingPaused()
	expectSaid(t, s, account.FieldClientID, "fault: This is not a GUID")
	s.Type(account.FieldClientID, "66667")
	expectSaid(t, s, account.FieldClientID, "fault: This is not a GUID")
	s.Type(account.FieldClientID, client)
	expectSaid(t, s, account.FieldClientID)
	if s.Dirty() {
		t.Error("a value that was typed back still counts as a change")
	}
}

func TestType_AnotherFieldsFaultStays(t *testing.T) {
	s := applied()
	s.Type(account.FieldClientID, "6666")
	s.TypingPaused()
	s.Type(account.FieldName, "Other")
	expectSaid(t, s, account.FieldClientID, "fault")
	if properties, messages := s.Faults(); properties != 1 || messages != 0 {
		t.Errorf("%d properties and %d messages are at fault", properties, messages)
	}
}

func TestType_ASecondFaultOfAFieldWaitsToo(t *testing.T) {
	s := applied()
	s.Type(account.PartyLeft.Field(), "Went")
	s.TypingPaused()
	s.Type(account.PartyLeft.Field(), "Went {name}")
	if notes := s.Notes(account.PartyLeft.Field()); len(notes) != 1 {
		t.Errorf("while it is typed, it says %+v", notes)
	}
	s.TypingPaused()
	if notes := s.Notes(account.PartyLeft.Field()); len(notes) != 2 {
		t.Errorf("after a pause, it says %+v", notes)
	}
}

func TestOpen_ShowsTheFaultsOfADocumentAtOnce(t *testing.T) {
	a := account.New()
	a.TenantID, a.SecretItem = "common", "an impossible item"
	a.Messages.SessionEnded = ""
	s := editing.New(clock)
	s.Open(account.Stored{Account: a, Present: true})
	expectSaid(t, s, account.FieldTenantID, "every tenant")
	expectSaid(t, s, account.FieldClientSecret, "keychain item")
	if properties, messages := s.Faults(); properties != 2 || messages != 1 {
		t.Errorf("%d properties and %d messages are at fault", properties, messages)
	}
	s.Type(account.FieldClientSecret, aSecret)
	expectSaid(t, s, account.FieldClientSecret)
}

func TestStatus_SaysWhatWaits(t *testing.T) {
	s := applied()
	for _, c := range []struct {
		change func()
		status string
	}{
		{func() {}, ""},
		{func() { s.Type(account.FieldName, "Branch") }, "1 change not applied: Name"},
		{func() { s.Type(account.FieldClientSecret, aSecret) }, "2 changes not applied"},
		{func() { s.Revert() }, ""},
		{func() { s.RemoveSecret() }, "1 change not applied: Client Secret"},
		{func() { s.KeepSecret() }, ""},
		{func() { s.Add() }, "This account is new and not applied yet."},
		{func() { s.Close() }, ""},
	} {
		c.change()
		if status := s.Status().Text; status != c.status {
			t.Errorf("the status is %q, not %q", status, c.status)
		}
	}
}

func TestUntouched_IsANewAccountWithoutAnyEntry(t *testing.T) {
	for name, c := range map[string]struct {
		state     *editing.State
		change    func(*editing.State)
		untouched bool
	}{
		"new":              {adding(), func(*editing.State) {}, true},
		"typed":            {adding(), func(s *editing.State) { s.Type(account.FieldName, "A") }, false},
		"typed and erased": {adding(), func(s *editing.State) { s.Type(account.FieldName, "A"); s.Type(account.FieldName, "") }, true},
		"secret":           {adding(), func(s *editing.State) { s.Type(account.FieldClientSecret, "A") }, false},
		"applied":          {applied(), func(*editing.State) {}, false},
	} {
		if c.change(c.state); c.state.Untouched() != c.untouched {
			t.Errorf("%s: Untouched is %v", name, !c.untouched)
		}
	}
}

func TestApply_GoesOnlyWithoutFaults(t *testing.T) {
	s := applied()
	if _, refusal := s.Apply(); refusal == nil || refusal.Field != "" {
		t.Errorf("without changes, Apply says %+v", refusal)
	}
	s.Type(account.FieldSecretExpires, "soon")
	_, refusal := s.Apply()
	if refusal == nil || refusal.Field != account.FieldSecretExpires || refusal.Text != "Nothing was applied: correct Expires at." {
		t.Fatalf("with a fault, Apply says %+v", refusal)
	}
	if status := s.Status(); status.Severity != editing.Fault || status.Text != refusal.Text {
		t.Errorf("the status is %+v", status)
	}
	s.Type(account.FieldName, "Branch")
	if status := s.Status().Text; status != refusal.Text {
		t.Errorf("while another field is edited the status is %q", status)
	}
	s.Type(account.FieldSecretExpires, "sooner")
	if status := s.Status().Text; status != "2 changes not applied" {
		t.Errorf("while it is corrected the status is %q", status)
	}
	s.Type(account.FieldName, "Head office")
	s.Type(account.FieldSecretExpires, " 2027-06-01 ")
	if status := s.Status().Text; status != "1 change not applied: Expires at" {
		t.Errorf("after the correction the status is %q", status)
	}
	draft, refusal := s.Apply()
	if refusal != nil || draft.Current.SecretExpires != "2027-06-01" {
		t.Errorf("Apply returns %q and %+v", draft.Current.SecretExpires, refusal)
	}
}

func TestRefused_GoesToTheSecretForItsKeychainItem(t *testing.T) {
	s := applied()
	s.Type(account.FieldName, "Branch")
	refusal := s.Refused([]account.Finding{{Field: account.FieldSecretItem, Message: "not possible"}})
	if refusal.Field != account.FieldClientSecret {
		t.Errorf("it goes to %q", refusal.Field)
	}
	expectSaid(t, s, account.FieldClientSecret, "fault: not possible")
}

func TestApplied_KeepsWhatWasChangedMeanwhile(t *testing.T) {
	s := applied()
	s.Type(account.FieldName, "Branch")
	s.Type(account.FieldClientSecret, aSecret)
	sent, _ := s.Apply()
	s.Type(account.FieldObjectID, "")
	written := sent.Current
	written.SecretItem = account.SecretItemName(written.ID)
	s.Applied(sent, account.Stored{Account: written, Present: true})
	if changes := s.Draft().Changes(); !slices.Equal(changes, []account.Field{account.FieldObjectID}) {
		t.Errorf("what waits is %v", changes)
	}
	if s.Value(account.FieldClientSecret) != "" || s.StoredSecret() != editing.StoredSecretThere {
		t.Error("the applied secret is still in the form, or is not known to be stored")
	}
	s.Type(account.FieldObjectID, object)
	if status := s.Status(); status.Text != "Applied, 10:32" || status.Severity != editing.Good {
		t.Errorf("the status is %+v", status)
	}
}

func TestApplied_ASecretTypedMeanwhileStays(t *testing.T) {
	s := applied()
	s.Type(account.FieldName, "Branch")
	sent, _ := s.Apply()
	s.Type(account.FieldClientSecret, aSecret)
	s.Applied(sent, account.Stored{Account: sent.Current, Present: true})
	if s.Value(account.FieldClientSecret) != aSecret || !s.Dirty() {
		t.Error("the secret is gone")
	}
}

// The secret that is stored may become another one while Apply runs: another
// program applied it.
func TestApplied_AsksOnlyAboutAnotherSecret(t *testing.T) {
	for name, c := range map[string]struct {
		item func(account.Account) string
		want editing.StoredSecret
	}{
		"the same":  {func(a account.Account) string { return a.SecretItem }, editing.StoredSecretMissing},
		"another":   {func(a account.Account) string { return account.SecretItemName(a.ID) }, editing.StoredSecretAsked},
		"none left": {func(account.Account) string { return "" }, editing.StoredSecretNone},
	} {
		s := applied()
		s.SecretAnswered(account.SecretMissing, "")
		s.Type(account.FieldName, "Branch")
		sent, _ := s.Apply()
		written := sent.Current
		written.SecretItem = c.item(written)
		s.Applied(sent, account.Stored{Account: written, Present: true})
		if s.StoredSecret() != c.want {
			t.Errorf("%s: it is %v, not %v", name, s.StoredSecret(), c.want)
		}
	}
}

func TestApplied_TheBlameOfATestEndsWithItsSecret(t *testing.T) {
	s := applied()
	s.TestBegan()
	s.TestEnded(account.Result{Kind: account.KindRejected, Field: account.FieldClientID, Cause: "No such app."}, false)
	s.Type(account.FieldName, "Branch")
	sent, _ := s.Apply()
	s.Applied(sent, account.Stored{Account: sent.Current, Present: true})
	expectSaid(t, s, account.FieldClientID, "fault: No such app.")

	s.Type(account.FieldClientSecret, aSecret)
	sent, _ = s.Apply()
	written := sent.Current
	written.SecretItem = account.SecretItemName(written.ID)
	s.Applied(sent, account.Stored{Account: written, Present: true})
	expectSaid(t, s, account.FieldClientID)
}

func TestAskingSecret_IsAboutAStoredOne(t *testing.T) {
	s := applied()
	if s.AskingSecret(); s.StoredSecret() != editing.StoredSecretAsked {
		t.Errorf("while the keychain is asked, it is %v", s.StoredSecret())
	}
	s = adding()
	if s.AskingSecret(); s.StoredSecret() != editing.StoredSecretNone {
		t.Errorf("of a new account it is %v", s.StoredSecret())
	}
}

func TestChanged_IsWhatAPersonChanged(t *testing.T) {
	for name, c := range map[string]struct {
		state   *editing.State
		change  func(*editing.State)
		field   account.Field
		changed bool
	}{
		"nothing of an account":         {applied(), func(*editing.State) {}, account.FieldName, false},
		"a value":                       {applied(), func(s *editing.State) { s.Type(account.FieldName, "Branch") }, account.FieldName, true},
		"another value":                 {applied(), func(s *editing.State) { s.Type(account.FieldName, "Branch") }, account.FieldTenantID, false},
		"a secret":                      {applied(), func(s *editing.State) { s.Type(account.FieldClientSecret, aSecret) }, account.FieldClientSecret, true},
		"a value beside the secret":     {applied(), func(s *editing.State) { s.Type(account.FieldName, "Branch") }, account.FieldClientSecret, false},
		"a default of a new account":    {adding(), func(*editing.State) {}, account.PartyLeft.Field(), false},
		"a message of a new account":    {adding(), func(s *editing.State) { s.Type(account.PartyLeft.Field(), "went") }, account.PartyLeft.Field(), true},
		"a value typed back to nothing": {adding(), func(s *editing.State) { s.Type(account.FieldName, "A"); s.Type(account.FieldName, "") }, account.FieldName, false},
	} {
		if c.change(c.state); c.state.Changed(c.field) != c.changed {
			t.Errorf("%s: Changed is %v", name, !c.changed)
		}
	}
}

func TestSecret_SaysWhatIsKnownOfTheStoredOne(t *testing.T) {
	for _, c := range []struct {
		state account.SecretState
		fault string
		known editing.StoredSecret
		text  string
		notes []string
		has   bool
	}{
		{account.SecretStored, "", editing.StoredSecretThere, "stored in the keychain", nil, true},
		{account.SecretMissing, "", editing.StoredSecretMissing, "not in the keychain", []string{"warning: The keychain of this computer"}, false},
		{account.SecretUnknown, "", editing.StoredSecretUnknown, "did not answer", nil, true},
		{account.SecretUnknown, "It is locked.", editing.StoredSecretUnknown, "did not answer", []string{"warning: It is locked."}, true},
	} {
		s := applied()
		s.AskingSecret()
		s.SecretAnswered(c.state, c.fault)
		if s.StoredSecret() != c.known || !strings.Contains(s.SecretText(), c.text) || s.HasSecret() != c.has {
			t.Errorf("%s: %v, %q, has one: %v", c.state, s.StoredSecret(), s.SecretText(), s.HasSecret())
		}
		expectSaid(t, s, account.FieldClientSecret, c.notes...)
		s.Type(account.FieldClientSecret, aSecret)
		expectSaid(t, s, account.FieldClientSecret)
		if !s.HasSecret() {
			t.Error("a typed secret does not count")
		}
		if s.RemoveSecret(); s.HasSecret() || !strings.Contains(s.SecretText(), "will be removed") {
			t.Errorf("after its removal: %q", s.SecretText())
		}
	}
}

func TestTest_BlamesUntilTheFieldIsEdited(t *testing.T) {
	s := applied()
	s.TestBegan()
	ended := s.TestEnded(account.Result{
		Kind: account.KindRejected, Field: account.FieldClientSecret, AlsoField: account.FieldClientID, Cause: "The secret is wrong.",
	}, false)
	if ended.Field != account.FieldClientSecret {
		t.Errorf("it goes to %q", ended.Field)
	}
	expectSaid(t, s, account.FieldClientSecret, "fault: The secret is wrong.")
	expectSaid(t, s, account.FieldClientID, "fault: If Client Secret is right")
	s.Type(account.FieldClientSecret, aSecret)
	expectSaid(t, s, account.FieldClientSecret)
	expectSaid(t, s, account.FieldClientID, "fault")
	s.TestBegan()
	expectSaid(t, s, account.FieldClientID)
}

func TestTest_DoesNotBlameWhatWasEditedMeanwhile(t *testing.T) {
	s := applied()
	s.TestBegan()
	s.Type(account.FieldTenantID, "contoso.example")
	s.TestEnded(account.Result{Kind: account.KindRejected, Field: account.FieldTenantID, Cause: "No such tenant."}, false)
	expectSaid(t, s, account.FieldTenantID)
}

func TestTest_WithChangesWaitingNamesWhatTheyLack(t *testing.T) {
	s := adding()
	s.Type(account.FieldName, "Head office")
	s.Type(account.FieldClientSecret, aSecret)
	s.TestBegan()
	result := account.Result{Kind: account.KindIncomplete, Missing: []account.Field{account.FieldName}}
	ended := s.TestEnded(result, true)
	if want := []account.Field{account.FieldTenantID, account.FieldClientID}; !slices.Equal(ended.Missing, want) || ended.Field != want[0] {
		t.Errorf("missing is %v, and it goes to %q", ended.Missing, ended.Field)
	}
	expectSaid(t, s, account.FieldName)
	expectSaid(t, s, account.FieldClientID, "fault: This is missing.")
}

func TestTest_EntersTheEndDateOfTheStoredSecret(t *testing.T) {
	s := applied()
	result := account.Result{Kind: account.KindValid, SecretExpires: "2028-01-31"}
	s.TestBegan()
	if !s.TestEnded(result, false).FilledExpiry || s.Value(account.FieldSecretExpires) != "2028-01-31" {
		t.Error("the date was not entered")
	}
	if s.Undo(); s.Value(account.FieldSecretExpires) != "2027-05-01" {
		t.Error("Undo does not take it back")
	}
	s.Type(account.FieldClientSecret, aSecret)
	if s.TestEnded(result, false).FilledExpiry {
		t.Error("the date of the stored secret was entered for the typed one")
	}
}

func TestExpiry_WarnsInItsLastDays(t *testing.T) {
	for date, severity := range map[string]editing.Severity{
		"2027-05-01": editing.Info, "2026-12-10": editing.Info, "2026-12-09": editing.Warning, "2026-11-01": editing.Warning,
	} {
		s := applied()
		s.Type(account.FieldSecretExpires, date)
		if note := s.Expiry(); note.Severity != severity || note.Text == "" {
			t.Errorf("%s: %+v", date, note)
		}
	}
}

func TestNotesIf_SaysWhatTheRulesWouldSay(t *testing.T) {
	s := applied()
	if notes := s.NotesIf(account.FieldClientID, "x"); len(notes) != 1 || notes[0].Severity != editing.Fault {
		t.Errorf("a wrong ID: %+v", notes)
	}
	if notes := s.NotesIf(account.FieldClientSecret, client); len(notes) != 1 || notes[0].Severity != editing.Warning {
		t.Errorf("a GUID as the secret: %+v", notes)
	}
	if s.Dirty() || said(s, account.FieldClientID) != "" {
		t.Error("a question changed the form")
	}
	s.Type(account.FieldClientSecret, client)
	if notes := s.NotesIf(account.FieldClientSecret, ""); len(notes) != 1 || notes[0].Severity != editing.Warning {
		t.Errorf("nothing typed over a GUID as the secret, which leaves it: %+v", notes)
	}
}

func TestNotesIf_RepeatsTheBlameForTheValueThatWasTested(t *testing.T) {
	s := applied()
	s.TestBegan()
	s.TestEnded(account.Result{Kind: account.KindRejected, Field: account.FieldClientID, Cause: "No such app."}, false)
	if notes := s.NotesIf(account.FieldClientID, client); len(notes) != 1 || notes[0].Text != "No such app." {
		t.Errorf("the value that was tested: %+v", notes)
	}
	if notes := s.NotesIf(account.FieldClientID, otherApp); len(notes) != 0 {
		t.Errorf("another value: %+v", notes)
	}
	if notes := s.NotesIf(account.FieldTenantID, tenant); len(notes) != 0 {
		t.Errorf("another field: %+v", notes)
	}
}

func TestDate_IsTakenAsPeopleWriteIt(t *testing.T) {
	for _, c := range []struct {
		typed, written string
	}{{"31.12.2026", "2026-12-31"}, {"12/31/2026", "2026-12-31"}, {"in 6 months", "2027-05-24"}, {"2026-12-31", "2026-12-31"}} {
		s := applied()
		s.Type(account.FieldSecretExpires, c.typed)
		s.TypingPaused()
		expectSaid(t, s, account.FieldSecretExpires)
		s.Leave(account.FieldSecretExpires)
		if s.Value(account.FieldSecretExpires) != c.written {
			t.Errorf("%q becomes %q", c.typed, s.Value(account.FieldSecretExpires))
		}
		if c.typed != c.written {
			expectSaid(t, s, account.FieldSecretExpires, "info: "+c.typed+" was read as ")
		}
	}
}

func TestDate_ThatCanMeanTwoDaysIsAsked(t *testing.T) {
	s := applied()
	s.Enter(account.FieldSecretExpires, "1/2/2027")
	expectSaid(t, s, account.FieldSecretExpires, "fault: 1/2/2027 can mean 1 February 2027.", "fault: 1/2/2027 can mean 2 January 2027.")
	if _, refusal := s.Apply(); refusal == nil || refusal.Field != account.FieldSecretExpires {
		t.Errorf("Apply says %+v", refusal)
	}
	notes := s.Notes(account.FieldSecretExpires)
	if notes[1].Fix == nil || notes[1].Fix.Label != "Use 2027-01-02" {
		t.Fatalf("it offers %+v", notes[1].Fix)
	}
	if s.ApplyFix(notes[1].Fix); s.Value(account.FieldSecretExpires) != "2027-01-02" {
		t.Errorf("it becomes %q", s.Value(account.FieldSecretExpires))
	}
	s.Undo()
	s.DateOrder = date.DayFirst
	if draft, refusal := s.Apply(); refusal != nil || draft.Current.SecretExpires != "2027-02-01" {
		t.Errorf("with the order known, Apply says %+v and %q", refusal, draft.Current.SecretExpires)
	}
}
