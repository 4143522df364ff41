package software

import (
	"fyne.io/fyne/v2"

	"teamsaccount/ui/software/internal/fyneinternal"
)

// focus is which object of a tree has the focus. Each tree keeps its own while
// another one is in front. It stands in for FocusManager of internal/app.
type focus struct {
	root    fyne.CanvasObject
	focused fyne.Focusable
}

// give hands the focus over to an object; nil takes it away.
func (f *focus) give(o fyne.Focusable) {
	if f.focused == o {
		return
	}
	if f.focused != nil {
		f.focused.FocusLost()
	}
	f.focused = o
	if o != nil {
		o.FocusGained()
	}
}

// set hands the focus over to an object that is part of the tree, unless it is
// hidden or disabled; disabled text may be selected, though. It reports whether
// the object is part of the tree.
func (f *focus) set(o fyne.Focusable) bool {
	if o == nil {
		f.give(nil)
		return true
	}
	found, hidden := f.look(o)
	if !found || hidden {
		return found
	}
	if d, is := o.(fyne.Disableable); is && d.Disabled() {
		if _, text := o.(interface{ SelectedText() string }); !text {
			return true
		}
	}
	f.give(o)
	return true
}

// look looks for an object in the tree, and whether it or one around it is
// hidden.
func (f *focus) look(wanted fyne.Focusable) (found, hidden bool) {
	var outermost fyne.CanvasObject
	found = fyneinternal.WalkCompleteObjectTree(f.root, func(o fyne.CanvasObject, _, _ fyne.Position, _ fyne.Size) bool {
		if outermost == nil && !o.Visible() {
			outermost = o
		}
		if f, is := o.(fyne.Focusable); is && f == wanted {
			hidden = outermost != nil
			return true
		}
		return false
	}, func(o fyne.CanvasObject, _ fyne.Position, _ fyne.CanvasObject) {
		if outermost == o {
			outermost = nil
		}
	})
	return found, hidden
}

func (f *focus) next()     { f.give(f.following(fyneinternal.WalkVisibleObjectTree)) }
func (f *focus) previous() { f.give(f.following(fyneinternal.ReverseWalkVisibleObjectTree)) }

type walker func(fyne.CanvasObject, func(fyne.CanvasObject, fyne.Position, fyne.Position, fyne.Size) bool,
	func(fyne.CanvasObject, fyne.Position, fyne.CanvasObject)) bool

// following returns the object that comes after the focused one as a walker
// goes, and the first after the last.
func (f *focus) following(walk walker) fyne.Focusable {
	var first, following fyne.Focusable
	passed := f.focused == nil
	walk(f.root, func(o fyne.CanvasObject, _, _ fyne.Position, _ fyne.Size) bool {
		if d, is := o.(fyne.Disableable); is && d.Disabled() {
			return false
		}
		candidate, is := o.(fyne.Focusable)
		switch {
		case !is:
			return false
		case passed:
			following = candidate
			return true
		case first == nil:
			first = candidate
		}
		passed = passed || candidate == f.focused
		return false
	}, nil)
	if following == nil {
		return first
	}
	return following
}

// front returns the focus of the foremost tree: the last that popped up, or the
// content.
func (c *canvas) front() *focus {
	if last := len(c.overlays.focuses) - 1; last >= 0 {
		return c.overlays.focuses[last]
	}
	return c.focus
}

// Focus implements fyne.Canvas.
func (c *canvas) Focus(o fyne.Focusable) {
	front := c.front()
	if front.set(o) {
		return
	}
	for _, f := range append([]*focus{c.focus}, c.overlays.focuses...) {
		if f != front && f.set(o) {
			return
		}
	}
	fyne.LogError("Failed to focus object which is not part of the canvas' content or overlays.", nil)
}

// Focused implements fyne.Canvas.
func (c *canvas) Focused() fyne.Focusable { return c.front().focused }

// FocusNext implements fyne.Canvas.
func (c *canvas) FocusNext() { c.front().next() }

// FocusPrevious implements fyne.Canvas.
func (c *canvas) FocusPrevious() { c.front().previous() }

// Unfocus implements fyne.Canvas.
func (c *canvas) Unfocus() { c.front().set(nil) }

// overlays are what popped up over the content, the last in front. It stands in
// for OverlayStack of Fyne's package internal.
type overlays struct {
	canvas  *canvas
	list    []fyne.CanvasObject
	focuses []*focus
}

var _ fyne.OverlayStack = (*overlays)(nil)

// Add implements fyne.OverlayStack.
func (s *overlays) Add(overlay fyne.CanvasObject) {
	if overlay == nil {
		return
	}
	s.canvas.dirty = true
	s.list = append(s.list, overlay)
	if size := s.canvas.size; !size.IsZero() {
		overlay.Resize(size)
		overlay.Move(fyne.Position{})
	}
	s.focuses = append(s.focuses, &focus{root: overlay})
}

// List implements fyne.OverlayStack.
func (s *overlays) List() []fyne.CanvasObject { return s.list }

// Remove implements fyne.OverlayStack.
func (s *overlays) Remove(overlay fyne.CanvasObject) {
	for i, o := range s.list {
		if o == overlay {
			s.canvas.dirty = true
			clear(s.list[i:])
			clear(s.focuses[i:])
			s.list, s.focuses = s.list[:i], s.focuses[:i]
			return
		}
	}
}

// Top implements fyne.OverlayStack.
func (s *overlays) Top() fyne.CanvasObject {
	if len(s.list) == 0 {
		return nil
	}
	return s.list[len(s.list)-1]
}
