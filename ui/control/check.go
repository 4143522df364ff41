package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Check is a check box that passes unused keys on.
type Check struct {
	widget.Check
	host    Host
	focused bool
}

// NewCheck returns a box without a check mark.
func NewCheck(text string, host Host, changed func(bool)) *Check {
	c := &Check{host: host}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey passes Enter and Escape on.
func (c *Check) TypedKey(key *fyne.KeyEvent) {
	if key.Name != fyne.KeySpace {
		c.host.Key(key)
		return
	}
	c.Check.TypedKey(key)
}

// KeyDown is passed on.
func (c *Check) KeyDown(key *fyne.KeyEvent) { c.host.KeyDown(key) }

// KeyUp is passed on.
func (c *Check) KeyUp(key *fyne.KeyEvent) { c.host.KeyUp(key) }

// FocusGained shows the focus and brings the control into sight.
func (c *Check) FocusGained() {
	c.focused = true
	c.Check.FocusGained()
	c.host.Reached(c)
}

// FocusLost takes the ring away.
func (c *Check) FocusLost() {
	c.focused = false
	c.Check.FocusLost()
}

// CreateRenderer draws the box with a ring while it has the focus.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	return newRing(c.Check.CreateRenderer(), c, &c.focused, plain)
}
