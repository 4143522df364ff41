// Package control holds what the window is made of: buttons, inputs, texts, notes
// and the theme. A control passes the keys and the turns of the wheel that it
// does not use, and the focus that it gets, on to the Host in which it stands.
package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	tooltip "github.com/dweymouth/fyne-tooltip/widget"
)

// Host is what controls stand in: the window's form, or a sheet. Fyne sends
// keys to the focused control only, so every control of ours passes Escape and
// Enter on.
type Host interface {
	// Key answers a key that the control does not use itself.
	Key(*fyne.KeyEvent) bool
	// Shortcut answers a shortcut that the control does not use itself: Undo and
	// Redo that changed nothing in a text, and what is no editing.
	Shortcut(fyne.Shortcut)
	// KeyDown and KeyUp are told of every key that goes down and up again while
	// the control has the focus.
	KeyDown(*fyne.KeyEvent)
	KeyUp(*fyne.KeyEvent)
	// Reached is told that the control has got the focus, so that it can be
	// scrolled into sight.
	Reached(fyne.CanvasObject)
	// Wheel is told that the wheel was turned over a control that has nothing
	// to scroll, so that what the control stands in scrolls.
	Wheel(over fyne.CanvasObject, event *fyne.ScrollEvent)
}

// Button is a button that Enter presses too, as people expect.
type Button struct {
	widget.Button
	tooltip.ToolTipWidgetExtend
	host    Host
	focused bool
}

// NewButton returns a button; icon may be nil.
func NewButton(text string, icon fyne.Resource, host Host, tapped func()) *Button {
	b := &Button{host: host}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// ExtendBaseWidget makes the button, with its tooltip, a widget.
func (b *Button) ExtendBaseWidget(widget fyne.Widget) {
	b.ExtendToolTipWidget(widget)
	b.Button.ExtendBaseWidget(widget)
}

// Named gives the button a tooltip: the name of what it does where it shows an
// icon only.
func (b *Button) Named(name string) *Button {
	b.SetToolTip(name)
	return b
}

// AccessibilityLabel says what the button does.
func (b *Button) AccessibilityLabel() string {
	if b.Text == "" && b.ToolTip() != "" {
		return b.ToolTip()
	}
	return b.Button.AccessibilityLabel()
}

// Tapped does what the button is for.
func (b *Button) Tapped(event *fyne.PointEvent) {
	b.ToolTipWidgetExtend.MouseOut()
	b.Button.Tapped(event)
}

// MouseIn shows that the button can be pressed, and soon its tooltip.
func (b *Button) MouseIn(event *desktop.MouseEvent) {
	b.ToolTipWidgetExtend.MouseIn(event)
	b.Button.MouseIn(event)
}

// MouseMoved lets the tooltip stand where the mouse does.
func (b *Button) MouseMoved(event *desktop.MouseEvent) { b.ToolTipWidgetExtend.MouseMoved(event) }

// MouseOut takes the hint and the tooltip away.
func (b *Button) MouseOut() {
	b.ToolTipWidgetExtend.MouseOut()
	b.Button.MouseOut()
}

// KeyDown is passed on.
func (b *Button) KeyDown(key *fyne.KeyEvent) { b.host.KeyDown(key) }

// KeyUp is passed on.
func (b *Button) KeyUp(key *fyne.KeyEvent) { b.host.KeyUp(key) }

// TypedKey presses the button on Enter.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeySpace:
	default:
		b.host.Key(key)
	}
}

// TypedRune presses the button on a space. Pressing it on the key, which comes
// first, would let the space be typed into a field that then gets the focus.
func (b *Button) TypedRune(r rune) {
	if r == ' ' {
		b.Button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
}

// SetImportance changes the look of the button only if need be.
func (b *Button) SetImportance(importance widget.Importance) {
	if b.Importance != importance {
		b.Importance = importance
		b.Refresh()
	}
}

// SetEnabled enables or disables the button only if need be.
func (b *Button) SetEnabled(enabled bool) {
	if enabled == b.Disabled() {
		if enabled {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// FocusGained shows the focus and brings the control into sight.
func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
	b.host.Reached(b)
}

// FocusLost takes the ring away.
func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// CreateRenderer draws the button with a ring while it has the focus.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return newRing(b.Button.CreateRenderer(), b, &b.focused, func() widget.Importance { return b.Importance })
}

// NewFlatButton returns a button with a flat look.
func NewFlatButton(text string, icon fyne.Resource, host Host, tapped func()) *Button {
	b := NewButton(text, icon, host, tapped)
	b.Importance = widget.LowImportance
	return b
}
