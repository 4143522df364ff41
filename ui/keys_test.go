package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"teamsaccount/account"
)

// Fyne's real window never asks the main menu for a key without Ctrl, so that
// F1 and F5 come through whatever has the focus.
func TestFunctionKeys_WorkFromAnyFocus(t *testing.T) {
	focuses := map[string]func(*person){
		"nothing":   func(p *person) { p.fyne.Canvas().Unfocus() },
		"a field":   func(p *person) { p.clicks(account.FieldTenantID) },
		"a message": func(p *person) { p.window.selectTab(tabMessages) },
		"a button":  func(p *person) { p.fyne.Canvas().Focus(p.button("Test connection").(fyne.Focusable)) },
	}
	for name, focus := range focuses {
		t.Run(name, func(t *testing.T) {
			p := sit(t, with(complete(), goodSecret))
			focus(p)
			p.presses(fyne.KeyF5)
			if len(p.bench.tested) != 1 {
				t.Errorf("F5 ran %d tests", len(p.bench.tested))
			}
			p.presses(fyne.KeyEscape)
			focus(p)
			p.presses(fyne.KeyF1)
			if !p.window.session.dialogs.IsOpen() {
				t.Error("F1 opens no guide")
			}
			p.presses(fyne.KeyF5)
			if len(p.bench.tested) != 1 {
				t.Error("F5 tests behind a dialog")
			}
		})
	}
}
