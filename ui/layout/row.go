package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// line places objects side by side: the one at index grow takes the width that
// the others leave; those lower than the row are centered vertically.
type line struct {
	gap  float32
	grow int
}

// Line places objects side by side with a small gap. The one at index grow takes
// the width that the others leave.
func Line(grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return SpacedLine(4, grow, objects...)
}

// SpacedLine is Line with another gap.
func SpacedLine(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&line{gap: gap, grow: grow}, objects...)
}

// Layout implements fyne.Layout.
func (l *line) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := size.Width
	for i, object := range objects {
		if !object.Visible() {
			continue
		}
		if i != l.grow {
			rest -= object.MinSize().Width + l.gap
		}
	}
	x := float32(0)
	for i, object := range objects {
		if !object.Visible() {
			continue
		}
		width := object.MinSize().Width
		if i == l.grow {
			width = max(rest, width)
		}
		height := HeightAt(object, width)
		object.Resize(fyne.NewSize(width, height))
		object.Move(fyne.NewPos(x, max(0, (size.Height-height)/2)))
		x += width + l.gap
	}
}

// MinSize implements fyne.Layout.
func (l *line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size, visible := fyne.Size{}, 0
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		least := object.MinSize()
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
		visible++
	}
	size.Width += l.gap * float32(max(visible-1, 0))
	return size
}

// flow places objects side by side and begins a new row where the width ends.
type flow struct {
	gap   float32
	width float32
}

// Flow places objects side by side, in as many rows as they need.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

// Layout implements fyne.Layout.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.walk(objects, func(object fyne.CanvasObject, pos fyne.Position, row float32) {
		least := object.MinSize()
		object.Resize(least)
		object.Move(pos.AddXY(0, (row-least.Height)/2))
	})
}

// MinSize implements fyne.Layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	f.walk(objects, func(object fyne.CanvasObject, pos fyne.Position, row float32) {
		size.Width = max(size.Width, object.MinSize().Width)
		size.Height = max(size.Height, pos.Y+row)
	})
	return size
}

func (f *flow) walk(objects []fyne.CanvasObject, place func(fyne.CanvasObject, fyne.Position, float32)) {
	row := float32(0)
	for _, object := range objects {
		if object.Visible() {
			row = max(row, object.MinSize().Height)
		}
	}
	x, y := float32(0), float32(0)
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		width := object.MinSize().Width
		if x > 0 && f.width > 0 && x+width > f.width {
			x, y = 0, y+row+f.gap/2
		}
		place(object, fyne.NewPos(x, y), row)
		x += width + f.gap
	}
}

// Input places an input with icons at its right, and below it what there is to
// say about it, no wider than the input if possible.
func Input(input, below fyne.CanvasObject, icons ...fyne.CanvasObject) *fyne.Container {
	return container.New(inputRow{}, append([]fyne.CanvasObject{input, below}, icons...)...)
}

type inputRow struct{}

// iconGap is the room before each icon.
const iconGap = 4

func (inputRow) iconsWidth(icons []fyne.CanvasObject) float32 {
	width := float32(0)
	for _, icon := range icons {
		width += iconGap + icon.MinSize().Width
	}
	return width
}

// Layout implements fyne.Layout.
func (r inputRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	input, below, icons := objects[0], objects[1], objects[2:]
	width := size.Width - r.iconsWidth(icons)
	height := HeightAt(input, width)
	input.Resize(fyne.NewSize(width, height))
	input.Move(fyne.Position{})
	room := min(size.Width, max(width, below.MinSize().Width))
	below.Resize(fyne.NewSize(room, HeightAt(below, room)))
	below.Move(fyne.NewPos(0, height))
	x := width
	for _, icon := range icons {
		least := icon.MinSize()
		icon.Resize(least)
		icon.Move(fyne.NewPos(x+iconGap, max(0, (height-least.Height)/2)))
		x += iconGap + least.Width
	}
}

// MinSize implements fyne.Layout.
func (r inputRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	input, below := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(input.Width+r.iconsWidth(objects[2:]), below.Width), input.Height+below.Height)
}

// LabelWidth is the width of the labels before the form's fields.
const LabelWidth = 176

// stackBelow is the width below which a label stands over its field, so that the
// field keeps room for an ID.
const stackBelow = 520

// Labeled places a label of fixed width before its body. The form's labels
// stand over it where it is narrow.
func Labeled(width float32, label, body fyne.CanvasObject) *fyne.Container {
	return container.New(&labeled{label: width}, label, body)
}

// BesideLabels places an object below the form's fields.
func BesideLabels(object fyne.CanvasObject) *fyne.Container {
	return Labeled(LabelWidth, Column(0), object)
}

type labeled struct{ label, width float32 }

func (l *labeled) stacked() bool {
	return l.label == LabelWidth && l.width > 0 && l.width < stackBelow
}

// Layout implements fyne.Layout.
func (l *labeled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	label, body := objects[0], objects[1]
	if l.stacked() {
		top := HeightAt(label, size.Width)
		label.Resize(fyne.NewSize(size.Width, top))
		label.Move(fyne.Position{})
		body.Resize(fyne.NewSize(size.Width, HeightAt(body, size.Width)))
		body.Move(fyne.NewPos(0, top))
		return
	}
	label.Resize(fyne.NewSize(l.label, HeightAt(label, l.label)))
	label.Move(fyne.NewPos(0, 0))
	body.Resize(fyne.NewSize(size.Width-l.label, HeightAt(body, size.Width-l.label)))
	body.Move(fyne.NewPos(l.label, 0))
}

// MinSize implements fyne.Layout.
func (l *labeled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	label, body := objects[0].MinSize(), objects[1].MinSize()
	if l.stacked() {
		return fyne.NewSize(max(label.Width, body.Width), label.Height+body.Height)
	}
	return fyne.NewSize(l.label+body.Width, max(label.Height, body.Height))
}
