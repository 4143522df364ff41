package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// host is what controls stand in: the window's form, or a sheet. Fyne sends
// keys to the focused control only, so every control of ours passes Escape and
// Enter on.
type host interface {
	// key answers a key that the control does not use itself.
	key(*fyne.KeyEvent) bool
	// reached is told that the control has got the focus, so that it can be
	// scrolled into sight.
	reached(fyne.CanvasObject)
}

// button is a button that Enter presses too, as people expect.
type button struct {
	widget.Button
	host host
}

func newButton(text string, icon fyne.Resource, host host, tapped func()) *button {
	b := &button{host: host}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey presses the button on Enter and Space.
func (b *button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeySpace:
		b.Button.TypedKey(key)
	default:
		b.host.key(key)
	}
}

// setImportance changes the look of the button only if need be.
func (b *button) setImportance(importance widget.Importance) {
	if b.Importance != importance {
		b.Importance = importance
		b.Refresh()
	}
}

// setEnabled enables or disables the button only if need be.
func (b *button) setEnabled(enabled bool) {
	if enabled == b.Disabled() {
		if enabled {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// entry is a text field that Tab always leaves, that passes unused keys on,
// and that lets its owner look at what is pasted.
type entry struct {
	widget.Entry
	host host
	// pasting returns what is to be inserted in place of the pasted text;
	// handled says that nothing is to be inserted.
	pasting func(text string) (insert string, handled bool)
	// readOnly keeps the text; it can be selected and copied.
	readOnly bool
	// marked says that the field has the look of a fault.
	marked bool
}

func newEntry(host host) *entry {
	e := &entry{host: host}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.AlwaysShowValidationError = true
	e.ExtendBaseWidget(e)
	return e
}

func newMultiLineEntry(host host, rows int) *entry {
	e := newEntry(host)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	return e
}

// AcceptsTab says that Tab goes to the next control, out of a multi-line text too.
func (e *entry) AcceptsTab() bool { return false }

// TypedKey edits the text; Escape is passed on, and so is Enter where it would
// do nothing here.
func (e *entry) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		e.host.key(key)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.readOnly || !e.MultiLine && e.OnSubmitted == nil {
			e.host.key(key)
			return
		}
	case fyne.KeyBackspace, fyne.KeyDelete:
		if e.readOnly {
			return
		}
	}
	e.Entry.TypedKey(key)
}

// TypedRune inserts a character.
func (e *entry) TypedRune(r rune) {
	if !e.readOnly {
		e.Entry.TypedRune(r)
	}
}

// TypedShortcut handles the clipboard; a paste is shown to the owner first.
func (e *entry) TypedShortcut(shortcut fyne.Shortcut) {
	switch s := shortcut.(type) {
	case *fyne.ShortcutPaste:
		e.paste(s)
	case *fyne.ShortcutCopy, *fyne.ShortcutSelectAll:
		e.Entry.TypedShortcut(shortcut)
	default:
		if !e.readOnly {
			e.Entry.TypedShortcut(shortcut)
		}
	}
}

func (e *entry) paste(shortcut *fyne.ShortcutPaste) {
	if e.readOnly {
		return
	}
	if e.pasting == nil {
		e.Entry.TypedShortcut(shortcut)
		return
	}
	insert, handled := e.pasting(shortcut.Clipboard.Content())
	if !handled {
		e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fixedClipboard(insert)})
	}
}

// show puts a text into the field unless it stands there already: setting it
// would move the cursor and forget what can be undone.
func (e *entry) show(text string) {
	if e.Text != text {
		e.SetText(text)
	}
}

// mark gives the field the look of a fault, or takes it away.
func (e *entry) mark(fault string) {
	if fault != "" {
		e.marked = true
		e.SetValidationError(errors.New(fault))
	} else if e.marked {
		e.marked = false
		e.SetValidationError(nil)
	}
}

// forget empties the field, its undo history too, and hides what will be typed.
func (e *entry) forget() {
	e.Password = true
	e.SetText("")
	e.Refresh()
}

// fixedClipboard is a clipboard that holds one text.
type fixedClipboard string

// Content returns the text.
func (c fixedClipboard) Content() string { return string(c) }

// SetContent does nothing.
func (c fixedClipboard) SetContent(string) {}

// choice is a select that passes unused keys on.
type choice struct {
	widget.Select
	host host
	// widest is the width of the longest option at a size of text.
	widest, measuredAt float32
}

func newChoice(options []string, host host, changed func(string)) *choice {
	c := &choice{host: host}
	c.Options, c.OnChanged = options, changed
	c.ExtendBaseWidget(c)
	return c
}

// MinSize has room for the longest option, so that the chosen one is never cut off.
func (c *choice) MinSize() fyne.Size {
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
func (c *choice) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		c.Select.TypedKey(key)
	default:
		c.host.key(key)
	}
}

// tick is a check box that passes unused keys on.
type tick struct {
	widget.Check
	host host
}

func newTick(text string, host host, changed func(bool)) *tick {
	t := &tick{host: host}
	t.Text, t.OnChanged = text, changed
	t.ExtendBaseWidget(t)
	return t
}

// TypedKey passes Enter and Escape on.
func (t *tick) TypedKey(key *fyne.KeyEvent) {
	if key.Name != fyne.KeySpace {
		t.host.key(key)
		return
	}
	t.Check.TypedKey(key)
}

func newText(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	return label
}

func newHeading(text string) *widget.Label {
	label := newText(text)
	label.TextStyle.Bold = true
	return label
}

// newSmall returns a small, quiet, wrapped text.
func newSmall(text string) *widget.Label {
	label := newText(text)
	label.SizeName = theme.SizeNameCaptionText
	label.Importance = widget.LowImportance
	return label
}

// FocusGained shows the focus and brings the control into sight.
func (b *button) FocusGained() {
	b.Button.FocusGained()
	b.host.reached(b)
}

// FocusGained shows the focus and brings the control into sight.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	e.host.reached(e)
}

// FocusGained shows the focus and brings the control into sight.
func (c *choice) FocusGained() {
	c.Select.FocusGained()
	c.host.reached(c)
}

// FocusGained shows the focus and brings the control into sight.
func (t *tick) FocusGained() {
	t.Check.FocusGained()
	t.host.reached(t)
}
