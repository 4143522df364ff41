package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// details are what a support person asks for, folded away at first.
type details struct {
	root   *fyne.Container
	toggle *control.Button
	inner  *fyne.Container
	sheet  *Sheet
}

const detailRows = 9

// newDetails returns the details of an outcome: a text that can be selected,
// a Copy button, and the choice to shorten what identifies the customer.
func (s *Sheet) newDetails(o Outcome) *details {
	d := &details{sheet: s}
	d.toggle = control.NewFlatButton(texts.Of("window.details"), theme.MenuExpandIcon(), s, d.flip)
	d.toggle.Alignment = widget.ButtonAlignLeading
	text := control.NewMultiLineEntry(s, detailRows)
	text.ReadOnly = true
	text.SetValue(o.Report(false))
	short := control.NewTick(texts.Of("window.details.shorten"), s, func(on bool) { text.SetValue(o.Report(on)) })
	copyAll := control.NewButton(texts.Of("window.details.copy"), theme.ContentCopyIcon(), s, func() { o.Copy(text.Text) })
	row := layout.Flow(8, copyAll, short)
	if link := o.Result.LookupURL; link != "" {
		row.Add(control.NewButton(texts.Of("window.details.lookup"), nil, s, func() { o.OpenLink(link) }))
	}
	d.inner = indented(layout.Column(6, text, row))
	d.inner.Hide()
	d.root = layout.Column(4, layout.Line(1, d.toggle, control.Text("")), d.inner)
	return d
}

func (d *details) flip() {
	open := !d.inner.Visible()
	layout.Show(d.inner, open)
	if open {
		d.toggle.SetIcon(theme.MenuDropDownIcon())
	} else {
		d.toggle.SetIcon(theme.MenuExpandIcon())
	}
	d.sheet.fit()
	d.sheet.owner.canvas().Focus(d.toggle)
}
