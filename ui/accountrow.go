package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// accountRow is the list of integration accounts, which has one row at most,
// with the + that adds one.
type accountRow struct {
	root   *fyne.Container
	name   *widget.Label
	icon   *widget.Icon
	status *widget.Label
	add    *button
	more   *button
}

func newAccountRow(w *Window) *accountRow {
	r := &accountRow{
		name:   widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		icon:   widget.NewIcon(theme.InfoIcon()),
		status: widget.NewLabel(""),
		add:    newButton("", theme.ContentAddIcon(), w, w.add),
	}
	r.name.Truncation = fyne.TextTruncateEllipsis
	r.more = newButton("", theme.MoreVerticalIcon(), w, func() { w.showMore(r.more) })
	r.more.Importance, r.add.Importance = widget.LowImportance, widget.MediumImportance
	kind := widget.NewLabel(texts.Of("window.accounts.kind"))
	kind.Importance = widget.LowImportance
	row := newLine(1, widget.NewIcon(theme.AccountIcon()), r.name, kind, r.icon, r.status, r.more)
	row.Layout.(*line).gap = 6
	title := widget.NewLabelWithStyle(texts.Of("window.accounts"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	heading := newLine(3, title, r.add, newQuiet(texts.Of("window.accounts.one")), widget.NewLabel(""))
	r.root = inside(12, 12, 6, 2, newColumn(2, heading, inside(8, 0, 0, 0, row)))
	return r
}

func newQuiet(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.Importance = widget.LowImportance
	return label
}

// refresh shows the account's name and how it stands.
func (r *accountRow) refresh(w *Window) {
	name := strings.TrimSpace(w.draft.Current.Name)
	if name == "" {
		name = texts.Of("window.accounts.unnamed")
	}
	t, status := w.status()
	if r.name.Text != name {
		r.name.SetText(name)
	}
	if r.status.Text != status || r.status.Importance != t.importance() {
		r.status.Importance = t.importance()
		r.status.SetText(status)
		r.icon.SetResource(t.icon())
	}
}

// status says in a word or two how the applied account stands.
func (w *Window) status() (tone, string) {
	if w.adding() {
		return toneInfo, texts.Of("window.status.new")
	}
	record := w.opened.Record
	missing := account.Missing(w.opened.Account, w.secretState != secretIsNone && w.secretState != secretIsMissing)
	switch {
	case len(missing) > 0:
		return toneWarning, texts.Of("window.status.incomplete", "field", missing[0].Label())
	case record.LastTest.IsZero():
		return toneInfo, texts.Of("window.status.untested")
	}
	when, word := ago(record.LastTest, w.options.Now()), texts.Of("window.status.kind."+string(record.LastKind))
	if w.opened.Untested() {
		return toneInfo, texts.Of("window.status.changed", "kind", word, "ago", when)
	}
	if record.LastKind == account.KindValid {
		return toneGood, texts.Of("window.status.tested", "kind", word, "ago", when)
	}
	return toneFault, texts.Of("window.status.tested", "kind", word, "ago", when)
}

// showMore opens the menu of the account.
func (w *Window) showMore(at *button) {
	if w.blocked() {
		return
	}
	items := []*fyne.MenuItem{}
	if w.options.Handover != nil {
		items = append(items, fyne.NewMenuItem(texts.Of("window.menu.export"), w.guarded(w.askExport)))
	}
	items = append(items, fyne.NewMenuItem(texts.Of("window.menu.delete"), w.guarded(w.askDelete)))
	widget.NewPopUpMenu(fyne.NewMenu("", items...), w.canvas).ShowAtRelativePosition(fyne.NewPos(0, at.Size().Height), at)
}
