package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Sheet places the title of a dialog, its body, which scrolls where it is too
// tall, and its buttons.
type Sheet struct{}

const (
	sheetPadding = 16
	sheetGap     = 8
)

// Height returns the height at which nothing has to scroll.
func (Sheet) Height(objects []fyne.CanvasObject, width float32) float32 {
	inner := width - 2*sheetPadding
	title := HeightAt(objects[0], inner)
	body := HeightAt(objects[1].(*container.Scroll).Content, inner)
	return title + body + HeightAt(objects[2], inner) + 2*sheetGap + 2*sheetPadding
}

// Layout implements fyne.Layout.
func (Sheet) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title, body, row := objects[0], objects[1].(*container.Scroll), objects[2]
	inner := size.Width - 2*sheetPadding
	titleHeight, buttons := HeightAt(title, inner), HeightAt(row, inner)
	title.Resize(fyne.NewSize(inner, titleHeight))
	title.Move(fyne.NewPos(sheetPadding, sheetPadding))
	HeightAt(body.Content, inner)
	top := sheetPadding + titleHeight + sheetGap
	body.Resize(fyne.NewSize(inner, size.Height-top-sheetGap-buttons-sheetPadding))
	body.Move(fyne.NewPos(sheetPadding, top))
	body.Refresh()
	row.Resize(fyne.NewSize(inner, buttons))
	row.Move(fyne.NewPos(sheetPadding, size.Height-sheetPadding-buttons))
}

// MinSize implements fyne.Layout.
func (Sheet) MinSize(objects []fyne.CanvasObject) fyne.Size {
	buttons := objects[2].MinSize()
	return fyne.NewSize(
		max(buttons.Width+2*sheetPadding, 320),
		objects[0].MinSize().Height+buttons.Height+2*sheetGap+2*sheetPadding+40,
	)
}

// Watched shows one object in all of its room, and calls resized after the room
// has changed.
func Watched(object fyne.CanvasObject, resized func()) *fyne.Container {
	return container.New(&watched{resized: resized}, object)
}

type watched struct {
	size    fyne.Size
	resized func()
}

// Layout implements fyne.Layout.
func (w *watched) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[0].Move(fyne.Position{})
	if w.size != size {
		w.size = size
		w.resized()
	}
}

// MinSize implements fyne.Layout.
func (w *watched) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
