package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// WheelArea takes the turns of the wheel where nothing else stands. It cannot be
// seen.
type WheelArea struct {
	widget.BaseWidget
	scrolled func(*fyne.ScrollEvent)
}

// NewWheelArea returns an area that passes the turns of the wheel on.
func NewWheelArea(scrolled func(*fyne.ScrollEvent)) *WheelArea {
	w := &WheelArea{scrolled: scrolled}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled passes the turn on.
func (w *WheelArea) Scrolled(event *fyne.ScrollEvent) { w.scrolled(event) }

// CreateRenderer draws nothing.
func (w *WheelArea) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// wheeled lays a wheel over a field. Fyne hands the wheel to the scroller inside
// every field, which keeps it even where there is nothing to scroll.
type wheeled struct {
	fyne.WidgetRenderer
	wheel *WheelArea
}

func newWheeled(inner fyne.WidgetRenderer, entry *Entry) *wheeled {
	var scroll *container.Scroll
	for _, object := range inner.Objects() {
		if found, is := object.(*container.Scroll); is {
			scroll = found
		}
	}
	return &wheeled{inner, NewWheelArea(func(event *fyne.ScrollEvent) {
		if scroll == nil || !entry.scrolls(scroll, event) {
			entry.host.Wheel(entry, event)
		}
	})}
}

// scrolls scrolls the text, and reports whether there was something to scroll
// that way.
func (e *Entry) scrolls(scroll *container.Scroll, event *fyne.ScrollEvent) bool {
	if !e.MultiLine && event.Scrolled.DX == 0 {
		return false
	}
	before := scroll.Offset
	scroll.Scrolled(event)
	return scroll.Offset != before
}

// Objects lists what Fyne draws, and the wheel over it.
func (w *wheeled) Objects() []fyne.CanvasObject {
	objects := w.WidgetRenderer.Objects()
	return append(objects[:len(objects):len(objects)], w.wheel)
}

// Layout places the field and the wheel.
func (w *wheeled) Layout(size fyne.Size) {
	w.WidgetRenderer.Layout(size)
	w.wheel.Resize(size)
}
