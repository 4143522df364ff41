package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Choice is a select that passes unused keys on.
type Choice struct {
	widget.Select
	host    Host
	focused bool
	// widest is the width of the longest option at a size of text.
	widest, measuredAt float32
}

// NewChoice returns a choice in which nothing is chosen.
func NewChoice(options []string, host Host, changed func(string)) *Choice {
	c := &Choice{host: host}
	c.Options, c.OnChanged = options, changed
	c.ExtendBaseWidget(c)
	return c
}

// MinSize has room for the longest option, so that the chosen one is never cut off.
func (c *Choice) MinSize() fyne.Size {
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

// TypedKey opens and moves the choice; other keys are passed on.
func (c *Choice) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		c.Select.TypedKey(key)
	default:
		c.host.Key(key)
	}
}

// Tick is a check box that passes unused keys on.
type Tick struct {
	widget.Check
	host    Host
	focused bool
}

// NewTick returns a box without a tick.
func NewTick(text string, host Host, changed func(bool)) *Tick {
	t := &Tick{host: host}
	t.Text, t.OnChanged = text, changed
	t.ExtendBaseWidget(t)
	return t
}

// TypedKey passes Enter and Escape on.
func (t *Tick) TypedKey(key *fyne.KeyEvent) {
	if key.Name != fyne.KeySpace {
		t.host.Key(key)
		return
	}
	t.Check.TypedKey(key)
}

// FocusGained shows the focus and brings the control into sight.
func (c *Choice) FocusGained() {
	c.focused = true
	c.Select.FocusGained()
	c.host.Reached(c)
}

// FocusGained shows the focus and brings the control into sight.
func (t *Tick) FocusGained() {
	t.focused = true
	t.Check.FocusGained()
	t.host.Reached(t)
}

// KeyDown is passed on.
func (c *Choice) KeyDown(key *fyne.KeyEvent) { c.host.KeyDown(key) }

// KeyUp is passed on.
func (c *Choice) KeyUp(key *fyne.KeyEvent) { c.host.KeyUp(key) }

// FocusLost takes the ring away.
func (c *Choice) FocusLost() {
	c.focused = false
	c.Select.FocusLost()
}

// CreateRenderer draws the choice with a ring while it has the focus.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	return newRing(c.Select.CreateRenderer(), c, &c.focused, plain)
}

// KeyDown is passed on.
func (t *Tick) KeyDown(key *fyne.KeyEvent) { t.host.KeyDown(key) }

// KeyUp is passed on.
func (t *Tick) KeyUp(key *fyne.KeyEvent) { t.host.KeyUp(key) }

// FocusLost takes the ring away.
func (t *Tick) FocusLost() {
	t.focused = false
	t.Check.FocusLost()
}

// CreateRenderer draws the box with a ring while it has the focus.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	return newRing(t.Check.CreateRenderer(), t, &t.focused, plain)
}
