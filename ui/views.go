package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
)

// view is what fills the window while there is no account to show.
type view struct {
	root    *fyne.Container
	heading *widget.Label
	text    *widget.Label
	buttons *fyne.Container
}

const viewWidth = 620

func newView(icon fyne.Resource) *view {
	v := &view{heading: newHeading(""), text: newText(""), buttons: container.NewHBox()}
	v.heading.SizeName = theme.SizeNameHeadingText
	v.heading.Alignment, v.text.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	picture := container.NewGridWrap(fyne.NewSquareSize(64), widget.NewIcon(icon))
	v.root = container.New(&middle{viewWidth}, newColumn(10,
		container.NewCenter(picture), v.heading, v.text, container.NewCenter(v.buttons)))
	return v
}

// newEmptyView says what the account is for and how to begin.
func newEmptyView(w *Window) *view {
	v := newView(theme.AccountIcon())
	v.heading.SetText(texts.Of("window.empty.title"))
	v.text.SetText(texts.Of("window.empty.text"))
	add := newButton(texts.Of("window.empty.add"), theme.ContentAddIcon(), w, w.add)
	add.Importance = widget.HighImportance
	v.buttons.Add(add)
	if w.options.Handover != nil {
		v.buttons.Add(newButton(texts.Of("window.menu.import"), theme.DownloadIcon(), w, w.guarded(w.askImport)))
	}
	v.buttons.Add(newButton(texts.Of("window.menu.open"), theme.FolderOpenIcon(), w, w.guarded(w.askOpen)))
	return v
}

// newProblemView says why a document cannot be shown. Nothing can be edited.
func newProblemView(w *Window) *view {
	v := newView(theme.NewErrorThemedResource(theme.ErrorIcon()))
	v.heading.SetText(texts.Of("window.problem.title"))
	again := newButton(texts.Of("window.problem.again"), nil, w, func() { w.open(w.opened.Path) })
	other := newButton(texts.Of("window.problem.other"), theme.FolderOpenIcon(), w, w.guarded(w.askOpen))
	other.Importance = widget.HighImportance
	v.buttons.Add(again)
	v.buttons.Add(other)
	return v
}

// middle places one object in the middle, no wider than the width.
type middle struct{ width float32 }

// Layout implements fyne.Layout.
func (m *middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(m.width, size.Width-32)
	height := heightAt(objects[0], width)
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos((size.Width-width)/2, max(0, (size.Height-height)*0.4)))
}

// MinSize implements fyne.Layout.
func (m *middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(min(m.width, least.Width), least.Height)
}
