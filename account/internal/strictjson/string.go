package strictjson

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// quotedText reads the string that begins here. name is its key, for messages.
func (s *Scanner) quotedText(name string) (string, error) {
	s.at++
	start := s.at
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; {
		case c == '"':
			s.at++
			return string(s.data[start : s.at-1]), nil
		case c == '\\':
			return s.escapedText(name, s.data[start:s.at])
		case c < ' ':
			return "", s.unexpected()
		}
	}
	return "", s.unexpected()
}

// escapedText reads the rest of a string from its first backslash on; begun is
// what stands before that.
func (s *Scanner) escapedText(name string, begun []byte) (string, error) {
	text := append([]byte(nil), begun...)
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case c == '"':
			s.at++
			return string(text), nil
		case c == '\\':
			r, err := s.escape(name)
			if err != nil {
				return "", err
			}
			text = utf8.AppendRune(text, r)
		case c < ' ':
			return "", s.unexpected()
		default:
			text = append(text, c)
			s.at++
		}
	}
	return "", s.unexpected()
}

// simpleEscapes are the escapes of one letter (RFC 8259, section 7).
var simpleEscapes = map[byte]rune{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// escape reads one escape, or the two of a surrogate pair.
func (s *Scanner) escape(name string) (rune, error) {
	s.at++
	if s.at >= len(s.data) {
		return 0, s.unexpected()
	}
	if s.data[s.at] != 'u' {
		r, known := simpleEscapes[s.data[s.at]]
		if !known {
			return 0, s.unexpected()
		}
		s.at++
		return r, nil
	}
	s.at--
	high, ok := s.unit()
	if !ok {
		return 0, s.unexpected()
	}
	if !utf16.IsSurrogate(high) {
		return high, nil
	}
	low, _ := s.unit()
	pair := utf16.DecodeRune(high, low)
	if pair == utf8.RuneError {
		return 0, s.Fault(name, "document.fault.surrogate")
	}
	return pair, nil
}

// unit passes \uXXXX if it stands here, and returns the UTF-16 unit.
func (s *Scanner) unit() (rune, bool) {
	const length = len(`\uXXXX`)
	if len(s.data)-s.at < length || s.data[s.at] != '\\' || s.data[s.at+1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(s.data[s.at+2:s.at+length]), 16, 16)
	if err != nil {
		return 0, false
	}
	s.at += length
	return rune(unit), true
}
