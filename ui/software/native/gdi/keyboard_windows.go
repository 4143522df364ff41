package gdi

import (
	"strconv"
	"unicode"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/ui/software/native"
)

// Some of Windows' numbers for keys, which depend on the person's layout.
const (
	keyShift       = 0x10
	keyControl     = 0x11
	keyAlt         = 0x12
	keyLeftSuper   = 0x5b
	keyRightSuper  = 0x5c
	keyPad0        = 0x60
	keyPad9        = 0x69
	keyF1          = 0x70
	keyF12         = 0x7b
	keyLeftControl = 0xa2
	keyRightAlt    = 0xa5
	// keyComposing stands for a key that an input method took.
	keyComposing = 0xe5
	// keyPacket stands for a character that another program typed.
	keyPacket = 0xe7
)

// keyNames are the keys that have the same name in each layout.
var keyNames = map[uintptr]fyne.KeyName{
	0x08: fyne.KeyBackspace, 0x09: fyne.KeyTab, 0x0d: fyne.KeyReturn, 0x14: desktop.KeyCapsLock, 0x1b: fyne.KeyEscape,
	0x20: fyne.KeySpace, 0x21: fyne.KeyPageUp, 0x22: fyne.KeyPageDown, 0x23: fyne.KeyEnd, 0x24: fyne.KeyHome,
	0x25: fyne.KeyLeft, 0x26: fyne.KeyUp, 0x27: fyne.KeyRight, 0x28: fyne.KeyDown,
	0x2c: desktop.KeyPrintScreen, 0x2d: fyne.KeyInsert, 0x2e: fyne.KeyDelete,
	keyLeftSuper: desktop.KeySuperLeft, keyRightSuper: desktop.KeySuperRight, 0x5d: desktop.KeyMenu,
	0x6a: fyne.KeyAsterisk, 0x6b: fyne.KeyPlus, 0x6d: fyne.KeyMinus, 0x6e: fyne.KeyPeriod, 0x6f: fyne.KeySlash,
}

// signNames are the signs that Fyne has names for.
var signNames = map[rune]fyne.KeyName{
	'\'': fyne.KeyApostrophe, ',': fyne.KeyComma, '-': fyne.KeyMinus, '.': fyne.KeyPeriod, '/': fyne.KeySlash,
	'\\': fyne.KeyBackslash, '[': fyne.KeyLeftBracket, ']': fyne.KeyRightBracket, ';': fyne.KeySemicolon,
	'=': fyne.KeyEqual, '*': fyne.KeyAsterisk, '+': fyne.KeyPlus, '`': fyne.KeyBackTick,
}

// The letters of the US layout, by the numbers of their keys on the keyboard,
// from the first key of each row.
var letterRows = map[int]string{0x10: "QWERTYUIOP", 0x1e: "ASDFGHJKL", 0x2c: "ZXCVBNM"}

// stroke is what a message says about a key.
type stroke struct {
	key      uintptr
	scan     int
	extended bool
	repeated bool
}

func strokeOf(wParam, lParam uintptr) stroke {
	return stroke{
		key: wParam, scan: int(lParam >> 16 & 0xff),
		extended: lParam>>24&1 != 0, repeated: lParam>>30&1 != 0,
	}
}

// name is the key's name in the person's layout. typed returns what a key
// types without modifiers there, in upper case; 0 for nothing.
func (k stroke) name(typed func(key uintptr) rune) fyne.KeyName {
	switch {
	case k.key == 0x0d && k.extended:
		return fyne.KeyEnter
	case k.key == keyShift && k.scan == 0x36:
		return desktop.KeyShiftRight
	case k.key == keyShift:
		return desktop.KeyShiftLeft
	case k.key == keyControl && k.extended:
		return desktop.KeyControlRight
	case k.key == keyControl:
		return desktop.KeyControlLeft
	case k.key == keyAlt && k.extended:
		return desktop.KeyAltRight
	case k.key == keyAlt:
		return desktop.KeyAltLeft
	case k.key >= '0' && k.key <= '9':
		return fyne.KeyName(rune(k.key))
	case k.key >= keyPad0 && k.key <= keyPad9:
		return fyne.KeyName(rune('0' + k.key - keyPad0))
	case k.key >= keyF1 && k.key <= keyF12:
		return fyne.KeyName("F" + strconv.Itoa(int(k.key-keyF1)+1))
	}
	if name, known := keyNames[k.key]; known {
		return name
	}
	letter := typed(k.key)
	if letter >= 'A' && letter <= 'Z' {
		return fyne.KeyName(letter)
	}
	return signNames[letter]
}

// place is the letter that the key types in the US layout.
func (k stroke) place() fyne.KeyName {
	for first, row := range letterRows {
		if i := k.scan - first; !k.extended && i >= 0 && i < len(row) {
			return fyne.KeyName(row[i : i+1])
		}
	}
	return fyne.KeyUnknown
}

// code is the system's number for the key.
func (k stroke) code() int {
	if k.extended {
		return k.scan | 0x100
	}
	return k.scan
}

// modifier is the modifier that the key itself is.
func (k stroke) modifier() fyne.KeyModifier {
	switch k.key {
	case keyShift:
		return fyne.KeyModifierShift
	case keyControl:
		return fyne.KeyModifierControl
	case keyAlt:
		return fyne.KeyModifierAlt
	case keyLeftSuper, keyRightSuper:
		return fyne.KeyModifierSuper
	}
	return 0
}

// typedBy asks the person's layout what a key types.
func typedBy(key uintptr) rune {
	const toCharacter, deadKey = 2, 1 << 31 // MAPVK_VK_TO_CHAR
	layout := call(getKeyboardLayout, 0)
	character := uint32(call(mapVirtualKeyEx, key, toCharacter, layout))
	return unicode.ToUpper(rune(character &^ deadKey))
}

// receiveKey gets the messages about keys and characters.
func (w *window) receiveKey(number uint32, wParam, lParam uintptr) (result uintptr, done bool) {
	switch number {
	case wmKeyDown, wmKeyUp:
		w.struck(number, wParam, lParam)
		return 0, true
	case wmSysKeyDown, wmSysKeyUp:
		w.struck(number, wParam, lParam)
		// Alt+F4 and Alt+Space are Windows' own.
		return 0, false
	case wmChar:
		if r, whole := w.typed(uint16(wParam)); whole {
			w.typedByKey(r)
		}
		return 0, true
	case wmComposedChar:
		if r, whole := w.typed(uint16(wParam)); whole {
			w.typedRune(r)
		}
		return 0, true
	case wmUniChar:
		const asking = 0xffff // UNICODE_NOCHAR: do you take this message?
		if wParam == asking {
			return 1, true
		}
		w.typedRune(rune(wParam))
		return 0, true
	case wmSysChar:
		// Windows looks for a menu of its own and sounds a bell; Alt+Space is
		// the window's.
		return 0, wParam != ' '
	case wmMenuChar:
		const closeMenu = 1 << 16 // MNC_CLOSE
		return closeMenu, true
	case wmSysCommand:
		// Alt alone, and F10, would go to a menu that is not there, and the
		// next keys with it.
		const menuByKey = 0xf100 // SC_KEYMENU
		return 0, wParam&0xfff0 == menuByKey && lParam != ' '
	}
	return 0, false
}

// struck is told of a key.
func (w *window) struck(number uint32, wParam, lParam uintptr) {
	k := strokeOf(wParam, lParam)
	if k.key == keyComposing || k.key == keyPacket || k.key == keyControl && !k.extended && altGrFollows() {
		return
	}
	event := native.Key{
		Window: w, Name: k.name(typedBy), Place: k.place(), Code: k.code(),
		Modifiers: modifiersNow() &^ k.modifier(),
	}
	switch {
	case number == wmKeyUp || number == wmSysKeyUp:
		event.Action = native.Released
	case k.repeated:
		event.Action = native.Repeated
	}
	w.put(event)
}

// altGrFollows reports whether the left Ctrl key that is being told of is only
// the one that Windows puts before AltGr: then the message about AltGr is
// waiting, with the same time.
func altGrFollows() bool {
	var next message
	if call(peekMessage, uintptr(unsafe.Pointer(&next)), 0, wmKeyDown, wmSysKeyUp, 0) == 0 {
		return false
	}
	k := strokeOf(next.wParam, next.lParam)
	return k.key == keyAlt && k.extended && next.time == uint32(call(getMessageTime))
}

// typedByKey is told of a character of a key. The Windows key is none that
// types, nor is Ctrl, though Windows makes a blank of Ctrl+Space. Ctrl with Alt
// types what AltGr does, where the layout knows AltGr.
func (w *window) typedByKey(r rune) {
	held := modifiersNow() &^ fyne.KeyModifierShift
	if held != fyne.KeyModifierControl && held&fyne.KeyModifierSuper == 0 {
		w.typedRune(r)
	}
}

// typedRune is told of a character. Control characters are the keys' business.
func (w *window) typedRune(r rune) {
	if !unicode.IsControl(r) && r != unicode.ReplacementChar {
		w.put(native.Typed{Window: w, Rune: r})
	}
}
