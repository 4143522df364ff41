package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// details are what a support person asks for: a list, folded away at first,
// and the button that copies it.
type details struct {
	sheet  *Sheet
	report report
	root   *fyne.Container
	toggle *control.Button
	inner  *fyne.Container
	list   *fyne.Container
	copy   *control.Button
	short  *control.Check
}

// newDetails returns the details of an outcome. The list can be selected, and
// shortened by what identifies the customer; what is shown is what is copied.
func (s *Sheet) newDetails(o Outcome) *details {
	d := &details{sheet: s, report: newReport(o.Result), list: layout.Column(0)}
	d.toggle = control.NewFlatButton(texts.Of("window.details"), theme.MenuExpandIcon(), s, d.flip)
	d.toggle.Alignment = widget.ButtonAlignLeading
	d.short = control.NewCheck(texts.Of("window.details.shorten"), s, func(bool) { d.fill() })
	d.copy = control.NewButton(texts.Of("window.result.report"), theme.ContentCopyIcon(), s, func() {
		o.Copy(d.shown().String())
		d.copy.SetIcon(theme.ConfirmIcon())
		d.copy.SetText(texts.Of("window.copy.done"))
		s.fit()
	})
	row := layout.Flow(8, d.short)
	if link := o.Result.LookupURL; link != "" {
		row.Add(control.NewButton(texts.Of("window.details.lookup"), nil, s, func() { o.OpenLink(link) }))
	}
	d.inner = layout.Column(6, d.list, indented(row))
	d.inner.Hide()
	d.root = layout.Column(4, layout.Line(1, d.toggle, control.Text("")), d.inner)
	return d
}

// shown is the report as it is shown and copied.
func (d *details) shown() report {
	if d.short.Checked {
		return d.report.shortened()
	}
	return d.report
}

const detailWidth = 150

// fill lists the report, and offers to copy what it now says.
func (d *details) fill() {
	d.list.RemoveAll()
	for _, line := range d.shown() {
		value := control.Small(line.value)
		value.Selectable = true
		value.Importance = widget.MediumImportance
		d.list.Add(layout.Compact(layout.Labeled(detailWidth, control.Small(line.word), value)))
	}
	d.copy.SetIcon(theme.ContentCopyIcon())
	d.copy.SetText(texts.Of("window.result.report"))
	d.sheet.fit()
}

func (d *details) flip() {
	open := !d.inner.Visible()
	layout.Show(d.inner, open)
	if open {
		d.toggle.SetIcon(theme.MenuDropDownIcon())
		d.fill()
	} else {
		d.toggle.SetIcon(theme.MenuExpandIcon())
	}
	d.sheet.fit()
	d.sheet.owner.canvas().Focus(d.toggle)
}
