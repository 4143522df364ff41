package control

import (
	"errors"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/ui/layout"
)

// Entry is a text field that Tab always leaves, that passes unused keys on,
// and that lets its owner look at what is pasted.
type Entry struct {
	widget.Entry
	host Host
	// Pasting returns what is to be inserted in place of the pasted text;
	// handled says that nothing is to be inserted.
	Pasting func(text string) (insert string, handled bool)
	// Left is told that the field lost the focus; it may be nil.
	Left func()
	// ReadOnly keeps the text; it can be selected and copied.
	ReadOnly bool
	// Private keeps what is selected here from other programs until it is copied
	// on purpose, even while it can be read.
	Private bool
	// growth is nil for a field of one line.
	growth *growth
	// marked says that the field has the look of a fault.
	marked  bool
	focused bool
}

// NewEntry returns an empty field of one line.
func NewEntry(host Host) *Entry {
	e := &Entry{host: host}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.AlwaysShowValidationError = true
	e.ExtendBaseWidget(e)
	return e
}

// mostRows is how many rows of a long text are seen at once.
const mostRows = 5

// NewMultiLineEntry returns an empty field that shows this many rows, and more
// for a longer text.
func NewMultiLineEntry(host Host, rows int) *Entry {
	e := NewEntry(host)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.growth = &growth{least: rows, text: Text("")}
	e.SetMinRowsVisible(rows)
	return e
}

// growth makes a field as high as its text.
type growth struct {
	least, rows int
	// text is the same text, wrapped in the same width, which tells how many rows
	// it takes.
	text  *widget.Label
	width float32
}

// needs returns how many rows a text is to have in a width.
func (g *growth) needs(text string, width float32) int {
	if text != g.text.Text || width != g.width || g.rows == 0 {
		g.width = width
		SetText(g.text, text)
		height := layout.HeightAt(g.text, width) - 2*theme.InnerPadding()
		line := fyne.MeasureText(" ", theme.TextSize(), fyne.TextStyle{}).Height
		g.rows = min(mostRows, max(g.least, int(math.Round(float64(height/line)))))
	}
	return g.rows
}

// MinSize grows with the text of a field of several lines.
func (e *Entry) MinSize() fyne.Size {
	if e.growth != nil && e.Size().Width > 0 {
		before := e.growth.rows
		if rows := e.growth.needs(e.Text, e.Size().Width); rows != before {
			e.SetMinRowsVisible(rows)
		}
	}
	return e.Entry.MinSize()
}

// AcceptsTab says that Tab goes to the next control, out of a multi-line text too.
func (e *Entry) AcceptsTab() bool { return false }

// TypedKey edits the text; Escape and the window's function keys are passed on,
// and so is Enter where it would do nothing here.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF5, fyne.KeyF10:
		e.host.Key(key)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.ReadOnly || !e.MultiLine && e.OnSubmitted == nil {
			e.host.Key(key)
			return
		}
	case fyne.KeyBackspace, fyne.KeyDelete:
		if e.ReadOnly {
			return
		}
	}
	e.Entry.TypedKey(key)
}

// KeyDown may begin to select, and is passed on.
func (e *Entry) KeyDown(key *fyne.KeyEvent) {
	e.Entry.KeyDown(key)
	e.host.KeyDown(key)
}

// KeyUp may end that, and is passed on.
func (e *Entry) KeyUp(key *fyne.KeyEvent) {
	e.Entry.KeyUp(key)
	e.host.KeyUp(key)
}

// TypedRune inserts a character.
func (e *Entry) TypedRune(r rune) {
	if !e.ReadOnly {
		e.Entry.TypedRune(r)
	}
}

// TypedShortcut handles the clipboard; a paste is shown to the owner first.
func (e *Entry) TypedShortcut(shortcut fyne.Shortcut) {
	switch s := shortcut.(type) {
	case *fyne.ShortcutPaste:
		e.paste(s)
	case *fyne.ShortcutCopy, *fyne.ShortcutSelectAll:
		e.Entry.TypedShortcut(shortcut)
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		e.undo(shortcut)
	default:
		if !e.ReadOnly {
			e.Entry.TypedShortcut(shortcut)
		}
		e.host.Shortcut(shortcut)
	}
}

// KeepsSelection tells the driver whether selecting text here offers it to no
// other program, as the primary selection of X11 would.
func (e *Entry) KeepsSelection() bool { return e.Private }

// undo takes back or repeats what was typed here; where nothing was, that is
// passed on.
func (e *Entry) undo(shortcut fyne.Shortcut) {
	if e.ReadOnly {
		return
	}
	before := e.Text
	e.Entry.TypedShortcut(shortcut)
	if e.Text == before {
		e.host.Shortcut(shortcut)
	}
}

func (e *Entry) paste(shortcut *fyne.ShortcutPaste) {
	if e.ReadOnly {
		return
	}
	if e.Pasting == nil {
		e.Entry.TypedShortcut(shortcut)
		return
	}
	insert, handled := e.Pasting(shortcut.Clipboard.Content())
	if !handled {
		e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fixedClipboard(insert)})
	}
}

// FocusLost tells the owner.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	if e.Left != nil {
		e.Left()
	}
}

// SetValue puts a text into the field unless it stands there already: setting it
// would move the cursor and forget what can be undone.
func (e *Entry) SetValue(text string) {
	if e.Text != text {
		e.SetText(text)
	}
}

// Mark gives the field the look of a fault, or takes it away.
func (e *Entry) Mark(fault string) {
	if fault != "" {
		e.marked = true
		e.SetValidationError(errors.New(fault))
	} else if e.marked {
		e.marked = false
		e.SetValidationError(nil)
	}
}

// Forget empties the field, its undo history too, and hides what will be typed.
func (e *Entry) Forget() {
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

// FocusGained shows the focus and brings the control into sight.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	e.host.Reached(e)
}

// CreateRenderer draws the field with a ring while it has the focus.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return newRing(newWheeled(e.Entry.CreateRenderer(), e), e, &e.focused, plain)
}
