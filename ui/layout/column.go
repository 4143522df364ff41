// Package layout places what the window shows: wrapped texts are measured at the
// width at which they will be seen, which Fyne's own layouts do too late.
package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// column stacks objects at its full width. An object's height is asked for
// only once it has that width, so that wrapped text is measured as it will be
// seen; Fyne's own box layout measures first and wraps afterwards.
type column struct {
	gap float32
	// limit is the greatest width of an object; 0 is none.
	limit float32
}

// Column stacks objects with a gap between them.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

// Layout implements fyne.Layout.
func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width, y := size.Width, float32(0)
	if c.limit > 0 {
		width = min(width, c.limit)
	}
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		height := HeightAt(object, width)
		object.Resize(fyne.NewSize(width, height))
		object.Move(fyne.NewPos(0, y))
		y += height + c.gap
	}
}

// MinSize implements fyne.Layout.
func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size, visible := fyne.Size{}, 0
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		least := object.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height
		visible++
	}
	size.Height += c.gap * float32(max(visible-1, 0))
	return size
}

// HeightAt gives the object the width and returns the least height it then has.
func HeightAt(object fyne.CanvasObject, width float32) float32 {
	if object.Size().Width != width {
		object.Resize(fyne.NewSize(width, object.Size().Height))
	}
	return object.MinSize().Height
}

// Limited keeps an object from growing wider than the form may be.
func Limited(object fyne.CanvasObject) *fyne.Container {
	return container.New(&column{limit: FormWidth}, object)
}

// FormWidth keeps the form's lines readable on a wide screen.
const FormWidth = 780

// Stretch stacks objects at its full width; the one at index grow takes the
// height that the others leave.
func Stretch(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&stretch{gap: gap, grow: grow}, objects...)
}

type stretch struct {
	gap  float32
	grow int
}

// Layout implements fyne.Layout.
func (s *stretch) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := size.Height
	heights := make([]float32, len(objects))
	for i, object := range objects {
		if heights[i] = visibleHeight(object, size.Width); i != s.grow {
			rest -= heights[i]
		}
		if i > 0 && heights[i] > 0 {
			rest -= s.gap
		}
	}
	y := float32(0)
	for i, object := range objects {
		if i == s.grow {
			heights[i] = max(heights[i], rest)
		}
		object.Resize(fyne.NewSize(size.Width, heights[i]))
		object.Move(fyne.NewPos(0, y))
		if heights[i] > 0 {
			y += heights[i] + s.gap
		}
	}
}

// MinSize implements fyne.Layout.
func (s *stretch) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, object := range objects {
		least := object.MinSize()
		if !object.Visible() || least.Height == 0 {
			continue
		}
		if size.Height > 0 {
			size.Height += s.gap
		}
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}
