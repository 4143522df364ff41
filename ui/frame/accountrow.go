package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// AccountRow is the list of integration accounts, which has one row at most,
// with the + that adds one.
type AccountRow struct {
	// Heading says what the list is, and has the +; Row is the account.
	Heading, Row *fyne.Container

	name   *widget.Label
	icon   *widget.Icon
	status *widget.Label
}

// NewAccountRow returns the row. add begins a new account; more opens the menu
// of the account at its button.
func NewAccountRow(host control.Host, add func(), more func(at fyne.CanvasObject)) *AccountRow {
	r := &AccountRow{
		name:   widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		icon:   widget.NewIcon(theme.InfoIcon()),
		status: control.Text(""),
	}
	r.name.Truncation = fyne.TextTruncateEllipsis
	plus := control.NewButton("", theme.ContentAddIcon(), host, add).Named(texts.Of("window.accounts.add"))
	var menu *control.Button
	menu = control.NewFlatButton("", theme.MoreVerticalIcon(), host, func() { more(menu) }).Named(texts.Of("window.accounts.more"))
	r.Row = layout.Summary(r.name, r.status, layout.SpacedLine(6, 1, widget.NewIcon(theme.AccountIcon()), r.name),
		control.Quiet(texts.Of("window.accounts.kind")), layout.SpacedLine(6, 1, r.icon, r.status), layout.Flushed(menu))
	title := widget.NewLabelWithStyle(texts.Of("window.accounts"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	r.Heading = layout.Line(3, layout.Flushed(title), plus, control.Quiet(texts.Of("window.accounts.one")), widget.NewLabel(""))
	return r
}

// Show shows the account's name and how it stands.
func (r *AccountRow) Show(name string, status editing.Note) {
	if name == "" {
		name = texts.Of("window.accounts.unnamed")
	}
	control.SetText(r.name, name)
	if importance := control.Importance(status.Severity); r.status.Text != status.Text || r.status.Importance != importance {
		r.status.Importance = importance
		r.status.SetText(status.Text)
		r.icon.SetResource(control.Icon(status.Severity))
	}
}
