// Package strictjson reads JSON as strictly as files that people edit by hand,
// and that are not to be misunderstood, need it.
package strictjson

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"teamsaccount/assets/texts"
)

// Scanner reads JSON (RFC 8259) as strictly as documents need it, which
// encoding/json does not: it refuses repeated and differently-cased keys,
// invalid UTF-8 and half surrogate pairs, and knows the line of every fault.
//
// It reads only what the caller asks for and so never nests deeper than the
// format does.
type Scanner struct {
	data []byte
	at   int
	// prefix is put before keys in messages.
	prefix string
}

// New returns a scanner of a text of at most limit bytes. A byte order
// mark is passed over.
func New(data []byte, limit int) (*Scanner, error) {
	s := &Scanner{data: bytes.TrimPrefix(data, []byte("\ufeff"))}
	if len(data) > limit {
		return nil, TooLarge(limit)
	}
	if !utf8.Valid(s.data) {
		s.passValidLines()
		return nil, s.Fault("", "document.fault.utf8")
	}
	return s, nil
}

// TooLarge is the fault of a text of more than limit bytes.
func TooLarge(limit int) *Fault {
	return &Fault{Reason: texts.Of("document.fault.size", "limit", limit>>10)}
}

// passValidLines passes the lines before the first that is not UTF-8.
func (s *Scanner) passValidLines() {
	for line := range bytes.Lines(s.data) {
		if !utf8.Valid(line) {
			return
		}
		s.at += len(line)
	}
}

// Shape is an object of the format.
type Shape struct {
	// Name is the key whose value the object is; empty for the outermost.
	Name string
	// Prefix is put before the object's own keys in messages.
	Prefix string
	// Keys are the possible keys, of which the first Required must be there.
	Keys     []string
	Required int
}

// Object reads an object; member reads the value of one key of it.
func (s *Scanner) Object(of Shape, member func(key string) error) error {
	wrong := "document.fault.object"
	if of.Name == "" {
		wrong = "document.fault.outermost"
	}
	if err := s.open('{', of.Name, wrong); err != nil {
		return err
	}
	outer := s.prefix
	s.prefix = of.Prefix
	seen := make([]bool, len(of.Keys))
	for first := true; !s.closes('}'); first = false {
		if err := s.separator(first); err != nil {
			return err
		}
		index, err := s.key(of.Keys, seen)
		if err != nil {
			return err
		}
		if err := member(of.Keys[index]); err != nil {
			return err
		}
	}
	if lack := slices.Index(seen[:of.Required], false); lack >= 0 {
		return s.Fault(of.Keys[lack], "document.fault.missing")
	}
	s.prefix = outer
	return nil
}

// key reads a key and its colon, and returns its place in known.
func (s *Scanner) key(known []string, seen []bool) (int, error) {
	if s.peek() != '"' {
		return 0, s.unexpected()
	}
	key, err := s.quotedText("")
	if err != nil {
		return 0, err
	}
	index := slices.Index(known, key)
	if index < 0 {
		return 0, s.unknown(key, known)
	}
	if seen[index] {
		return 0, s.Fault(key, "document.fault.repeated")
	}
	seen[index] = true
	if s.peek() != ':' {
		return 0, s.unexpected()
	}
	s.at++
	return index, nil
}

func (s *Scanner) unknown(key string, known []string) error {
	for _, right := range known {
		if strings.EqualFold(key, right) {
			return s.Fault(key, "document.fault.case", "right", strconv.Quote(right))
		}
	}
	return s.Fault(key, "document.fault.unknown")
}

// Array reads an array; element reads one value of it.
func (s *Scanner) Array(name string, element func() error) error {
	if err := s.open('[', name, "document.fault.array"); err != nil {
		return err
	}
	for first := true; !s.closes(']'); first = false {
		if err := s.separator(first); err != nil {
			return err
		}
		if err := element(); err != nil {
			return err
		}
	}
	return nil
}

// open passes the bracket that begins a value. Another value is of the wrong
// type, which the text with the key wrong says.
func (s *Scanner) open(bracket byte, name, wrong string) error {
	if s.peek() != bracket {
		return s.wrongType(name, wrong)
	}
	s.at++
	return nil
}

// closes passes the closing bracket if it stands here.
func (s *Scanner) closes(bracket byte) bool {
	if s.peek() != bracket {
		return false
	}
	s.at++
	return true
}

// separator passes the comma that must stand before every value but the first,
// and refuses one that stands before a closing bracket.
func (s *Scanner) separator(first bool) error {
	if first {
		return nil
	}
	if s.peek() != ',' {
		return s.unexpected()
	}
	s.at++
	if next := s.peek(); next == '}' || next == ']' {
		return s.unexpected()
	}
	return nil
}

// Null passes the word null if it stands here.
func (s *Scanner) Null() bool {
	s.peek()
	if !bytes.HasPrefix(s.data[s.at:], []byte("null")) {
		return false
	}
	s.at += len("null")
	return true
}

// Number reads a number and returns it as it is written.
func (s *Scanner) Number(name, wrong string) (string, error) {
	if c := s.peek(); c != '-' && (c < '0' || c > '9') {
		return "", s.wrongType(name, wrong)
	}
	rest := s.data[s.at:]
	length := len(rest) - len(bytes.TrimLeft(rest, "+-.0123456789eE"))
	if !json.Valid(rest[:length]) {
		return "", s.unexpected()
	}
	s.at += length
	return string(rest[:length]), nil
}

// Boolean reads true or false.
func (s *Scanner) Boolean(name string) (bool, error) {
	s.peek()
	for _, value := range []bool{true, false} {
		if word := strconv.FormatBool(value); bytes.HasPrefix(s.data[s.at:], []byte(word)) {
			s.at += len(word)
			return value, nil
		}
	}
	return false, s.wrongType(name, "document.fault.boolean")
}

// Text reads a string.
func (s *Scanner) Text(name string) (string, error) {
	if s.peek() != '"' {
		return "", s.wrongType(name, "document.fault.text")
	}
	return s.quotedText(name)
}

// End reports data after the end.
func (s *Scanner) End() error {
	s.peek()
	if s.at < len(s.data) {
		return s.Fault("", "document.fault.after")
	}
	return nil
}

// Empty reports whether nothing but white space is left.
func (s *Scanner) Empty() bool { return s.peek() == 0 && s.at == len(s.data) }

// peek passes white space and returns the next byte; 0 at the end. A zero byte
// in the data is nowhere expected either.
func (s *Scanner) peek() byte {
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// wrongType is the fault of a value that begins here and is of another type
// than it should be.
func (s *Scanner) wrongType(name, wrong string) error {
	c := s.peek()
	if c == 0 || !strings.ContainsRune(`"{[-0123456789tfn`, rune(c)) {
		return s.unexpected()
	}
	return s.Fault(name, wrong)
}

// unexpected is the fault of a character that JSON does not have here.
func (s *Scanner) unexpected() error {
	if s.at >= len(s.data) {
		return s.Fault("", "document.fault.end")
	}
	r, _ := utf8.DecodeRune(s.data[s.at:])
	return s.Fault("", "document.fault.character", "character", strconv.QuoteRune(r))
}

// Fault returns a Fault on the present line. text is the key of its text,
// which gets {line}, {key} and the given pairs.
func (s *Scanner) Fault(key, text string, pairs ...any) error {
	line := 1 + bytes.Count(s.data[:s.at], []byte("\n"))
	if key != "" {
		key = s.prefix + key
	}
	pairs = append(pairs, "line", line, "key", Quoted(key))
	return &Fault{Line: line, Key: key, Reason: texts.Of(text, pairs...)}
}
