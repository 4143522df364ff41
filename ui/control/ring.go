package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ColorNameFocusRing is the color of the ring around the control that has the
// focus, where the control is not filled with a strong color.
const ColorNameFocusRing fyne.ThemeColorName = "focusRing"

// The ring's width, and how far inside a filled button it lies: both of its
// sides are then the button's own color, from which it stands out.
const (
	ringWidth      = 2
	ringFilledEdge = 3
)

// ring draws a control as Fyne does, with a ring around it while it has the
// focus. Fyne shows the focus of most controls by a shade only, which cannot be
// seen on a filled button.
type ring struct {
	fyne.WidgetRenderer
	owner   fyne.Widget
	focused *bool
	// importance is the look of the control.
	importance func() widget.Importance
	frame      *canvas.Rectangle
}

func newRing(inner fyne.WidgetRenderer, owner fyne.Widget, focused *bool, importance func() widget.Importance) *ring {
	r := &ring{WidgetRenderer: inner, owner: owner, focused: focused, importance: importance, frame: canvas.NewRectangle(nil)}
	r.frame.StrokeWidth = ringWidth
	r.look()
	return r
}

// plain is the look of what is never filled with a strong color.
func plain() widget.Importance { return widget.MediumImportance }

// Objects lists what Fyne draws, and the ring over it.
func (r *ring) Objects() []fyne.CanvasObject {
	objects := r.WidgetRenderer.Objects()
	if !*r.focused {
		return objects
	}
	return append(objects[:len(objects):len(objects)], r.frame)
}

// Layout places the control and the ring.
func (r *ring) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.place(size)
}

// Refresh takes the theme's colors and the control's look.
func (r *ring) Refresh() {
	r.look()
	r.place(r.owner.Size())
	r.frame.Refresh()
	r.WidgetRenderer.Refresh()
}

func (r *ring) place(size fyne.Size) {
	_, edge := ringLook(r.importance())
	r.frame.Move(fyne.NewPos(edge, edge))
	r.frame.Resize(size.SubtractWidthHeight(2*edge, 2*edge))
}

func (r *ring) look() {
	name, edge := ringLook(r.importance())
	current := fyne.CurrentApp().Settings()
	th := current.Theme()
	if themed, is := r.owner.(interface{ Theme() fyne.Theme }); is {
		th = themed.Theme()
	}
	r.frame.StrokeColor = th.Color(name, current.ThemeVariant())
	r.frame.CornerRadius = max(0, th.Size(theme.SizeNameInputRadius)-edge)
}

// ringLook is the color of the ring, and how far inside the control it lies.
func ringLook(importance widget.Importance) (fyne.ThemeColorName, float32) {
	switch importance {
	case widget.HighImportance:
		return theme.ColorNameForegroundOnPrimary, ringFilledEdge
	case widget.DangerImportance:
		return theme.ColorNameForegroundOnError, ringFilledEdge
	case widget.WarningImportance:
		return theme.ColorNameForegroundOnWarning, ringFilledEdge
	case widget.SuccessImportance:
		return theme.ColorNameForegroundOnSuccess, ringFilledEdge
	}
	return ColorNameFocusRing, 0
}
