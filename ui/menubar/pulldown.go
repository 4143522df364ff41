package menubar

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// pulldown is an open menu: its list, and the lists of its submenus as far as
// they are open. It lies over all of the window, so that a tap beside the lists
// closes them, and has the focus, so that keys reach it.
type pulldown struct {
	widget.BaseWidget

	bar   *Bar
	index int
	// lists are the open ones, each but the first a submenu of the one before.
	lists []*list
	drawn *fyne.Container
}

var (
	_ fyne.Focusable    = (*pulldown)(nil)
	_ desktop.Hoverable = (*pulldown)(nil)
	_ desktop.Keyable   = (*pulldown)(nil)
)

func newPulldown(b *Bar) *pulldown {
	p := &pulldown{bar: b, index: -1, drawn: container.NewWithoutLayout()}
	p.ExtendBaseWidget(p)
	return p
}

// show shows the list of one of the titles.
func (p *pulldown) show(index int) {
	p.index = index
	p.setLists(newList(p, p.bar.titles[index].menu))
}

// setLists shows these lists and no others.
func (p *pulldown) setLists(lists ...*list) {
	p.lists = lists
	p.drawn.RemoveAll()
	for i, l := range lists {
		p.drawn.Add(l)
		p.place(i)
	}
}

// update shows the items as they now are.
func (p *pulldown) update() {
	for i, l := range p.lists {
		l.update()
		p.place(i)
	}
}

// place gives a list its size, and its place below the title or beside the item
// that it belongs to, on the side where there is room.
func (p *pulldown) place(i int) {
	l, all := p.lists[i], p.bar.canvas.Size()
	size := l.MinSize()
	var at fyne.Position
	if i == 0 {
		t := p.bar.titles[p.index]
		at = t.corner().AddXY(0, t.Size().Height)
		at.X = max(0, min(at.X, all.Width-size.Width))
	} else {
		parent := p.lists[i-1]
		at = parent.Position().AddXY(parent.Size().Width, parent.selectedTop())
		if at.X+size.Width > all.Width {
			at.X = max(0, parent.Position().X-size.Width)
		}
		at.Y = max(0, min(at.Y, all.Height-size.Height))
	}
	size.Width, size.Height = min(size.Width, all.Width), min(size.Height, all.Height-at.Y)
	l.Resize(size)
	l.Move(at)
}

// active returns the innermost list in which an item is selected, else the first.
func (p *pulldown) active() *list {
	for _, l := range slices.Backward(p.lists) {
		if l.selected >= 0 {
			return l
		}
	}
	return p.lists[0]
}

// pick selects an item of a list, or none (-1), and opens the submenu that it has.
func (p *pulldown) pick(l *list, index int) {
	at := slices.Index(p.lists, l)
	if at < 0 || l.selected == index && len(p.lists) > at+1 {
		return
	}
	l.selectRow(index)
	lists := p.lists[: at+1 : at+1]
	if item := l.item(); item != nil && item.ChildMenu != nil {
		lists = append(lists, newList(p, item.ChildMenu))
	}
	if len(lists) != len(p.lists) || len(lists) > at+1 {
		p.setLists(lists...)
	}
}

// choose does what the selected item is for. A submenu is entered.
func (p *pulldown) choose(l *list) {
	switch item := l.item(); {
	case item == nil:
	case item.ChildMenu != nil:
		p.enter(l)
	default:
		p.bar.Close()
		if item.Action != nil {
			item.Action()
		}
	}
}

// enter goes into the submenu of the selected item, and reports whether there
// is one.
func (p *pulldown) enter(l *list) bool {
	at := slices.Index(p.lists, l)
	if item := l.item(); item == nil || item.ChildMenu == nil || len(p.lists) <= at+1 {
		return false
	}
	p.lists[at+1].selectNext(1)
	return true
}

// leave goes out of a submenu, and reports whether it was in one.
func (p *pulldown) leave(l *list) bool {
	if slices.Index(p.lists, l) == 0 {
		return false
	}
	l.selectRow(-1)
	return true
}

// move opens the menu beside this one.
func (p *pulldown) move(by int) {
	count := len(p.bar.titles)
	p.bar.Open((p.index + by + count) % count)
	p.pick(p.lists[0], p.lists[0].next(1))
}

// TypedKey moves through the menus.
func (p *pulldown) TypedKey(key *fyne.KeyEvent) {
	l := p.active()
	switch key.Name {
	case fyne.KeyDown:
		p.pick(l, l.next(1))
	case fyne.KeyUp:
		p.pick(l, l.next(-1))
	case fyne.KeyHome:
		p.pick(l, l.first())
	case fyne.KeyEnd:
		p.pick(l, l.last())
	case fyne.KeyRight:
		if !p.enter(l) {
			p.move(1)
		}
	case fyne.KeyLeft:
		if !p.leave(l) {
			p.move(-1)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		p.choose(l)
	case fyne.KeyEscape:
		if !p.leave(l) {
			p.bar.Close()
		}
	case fyne.KeyF10:
		p.bar.Close()
	}
}

// TypedRune chooses the selected item where r is a blank: the key of the blank
// comes before it, and what has the focus by then would take the blank for its
// own. A letter selects the next item that begins with it, and chooses it where
// it is the only one.
func (p *pulldown) TypedRune(r rune) {
	l := p.active()
	if r == ' ' {
		p.choose(l)
		return
	}
	var found []int
	for i := range l.rows {
		if l.possible(i) && strings.HasPrefix(strings.ToLower(l.rows[i].item.Label), strings.ToLower(string(r))) {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		return
	}
	next := found[0]
	for _, i := range slices.Backward(found) {
		if i > l.selected {
			next = i
		}
	}
	p.pick(l, next)
	if len(found) == 1 {
		p.choose(l)
	}
}

// KeyDown is the bar's.
func (p *pulldown) KeyDown(key *fyne.KeyEvent) { p.bar.KeyDown(key) }

// KeyUp is the bar's.
func (p *pulldown) KeyUp(key *fyne.KeyEvent) { p.bar.KeyUp(key) }

// FocusGained does nothing.
func (p *pulldown) FocusGained() {}

// FocusLost does nothing.
func (p *pulldown) FocusLost() {}

// Tapped closes the menu: the tap was beside the lists.
func (p *pulldown) Tapped(*fyne.PointEvent) { p.bar.Close() }

// TappedSecondary closes the menu too.
func (p *pulldown) TappedSecondary(*fyne.PointEvent) { p.bar.Close() }

// MouseIn does nothing.
func (p *pulldown) MouseIn(*desktop.MouseEvent) {}

// MouseMoved opens the menu of the title under the pointer.
func (p *pulldown) MouseMoved(event *desktop.MouseEvent) {
	if i := p.bar.titleAt(event.AbsolutePosition); i >= 0 && i != p.index {
		p.bar.Open(i)
	}
}

// MouseOut does nothing.
func (p *pulldown) MouseOut() {}

// Resize places the lists anew in a window of another size.
func (p *pulldown) Resize(size fyne.Size) {
	p.BaseWidget.Resize(size)
	for i := range p.lists {
		p.place(i)
	}
}

// CreateRenderer draws the lists.
func (p *pulldown) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.drawn) }
