package form

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"teamsaccount/account"
	"teamsaccount/cmd/internal/program"
)

func TestReload_DropsTheChangesOnceTheDocumentIsRead(t *testing.T) {
	f := formOfPractice(t)
	read := f.reload()
	if !f.state.Dirty() {
		t.Error("the changes are gone before the document is read")
	}
	f.Update(read())
	if f.state.Dirty() || f.state.Draft().Current != f.opened.Account {
		t.Error("the changes are still there")
	}
	if _, listed := f.shown.(*reloadScreen); listed {
		t.Error("the form still waits")
	}
}

// A document on a share that hangs does not take the keyboard along.
func TestReload_IsLeftAtOnceAndKeepsTheChanges(t *testing.T) {
	f := formOfPractice(t)
	read := f.reload()
	f.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
	if _, waits := f.shown.(*reloadScreen); waits {
		t.Error("Escape does not leave")
	}
	f.Update(read())
	if !f.state.Dirty() {
		t.Error("an answer that nobody waited for dropped the changes")
	}
}

// formOfPractice is a form of a new account in the practice tenant, with a change.
func formOfPractice(t *testing.T) *Form {
	t.Helper()
	p, err := program.Start(program.Setup{Sandbox: "valid", Env: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	opened, err := p.Service.Open(t.Context(), p.Path)
	if err != nil {
		t.Fatal(err)
	}
	practice, _ := p.Practice.Credentials()
	opened, err = p.Service.Apply(t.Context(), opened, account.Draft{Current: practice}, false)
	if err != nil {
		t.Fatal(err)
	}
	f := New(t.Context(), p, opened)
	f.state.Type(account.FieldName, "Another name")
	return f
}

// A keychain that is late speaks of the secret that was replaced meanwhile.
func TestForm_IgnoresAnAnswerAboutAnotherSecret(t *testing.T) {
	f := formOfPractice(t)
	f.opened.Account.SecretItem = account.SecretItemName(f.opened.Account.ID)
	late := f.askSecret()()
	f.opened.Account.SecretItem = account.SecretItemName(f.opened.Account.ID)
	before := f.state.StoredSecret()
	f.Update(late)
	if got := f.state.StoredSecret(); got != before {
		t.Errorf("the secret counts as %v, and before as %v", got, before)
	}
}
