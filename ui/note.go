package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tone says what kind of thing a note says. It decides icon and color; the
// words must say it too.
type tone int

const (
	toneInfo tone = iota
	toneGood
	toneWarning
	toneFault
)

func (t tone) icon() fyne.Resource {
	switch t {
	case toneGood:
		return theme.NewSuccessThemedResource(theme.ConfirmIcon())
	case toneWarning:
		return theme.NewWarningThemedResource(theme.WarningIcon())
	case toneFault:
		return theme.NewErrorThemedResource(theme.ErrorIcon())
	}
	return theme.NewThemedResource(theme.InfoIcon())
}

func (t tone) importance() widget.Importance {
	switch t {
	case toneGood:
		return widget.SuccessImportance
	case toneWarning:
		return widget.WarningImportance
	case toneFault:
		return widget.DangerImportance
	}
	return widget.MediumImportance
}

// note is one sentence with an icon, shown only while it has something to say.
type note struct {
	*fyne.Container
	icon *widget.Icon
	text *widget.Label
}

// newNote returns a note that says nothing yet.
func newNote() *note {
	n := &note{icon: widget.NewIcon(theme.InfoIcon()), text: newText("")}
	n.Container = newLine(1, n.icon, n.text)
	n.Hide()
	return n
}

// newSaying returns a note that says something from the start.
func newSaying(t tone, text string) *note {
	n := newNote()
	n.say(t, text)
	return n
}

// say shows the text; an empty one hides the note.
func (n *note) say(t tone, text string) {
	if text == "" {
		n.Hide()
		return
	}
	if n.text.Text != text || n.text.Importance != t.importance() || !n.Visible() {
		n.icon.SetResource(t.icon())
		n.text.Importance = t.importance()
		n.text.SetText(text)
	}
	n.Show()
}

// small shows objects with little room around them.
func (w *Window) small(objects ...fyne.CanvasObject) *container.ThemeOverride {
	return container.NewThemeOverride(newColumn(2, objects...), &compactTheme{w.theme})
}
