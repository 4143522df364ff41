// Package menubar draws the main menu: a bar of titles, and below an open title
// the list of its items. Fyne's own writes shortcuts in a fifth of its text's
// strength, and opens by neither F10 nor Alt and a letter.
//
// macOS shows the same menus in its own way, at the top of the screen.
package menubar

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/ui/layout"
)

// Bar is the bar with the titles. It is a widget of the window's content, over
// which an open menu stands.
type Bar struct {
	widget.BaseWidget

	canvas fyne.Canvas
	titles []*title
	// open is what stands over the content; nil while no menu is open.
	open *pulldown
	// held are the modifiers that are down; alt says that Alt is one of them, and
	// that no other key was pressed before or with it.
	held map[fyne.KeyName]bool
	alt  bool
}

// modifiers are the keys that, held down, change what another key means.
var modifiers = []fyne.KeyName{
	desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight,
	desktop.KeyAltLeft, desktop.KeyAltRight, desktop.KeySuperLeft, desktop.KeySuperRight,
}

// New returns the bar of some menus, for a window with this canvas.
func New(menus []*fyne.Menu, canvas fyne.Canvas) *Bar {
	b := &Bar{canvas: canvas, held: map[fyne.KeyName]bool{}}
	for i, menu := range menus {
		t := &title{bar: b, index: i, menu: menu}
		t.ExtendBaseWidget(t)
		b.titles = append(b.titles, t)
	}
	b.ExtendBaseWidget(b)
	return b
}

// Open opens a menu, counted from 0, in place of one that is open.
func (b *Bar) Open(index int) {
	if b.open == nil {
		b.open = newPulldown(b)
		b.canvas.Overlays().Add(b.open)
		b.canvas.Focus(b.open)
	}
	b.open.show(index)
	b.refreshTitles()
}

// KeyDown follows the keys, whatever has the focus: Alt alone opens the menus.
func (b *Bar) KeyDown(key *fyne.KeyEvent) {
	b.alt = key.Name == desktop.KeyAltLeft && len(b.held) == 0
	if slices.Contains(modifiers, key.Name) {
		b.held[key.Name] = true
	}
}

// KeyUp opens the first menu when Alt is released, unless another key was pressed
// with it, or closes the menu that is open.
func (b *Bar) KeyUp(key *fyne.KeyEvent) {
	alone := b.alt && key.Name == desktop.KeyAltLeft
	b.alt = false
	delete(b.held, key.Name)
	switch {
	case !alone:
	case b.open != nil:
		b.Close()
	default:
		b.Open(0)
	}
}

// ForgetKeys is for when another window, or a dialog, takes the keyboard: the bar
// hears of no key going up then, and Alt may be part of what brought that window
// to the front.
func (b *Bar) ForgetKeys() {
	b.alt = false
	clear(b.held)
}

// Close closes the menu that is open.
func (b *Bar) Close() {
	if b.open == nil {
		return
	}
	b.canvas.Overlays().Remove(b.open)
	b.open = nil
	b.refreshTitles()
}

// IsOpen reports whether a menu is open.
func (b *Bar) IsOpen() bool { return b.open != nil }

// Update shows the items as they now are, where a menu is open.
func (b *Bar) Update() {
	if b.open != nil {
		b.open.update()
	}
}

func (b *Bar) refreshTitles() {
	for _, t := range b.titles {
		t.Refresh()
	}
}

// titleAt returns the index of the title at a place on the canvas; -1 where
// there is none.
func (b *Bar) titleAt(at fyne.Position) int {
	for i, t := range b.titles {
		corner, size := t.corner(), t.Size()
		if at.X >= corner.X && at.Y >= corner.Y && at.X < corner.X+size.Width && at.Y < corner.Y+size.Height {
			return i
		}
	}
	return -1
}

// edge is the room before the first title.
const edge = 8

// CreateRenderer draws the titles side by side.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	titles := make([]fyne.CanvasObject, 0, len(b.titles))
	for _, t := range b.titles {
		titles = append(titles, t)
	}
	return widget.NewSimpleRenderer(layout.Inside(edge, 0, 0, 0, layout.SpacedLine(0, -1, titles...)))
}

// title is the title of one menu.
type title struct {
	widget.BaseWidget

	bar     *Bar
	index   int
	menu    *fyne.Menu
	hovered bool
}

var _ desktop.Hoverable = (*title)(nil)

// corner is where the title stands on the canvas.
func (t *title) corner() fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
}

// AccessibilityLabel says which menu it opens.
func (t *title) AccessibilityLabel() string { return t.menu.Label }

// Tapped opens the menu.
func (t *title) Tapped(*fyne.PointEvent) { t.bar.Open(t.index) }

// MouseIn shows that the menu can be opened.
func (t *title) MouseIn(*desktop.MouseEvent) { t.hover(true) }

// MouseMoved does nothing.
func (t *title) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes that away.
func (t *title) MouseOut() { t.hover(false) }

func (t *title) hover(on bool) {
	t.hovered = on
	t.Refresh()
}

// isOpen reports whether the title's menu is open.
func (t *title) isOpen() bool { return t.bar.open != nil && t.bar.open.index == t.index }

// CreateRenderer draws the title.
func (t *title) CreateRenderer() fyne.WidgetRenderer {
	r := &titleRenderer{title: t, ground: canvas.NewRectangle(nil), text: canvas.NewText(t.menu.Label, nil)}
	r.look()
	return r
}

type titleRenderer struct {
	title  *title
	ground *canvas.Rectangle
	text   *canvas.Text
}

// The room around a title's text.
const (
	titleSide  = 10
	titleAbove = 4
)

// Destroy does nothing.
func (r *titleRenderer) Destroy() {}

// Objects lists what is drawn.
func (r *titleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.text}
}

// MinSize is the text with room around it.
func (r *titleRenderer) MinSize() fyne.Size {
	return r.text.MinSize().AddWidthHeight(2*titleSide, 2*titleAbove)
}

// Layout places the text.
func (r *titleRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	least := r.text.MinSize()
	r.text.Resize(least)
	r.text.Move(fyne.NewPos(titleSide, (size.Height-least.Height)/2))
}

// Refresh shows whether the menu is open or may be opened.
func (r *titleRenderer) Refresh() {
	r.look()
	r.Layout(r.title.Size())
	r.ground.Refresh()
	r.text.Refresh()
}

func (r *titleRenderer) look() {
	th, variant := r.title.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.text.Color, r.text.TextSize = th.Color(theme.ColorNameForeground, variant), th.Size(theme.SizeNameText)
	r.ground.CornerRadius = th.Size(theme.SizeNameSelectionRadius)
	switch {
	case r.title.isOpen():
		r.ground.FillColor = th.Color(theme.ColorNameSelection, variant)
	case r.title.hovered:
		r.ground.FillColor = th.Color(theme.ColorNameHover, variant)
	default:
		r.ground.FillColor = nil
	}
	r.ground.Hidden = r.ground.FillColor == nil
}
