package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Fold places an object with controls at its right. Where that would leave the
// object less than the least width, the controls stand below it, in as many rows
// as they need.
func Fold(gap, least float32, object fyne.CanvasObject, controls ...fyne.CanvasObject) *fyne.Container {
	return container.New(&fold{gap: gap, least: least}, append([]fyne.CanvasObject{object}, controls...)...)
}

type fold struct{ gap, least, width float32 }

// Layout implements fyne.Layout.
func (f *fold) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	rows := f.rows(objects[1:])
	if f.beside(objects[1:]) {
		rest := size.Width
		for _, control := range rows[0] {
			rest -= control.MinSize().Width + f.gap
		}
		height := HeightAt(objects[0], rest)
		objects[0].Resize(fyne.NewSize(rest, height))
		objects[0].Move(fyne.NewPos(0, max(0, (size.Height-height)/2)))
		f.place(rows[0], 0, size.Height)
		return
	}
	y := HeightAt(objects[0], size.Width)
	objects[0].Resize(fyne.NewSize(size.Width, y))
	objects[0].Move(fyne.Position{})
	for _, row := range rows {
		height := tallest(row)
		f.place(row, y+f.gap/2, height)
		y += f.gap/2 + height
	}
}

// place puts a row of controls at the right edge.
func (f *fold) place(row []fyne.CanvasObject, top, height float32) {
	x := f.width
	for i := len(row) - 1; i >= 0; i-- {
		least := row[i].MinSize()
		x -= least.Width
		row[i].Resize(least)
		row[i].Move(fyne.NewPos(max(0, x), top+max(0, (height-least.Height)/2)))
		x -= f.gap
	}
}

// beside reports whether the controls have room at the object's right.
func (f *fold) beside(controls []fyne.CanvasObject) bool {
	rest := f.width
	for _, control := range controls {
		if control.Visible() {
			rest -= control.MinSize().Width + f.gap
		}
	}
	return rest >= f.least
}

// rows divides the visible controls into rows of the width; the first one holds
// all of them where they stand beside the object.
func (f *fold) rows(controls []fyne.CanvasObject) [][]fyne.CanvasObject {
	rows, x, beside := [][]fyne.CanvasObject{nil}, float32(0), f.beside(controls)
	for _, control := range controls {
		if !control.Visible() {
			continue
		}
		width := control.MinSize().Width
		if last := len(rows) - 1; x > 0 && x+width > f.width && !beside {
			rows, x = append(rows, []fyne.CanvasObject{control}), width+f.gap
		} else {
			rows[last], x = append(rows[last], control), x+width+f.gap
		}
	}
	return rows
}

func tallest(row []fyne.CanvasObject) float32 {
	height := float32(0)
	for _, object := range row {
		height = max(height, object.MinSize().Height)
	}
	return height
}

// MinSize implements fyne.Layout.
func (f *fold) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	for _, control := range objects[1:] {
		if control.Visible() {
			size.Width = max(size.Width, control.MinSize().Width)
		}
	}
	rows := f.rows(objects[1:])
	if f.beside(objects[1:]) {
		size.Height = max(size.Height, tallest(rows[0]))
		return size
	}
	for _, row := range rows {
		if len(row) > 0 {
			size.Height += f.gap/2 + tallest(row)
		}
	}
	return size
}

// Summary places a name, its kind, how it stands, and a button. Where it is
// narrow, the kind goes first, and then how it stands moves to a row of its own,
// so that the name stays. name and status are the texts in the objects.
func Summary(name, status *widget.Label, first, kind, second, button fyne.CanvasObject) *fyne.Container {
	return container.New(&summary{name: name, status: status}, first, kind, second, button)
}

type summary struct {
	name, status *widget.Label
	width        float32
}

const (
	summaryGap = 6
	// summaryName is the width that is kept for a name before its neighbors go.
	summaryName = 280
)

// widths returns what the name and the status take in one line each.
func (s *summary) widths() (name, status float32) {
	icon := theme.IconInlineSize() + summaryGap + 1
	return min(lineOf(s.name)+icon, summaryName), lineOf(s.status) + icon
}

// lineOf is the width of a label's text in one line.
func lineOf(label *widget.Label) float32 {
	return fyne.MeasureText(label.Text, theme.TextSize(), label.TextStyle).Width + 2*theme.InnerPadding() + 1
}

// fits reports whether all but the kind fits into one row, and the kind too.
func (s *summary) fits(objects []fyne.CanvasObject) (one, kind bool) {
	name, status := s.widths()
	need := name + status + objects[3].MinSize().Width + 2*summaryGap
	return need <= s.width, need+objects[1].MinSize().Width+summaryGap <= s.width
}

// Layout implements fyne.Layout.
func (s *summary) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	one, withKind := s.fits(objects)
	first, kind, second, button := objects[0], objects[1], objects[2], objects[3]
	if kind.Visible() != withKind {
		Show(kind, withKind)
	}
	end := button.MinSize()
	row := max(first.MinSize().Height, end.Height)
	x := size.Width - end.Width
	put := func(object fyne.CanvasObject, left, width float32) {
		height := HeightAt(object, width)
		object.Resize(fyne.NewSize(width, height))
		object.Move(fyne.NewPos(left, max(0, (row-height)/2)))
	}
	put(button, x, end.Width)
	if one {
		_, width := s.widths()
		x -= summaryGap + width
		put(second, x, width)
	} else {
		height := HeightAt(second, size.Width)
		second.Resize(fyne.NewSize(size.Width, height))
		second.Move(fyne.NewPos(0, row))
	}
	if withKind {
		x -= summaryGap + kind.MinSize().Width
		put(kind, x, kind.MinSize().Width)
	}
	put(first, 0, x-summaryGap)
}

// MinSize implements fyne.Layout.
func (s *summary) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, button := objects[0].MinSize(), objects[3].MinSize()
	size := fyne.NewSize(first.Width+summaryGap+button.Width, max(first.Height, button.Height))
	if one, _ := s.fits(objects); !one {
		size.Height += objects[2].MinSize().Height
	}
	return size
}

// Window gives bars their height at the top, in a scroll where they would take
// too much of a low window, and the rest as Frame does.
func Window(bars, middle, bottom fyne.CanvasObject) *fyne.Container {
	return container.New(&window{}, container.NewVScroll(bars), middle, bottom)
}

type window struct{}

const (
	// windowBars is the most that bars take of a window's height.
	windowBars = 0.4
	// leastBars is what is kept for bars in the lowest window.
	leastBars = 44
)

// Layout implements fyne.Layout.
func (window) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scroll, middle, bottom := objects[0].(*container.Scroll), objects[1], objects[2]
	HeightAt(scroll.Content, size.Width)
	Relayout(scroll.Content) // A bar that was hidden may have been left at another width.
	height := min(scroll.Content.MinSize().Height, size.Height*windowBars)
	low := visibleHeight(bottom, size.Width)
	rest := size.Height - height - low
	if lack := middle.MinSize().Height - rest; lack > 0 {
		height = max(min(height, leastBars), height-lack)
		rest = size.Height - height - low
	}
	scroll.Resize(fyne.NewSize(size.Width, height))
	scroll.Move(fyne.Position{})
	refit(scroll)
	middle.Resize(fyne.NewSize(size.Width, rest))
	middle.Move(fyne.NewPos(0, height))
	bottom.Resize(fyne.NewSize(size.Width, low))
	bottom.Move(fyne.NewPos(0, size.Height-low))
}

// MinSize implements fyne.Layout.
func (window) MinSize(objects []fyne.CanvasObject) fyne.Size {
	bars := objects[0].(*container.Scroll).Content.MinSize()
	size := (&frame{}).MinSize(objects[1:])
	return fyne.NewSize(max(size.Width, bars.Width), size.Height+min(bars.Height, leastBars))
}
