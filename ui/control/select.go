package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Select is a select that passes unused keys on.
type Select struct {
	widget.Select
	host    Host
	focused bool
	// widest is the width of the longest option at a size of text.
	widest, measuredAt float32
}

// NewSelect returns a select in which nothing is chosen.
func NewSelect(options []string, host Host, changed func(string)) *Select {
	c := &Select{host: host}
	c.Options, c.OnChanged = options, changed
	c.ExtendBaseWidget(c)
	return c
}

// MinSize has room for the longest option, so that the chosen one is never cut off.
func (c *Select) MinSize() fyne.Size {
	th := c.Theme()
	if size := th.Size(theme.SizeNameText); c.measuredAt != size {
		c.widest, c.measuredAt = 0, size
		for _, option := range c.Options {
			c.widest = max(c.widest, fyne.MeasureText(option, size, fyne.TextStyle{}).Width)
		}
	}
	least := c.Select.MinSize()
	least.Width = max(least.Width, c.widest+th.Size(theme.SizeNameInlineIcon)+5*th.Size(theme.SizeNameInnerPadding))
	return least
}

// TypedKey opens and moves the select; other keys are passed on.
func (c *Select) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		c.Select.TypedKey(key)
	default:
		c.host.Key(key)
	}
}

// KeyDown is passed on.
func (c *Select) KeyDown(key *fyne.KeyEvent) { c.host.KeyDown(key) }

// KeyUp is passed on.
func (c *Select) KeyUp(key *fyne.KeyEvent) { c.host.KeyUp(key) }

// FocusGained shows the focus and brings the control into sight.
func (c *Select) FocusGained() {
	c.focused = true
	c.Select.FocusGained()
	c.host.Reached(c)
}

// FocusLost takes the ring away.
func (c *Select) FocusLost() {
	c.focused = false
	c.Select.FocusLost()
}

// CreateRenderer draws the select with a ring while it has the focus.
func (c *Select) CreateRenderer() fyne.WidgetRenderer {
	return newRing(c.Select.CreateRenderer(), c, &c.focused, plain)
}
