package menubar

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/ui/layout"
)

// list is the items of one menu, below one another. Where the window is too low
// for all of them, they scroll.
type list struct {
	widget.BaseWidget

	rows []*row
	// selected is the index of the selected item; -1 for none.
	selected int
	scroll   *container.Scroll
	// labels and keys are the widths of the labels and of the shortcuts.
	labels, keys float32
}

// The room above the first item and below the last.
const listPadding = 4

func newList(p *pulldown, menu *fyne.Menu) *list {
	l := &list{selected: -1}
	column := layout.Column(0)
	for i, item := range menu.Items {
		r := &row{pulldown: p, list: l, index: i, item: item}
		r.ExtendBaseWidget(r)
		l.rows = append(l.rows, r)
		column.Add(r)
	}
	l.scroll = container.NewVScroll(column)
	l.measure()
	l.ExtendBaseWidget(l)
	return l
}

// measure makes the columns wide enough for all items.
func (l *list) measure() {
	size := theme.TextSize()
	width := func(text string) float32 { return fyne.MeasureText(text, size, fyne.TextStyle{}).Width }
	l.labels, l.keys = 0, 0
	for _, r := range l.rows {
		l.labels = max(l.labels, width(r.item.Label))
		if keys := KeysOf(r.item); keys != "" {
			l.keys = max(l.keys, keysGap+width(keys))
		}
	}
}

// update shows the items as they now are.
func (l *list) update() {
	l.measure()
	for _, r := range l.rows {
		r.Refresh()
	}
}

// possible reports whether the item at an index can be selected.
func (l *list) possible(index int) bool {
	item := l.rows[index].item
	return !item.IsSeparator && !item.Disabled
}

// item returns the selected item; nil if there is none that can be chosen.
func (l *list) item() *fyne.MenuItem {
	if l.selected < 0 || !l.possible(l.selected) {
		return nil
	}
	return l.rows[l.selected].item
}

// next returns the index of the item after the selected one, or before it (by
// is -1), and begins anew at the end; -1 where none can be selected.
func (l *list) next(by int) int {
	count, at := len(l.rows), l.selected
	if at < 0 && by < 0 {
		at = count
	}
	for range l.rows {
		at = (at + by + count) % count
		if l.possible(at) {
			return at
		}
	}
	return -1
}

func (l *list) first() int {
	return slices.IndexFunc(l.rows, func(r *row) bool { return l.possible(r.index) })
}

func (l *list) last() int {
	for i := range slices.Backward(l.rows) {
		if l.possible(i) {
			return i
		}
	}
	return -1
}

func (l *list) selectNext(by int) { l.selectRow(l.next(by)) }

// selectRow selects an item, or none, and scrolls it into sight.
func (l *list) selectRow(index int) {
	before := l.selected
	l.selected = index
	for _, i := range []int{before, index} {
		if i >= 0 {
			l.rows[i].Refresh()
		}
	}
	if index < 0 {
		return
	}
	r, offset := l.rows[index], l.scroll.Offset
	offset.Y = min(offset.Y, r.Position().Y)
	offset.Y = max(offset.Y, r.Position().Y+r.Size().Height-l.scroll.Size().Height)
	if offset != l.scroll.Offset {
		l.scroll.ScrollToOffset(offset)
	}
}

// selectedTop is how far down in the list the selected item is seen.
func (l *list) selectedTop() float32 {
	if l.selected < 0 {
		return 0
	}
	return l.rows[l.selected].Position().Y - l.scroll.Offset.Y
}

// Tapped does nothing: a tap between the items closes no menu.
func (l *list) Tapped(*fyne.PointEvent) {}

// CreateRenderer draws the items on a ground of their own.
func (l *list) CreateRenderer() fyne.WidgetRenderer {
	r := &listRenderer{list: l, ground: canvas.NewRectangle(nil)}
	r.look()
	return r
}

type listRenderer struct {
	list   *list
	ground *canvas.Rectangle
}

// Destroy does nothing.
func (r *listRenderer) Destroy() {}

// Objects lists what is drawn.
func (r *listRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.list.scroll}
}

// MinSize is the size at which nothing scrolls.
func (r *listRenderer) MinSize() fyne.Size {
	return r.list.scroll.Content.MinSize().AddWidthHeight(0, 2*listPadding)
}

// Layout places the items.
func (r *listRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.list.scroll.Resize(size.SubtractWidthHeight(0, 2*listPadding))
	r.list.scroll.Move(fyne.NewPos(0, listPadding))
}

// Refresh takes the theme's colors.
func (r *listRenderer) Refresh() {
	r.look()
	r.ground.Refresh()
	r.list.scroll.Refresh()
}

func (r *listRenderer) look() {
	th, variant := r.list.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.ground.FillColor = th.Color(theme.ColorNameMenuBackground, variant)
	r.ground.StrokeColor, r.ground.StrokeWidth = th.Color(theme.ColorNameInputBorder, variant), 1
	r.ground.CornerRadius = th.Size(theme.SizeNameInputRadius)
}
