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
	n := &note{icon: widget.NewIcon(nil), text: newText("")}
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

// small shows texts and notes with little room around them.
func (w *Window) small(objects ...fyne.CanvasObject) *fyne.Container {
	column := newColumn(2)
	for _, object := range objects {
		column.Add(compact(object))
	}
	return column
}

// compact takes the room from around a text, or around the texts and icons of
// a container.
func compact(object fyne.CanvasObject) fyne.CanvasObject {
	switch o := object.(type) {
	case *widget.Label:
		return container.New(tight{}, o)
	case *widget.Icon:
		return container.NewGridWrap(fyne.NewSquareSize(smallIcon), o)
	case *fyne.Container:
		for i, part := range o.Objects {
			o.Objects[i] = compact(part)
		}
	}
	return object
}

// smallIcon is the size of an icon beside a small text.
const smallIcon = 16

// tight shows one text with little of the margin that Fyne's labels keep: the
// rest of it lies outside. A theme of its own would do so too, but for each
// place that has one Fyne loads all its fonts anew.
type tight struct{}

// tightMargin is what stays of a label's margin.
const tightMargin = 2

// excess is how much of the margin lies outside, on each side.
func (tight) excess() float32 { return theme.InnerPadding() - tightMargin }

// Layout implements fyne.Layout.
func (l tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	excess := l.excess()
	objects[0].Resize(size.AddWidthHeight(2*excess, 2*excess))
	objects[0].Move(fyne.NewPos(-excess, -excess))
}

// MinSize implements fyne.Layout.
func (l tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !objects[0].Visible() {
		return fyne.Size{}
	}
	excess := l.excess()
	return objects[0].MinSize().SubtractWidthHeight(2*excess, 2*excess)
}
