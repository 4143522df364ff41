package ui

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

func newColumn(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
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
		height := heightAt(object, width)
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

// heightAt gives the object the width and returns the least height it then has.
func heightAt(object fyne.CanvasObject, width float32) float32 {
	if object.Size().Width != width {
		object.Resize(fyne.NewSize(width, object.Size().Height))
	}
	return object.MinSize().Height
}

// line places objects side by side: the one at index grow takes the width that
// the others leave; all stand in the vertical middle, but for tall ones.
type line struct {
	gap  float32
	grow int
}

func newLine(grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&line{gap: 4, grow: grow}, objects...)
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
		height := heightAt(object, width)
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

func newFlow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
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

// labelled places a label of fixed width before its field.
type labelled struct{ label float32 }

// Layout implements fyne.Layout.
func (l *labelled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	label, body := objects[0], objects[1]
	label.Resize(fyne.NewSize(l.label, heightAt(label, l.label)))
	label.Move(fyne.NewPos(0, 0))
	body.Resize(fyne.NewSize(size.Width-l.label, heightAt(body, size.Width-l.label)))
	body.Move(fyne.NewPos(l.label, 0))
}

// MinSize implements fyne.Layout.
func (l *labelled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	label, body := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(l.label+body.Width, max(label.Height, body.Height))
}

// page shows one object in a vertical scroll. It gives the content its width
// before it asks for its height.
type page struct{}

func newPage(margin float32, content fyne.CanvasObject) *fyne.Container {
	padded := container.New(&inset{left: margin, right: margin, top: margin, bottom: margin}, content)
	return container.New(&page{}, container.NewVScroll(padded))
}

// Layout implements fyne.Layout.
func (p *page) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scroll := objects[0].(*container.Scroll)
	heightAt(scroll.Content, size.Width)
	scroll.Resize(size)
	refit(scroll)
}

// refit gives a scroll's content the size that it has come to need. Refreshing
// the scroll would draw everything in it anew; scrolling to where it stands
// does just what is needed.
func refit(scroll *container.Scroll) {
	need := scroll.Content.MinSize().Max(scroll.Size())
	if scroll.Content.Size() == need {
		return
	}
	scroll.Content.Resize(need)
	here := scroll.Offset
	scroll.Offset.Y++
	scroll.ScrollToOffset(here)
}

// MinSize implements fyne.Layout.
func (p *page) MinSize(objects []fyne.CanvasObject) fyne.Size {
	scroll := objects[0].(*container.Scroll)
	return fyne.NewSize(scroll.Content.MinSize().Width, 120)
}

// inset keeps room around one object.
type inset struct{ left, right, top, bottom float32 }

func inside(left, right, top, bottom float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{left, right, top, bottom}, object)
}

// Layout implements fyne.Layout.
func (i *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - i.left - i.right
	height := max(heightAt(objects[0], width), size.Height-i.top-i.bottom)
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

// frame gives the first object its height at the top, the last at the bottom,
// and all room between them to the one in the middle.
type frame struct{}

func newFrame(top, middle, bottom fyne.CanvasObject) *fyne.Container {
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
	return heightAt(object, width)
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

// relayout lays out everything below an object again, after texts changed or
// parts were shown or hidden. Fyne's real canvas would do so at the next
// frame; doing it here makes the first frame right.
func relayout(object fyne.CanvasObject) {
	switch o := object.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
		for _, child := range o.Objects {
			relayout(child)
		}
	case *container.Scroll:
		relayout(o.Content)
		refit(o)
	case *container.AppTabs:
		// The other tab is laid out when it is selected.
		if selected := o.Selected(); selected != nil {
			relayout(selected.Content)
		}
	case *container.ThemeOverride:
		relayout(o.Content)
	}
}
