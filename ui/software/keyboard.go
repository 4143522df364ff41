package software

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/ui/software/native"
)

// The rules here are those of processKeyPressed and triggersShortcut in
// window.go of internal/driver/glfw: first the focused object hears that a key
// went down, then Tab moves the focus, then the shortcuts of the focused object
// act, or else those of the canvas; what is left is typed.

// keyModifiers are the keys that hold a modifier.
var keyModifiers = map[fyne.KeyName]fyne.KeyModifier{
	desktop.KeyShiftLeft: fyne.KeyModifierShift, desktop.KeyShiftRight: fyne.KeyModifierShift,
	desktop.KeyControlLeft: fyne.KeyModifierControl, desktop.KeyControlRight: fyne.KeyModifierControl,
	desktop.KeyAltLeft: fyne.KeyModifierAlt, desktop.KeyAltRight: fyne.KeyModifierAlt,
	desktop.KeySuperLeft: fyne.KeyModifierSuper, desktop.KeySuperRight: fyne.KeyModifierSuper,
}

// heldAfter returns the modifiers that are held after an event.
func heldAfter(e native.Key) fyne.KeyModifier {
	if e.Action == native.Released {
		return e.Modifiers &^ keyModifiers[e.Name]
	}
	return e.Modifiers | keyModifiers[e.Name]
}

// key deals with a key.
func (w *window) key(e native.Key) {
	event := &fyne.KeyEvent{Name: e.Name, Physical: fyne.HardwareKey{ScanCode: e.Code}}
	if e.Action == native.Released {
		w.released(event)
		return
	}
	if e.Action == native.Pressed {
		w.pressed(event)
	}
	defer w.driver.animation.touch()
	defer w.offerSelection()
	if e.Name == fyne.KeyTab && e.Modifiers&^fyne.KeyModifierShift == 0 && w.movesFocus(e.Modifiers) {
		return
	}
	if w.shortcut(e) {
		return
	}
	if focused := w.canvas.Focused(); focused != nil {
		focused.TypedKey(event)
	} else if w.canvas.onTypedKey != nil {
		w.canvas.onTypedKey(event)
	}
}

// released tells who wants to know that a key went up.
func (w *window) released(event *fyne.KeyEvent) {
	if focused := w.canvas.Focused(); focused == nil {
		if w.canvas.onKeyUp != nil {
			w.canvas.onKeyUp(event)
		}
	} else if o, is := focused.(desktop.Keyable); is {
		o.KeyUp(event)
	}
}

// pressed tells who wants to know that a key went down.
func (w *window) pressed(event *fyne.KeyEvent) {
	if focused := w.canvas.Focused(); focused == nil {
		if w.canvas.onKeyDown != nil {
			w.canvas.onKeyDown(event)
		}
	} else if o, is := focused.(desktop.Keyable); is {
		o.KeyDown(event)
	}
}

// movesFocus moves the focus with Tab, unless the focused object takes Tab
// itself.
func (w *window) movesFocus(modifiers fyne.KeyModifier) bool {
	if o, is := w.canvas.Focused().(fyne.Tabbable); is && o.AcceptsTab() {
		return false
	}
	if modifiers == fyne.KeyModifierShift {
		w.canvas.FocusPrevious()
	} else {
		w.canvas.FocusNext()
	}
	return true
}

// typed deals with a typed character.
func (w *window) typed(r rune) {
	if focused := w.canvas.Focused(); focused != nil {
		focused.TypedRune(r)
	} else if w.canvas.onTypedRune != nil {
		w.canvas.onTypedRune(r)
	}
	w.driver.animation.touch()
}

// shortcut does what a combination of keys is for, and reports whether it is
// for something.
func (w *window) shortcut(e native.Key) bool {
	name := e.Name
	if name == fyne.KeyUnknown && e.Modifiers&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 {
		name = e.Place
	}
	s := w.shortcutOf(name, e.Modifiers)
	if s == nil {
		return false
	}
	focused, is := w.canvas.Focused().(fyne.Shortcutable)
	if !is {
		w.canvas.TypedShortcut(s)
		return true
	}
	if text, is := focused.(interface {
		fyne.Disableable
		SelectedText() string
	}); is && text.Disabled() && s.ShortcutName() != "Copy" {
		return false
	}
	focused.TypedShortcut(s)
	return true
}

// shortcutOf returns what a combination of keys is called; nil where it is
// none.
func (w *window) shortcutOf(name fyne.KeyName, modifiers fyne.KeyModifier) fyne.Shortcut {
	clipboard := w.driver.Clipboard()
	switch modifiers {
	case 0:
		return nil
	case fyne.KeyModifierControl:
		switch name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{Clipboard: clipboard}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{Clipboard: clipboard}
		case fyne.KeyInsert:
			return &fyne.ShortcutCopy{Clipboard: clipboard, Secondary: true}
		case fyne.KeyX:
			return &fyne.ShortcutCut{Clipboard: clipboard}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	case fyne.KeyModifierShift:
		switch name {
		case fyne.KeyInsert:
			return &fyne.ShortcutPaste{Clipboard: clipboard, Secondary: true}
		case fyne.KeyDelete:
			return &fyne.ShortcutCut{Clipboard: clipboard, Secondary: true}
		}
		return nil
	}
	if _, only := keyModifiers[name]; only {
		return nil
	}
	return &desktop.CustomShortcut{KeyName: name, Modifier: modifiers}
}

// focus takes over whether the window has the keyboard.
func (w *window) focus(has bool) {
	d, focused := w.driver, w.canvas.Focused()
	if has {
		if d.focused == nil {
			call(hooks().OnEnteredForeground())
		}
		d.focused = w
		if focused != nil {
			focused.FocusGained()
		}
		return
	}
	if focused != nil {
		focused.FocusLost()
	}
	d.modifiers = 0
	if d.focused == w {
		d.exitForeground()
	}
}
