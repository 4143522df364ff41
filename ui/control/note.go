package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account/editing"
	"teamsaccount/ui/layout"
)

// Icon returns the icon of a severity.
func Icon(severity editing.Severity) fyne.Resource {
	switch severity {
	case editing.Good:
		return theme.NewSuccessThemedResource(theme.ConfirmIcon())
	case editing.Warning:
		return theme.NewWarningThemedResource(theme.WarningIcon())
	case editing.Fault:
		return theme.NewErrorThemedResource(theme.ErrorIcon())
	}
	return theme.NewThemedResource(theme.InfoIcon())
}

// Importance returns the color of a severity.
func Importance(severity editing.Severity) widget.Importance {
	switch severity {
	case editing.Good:
		return widget.SuccessImportance
	case editing.Warning:
		return widget.WarningImportance
	case editing.Fault:
		return widget.DangerImportance
	}
	return widget.MediumImportance
}

// Note is one sentence with an icon, shown only while it has something to say.
// The icon tells what kind of thing it says, and the words must tell it too.
type Note struct {
	*fyne.Container
	icon *widget.Icon
	text *widget.Label
}

// NewNote returns a note that says nothing yet.
func NewNote() *Note {
	n := &Note{icon: widget.NewIcon(nil), text: Text("")}
	n.Container = layout.Line(1, n.icon, n.text)
	n.Hide()
	return n
}

// Saying returns a note that says something from the start.
func Saying(severity editing.Severity, text string) *fyne.Container {
	n := NewNote()
	n.Say(severity, text)
	return n.Container
}

// Say shows the text; an empty one hides the note.
func (n *Note) Say(severity editing.Severity, text string) {
	if text == "" {
		n.Hide()
		return
	}
	if n.text.Text != text || n.text.Importance != Importance(severity) || !n.Visible() {
		n.icon.SetResource(Icon(severity))
		n.text.Importance = Importance(severity)
		n.text.SetText(text)
	}
	n.Show()
}
