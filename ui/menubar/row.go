package menubar

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
)

// row is one item of a list: a tick, a label, and a shortcut or the sign of a
// submenu; or a line between two items.
type row struct {
	widget.BaseWidget

	pulldown *pulldown
	list     *list
	index    int
	item     *fyne.MenuItem
}

var _ desktop.Hoverable = (*row)(nil)

// AccessibilityLabel says what the item does.
func (r *row) AccessibilityLabel() string { return r.item.Label }

// Tapped chooses the item.
func (r *row) Tapped(*fyne.PointEvent) {
	if r.list.possible(r.index) {
		r.pulldown.pick(r.list, r.index)
		r.pulldown.choose(r.list)
	}
}

// MouseIn selects the item.
func (r *row) MouseIn(*desktop.MouseEvent) { r.point() }

// MouseMoved selects the item again after a key selected another one.
func (r *row) MouseMoved(*desktop.MouseEvent) { r.point() }

func (r *row) point() {
	if r.list.selected == r.index {
		return
	}
	index := r.index
	if !r.list.possible(index) {
		index = -1
	}
	r.pulldown.pick(r.list, index)
}

// MouseOut leaves the item selected: the pointer may be on its way to a submenu.
func (r *row) MouseOut() {}

// CreateRenderer draws the item.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	d := &rowRenderer{
		row: r, ground: canvas.NewRectangle(nil), label: canvas.NewText("", nil), keys: canvas.NewText("", nil),
		tick: widget.NewIcon(theme.ConfirmIcon()), more: widget.NewIcon(theme.MenuExpandIcon()),
	}
	d.keys.Alignment = fyne.TextAlignTrailing
	d.look()
	return d
}

type rowRenderer struct {
	row         *row
	ground      *canvas.Rectangle
	label, keys *canvas.Text
	tick, more  *widget.Icon
}

const (
	// rowSide is the room at both sides of a row, with the tick or the sign of a
	// submenu in it.
	rowSide = 28
	// rowAbove is the room above and below a row's text.
	rowAbove = 4
	// keysGap is the least room between a label and a shortcut.
	keysGap = 32
	// lineHeight is the height of a line between two items.
	lineHeight = 9
	// groundEdge is the room beside a selected row's ground.
	groundEdge = 4
)

// Destroy does nothing.
func (d *rowRenderer) Destroy() {}

// Objects lists what is drawn.
func (d *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.ground, d.label, d.keys, d.tick, d.more}
}

// MinSize has room for the widest label and the widest shortcut of the list.
func (d *rowRenderer) MinSize() fyne.Size {
	if d.row.item.IsSeparator {
		return fyne.NewSize(0, lineHeight)
	}
	l := d.row.list
	return fyne.NewSize(2*rowSide+l.labels+l.keys, d.label.MinSize().Height+2*rowAbove)
}

// Layout places the parts.
func (d *rowRenderer) Layout(size fyne.Size) {
	if d.row.item.IsSeparator {
		d.ground.Resize(fyne.NewSize(size.Width, 1))
		d.ground.Move(fyne.NewPos(0, lineHeight/2))
		return
	}
	d.ground.Resize(size.SubtractWidthHeight(2*groundEdge, 0))
	d.ground.Move(fyne.NewPos(groundEdge, 0))
	inner := fyne.NewSize(size.Width-2*rowSide, size.Height-2*rowAbove)
	for _, text := range []*canvas.Text{d.label, d.keys} {
		text.Resize(inner)
		text.Move(fyne.NewPos(rowSide, rowAbove))
	}
	icon := theme.IconInlineSize() * 0.8
	for place, sign := range map[float32]*widget.Icon{groundEdge: d.tick, size.Width - rowSide: d.more} {
		sign.Resize(fyne.NewSquareSize(icon))
		sign.Move(fyne.NewPos(place+(rowSide-groundEdge-icon)/2, (size.Height-icon)/2))
	}
}

// Refresh shows the item as it now is.
func (d *rowRenderer) Refresh() {
	d.look()
	d.Layout(d.row.Size())
	for _, object := range d.Objects() {
		object.Refresh()
	}
}

func (d *rowRenderer) look() {
	item, th, variant := d.row.item, d.row.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	d.ground.CornerRadius = 0
	if item.IsSeparator {
		d.ground.FillColor = th.Color(theme.ColorNameSeparator, variant)
		d.label.Hidden, d.keys.Hidden, d.tick.Hidden, d.more.Hidden = true, true, true, true
		return
	}
	selected := d.row.list.selected == d.row.index
	d.ground.FillColor = th.Color(theme.ColorNameSelection, variant)
	d.ground.CornerRadius = th.Size(theme.SizeNameSelectionRadius)
	d.ground.Hidden = !selected
	d.label.Text, d.keys.Text = item.Label, KeysOf(item)
	d.label.Color = th.Color(theme.ColorNameForeground, variant)
	d.keys.Color = th.Color(theme.ColorNamePlaceHolder, variant)
	switch {
	case item.Disabled:
		d.label.Color = th.Color(theme.ColorNameDisabled, variant)
		d.keys.Color = d.label.Color
	case selected:
		d.keys.Color = d.label.Color
	}
	d.label.TextSize, d.keys.TextSize = th.Size(theme.SizeNameText), th.Size(theme.SizeNameText)
	d.tick.Hidden, d.more.Hidden = !item.Checked, item.ChildMenu == nil
}

// KeysOf says which keys an item's shortcut has, such as Ctrl+Shift+V; empty
// where it has none.
func KeysOf(item *fyne.MenuItem) string {
	shortcut, is := item.Shortcut.(fyne.KeyboardShortcut)
	if !is {
		return ""
	}
	var keys []string
	for _, modifier := range []struct {
		held fyne.KeyModifier
		name string
	}{
		{fyne.KeyModifierShortcutDefault, Command()}, {fyne.KeyModifierShift, texts.Of("window.keys.shift")},
	} {
		if shortcut.Mod()&modifier.held != 0 {
			keys = append(keys, modifier.name)
		}
	}
	return strings.Join(append(keys, string(shortcut.Key())), "+")
}

// Command is the name of the key that makes shortcuts on this system.
func Command() string {
	if runtime.GOOS == "darwin" {
		return texts.Of("window.keys.command")
	}
	return texts.Of("window.keys.control")
}
