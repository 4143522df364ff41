package software

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// The primary selection of X11: what is selected in a field is offered to all
// programs, and the middle mouse button inserts what was selected last. The
// driver of Fyne v2.8.1 knows none.

// textField is an object in which text is selected. It decides itself what it
// copies, and so what is offered: nothing where the text is hidden.
type textField interface {
	fyne.CanvasObject
	fyne.Disableable
	fyne.Shortcutable
	SelectedText() string
}

// private is a field that may keep to itself what is selected in it.
type private interface{ KeepsSelection() bool }

// offerSelection offers what is selected in the focused field, if that is new.
func (w *window) offerSelection() {
	selected := ""
	if field, is := w.canvas.Focused().(textField); is && !keepsSelection(field) {
		copied := &heldText{}
		field.TypedShortcut(&fyne.ShortcutCopy{Clipboard: copied})
		selected = copied.text
	}
	if selected != "" && selected != w.selected {
		w.driver.system.SetSelection(selected)
	}
	w.selected = selected
}

func keepsSelection(field textField) bool {
	keeper, is := field.(private)
	return is && keeper.KeepsSelection()
}

// insertSelection inserts what was selected last where the pointer is, and
// reports whether there was something and a field to take it. What is selected
// in the field itself stays in the text.
func (w *window) insertSelection(under fyne.CanvasObject, at *fyne.PointEvent) bool {
	field, is := under.(textField)
	if !is || field.Disabled() {
		return false
	}
	text := w.driver.system.Selection()
	if text == "" {
		return false
	}
	w.unfocus(under)
	if o, is := under.(desktop.Mouseable); is {
		// The main button is the one that moves the caret and selects nothing.
		event := &desktop.MouseEvent{PointEvent: *at, Button: desktop.MouseButtonPrimary}
		o.MouseDown(event)
		o.MouseUp(event)
	}
	field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &heldText{text}})
	w.selected = ""
	return true
}

// heldText is a clipboard of its own, for one shortcut.
type heldText struct{ text string }

// Content implements fyne.Clipboard.
func (h *heldText) Content() string { return h.text }

// SetContent implements fyne.Clipboard.
func (h *heldText) SetContent(text string) { h.text = text }
