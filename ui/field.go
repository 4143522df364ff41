package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// labelWidth is the width of the labels before the fields.
const labelWidth = 176

// field is one value of the account on the form: label, input, a help text and
// a note that shows only while there is something to say.
type field struct {
	key   account.Field
	entry *entry
	// choice takes the entry's place where there are only a few values.
	choice *choice
	note   *note
	row    *fyne.Container
}

// newField returns a row for the field; beside the input stand the extras, and
// below it the help text, if there is one.
func (w *Window) newField(key account.Field, input fyne.CanvasObject, extras ...fyne.CanvasObject) *field {
	f := &field{key: key, note: newNote()}
	below := []fyne.CanvasObject{}
	if help := "window.help." + string(key); texts.Has(help) {
		below = append(below, newSmall(texts.Of(help)))
	}
	below = append(below, f.note.Container)
	body := newColumn(0, newLine(0, append([]fyne.CanvasObject{input}, extras...)...), w.small(below...))
	f.row = container.New(&labelled{labelWidth}, newText(key.Label()), body)
	switch control := input.(type) {
	case *entry:
		f.entry = control
	case *choice:
		f.choice = control
	}
	w.fields[key] = f
	return f
}

// show puts a value into the input.
func (f *field) show(value string) {
	if f.entry != nil {
		f.entry.show(value)
	} else if label := cloudLabel(account.Cloud(value)); f.choice.Selected != label {
		f.choice.Selected = label
		f.choice.Refresh()
	}
}

// focusable returns the input as what can have the focus.
func (f *field) focusable() fyne.Focusable {
	if f.entry != nil {
		return f.entry
	}
	return f.choice
}

// say shows the one thing that the person should know about the field now.
func (f *field) say(t tone, text string) {
	f.note.say(t, text)
	if f.entry == nil {
		return
	}
	if t == toneFault {
		f.entry.mark(text)
	} else {
		f.entry.mark("")
	}
}

// newCopy returns the Copy button of a field.
func (w *Window) newCopy(key account.Field) *aside {
	return newAside("", texts.Of("window.copy.field", "field", key.Label()), copyIcon(), func() { w.copyField(key) })
}

// newInput returns the entry that edits a property.
func (w *Window) newInput(key account.Field) *entry {
	e := newEntry(w)
	e.OnChanged = func(text string) { w.typed(key, text) }
	e.pasting = func(text string) (string, bool) { return w.pasted(key, text) }
	return e
}

func cloudLabel(c account.Cloud) string {
	if !c.Known() {
		return string(c)
	}
	return c.Label()
}
