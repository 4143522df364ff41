package strictjson

import (
	"strconv"
	"unicode/utf8"
)

// Fault is why text is not understood.
type Fault struct {
	// Line is the line at fault, counted from 1; 0 where the fault is in none.
	Line int
	// Key is the key at fault, with its prefix; empty where there is none.
	Key string
	// Reason is a sentence for a person. It names Line and Key.
	Reason string
}

// Error returns Reason.
func (f *Fault) Error() string { return f.Reason }

// maxQuoted bounds what a message repeats of a hostile document, in characters.
const maxQuoted = 40

// Quoted makes a key from a document fit for a message: short, on one line,
// without control characters.
func Quoted(key string) string {
	if utf8.RuneCountInString(key) > maxQuoted {
		key = string([]rune(key)[:maxQuoted]) + "…"
	}
	return strconv.Quote(key)
}
