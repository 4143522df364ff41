//go:build linux

package x11

import (
	"fmt"
	"os"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"teamsaccount/ui/software/native"
	"teamsaccount/ui/software/native/x11/keys"
)

// keyboard is the server's keyboard: which keysyms each key has, in the order
// of columns that the core protocol has for groups (layouts) and levels.
type keyboard struct {
	first   xproto.Keycode
	columns int
	keysyms []xproto.Keysym
	// level3 and numLock are the modifiers that AltGr and Num Lock set.
	level3, numLock uint16
	composer        *keys.Composer
}

// held are the keys of a window that are down.
type held map[xproto.Keycode]bool

// load asks the server for its keyboard.
func (k *keyboard) load(conn *xgb.Conn) error {
	setup := xproto.Setup(conn)
	k.first = setup.MinKeycode
	mapping, err := xproto.GetKeyboardMapping(conn, k.first, byte(setup.MaxKeycode-setup.MinKeycode+1)).Reply()
	if err != nil {
		return fmt.Errorf("the X server has no keyboard: %w", err)
	}
	k.keysyms, k.columns = mapping.Keysyms, int(mapping.KeysymsPerKeycode)
	k.level3, k.numLock = xproto.ModMask5, xproto.ModMask2
	modifiers, err := xproto.GetModifierMapping(conn).Reply()
	if err != nil {
		return nil // Every server that is in use has the two above.
	}
	each := int(modifiers.KeycodesPerModifier)
	for i, code := range modifiers.Keycodes {
		for column := range 2 {
			switch k.keysym(code, column) {
			case keys.ISOLevel3Shift, keys.ModeSwitch:
				k.level3 = 1 << (i / each)
			case keys.NumLock:
				k.numLock = 1 << (i / each)
			}
		}
	}
	return nil
}

// keysym returns the keysym in a column of a key.
func (k *keyboard) keysym(code xproto.Keycode, column int) keys.Keysym {
	at := (int(code)-int(k.first))*k.columns + column
	if code < k.first || column >= k.columns || at >= len(k.keysyms) {
		return keys.None
	}
	return keys.Keysym(k.keysyms[at])
}

// group returns the first column of the layout that is in use.
func group(state uint16) int {
	if state>>13&3 != 0 {
		return 2
	}
	return 0
}

// typed returns the keysym of a key with the modifiers in state.
func (k *keyboard) typed(code xproto.Keycode, state uint16) keys.Keysym {
	if pad := k.keysym(code, 1); pad.IsKeypad() && state&k.numLock != 0 && state&xproto.ModMaskShift == 0 {
		return pad
	}
	column := group(state)
	if state&k.level3 != 0 {
		column += 4
	}
	low, high := k.keysym(code, column), k.keysym(code, column+1)
	if low == keys.None {
		// A layout without this key, or this level, falls back to the first.
		column &= 4
		low, high = k.keysym(code, column), k.keysym(code, column+1)
	}
	if high == keys.None {
		high = low
	}
	shift := state&xproto.ModMaskShift != 0
	if state&xproto.ModMaskLock != 0 && isLetter(low, high) {
		shift = !shift
	}
	if shift {
		return high
	}
	return low
}

// isLetter reports whether two keysyms are a letter, small and large, which is
// what Caps Lock changes.
func isLetter(low, high keys.Keysym) bool {
	small, large := low.Rune(), high.Rune()
	return small != 0 && small != large && unicode.ToUpper(small) == large
}

// modifiers returns the modifiers in state. AltGr is none.
func (k *keyboard) modifiers(state uint16) (m fyne.KeyModifier) {
	for mask, modifier := range map[uint16]fyne.KeyModifier{
		xproto.ModMaskShift: fyne.KeyModifierShift, xproto.ModMaskControl: fyne.KeyModifierControl,
		xproto.ModMask1: fyne.KeyModifierAlt, xproto.ModMask4: fyne.KeyModifierSuper,
	} {
		if state&mask != 0 && mask != k.level3 {
			m |= modifier
		}
	}
	return m
}

// named are the keys that Fyne knows by what they do.
var named = map[keys.Keysym]fyne.KeyName{
	0xff08: fyne.KeyBackspace, 0xff09: fyne.KeyTab, 0xfe20: fyne.KeyTab, 0xff0d: fyne.KeyReturn, 0xff8d: fyne.KeyEnter,
	0xff1b: fyne.KeyEscape, 0xffff: fyne.KeyDelete, 0xff50: fyne.KeyHome, 0xff51: fyne.KeyLeft, 0xff52: fyne.KeyUp,
	0xff53: fyne.KeyRight, 0xff54: fyne.KeyDown, 0xff55: fyne.KeyPageUp, 0xff56: fyne.KeyPageDown, 0xff57: fyne.KeyEnd,
	0xff63: fyne.KeyInsert, 0xff61: desktop.KeyPrintScreen, 0xff67: desktop.KeyMenu,
	0xffe1: desktop.KeyShiftLeft, 0xffe2: desktop.KeyShiftRight, 0xffe3: desktop.KeyControlLeft, 0xffe4: desktop.KeyControlRight,
	0xffe5: desktop.KeyCapsLock, 0xffe9: desktop.KeyAltLeft, 0xffea: desktop.KeyAltRight, 0xffeb: desktop.KeySuperLeft,
	0xffec: desktop.KeySuperRight,
	// The keypad without Num Lock.
	0xff95: fyne.KeyHome, 0xff96: fyne.KeyLeft, 0xff97: fyne.KeyUp, 0xff98: fyne.KeyRight, 0xff99: fyne.KeyDown,
	0xff9a: fyne.KeyPageUp, 0xff9b: fyne.KeyPageDown, 0xff9c: fyne.KeyEnd, 0xff9e: fyne.KeyInsert, 0xff9f: fyne.KeyDelete,
}

// The letters of the US layout by their keys, from the first key of each row
// on; the same for all keyboards on Linux (evdev).
var rows = map[xproto.Keycode]string{10: "1234567890", 24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}

// place returns what a key is in the US layout, if it is a letter or a digit.
func place(code xproto.Keycode) fyne.KeyName {
	for first, row := range rows {
		if i := int(code) - int(first); i >= 0 && i < len(row) {
			return fyne.KeyName(row[i : i+1])
		}
	}
	return fyne.KeyUnknown
}

// name returns what Fyne calls a key.
func (k *keyboard) name(code xproto.Keycode, state uint16) fyne.KeyName {
	if at := place(code); at != fyne.KeyUnknown && at[0] <= '9' {
		return at
	}
	sym := k.keysym(code, group(state))
	if pad := k.keysym(code, 1); pad.IsKeypad() && state&k.numLock != 0 {
		sym = pad
	}
	if name, known := named[sym]; known {
		return name
	}
	switch r := sym.Rune(); {
	case sym >= 0xffbe && sym <= 0xffc9:
		return fyne.KeyName(fmt.Sprintf("F%d", sym-0xffbe+1))
	case r == ' ':
		return fyne.KeySpace
	case r >= 'a' && r <= 'z':
		return fyne.KeyName(r - 'a' + 'A')
	case r > ' ' && r < 0x7f:
		return fyne.KeyName(r)
	}
	return fyne.KeyUnknown
}

// key tells the driver about a key, and what it types.
func (s *System) key(w *window, code xproto.Keycode, state uint16, action native.Action) {
	k := &s.keyboard
	modifiers := k.modifiers(state)
	event := native.Key{Window: w, Action: action, Name: k.name(code, state), Place: fyne.KeyUnknown, Code: int(code), Modifiers: modifiers}
	if at := place(code); at != fyne.KeyUnknown && at[0] > '9' {
		event.Place = at
	}
	s.events.Put(event)
	if action == native.Released || modifiers&^fyne.KeyModifierShift != 0 {
		return
	}
	sym := k.typed(code, state)
	if k.composer == nil {
		if !sym.IsDead() && sym != keys.MultiKey {
			s.enter(w, string(sym.Rune()))
			return
		}
		k.composer = keys.NewComposer(os.Getenv)
	}
	text, plain := k.composer.Press(sym)
	if plain {
		text = string(sym.Rune())
	}
	s.enter(w, text)
}

// enter tells the driver about typed characters.
func (s *System) enter(w *window, text string) {
	for _, r := range text {
		if r >= ' ' && r != 0x7f {
			s.events.Put(native.Typed{Window: w, Rune: r})
		}
	}
}
