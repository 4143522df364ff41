// Package field draws one value of the account on the form: label, input, a
// help text, and notes that show only while there is something to say.
package field

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// Content is what a row shows.
type Content struct {
	Value string
	// Notes is what there is to say about the value, the most severe first.
	Notes []editing.Note
	// Copied says that the value was just copied.
	Copied bool
}

// Actions is what a person does with a row. All are required.
type Actions struct {
	// Changed is told what stands in the input after each key.
	Changed func(field account.Field, value string)
	// Pasting looks at a pasted text: see control.Entry.
	Pasting func(field account.Field, text string) (insert string, handled bool)
	// Left is told that the input lost the focus.
	Left func(field account.Field)
	// Copy puts the value on the clipboard.
	Copy func(field account.Field)
	// Fix takes the way out of a note about the field.
	Fix func(field account.Field, fix *editing.Fix)
	// Undo takes back what a note tells.
	Undo func()
}

// Row is one value on the form.
type Row struct {
	Root *fyne.Container
	// Entry is the input; nil where a Choice takes its place.
	Entry  *control.Entry
	Choice *control.Select

	field   account.Field
	host    control.Host
	actions Actions
	copy    *control.IconButton
	below   *fyne.Container
	notes   []*noteRow
}

// NewRow returns a row with an entry; beside it stands an icon, if any.
func NewRow(field account.Field, entry *control.Entry, host control.Host, actions Actions, icon ...fyne.CanvasObject) *Row {
	entry.OnChanged = func(text string) { actions.Changed(field, text) }
	entry.Left = func() { actions.Left(field) }
	r := &Row{field: field, host: host, actions: actions, Entry: entry}
	r.build(entry, icon)
	return r
}

// NewLineRow returns a row with an entry of one line into which values are
// pasted; beside it stands an icon, if any.
func NewLineRow(field account.Field, host control.Host, actions Actions, icon ...fyne.CanvasObject) *Row {
	entry := control.NewEntry(host)
	entry.Pasting = func(text string) (string, bool) { return actions.Pasting(field, text) }
	return NewRow(field, entry, host, actions, icon...)
}

// NewCloud returns the row in which the cloud is chosen.
func NewCloud(host control.Host, actions Actions) *Row {
	labels := []string{}
	for _, cloud := range account.Clouds() {
		labels = append(labels, cloud.Label())
	}
	r := &Row{field: account.FieldCloud, host: host, actions: actions}
	r.Choice = control.NewSelect(labels, host, func(label string) {
		for _, cloud := range account.Clouds() {
			if cloud.Label() == label {
				actions.Changed(account.FieldCloud, string(cloud))
			}
		}
	})
	r.build(r.Choice, nil)
	return r
}

func (r *Row) build(input fyne.CanvasObject, icon []fyne.CanvasObject) {
	r.below = layout.Small()
	if help := r.field.Help(); help != "" {
		r.below.Add(layout.Compact(control.Small(help)))
	}
	r.copy = control.NewIconButton("", r.copyName(), theme.ContentCopyIcon(), func() { r.actions.Copy(r.field) })
	// Every row has room for one more icon, so that all inputs end at one edge.
	slot := container.NewGridWrap(r.copy.MinSize(), icon...)
	r.Root = layout.Labeled(layout.LabelWidth, layout.Flushed(control.Text(r.field.Label())),
		layout.Input(input, r.below, r.copy, slot))
}

func (r *Row) copyName() string { return texts.Of("window.copy.field", "field", r.field.Label()) }

// Offer puts a button below the input.
func (r *Row) Offer(button fyne.CanvasObject) { r.below.Add(layout.Flow(0, button)) }

// Input returns the input as what can have the focus.
func (r *Row) Input() fyne.Focusable {
	if r.Entry != nil {
		return r.Entry
	}
	return r.Choice
}

// Show shows the value and what there is to say about it, and marks the input
// where that is a fault.
func (r *Row) Show(view Content) {
	r.showValue(view.Value)
	if view.Copied {
		r.copy.Rename(texts.Of("window.copy.done"), theme.ConfirmIcon())
	} else {
		r.copy.Rename(r.copyName(), theme.ContentCopyIcon())
	}
	for i, note := range view.Notes {
		if i == len(r.notes) {
			r.addNote()
		}
		r.notes[i].show(note)
	}
	for _, rest := range r.notes[len(view.Notes):] {
		rest.hide()
	}
	if r.Entry != nil {
		r.Entry.Mark(faultIn(view.Notes))
	}
}

func faultIn(notes []editing.Note) string {
	if len(notes) > 0 && notes[0].Severity == editing.Fault {
		return notes[0].Text
	}
	return ""
}

func (r *Row) showValue(value string) {
	if r.Entry != nil {
		r.Entry.SetValue(value)
	} else if label := account.Cloud(value).Label(); r.Choice.Selected != label {
		r.Choice.Selected = label
		r.Choice.Refresh()
	}
}

func (r *Row) addNote() {
	n := &noteRow{note: control.NewNote()}
	n.fixButton = control.NewButton("", nil, r.host, func() { r.actions.Fix(r.field, n.fix) })
	n.fixButton.Importance = widget.MediumImportance
	n.undo = control.NewFlatButton(texts.Of("window.menu.undo"), theme.ContentUndoIcon(), r.host, r.actions.Undo)
	n.button = layout.Inside(0, 0, 2, 4, layout.Flow(8, n.fixButton, n.undo))
	r.below.Add(layout.Compact(n.note.Container))
	r.below.Add(n.button)
	r.notes = append(r.notes, n)
}

// noteRow is one note, with the buttons that take its fix, or back what it tells.
type noteRow struct {
	note      *control.Note
	button    *fyne.Container
	fixButton *control.Button
	undo      *control.Button
	fix       *editing.Fix
}

func (n *noteRow) show(note editing.Note) {
	n.note.Say(note.Severity, note.Text)
	n.fix = note.Fix
	if n.fix != nil && n.fixButton.Text != n.fix.Label {
		n.fixButton.SetText(n.fix.Label)
	}
	layout.Show(n.fixButton, n.fix != nil)
	layout.Show(n.undo, note.Undoable)
	layout.Show(n.button, n.fix != nil || note.Undoable)
}

func (n *noteRow) hide() {
	n.note.Hide()
	n.button.Hide()
}
