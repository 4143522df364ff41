package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/account"
	"teamsaccount/ui/control"
)

// portal is what a person copies from the portal's Overview page.
const portal = "Display name\nHead office\nApplication (client) ID\n" + clientGUID + "\nDirectory (tenant) ID\n" + tenantGUID + "\n"

// pastesFromPortal presses Ctrl+Shift+V.
func (p *person) pastesFromPortal(text string) {
	p.t.Helper()
	p.board.SetContent(text)
	p.hits(&desktop.CustomShortcut{KeyName: fyne.KeyV, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
}

func TestUndo_TheNoticeOfAPasteTakesAllOfItBack(t *testing.T) {
	p := sit(t)
	p.shortcut(fyne.KeyN)
	p.pastes(account.FieldTenantID, portal)
	p.expects("Filled in from the pasted text:", clientGUID)
	p.taps("Undo")
	p.misses(clientGUID, tenantGUID, "Head office", "Filled in from the pasted text")
	p.chooses("Edit", "Redo: Paste")
	p.expects(clientGUID, tenantGUID)
}

func TestUndo_CtrlZTakesBackInATextOnlyWhatWasTypedThere(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.pastes(account.FieldTenantID, "Directory (tenant) ID\n"+clientGUID+"\n")
	p.replaces(account.FieldName, "Branch")
	for range len("Branch") + 2 {
		if p.entry(account.FieldName).Text == "Head office" {
			break
		}
		p.hits(&fyne.ShortcutUndo{})
	}
	if name, tenant := p.entry(account.FieldName).Text, p.entry(account.FieldTenantID).Text; name != "Head office" || tenant != clientGUID {
		t.Fatalf("the name is %q, the tenant %q", name, tenant)
	}
	p.hits(&fyne.ShortcutUndo{})
	if tenant := p.entry(account.FieldTenantID).Text; tenant != tenantGUID {
		t.Errorf("the paste stays: the tenant is %q", tenant)
	}
}

func TestUndo_CtrlZOutsideATextBringsRevertedChangesBack(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.replaces(account.FieldName, "Branch")
	p.taps("Revert")
	p.fyne.Canvas().Unfocus()
	p.hits(&fyne.ShortcutUndo{})
	p.expects("Branch", "1 change not applied")
	p.fyne.Canvas().Unfocus()
	p.hits(&fyne.ShortcutRedo{})
	p.misses("Branch")
}

func TestUndo_TheMenuNamesWhatItTakesBack(t *testing.T) {
	p := before(t, 1280, 860)
	p.replaces(account.SessionEnded.Field(), "It is over")
	p.chooses("Edit", "Restore default", "Session ended")
	p.misses("It is over")
	p.chooses("Edit", "Undo: Restore default")
	p.expects("It is over")
	p.chooses("Edit", "Redo: Restore default")
	p.misses("It is over")
}

func TestPaste_InAnEmptyWindowBeginsAnAccount(t *testing.T) {
	p := sit(t)
	p.board.SetContent(portal)
	p.taps("Paste from the portal")
	p.expects("Head office", clientGUID, tenantGUID, "Filled in from the pasted text:")
	if _, is := p.focus().(*control.Entry); !is {
		t.Errorf("the focus is in %T", p.focus())
	}
}

func TestPaste_FromAnywhereFillsWhatTheTextNames(t *testing.T) {
	p := before(t, 1280, 860)
	p.pastesFromPortal("Directory (tenant) ID\n" + clientGUID + "\n")
	if tenant := p.entry(account.FieldTenantID).Text; tenant != clientGUID {
		t.Errorf("the tenant is %q", tenant)
	}
	p.expects("Filled in from the pasted text:")
}

func TestPaste_OfAnotherTextSaysWhatToCopy(t *testing.T) {
	p := sit(t)
	p.pastesFromPortal("good morning")
	p.expects("The clipboard names no values of an app", "Overview page")
	p.presses(fyne.KeyReturn)
	p.expects("No integration account yet")
}
