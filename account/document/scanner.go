package document

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"teamsaccount/assets/texts"
)

// scanner reads JSON (RFC 8259) as strictly as documents need it, which
// encoding/json does not: it refuses repeated and differently-cased keys,
// invalid UTF-8 and half surrogate pairs, and knows the line of every fault.
//
// It reads only what the caller asks for and so never nests deeper than the
// format does.
type scanner struct {
	data []byte
	at   int
	// prefix is put before keys in messages.
	prefix string
}

// newScanner returns a scanner of a text of at most limit bytes. A byte order
// mark is passed over.
func newScanner(data []byte, limit int) (*scanner, error) {
	s := &scanner{data: bytes.TrimPrefix(data, []byte("\ufeff"))}
	if len(data) > limit {
		return nil, tooLarge(limit)
	}
	if !utf8.Valid(s.data) {
		s.at = firstInvalid(s.data)
		return nil, s.fault("", "document.fault.utf8")
	}
	return s, nil
}

func tooLarge(limit int) *Fault {
	return &Fault{Reason: texts.Of("document.fault.size", "limit", limit>>10)}
}

// firstInvalid returns the offset of the first byte that is not UTF-8.
func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

// shape is an object of the format.
type shape struct {
	// name is the key whose value the object is; empty for the outermost.
	name string
	// prefix is put before the object's own keys in messages.
	prefix string
	// keys are the possible keys, of which the first required must be there.
	keys     []string
	required int
}

// object reads an object; member reads the value of one key of it.
func (s *scanner) object(of shape, member func(key string) error) error {
	wrong := "document.fault.object"
	if of.name == "" {
		wrong = "document.fault.outermost"
	}
	if err := s.open('{', of.name, wrong); err != nil {
		return err
	}
	outer := s.prefix
	s.prefix = of.prefix
	seen := make([]bool, len(of.keys))
	for first := true; !s.closes('}'); first = false {
		if err := s.separator(first); err != nil {
			return err
		}
		index, err := s.key(of.keys, seen)
		if err != nil {
			return err
		}
		if err := member(of.keys[index]); err != nil {
			return err
		}
	}
	if lack := slices.Index(seen[:of.required], false); lack >= 0 {
		return s.fault(of.keys[lack], "document.fault.missing")
	}
	s.prefix = outer
	return nil
}

// key reads a key and its colon, and returns its place in known.
func (s *scanner) key(known []string, seen []bool) (int, error) {
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
		return 0, s.fault(key, "document.fault.repeated")
	}
	seen[index] = true
	if s.peek() != ':' {
		return 0, s.unexpected()
	}
	s.at++
	return index, nil
}

func (s *scanner) unknown(key string, known []string) error {
	for _, right := range known {
		if strings.EqualFold(key, right) {
			return s.fault(key, "document.fault.case", "right", strconv.Quote(right))
		}
	}
	return s.fault(key, "document.fault.unknown")
}

// array reads an array; element reads one value of it.
func (s *scanner) array(name string, element func() error) error {
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
func (s *scanner) open(bracket byte, name, wrong string) error {
	if s.peek() != bracket {
		return s.wrongType(name, wrong)
	}
	s.at++
	return nil
}

// closes passes the closing bracket if it stands here.
func (s *scanner) closes(bracket byte) bool {
	if s.peek() != bracket {
		return false
	}
	s.at++
	return true
}

// separator passes the comma that must stand before every value but the first,
// and refuses one that stands before a closing bracket.
func (s *scanner) separator(first bool) error {
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

// null passes the word null if it stands here.
func (s *scanner) null() bool {
	s.peek()
	if !bytes.HasPrefix(s.data[s.at:], []byte("null")) {
		return false
	}
	s.at += len("null")
	return true
}

// number reads a number and returns it as it is written.
func (s *scanner) number(name, wrong string) (string, error) {
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

// boolean reads true or false.
func (s *scanner) boolean(name string) (bool, error) {
	s.peek()
	for _, value := range []bool{true, false} {
		if word := strconv.FormatBool(value); bytes.HasPrefix(s.data[s.at:], []byte(word)) {
			s.at += len(word)
			return value, nil
		}
	}
	return false, s.wrongType(name, "document.fault.boolean")
}

// text reads a string.
func (s *scanner) text(name string) (string, error) {
	if s.peek() != '"' {
		return "", s.wrongType(name, "document.fault.text")
	}
	return s.quotedText(name)
}

// end reports data after the end.
func (s *scanner) end() error {
	s.peek()
	if s.at < len(s.data) {
		return s.fault("", "document.fault.after")
	}
	return nil
}

// peek passes white space and returns the next byte; 0 at the end. A zero byte
// in the data is nowhere expected either.
func (s *scanner) peek() byte {
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
func (s *scanner) wrongType(name, wrong string) error {
	c := s.peek()
	if c == 0 || !strings.ContainsRune(`"{[-0123456789tfn`, rune(c)) {
		return s.unexpected()
	}
	return s.fault(name, wrong)
}

// unexpected is the fault of a character that JSON does not have here.
func (s *scanner) unexpected() error {
	if s.at >= len(s.data) {
		return s.fault("", "document.fault.end")
	}
	r, _ := utf8.DecodeRune(s.data[s.at:])
	return s.fault("", "document.fault.character", "character", strconv.QuoteRune(r))
}

// fault returns a Fault on the present line. text is the key of its text,
// which gets {line}, {key} and the given pairs.
func (s *scanner) fault(key, text string, pairs ...any) error {
	line := 1 + bytes.Count(s.data[:s.at], []byte("\n"))
	if key != "" {
		key = s.prefix + key
	}
	pairs = append(pairs, "line", line, "key", quoted(key))
	return &Fault{Line: line, Key: key, Reason: texts.Of(text, pairs...)}
}
