package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// TypingLine is one value that is typed into the contact center's own screen.
type TypingLine struct {
	Label, Value string
	// Hint stands where the value is not known here.
	Hint string
	// Done says that it was ticked as typed.
	Done bool
}

// TypingSheet is the view from which somebody types the account.
type TypingSheet struct {
	Title, Intro string
	// Groups are the parts of the contact center's screen, in its order.
	Groups []TypingGroup
	// Ticked is told that a line was ticked or unticked, by its group and place.
	Ticked func(group, line int, done bool)
	Copy   func(text string)
	// Save writes the sheet to a file; nil where that is not possible.
	Save func()
}

// TypingGroup is one part of the screen.
type TypingGroup struct {
	Title string
	Lines []TypingLine
}

// ShowTypingSheet shows the values large, each with Copy and a box to tick.
func (q *Queue) ShowTypingSheet(t TypingSheet) {
	s := q.newSheet(t.Title, t.Intro)
	s.width = typingWidth
	for group, part := range t.Groups {
		s.add(control.Heading(part.Title))
		for line, value := range part.Lines {
			s.add(s.typingRow(t, value, func(done bool) { t.Ticked(group, line, done) }))
		}
	}
	if t.Save != nil {
		s.addButton(texts.Of("window.typing.save"), t.Save)
	}
	s.addMain(texts.Of("window.close"), nil)
	s.show()
}

// A GUID fits on one line beside its label.
const (
	typingWidth      = 700
	typingLabelWidth = 210
)

func (s *Sheet) typingRow(t TypingSheet, line TypingLine, ticked func(bool)) fyne.CanvasObject {
	tick := control.NewCheck(line.Label, s, nil)
	tick.Checked = line.Done
	tick.OnChanged = ticked
	if line.Value == "" {
		return layout.Labeled(typingLabelWidth, tick, control.Text(line.Hint))
	}
	value := control.Text(line.Value)
	value.SizeName = theme.SizeNameSubHeadingText
	value.Selectable = true
	if isCode(line.Value) {
		value.TextStyle.Monospace = true
		value.SizeName = theme.SizeNameText
		value.Wrapping = fyne.TextWrapBreak
	}
	var copied *control.Button
	copied = control.NewFlatButton("", theme.ContentCopyIcon(), s, func() {
		t.Copy(line.Value)
		copied.SetIcon(theme.ConfirmIcon())
	}).Named(texts.Of("window.copy.field", "field", line.Label))
	return layout.Column(0, layout.Labeled(typingLabelWidth, tick, layout.Line(0, value, copied)), widget.NewSeparator())
}

// isCode reports whether a value is typed letter by letter, such as a GUID.
func isCode(value string) bool { return anyGUID.MatchString(value) }
