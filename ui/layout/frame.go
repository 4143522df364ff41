package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// frame gives the first object its height at the top, the last at the bottom,
// and all room between them to the one in the middle.
type frame struct{}

// Frame places one object at the top, one in the middle and one at the bottom.
func Frame(top, middle, bottom fyne.CanvasObject) *fyne.Container {
	return container.New(&frame{}, top, middle, bottom)
}

// Layout implements fyne.Layout.
func (f *frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top, middle, bottom := objects[0], objects[1], objects[2]
	topHeight, bottomHeight := visibleHeight(top, size.Width), visibleHeight(bottom, size.Width)
	top.Resize(fyne.NewSize(size.Width, topHeight))
	top.Move(fyne.NewPos(0, 0))
	middle.Resize(fyne.NewSize(size.Width, size.Height-topHeight-bottomHeight))
	middle.Move(fyne.NewPos(0, topHeight))
	bottom.Resize(fyne.NewSize(size.Width, bottomHeight))
	bottom.Move(fyne.NewPos(0, size.Height-bottomHeight))
}

func visibleHeight(object fyne.CanvasObject, width float32) float32 {
	if !object.Visible() {
		return 0
	}
	return HeightAt(object, width)
}

// MinSize implements fyne.Layout.
func (f *frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, object := range objects {
		if object.Visible() {
			least := object.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
		}
	}
	return size
}

type inset struct{ left, right, top, bottom float32 }

// Inside keeps room around one object.
func Inside(left, right, top, bottom float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{left, right, top, bottom}, object)
}

// Layout implements fyne.Layout.
func (i *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - i.left - i.right
	height := max(HeightAt(objects[0], width), size.Height-i.top-i.bottom)
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos(i.left, i.top))
}

// MinSize implements fyne.Layout.
func (i *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !objects[0].Visible() {
		return fyne.Size{}
	}
	return objects[0].MinSize().AddWidthHeight(i.left+i.right, i.top+i.bottom)
}

// ContentWidth is the width of the column in which everything stands in a wide
// window: status and buttons stay near what they are about.
const ContentWidth = 1280

// Edge is where texts, inputs and icons begin in that column, and where they end.
const Edge = 20

// Centered keeps an object within the column.
func Centered(object fyne.CanvasObject) *fyne.Container { return container.New(centered{}, object) }

type centered struct{}

// Layout implements fyne.Layout.
func (centered) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, ContentWidth)
	height := max(HeightAt(objects[0], width), size.Height)
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos(float32(int(size.Width-width)/2), 0))
}

// MinSize implements fyne.Layout.
func (centered) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !objects[0].Visible() {
		return fyne.Size{}
	}
	return objects[0].MinSize()
}

// Middle places one object in the middle, no wider than the width.
func Middle(width float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&middle{width}, object)
}

type middle struct{ width float32 }

// Layout implements fyne.Layout.
func (m *middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(m.width, size.Width-32)
	height := HeightAt(objects[0], width)
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos((size.Width-width)/2, max(0, (size.Height-height)*0.4)))
}

// MinSize implements fyne.Layout.
func (m *middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(min(m.width, least.Width), least.Height)
}
