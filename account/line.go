package account

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// OnOneLine reports whether a name or a text can be shown on one line: it is
// UTF-8 without line breaks and control characters, but for tabs.
func OnOneLine(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\t' || r == '\u2028' || r == '\u2029'
	})
}

// Shortened returns the text's first limit characters, without those that
// cannot be shown on one line; an ellipsis says that some were cut off.
func Shortened(text string, limit int) string {
	clean := []rune(strings.Map(func(r rune) rune {
		if !OnOneLine(string(r)) {
			return -1
		}
		return r
	}, text))
	if len(clean) > limit {
		return string(clean[:limit]) + "…"
	}
	return string(clean)
}
