package software

import (
	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// menuBar shows the main menu over the content. It stands in for MenuBar of
// internal/driver/glfw.
type menuBar struct {
	widget.BaseWidget

	items  []*menuTitle
	active bool
	open   *menuTitle
	canvas *canvas
	focus  *focus
}

// newMenuBar returns a menu bar; quit is what its item Quit does, which is
// added to the first menu where there is none.
func newMenuBar(menu *fyne.MainMenu, c *canvas, quit func()) *menuBar {
	addQuit(menu, quit)
	b := &menuBar{canvas: c}
	for _, m := range menu.Items {
		title := &menuTitle{menu: m, bar: b, list: widget.NewMenu(m)}
		title.list.Hide()
		title.list.OnDismiss = b.deactivate
		title.ExtendBaseWidget(title)
		b.items = append(b.items, title)
	}
	b.ExtendBaseWidget(b)
	b.focus = &focus{root: b}
	return b
}

func addQuit(menu *fyne.MainMenu, quit func()) {
	first, word := menu.Items[0], lang.L("Quit")
	var last *fyne.MenuItem
	if count := len(first.Items); count > 0 {
		last = first.Items[count-1]
		last.IsQuit = last.IsQuit || last.Label == word
	}
	if last == nil || !last.IsQuit {
		item := fyne.NewMenuItem(word, nil)
		item.IsQuit = true
		first.Items = append(first.Items, fyne.NewMenuItemSeparator(), item)
	}
	for _, item := range first.Items {
		if item.IsQuit && item.Action == nil {
			item.Action = quit
		}
	}
}

// toggle opens a menu, or ends the use of the menu bar.
func (b *menuBar) toggle(title *menuTitle) {
	if b.active {
		b.canvas.Unfocus()
		b.deactivate()
		return
	}
	b.activate(title)
	b.canvas.Focus(title)
}

// activate shows a title's menu in place of the one before.
func (b *menuBar) activate(title *menuTitle) {
	b.active = true
	title.list.DeactivateChild()
	if b.open == title {
		return
	}
	if before := b.open; before != nil {
		before.list.Hide()
		before.Refresh()
	}
	b.open = title
	title.Refresh()
	title.list.Show()
	b.Refresh()
}

// deactivate ends the use of the menu bar.
func (b *menuBar) deactivate() {
	if !b.active {
		return
	}
	b.active = false
	if title := b.open; title != nil {
		defer title.list.Dismiss()
		title.list.Hide()
		b.open = nil
		title.Refresh()
	}
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *menuBar) CreateRenderer() fyne.WidgetRenderer {
	r := &menuBarRenderer{
		bar: b, titles: container.NewHBox(), background: fynecanvas.NewRectangle(nil),
		curtain: &curtain{tapped: b.deactivate},
	}
	r.curtain.ExtendBaseWidget(r.curtain)
	r.objects = []fyne.CanvasObject{r.curtain, r.background, r.titles}
	for _, title := range b.items {
		r.titles.Add(title)
		r.objects = append(r.objects, title.list)
	}
	r.color()
	return r
}

type menuBarRenderer struct {
	bar        *menuBar
	objects    []fyne.CanvasObject
	titles     *fyne.Container
	background *fynecanvas.Rectangle
	curtain    *curtain
}

func (r *menuBarRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *menuBarRenderer) Destroy()                     {}

func (r *menuBarRenderer) MinSize() fyne.Size {
	return r.titles.MinSize().AddWidthHeight(2*theme.InnerPadding(), 0)
}

func (r *menuBarRenderer) Layout(size fyne.Size) {
	if least := r.MinSize(); size.Height != least.Height || size.Width < least.Width {
		r.bar.Resize(fyne.NewSize(max(size.Width, least.Width), least.Height))
		return
	}
	behind := fyne.Size{}
	if r.bar.active {
		behind = r.bar.canvas.Size()
	}
	r.curtain.Resize(behind)
	padding := theme.InnerPadding()
	r.titles.Resize(fyne.NewSize(size.Width-2*padding, size.Height))
	r.titles.Move(fyne.NewPos(padding, 0))
	if title := r.bar.open; title != nil {
		if title.list.Size().IsZero() {
			title.list.Resize(title.list.MinSize())
		}
		title.list.Move(fyne.NewPos(title.Position().X+padding, title.Size().Height))
	}
	r.background.Resize(size)
}

func (r *menuBarRenderer) Refresh() {
	r.Layout(r.bar.Size())
	r.color()
	r.background.Refresh()
	fynecanvas.Refresh(r.bar)
}

func (r *menuBarRenderer) color() {
	r.background.FillColor = theme.Color(theme.ColorNameBackground)
	r.background.Shadow = fynecanvas.Shadow{
		Color: theme.Color(theme.ColorNameShadow), BlurRadius: 2, Offset: fyne.NewPos(0, 1), Variant: fynecanvas.DropShadow,
	}
}

// curtain lies over the content while the menu bar is in use: a tap beside the
// menu ends that.
type curtain struct {
	widget.BaseWidget
	tapped func()
}

var _ desktop.Hoverable = (*curtain)(nil)

// CreateRenderer implements fyne.Widget.
func (c *curtain) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// Tapped implements fyne.Tappable.
func (c *curtain) Tapped(*fyne.PointEvent) { c.tapped() }

// MouseIn implements desktop.Hoverable.
func (c *curtain) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (c *curtain) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *curtain) MouseOut() {}

// menuTitle is the title of a menu in the bar. It stands in for menuBarItem of
// internal/driver/glfw.
type menuTitle struct {
	widget.BaseWidget

	menu             *fyne.Menu
	list             *widget.Menu
	bar              *menuBar
	focused, hovered bool
}

var (
	_ fyne.Focusable    = (*menuTitle)(nil)
	_ desktop.Hoverable = (*menuTitle)(nil)
)

// FocusGained implements fyne.Focusable.
func (t *menuTitle) FocusGained() {
	t.focused = true
	if t.bar.active {
		t.bar.activate(t)
	}
	t.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *menuTitle) FocusLost() {
	t.focused = false
	t.Refresh()
}

// TypedRune implements fyne.Focusable.
func (t *menuTitle) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (t *menuTitle) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft:
		if !t.list.DeactivateLastSubmenu() {
			t.bar.canvas.FocusPrevious()
		}
	case fyne.KeyRight:
		if !t.list.ActivateLastSubmenu() {
			t.bar.canvas.FocusNext()
		}
	case fyne.KeyDown:
		t.list.ActivateNext()
	case fyne.KeyUp:
		t.list.ActivatePrevious()
	case fyne.KeyEnter, fyne.KeyReturn, fyne.KeySpace:
		t.list.TriggerLast()
	}
}

// Tapped implements fyne.Tappable.
func (t *menuTitle) Tapped(*fyne.PointEvent) { t.bar.toggle(t) }

// MouseIn implements desktop.Hoverable. While the bar is in use, the menu under
// the pointer opens.
func (t *menuTitle) MouseIn(*desktop.MouseEvent) {
	t.hovered = true
	if t.bar.active {
		t.bar.canvas.Focus(t)
	}
	t.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (t *menuTitle) MouseMoved(*desktop.MouseEvent) {
	if t.bar.active {
		t.bar.canvas.Focus(t)
	}
}

// MouseOut implements desktop.Hoverable.
func (t *menuTitle) MouseOut() {
	t.hovered = false
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *menuTitle) CreateRenderer() fyne.WidgetRenderer {
	r := &menuTitleRenderer{
		title: t, background: fynecanvas.NewRectangle(nil),
		text: fynecanvas.NewText(t.menu.Label, theme.Color(theme.ColorNameForeground)),
	}
	r.Refresh()
	return r
}

type menuTitleRenderer struct {
	title      *menuTitle
	background *fynecanvas.Rectangle
	text       *fynecanvas.Text
}

func (r *menuTitleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.background, r.text}
}

func (r *menuTitleRenderer) Destroy() {}

func (r *menuTitleRenderer) MinSize() fyne.Size { return r.text.MinSize().Add(r.padding()) }

func (r *menuTitleRenderer) Layout(size fyne.Size) {
	padding := r.padding()
	r.text.TextSize = theme.TextSize()
	r.text.Color = theme.Color(theme.ColorNameForeground)
	r.text.Resize(r.text.MinSize())
	r.text.Move(fyne.NewPos(padding.Width/2, padding.Height/2))
	r.background.Resize(size)
}

func (r *menuTitleRenderer) Refresh() {
	r.background.CornerRadius = theme.SelectionRadiusSize()
	r.text.Color = theme.Color(theme.ColorNameForeground)
	r.background.Show()
	switch {
	case r.title.focused && r.title.bar.active:
		r.background.FillColor = theme.Color(theme.ColorNameFocus)
	case r.title.hovered && !r.title.bar.active:
		r.background.FillColor = theme.Color(theme.ColorNameHover)
	default:
		r.background.Hide()
	}
	r.background.Refresh()
	fynecanvas.Refresh(r.title)
}

func (r *menuTitleRenderer) padding() fyne.Size {
	return fyne.NewSize(2*theme.InnerPadding(), theme.InnerPadding())
}
