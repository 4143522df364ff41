package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// details are what a support person asks for, folded away at first.
type details struct {
	root   *fyne.Container
	toggle *button
	inner  *fyne.Container
	sheet  *sheet
}

const detailRows = 9

// newDetails returns the details of an outcome: a text that can be selected,
// a Copy button, and the choice to shorten what identifies the customer.
func (w *Window) newDetails(s *sheet, result account.Result) *details {
	d := &details{sheet: s}
	d.toggle = newButton(texts.Of("window.details"), theme.MenuExpandIcon(), s, d.flip)
	d.toggle.Alignment, d.toggle.Importance = widget.ButtonAlignLeading, widget.LowImportance
	text := newMultiLineEntry(s, detailRows)
	text.readOnly = true
	shorten := false
	fill := func() { text.show(report(result, w.options.Version, w.options.System, shorten)) }
	fill()
	short := newTick(texts.Of("window.details.shorten"), s, func(on bool) {
		shorten = on
		fill()
	})
	copyAll := newButton(texts.Of("window.details.copy"), theme.ContentCopyIcon(), s, func() {
		w.options.Clipboard.SetContent(text.Text)
	})
	row := newFlow(8, copyAll, short)
	if result.LookupURL != "" {
		row.Add(newButton(texts.Of("window.details.lookup"), nil, s, func() { w.openLink(result.LookupURL) }))
	}
	d.inner = indented(newColumn(6, text, row))
	d.inner.Hide()
	d.root = newColumn(4, newLine(1, d.toggle, newText("")), d.inner)
	return d
}

func (d *details) flip() {
	open := !d.inner.Visible()
	show(d.inner, open)
	if open {
		d.toggle.SetIcon(theme.MenuDropDownIcon())
	} else {
		d.toggle.SetIcon(theme.MenuExpandIcon())
	}
	d.sheet.fit()
	d.sheet.owner.canvas.Focus(d.toggle)
}

func newLabelled(width float32, label, body fyne.CanvasObject) *fyne.Container {
	return container.New(&labelled{width}, label, body)
}
