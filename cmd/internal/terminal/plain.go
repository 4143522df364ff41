package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Safe is a text of ours that may hold control sequences, such as colors.
type Safe string

// Plain returns a text that came from a document, a server or the command line
// without the characters that would steer a terminal: control characters, and
// the marks that turn the direction of writing around (Unicode UAX #9,
// explicit directional formatting), which can make a text look like another
// one. A line break becomes a blank.
func Plain(text string) string {
	if !strings.ContainsFunc(text, steers) && utf8.ValidString(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case steers(r):
			return -1
		}
		return r
	}, text)
}

func steers(r rune) bool {
	turns := r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
	return turns || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
}

// plainAll makes every argument of a format plain, but numbers and Safe texts.
func plainAll(args []any) []any {
	cleaned := make([]any, len(args))
	for i, arg := range args {
		switch value := arg.(type) {
		case Safe, int, int64:
			cleaned[i] = value
		default:
			cleaned[i] = Plain(fmt.Sprint(value))
		}
	}
	return cleaned
}

// jsonLine returns a value as one line of JSON. Characters that would steer a
// terminal are escaped, so that the value stays whole and the terminal too.
func jsonLine(value any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	encoded := bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))
	if !bytes.ContainsFunc(encoded, steers) {
		return encoded, nil
	}
	var escaped []byte
	for _, r := range string(encoded) {
		if steers(r) {
			escaped = fmt.Appendf(escaped, `\u%04x`, r)
			continue
		}
		escaped = utf8.AppendRune(escaped, r)
	}
	return escaped, nil
}

// JSON writes one line of JSON to the results.
func (t *Terminal) JSON(value any) error {
	encoded, err := jsonLine(value)
	if err != nil {
		return err
	}
	t.Progress.Clear()
	t.Keep(t.Out.Write(append(encoded, '\n')))
	return nil
}
