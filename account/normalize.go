package account

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns a value as it is meant, without what copying adds to it, and
// whether anything was removed, so that the person can be told.
//
// Of a property it removes surrounding blanks, line breaks and quotes, and
// zero-width characters and byte order marks wherever they stand; of a GUID
// also surrounding braces. A word that the expert types loses quotes, and what
// nobody can type. Of another system message it removes only surrounding blanks
// and line breaks, and the carriage returns of Windows line ends: the text itself
// stays as it was written, in whatever script.
func Clean(field Field, value string) (cleaned string, removed bool) {
	switch {
	case !utf8.ValidString(value):
		// Left as it is, for Validate to refuse: cleaning would hide the fault.
		return value, false
	case isTyped(field):
		cleaned = unwrap(strings.Map(dropUntypable, value), namePairs)
	case isMessage(field):
		cleaned = strings.TrimSpace(strings.ReplaceAll(value, "\r\n", "\n"))
		cleaned = strings.TrimSpace(strings.Trim(cleaned, "\ufeff"))
	case field == FieldName:
		cleaned = unwrap(strings.Map(dropInvisible, value), namePairs)
	case field == FieldClientSecret:
		cleaned = unwrap(strings.Map(dropZeroWidth, value), secretPairs)
	default:
		cleaned = unwrap(strings.Map(dropZeroWidth, value), idPairs)
	}
	return cleaned, cleaned != value
}

// Normalize returns the account with every value cleaned, and the fields of
// which something was removed.
func Normalize(a Account) (Account, []Field) {
	var touched []Field
	for _, field := range Fields() {
		if cleaned, removed := Clean(field, a.Value(field)); removed {
			a = a.With(field, cleaned)
			touched = append(touched, field)
		}
	}
	return a, touched
}

// Normalized returns the draft with every value and a typed secret cleaned.
func (d Draft) Normalized() Draft {
	d.Current, _ = Normalize(d.Current)
	d.Secret.Value, _ = Clean(FieldClientSecret, d.Secret.Value)
	if d.Secret.Mode == SecretReplace && d.Secret.Value == "" {
		d.Secret = SecretEdit{}
	}
	return d
}

func isTyped(field Field) bool {
	key, is := field.Message()
	return is && key.Typed()
}

func isMessage(field Field) bool {
	_, is := field.Message()
	return is
}

// pair is what people and programs put around a value: the mark before it and the
// one behind it.
type pair struct{ before, behind string }

// The pairs of marks around each kind of value. A secret loses straight quotes
// only, and only in pairs: any printable character may be part of it.
var (
	secretPairs = []pair{{`"`, `"`}, {"'", "'"}}
	namePairs   = append([]pair{{"“", "”"}, {"„", "“"}, {"‘", "’"}, {"«", "»"}, {"»", "«"}}, secretPairs...)
	idPairs     = append([]pair{{"{", "}"}, {"`", "`"}, {"<", ">"}}, namePairs...)
)

// unwrap removes surrounding blanks and pairs of marks until none is left.
func unwrap(value string, pairs []pair) string {
	for {
		trimmed := strings.TrimSpace(value)
		for _, p := range pairs {
			trimmed = withoutPair(trimmed, p)
		}
		if trimmed == value {
			return value
		}
		value = trimmed
	}
}

// withoutPair removes a pair of marks around a value. The marks of "A" and "B"
// are no pair.
func withoutPair(value string, p pair) string {
	inner, opened := strings.CutPrefix(value, p.before)
	if !opened {
		return value
	}
	inner, closed := strings.CutSuffix(inner, p.behind)
	if first := strings.IndexAny(inner, p.before+p.behind); !closed || first >= 0 && strings.HasPrefix(inner[first:], p.behind) {
		return value
	}
	return inner
}

// dropInvisible removes characters that have no place in a name. The joiners
// U+200C and U+200D stay: some scripts and emoji need them.
func dropInvisible(r rune) rune {
	switch r {
	case '\u200b', '\u2060', '\ufeff':
		return -1
	}
	return r
}

// dropUntypable removes from a typed word what no keyboard writes: characters
// without width, the joiners apart, which some scripts and emoji need, and the
// marks that only steer how a text is laid out.
func dropUntypable(r rune) rune {
	if unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d' {
		return -1
	}
	return r
}

// dropZeroWidth removes every character without width; IDs and secrets are
// ASCII, so none of them can be meant.
func dropZeroWidth(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}
