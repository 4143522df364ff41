// Package control holds what the window is made of: buttons, inputs, texts, notes
// and the theme. A control passes the keys that it does not use, and the focus
// that it gets, on to the Host in which it stands.
package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Host is what controls stand in: the window's form, or a sheet. Fyne sends
// keys to the focused control only, so every control of ours passes Escape and
// Enter on.
type Host interface {
	// Key answers a key that the control does not use itself.
	Key(*fyne.KeyEvent) bool
	// Reached is told that the control has got the focus, so that it can be
	// scrolled into sight.
	Reached(fyne.CanvasObject)
}

// Button is a button that Enter presses too, as people expect.
type Button struct {
	widget.Button
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

// TypedKey presses the button on Enter and Space.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeySpace:
		b.Button.TypedKey(key)
	default:
		b.host.Key(key)
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
