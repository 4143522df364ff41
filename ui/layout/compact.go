package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Small stacks texts and notes with little room around them.
func Small(objects ...fyne.CanvasObject) *fyne.Container {
	small := Column(2)
	for _, object := range objects {
		small.Add(Compact(object))
	}
	return small
}

// Compact takes the room from around a text, or around the texts and icons of
// a container.
func Compact(object fyne.CanvasObject) fyne.CanvasObject {
	switch o := object.(type) {
	case *widget.Label:
		return container.New(Tight{}, o)
	case *widget.Icon:
		return container.NewGridWrap(fyne.NewSquareSize(smallIcon), o)
	case *fyne.Container:
		for i, part := range o.Objects {
			o.Objects[i] = Compact(part)
		}
	}
	return object
}

// smallIcon is the size of an icon beside a small text.
const smallIcon = 16

// Flush shows one text or flat button whose first letter or icon is to stand at
// the left edge, and whose last at the right one: the room that it keeps there
// lies outside.
type Flush struct{}

// Flushed returns the object flush with the edges around it.
func Flushed(object fyne.CanvasObject) *fyne.Container { return container.New(Flush{}, object) }

// Layout implements fyne.Layout.
func (Flush) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	excess := theme.InnerPadding()
	width := size.Width + 2*excess
	objects[0].Resize(fyne.NewSize(width, max(HeightAt(objects[0], width), size.Height)))
	objects[0].Move(fyne.NewPos(-excess, 0))
}

// MinSize implements fyne.Layout.
func (Flush) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !objects[0].Visible() {
		return fyne.Size{}
	}
	return objects[0].MinSize().SubtractWidthHeight(2*theme.InnerPadding(), 0)
}

// Tight shows one text with little of the margin that Fyne's labels keep: the
// rest of it lies outside. A theme of its own would do so too, but for each
// place that has one Fyne loads all its fonts anew.
type Tight struct{}

// tightMargin is what stays of a label's margin.
const tightMargin = 2

// excess is how much of the margin lies outside, on each side.
func (Tight) excess() float32 { return theme.InnerPadding() - tightMargin }

// Layout implements fyne.Layout.
func (l Tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	excess := l.excess()
	objects[0].Resize(size.AddWidthHeight(2*excess, 2*excess))
	objects[0].Move(fyne.NewPos(-excess, -excess))
}

// MinSize implements fyne.Layout.
func (l Tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !objects[0].Visible() {
		return fyne.Size{}
	}
	excess := l.excess()
	return objects[0].MinSize().SubtractWidthHeight(2*excess, 2*excess)
}
