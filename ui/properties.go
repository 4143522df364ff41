package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// formWidth keeps the form's lines readable on a wide screen.
const formWidth = 780

// propertiesTab is the tab with the account's properties. Tab goes Name,
// Directory (Tenant) ID, Client ID, Client Secret, Expires at, Test connection,
// and then to what is used rarely.
type propertiesTab struct {
	root     *fyne.Container
	secret   *secretField
	expires  *widget.Label
	test     *testPanel
	advanced *advanced
}

func newPropertiesTab(w *Window) *propertiesTab {
	p := &propertiesTab{
		secret:   newSecretField(w),
		expires:  widget.NewLabel(""),
		test:     newTestPanel(w),
		advanced: newAdvanced(w),
	}
	column := newColumn(10)
	for _, key := range []account.Field{account.FieldName, account.FieldTenantID, account.FieldClientID} {
		column.Add(w.newField(key, w.newInput(key), w.newCopy(key)).row)
	}
	column.Add(p.secret.row)
	column.Add(p.newExpires(w).row)
	column.Add(inside(labelWidth, 0, 4, 0, p.test.root))
	column.Add(p.advanced.root)
	p.root = newPage(12, limited(column))
	return p
}

// newExpires returns the field of the secret's end, with what it means in words.
func (p *propertiesTab) newExpires(w *Window) *field {
	input := w.newInput(account.FieldSecretExpires)
	input.PlaceHolder = texts.Of("window.expires.placeholder")
	return w.newField(account.FieldSecretExpires, input, p.expires, w.newCopy(account.FieldSecretExpires))
}

// limited keeps an object from growing wider than the form may be.
func limited(object fyne.CanvasObject) *fyne.Container {
	box := newColumn(0, object)
	box.Layout.(*column).limit = formWidth
	return box
}
