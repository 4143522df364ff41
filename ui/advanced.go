package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// advanced holds what few people need, folded away until it is asked for or
// something in it needs attention.
type advanced struct {
	root   *fyne.Container
	toggle *button
	inner  *fyne.Container
	window *Window
}

func newAdvanced(w *Window) *advanced {
	a := &advanced{window: w}
	a.toggle = newButton(texts.Of("window.advanced"), theme.MenuExpandIcon(), w, a.flip)
	a.toggle.Alignment, a.toggle.Importance = widget.ButtonAlignLeading, widget.LowImportance
	object := w.newField(account.FieldObjectID, w.newInput(account.FieldObjectID), w.newCopy(account.FieldObjectID))
	clouds := []string{}
	for _, cloud := range account.Clouds() {
		clouds = append(clouds, cloudLabel(cloud))
	}
	cloud := w.newField(account.FieldCloud, newChoice(clouds, w, w.choseCloud), w.newCopy(account.FieldCloud))
	a.inner = newColumn(10, object.row, cloud.row)
	a.inner.Hide()
	a.root = newColumn(8, newLine(1, a.toggle, newText("")), a.inner)
	return a
}

func (a *advanced) flip() {
	a.unfold(!a.inner.Visible())
	a.window.canvas.Focus(a.toggle)
}

// unfold shows or hides the advanced fields.
func (a *advanced) unfold(open bool) {
	if open {
		a.inner.Show()
		a.toggle.SetIcon(theme.MenuDropDownIcon())
	} else {
		a.inner.Hide()
		a.toggle.SetIcon(theme.MenuExpandIcon())
	}
	relayout(a.window.root)
}

func (w *Window) choseCloud(label string) {
	for _, cloud := range account.Clouds() {
		if cloudLabel(cloud) == label {
			w.typed(account.FieldCloud, string(cloud))
		}
	}
}

func isAdvanced(key account.Field) bool {
	return key == account.FieldObjectID || key == account.FieldCloud
}
