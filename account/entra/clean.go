package entra

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode"
)

// Limits of what is shown, in characters.
const (
	maxMessage = 2000
	maxHost    = 253
	maxID      = 64
	maxTitle   = 120
)

// ansi matches the escape sequences with which a terminal is steered.
var ansi = regexp.MustCompile(`\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?`)

// clean returns a text that a stranger sent so that it can be shown: one line,
// valid UTF-8, without control characters, escape sequences and marks that
// turn the direction of text, at most limit characters long.
func clean(stranger string, limit int) string {
	if most := 8 * limit; len(stranger) > most {
		stranger = stranger[:most]
	}
	stranger = ansi.ReplaceAllString(strings.ToValidUTF8(stranger, ""), "")
	line := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, stranger)
	line = strings.Join(strings.Fields(line), " ")
	if runes := []rune(line); len(runes) > limit {
		return strings.TrimSpace(string(runes[:limit-1])) + "…"
	}
	return line
}

// text returns the JSON string in raw; empty if raw holds anything else.
func text(raw json.RawMessage) string {
	var value string
	if json.Unmarshal(raw, &value) != nil {
		return ""
	}
	return value
}
