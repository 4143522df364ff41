package software

import (
	"image"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/ui/software/native"
)

const (
	// dragThreshold is how far the pointer moves before that is dragging.
	dragThreshold = 2
	// notch is how far one notch of the wheel scrolls. Turned fast, a notch
	// counts for more.
	notch          = 25
	fastNotches    = 10
	fastMultiplier = 125
)

// mouse is what the mouse does in a window. Its rules are those of window.go in
// internal/driver/glfw.
type mouse struct {
	at      fyne.Position
	buttons desktop.MouseButton
	cursor  desktop.Cursor
	over    desktop.Hoverable

	// pressed is the object on which a button went down.
	pressed fyne.CanvasObject

	dragged    fyne.Draggable
	dragging   bool
	dragAt     fyne.Position
	dragOffset fyne.Position
	dragStart  fyne.Position

	// clicks counts the clicks on an object that may be a double click, until
	// the timer ends.
	clicks  int
	clicked fyne.CanvasObject
	timer   *time.Timer
}

// moved deals with a move of the pointer.
func (w *window) moved(to image.Point) {
	m := &w.mouse
	before := m.at
	m.at = w.units(to)
	cursor := desktop.Cursor(desktop.DefaultCursor)
	under, at := w.canvas.find(m.at, func(o fyne.CanvasObject) bool {
		if c, is := o.(desktop.Cursorable); is {
			cursor = c.Cursor()
		}
		_, is := o.(desktop.Hoverable)
		return is
	})
	w.point(cursor)
	w.beginDrag(before)
	w.hover(under, at)
	w.drag()
}

// point changes the pointer.
func (w *window) point(cursor desktop.Cursor) {
	if w.mouse.cursor == cursor {
		return
	}
	w.mouse.cursor = cursor
	if standard, is := cursor.(desktop.StandardCursor); is {
		w.native.SetCursor(standard)
		return
	}
	picture, x, y := cursor.Image()
	if picture == nil {
		w.native.SetCursor(desktop.HiddenCursor)
		return
	}
	w.native.SetCustomCursor(picture, image.Pt(x, y))
}

// holdsForDrag reports whether a button is down that drags.
func (m *mouse) holdsForDrag() bool {
	return m.buttons != 0 && m.buttons != desktop.MouseButtonSecondary
}

// beginDrag begins to drag what was under the pointer before it moved.
func (w *window) beginDrag(before fyne.Position) {
	m := &w.mouse
	if !m.holdsForDrag() || m.dragging {
		return
	}
	o, at := w.canvas.find(before, func(o fyne.CanvasObject) bool {
		_, is := o.(fyne.Draggable)
		return is
	})
	draggable, is := o.(fyne.Draggable)
	if is && (distance(m.at.X, m.dragAt.X) >= dragThreshold || distance(m.at.Y, m.dragAt.Y) >= dragThreshold) {
		m.dragged, m.dragging = draggable, true
		m.dragOffset, m.dragStart = before.Subtract(at), o.Position()
	}
}

func distance(a, b float32) float64 { return math.Abs(float64(a - b)) }

// isDragged reports whether an object is the one that is dragged.
func (m *mouse) isDragged(o any) bool {
	d, _ := o.(fyne.Draggable)
	return m.dragged != nil && o != nil && d == m.dragged
}

// hover tells objects that the pointer came over them, and left them.
func (w *window) hover(under fyne.CanvasObject, at fyne.Position) {
	m := &w.mouse
	if under == nil || m.isDragged(under) {
		if m.over != nil && !m.isDragged(m.over) {
			w.out()
		}
		return
	}
	event := &desktop.MouseEvent{Button: m.buttons}
	event.AbsolutePosition, event.Position = m.at, at
	hovered := under.(desktop.Hoverable)
	if hovered == m.over {
		hovered.MouseMoved(event)
		return
	}
	w.out()
	m.over = hovered
	hovered.MouseIn(event)
}

// out tells the object under the pointer that it left.
func (w *window) out() {
	if over := w.mouse.over; over != nil {
		w.mouse.over = nil
		over.MouseOut()
	}
}

// left deals with the pointer leaving the window.
func (w *window) left() {
	if w.mouse.buttons == 0 {
		w.out()
	}
}

// drag moves what is dragged.
func (w *window) drag() {
	m := &w.mouse
	if m.dragged == nil || m.buttons == desktop.MouseButtonSecondary {
		return
	}
	if m.buttons > 0 {
		event := &fyne.DragEvent{Dragged: fyne.NewDelta(m.at.X-m.dragAt.X, m.at.Y-m.dragAt.Y)}
		event.AbsolutePosition = m.at
		event.Position = m.at.Subtract(m.dragOffset).Add(m.dragStart.Subtract(m.dragged.(fyne.CanvasObject).Position()))
		m.dragged.Dragged(event)
	}
	m.dragging, m.dragAt = true, m.at
}

// clicked deals with a button that is pressed or released.
func (w *window) clicked(e native.Button) {
	w.moved(e.At)
	m := &w.mouse
	m.dragAt = m.at
	wasDragging := m.dragging
	under, at := w.canvas.find(m.at, func(o fyne.CanvasObject) bool {
		switch o.(type) {
		case fyne.Tappable, fyne.SecondaryTappable, fyne.DoubleTappable, fyne.Focusable, desktop.Mouseable:
			return true
		case fyne.Draggable:
			return wasDragging
		}
		return false
	})
	event := &fyne.PointEvent{Position: at, AbsolutePosition: m.at}
	if e.Button == desktop.MouseButtonTertiary && e.Pressed && w.insertSelection(under, event) {
		return
	}
	w.tellMouseable(under, event, e)
	w.unfocus(under)
	if e.Pressed {
		m.buttons |= e.Button
	} else {
		m.buttons &^= e.Button
		w.endDrag(under)
	}
	w.press(under, event, e)
	if !e.Pressed && e.Button == desktop.MouseButtonPrimary && !wasDragging {
		w.tap(under, event)
	}
	if m.buttons == 0 {
		w.offerSelection()
	}
}

// tellMouseable tells an object about a button.
func (w *window) tellMouseable(under fyne.CanvasObject, at *fyne.PointEvent, e native.Button) {
	mouseable, is := under.(desktop.Mouseable)
	if !is {
		return
	}
	event := &desktop.MouseEvent{PointEvent: *at, Button: e.Button, Modifier: e.Modifiers}
	if e.Pressed {
		mouseable.MouseDown(event)
		return
	}
	if dragged, is := w.mouse.dragged.(desktop.Mouseable); is {
		event.Position = event.AbsolutePosition.Subtract(w.mouse.dragOffset)
		mouseable = dragged
	}
	mouseable.MouseUp(event)
}

// unfocus takes the focus away where the click was elsewhere.
func (w *window) unfocus(under fyne.CanvasObject) {
	focused := w.canvas.Focused()
	if f, is := under.(fyne.Focusable); is && f == focused {
		return
	}
	if o, is := focused.(fyne.CanvasObject); is {
		if found, _ := w.canvas.find(w.mouse.at, func(other fyne.CanvasObject) bool { return other == o }); found != nil {
			return
		}
	}
	w.canvas.Unfocus()
}

func (w *window) endDrag(under fyne.CanvasObject) {
	m := &w.mouse
	if m.dragged == nil {
		return
	}
	leave := m.isDragged(m.over) && !m.isDragged(under)
	if m.dragging {
		m.dragging = false
		m.dragged.DragEnd()
	}
	if leave {
		w.out()
	}
	m.dragged = nil
}

// press notes where a button went down, and deals with the secondary one when
// it comes up there.
func (w *window) press(under fyne.CanvasObject, event *fyne.PointEvent, e native.Button) {
	_, tappable := under.(fyne.Tappable)
	secondary, alternative := under.(fyne.SecondaryTappable)
	switch {
	case !tappable && !alternative:
	case e.Pressed:
		w.mouse.pressed = under
	case under == w.mouse.pressed && e.Button == desktop.MouseButtonSecondary && alternative:
		front := w.canvas.overlays.Top()
		secondary.TappedSecondary(event)
		if front == nil || slices.Contains(w.canvas.overlays.list, front) {
			return
		}
		// The click only closed what had popped up; it goes to what is behind.
		behind, at := w.canvas.find(w.mouse.at, func(o fyne.CanvasObject) bool {
			_, is := o.(fyne.SecondaryTappable)
			return is
		})
		if s, is := behind.(fyne.SecondaryTappable); is {
			s.TappedSecondary(&fyne.PointEvent{Position: at, AbsolutePosition: w.mouse.at})
		}
	}
}

// tap taps an object, or waits for the second click of a double click where
// the object knows those.
func (w *window) tap(under fyne.CanvasObject, event *fyne.PointEvent) {
	m := &w.mouse
	if _, double := under.(fyne.DoubleTappable); !double {
		if o, is := under.(fyne.Tappable); is && under == m.pressed {
			o.Tapped(event)
		}
		m.pressed = nil
		return
	}
	m.clicks++
	m.clicked = under
	if m.timer != nil {
		if m.timer.Stop() {
			w.endTap(under, event)
		}
		return
	}
	m.timer = time.AfterFunc(w.driver.DoubleTapDelay(), func() {
		w.driver.do(func() { w.endTap(under, event) }, false)
	})
}

// endTap tells an object whether it was tapped or double-tapped.
func (w *window) endTap(under fyne.CanvasObject, event *fyne.PointEvent) {
	m := &w.mouse
	if m.timer == nil {
		return
	}
	clicks, clicked, pressed := m.clicks, m.clicked, m.pressed
	m.clicks, m.clicked, m.pressed, m.timer = 0, nil, nil, nil
	if clicks == 2 && clicked == under {
		if o, is := under.(fyne.DoubleTappable); is {
			o.DoubleTapped(event)
		}
		w.offerSelection()
		return
	}
	if o, is := under.(fyne.Tappable); is && under == pressed {
		o.Tapped(event)
	}
}

// scrolled deals with the wheel. With Shift, it goes sideways.
func (w *window) scrolled(e native.Scrolled) {
	w.mouse.at = w.units(e.At)
	x, y := e.X, e.Y
	if x == 0 && e.Modifiers&fyne.KeyModifierShift != 0 {
		x, y = y, x
	}
	under, at := w.canvas.find(w.mouse.at, func(o fyne.CanvasObject) bool {
		_, is := o.(fyne.Scrollable)
		return is
	})
	scrollable, is := under.(fyne.Scrollable)
	if !is {
		return
	}
	event := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(scrolledBy(x), scrolledBy(y))}
	event.Position, event.AbsolutePosition = at, w.mouse.at
	scrollable.Scrolled(event)
}

func scrolledBy(notches float32) float32 {
	if math.Abs(float64(notches)) >= fastNotches {
		notches *= fastMultiplier
	}
	return notches * notch
}
