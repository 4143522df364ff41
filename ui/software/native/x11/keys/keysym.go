// Package keys knows what the keys of an X server mean: which character a
// keysym stands for, and which one comes of several, by dead keys and Compose.
package keys

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// Keysym is what a key means in the keyboard's layout, as X numbers it.
type Keysym uint32

// The keysyms that are asked for by name.
const (
	None           Keysym = 0
	MultiKey       Keysym = 0xff20
	ISOLevel3Shift Keysym = 0xfe03
	ModeSwitch     Keysym = 0xff7e
	NumLock        Keysym = 0xff7f
)

// IsDead reports whether the key only changes what the next one types.
func (s Keysym) IsDead() bool { return s >= 0xfe50 && s <= 0xfe93 }

// IsModifier reports whether the key only changes what others mean while it is
// held or locked.
func (s Keysym) IsModifier() bool {
	return s >= 0xffe1 && s <= 0xffee || s >= 0xfe01 && s <= 0xfe13 || s == ModeSwitch || s == NumLock
}

// IsKeypad reports whether the keypad types the keysym with Num Lock.
func (s Keysym) IsKeypad() bool { return s >= 0xffaa && s <= 0xffb9 || s == 0xffbd }

// Rune returns the character that the key types; 0 where it types none.
func (s Keysym) Rune() rune {
	switch {
	case s >= 0x20 && s < 0x7f, s >= 0xa0 && s <= 0xff:
		return rune(s)
	case s >= 0x01000100 && s <= 0x0110ffff:
		return rune(s - 0x01000000)
	case s.IsKeypad():
		return rune(s - 0xff80)
	case s >= 0x100 && s < 0xfd00:
		return table().runes[s]
	}
	return 0
}

//go:embed keysyms.txt
var listed string

// symbols are all keysyms that have a name.
type symbols struct {
	names map[string]Keysym
	runes map[Keysym]rune
}

// table reads the list of all named keysyms when it is first needed. A line is
// a name, its keysym, and where it has one, its character in Unicode, both in
// hexadecimal; from keysymdef.h of X.Org's x11proto 2024.1.
var table = sync.OnceValue(func() symbols {
	t := symbols{map[string]Keysym{}, map[Keysym]rune{}}
	for line := range strings.Lines(listed) {
		fields := strings.Fields(line)
		sym, err := strconv.ParseUint(fields[1], 16, 32)
		if err != nil {
			continue
		}
		t.names[fields[0]] = Keysym(sym)
		if len(fields) > 2 {
			if r, err := strconv.ParseUint(fields[2], 16, 32); err == nil {
				t.runes[Keysym(sym)] = rune(r)
			}
		}
	}
	return t
})

// Named returns the keysym with a name, as Compose files have it: a name of X's
// or U and a number in hexadecimal. It is None where there is no such name.
func Named(name string) Keysym {
	if sym, known := table().names[name]; known {
		return sym
	}
	if hex, is := strings.CutPrefix(name, "U"); is {
		if r, err := strconv.ParseUint(hex, 16, 32); err == nil && r <= 0x10ffff {
			return OfRune(rune(r))
		}
	}
	return None
}

// OfRune returns the keysym of a character.
func OfRune(r rune) Keysym {
	if r >= 0x20 && r < 0x7f || r >= 0xa0 && r <= 0xff {
		return Keysym(r)
	}
	return Keysym(r) + 0x01000000
}
