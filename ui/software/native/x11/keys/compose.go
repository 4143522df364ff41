package keys

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

const (
	// dataDir is where X keeps its data for locales.
	dataDir = "/usr/share/X11/locale"
	// maxIncluded bounds how deep Compose files include one another, and
	// maxRules how many rules are taken from all of them.
	maxIncluded = 8
	maxRules    = 50_000
)

// Composer makes characters of several keys: of dead keys, and of those that
// follow Compose.
type Composer struct {
	rules *rule
	// at is how far the keys pressed so far came.
	at      *rule
	pending []Keysym
}

// rule says what comes of a key after those that led to it: more rules, or a
// text.
type rule struct {
	next map[Keysym]*rule
	text string
}

// NewComposer returns a composer with the rules of the system: those of the
// file named by XCOMPOSEFILE, else of ~/.XCompose, else those of the locale.
// getenv is os.Getenv or stands in for it. Where no file can be read, dead keys
// compose what Unicode composes.
func NewComposer(getenv func(string) string) *Composer {
	r := reader{getenv: getenv, rules: &rule{}}
	for _, path := range []string{getenv("XCOMPOSEFILE"), filepath.Join(getenv("HOME"), ".XCompose"), r.localeFile()} {
		if path != "" && r.file(path, 0) == nil {
			break
		}
	}
	return &Composer{rules: r.rules, at: r.rules}
}

// Press takes the next key. text is what the keys up to this one type; it is
// empty while more are to follow, and where the key is no character. plain says
// that the key has nothing to do with composing.
func (c *Composer) Press(s Keysym) (text string, plain bool) {
	if s.IsModifier() {
		return "", false
	}
	if c.at == nil {
		c.at = c.rules
	}
	next := c.at.next[s]
	begun := len(c.pending) > 0
	switch {
	case next == nil && !begun && !s.IsDead():
		return "", true
	case next == nil:
		text = withoutRule(append(c.pending, s))
		more := text == "" && !begun
		c.Reset()
		if more {
			c.pending = []Keysym{s}
			c.at = &rule{}
		}
		return text, false
	case len(next.next) == 0:
		c.Reset()
		return next.text, false
	}
	c.at, c.pending = next, append(c.pending, s)
	return "", false
}

// Reset forgets the keys pressed so far.
func (c *Composer) Reset() { c.at, c.pending = c.rules, nil }

// withoutRule returns what keys type for which there is no rule: a letter with
// the accent of the dead key before it where Unicode has that, and else
// nothing, as other programs do.
func withoutRule(pressed []Keysym) string {
	if len(pressed) != 2 {
		return ""
	}
	accent, letter := accents[pressed[0]], pressed[1].Rune()
	if accent == 0 || letter == 0 {
		return ""
	}
	if composed := norm.NFC.String(string([]rune{letter, accent})); len([]rune(composed)) == 1 {
		return composed
	}
	return ""
}

// accents are the combining characters of Unicode that dead keys stand for.
var accents = map[Keysym]rune{
	0xfe50: 0x300, 0xfe51: 0x301, 0xfe52: 0x302, 0xfe53: 0x303, 0xfe54: 0x304, 0xfe55: 0x306, 0xfe56: 0x307,
	0xfe57: 0x308, 0xfe58: 0x30a, 0xfe59: 0x30b, 0xfe5a: 0x30c, 0xfe5b: 0x327, 0xfe5c: 0x328, 0xfe60: 0x323,
	0xfe61: 0x309, 0xfe62: 0x31b,
}

// reader reads Compose files; Compose(5) says what is in them.
type reader struct {
	getenv func(string) string
	rules  *rule
	count  int
}

// file reads a file.
func (r *reader) file(path string, depth int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return os.ErrInvalid // A pipe might never end.
	}
	r.read(file, depth)
	return nil
}

// read takes the rules that it understands, and passes over all others.
func (r *reader) read(from io.Reader, depth int) {
	lines := bufio.NewScanner(from)
	for lines.Scan() && r.count < maxRules {
		line := strings.TrimSpace(lines.Text())
		if included, is := strings.CutPrefix(line, "include"); is {
			if depth < maxIncluded {
				_ = r.file(r.expand(quoted(strings.TrimSpace(included))), depth+1)
			}
			continue
		}
		if strings.HasPrefix(line, "<") {
			r.add(line)
		}
	}
}

// add takes a rule: keysyms between < and >, a colon, and a text in quotes or
// the name of a keysym.
func (r *reader) add(line string) {
	var pressed []Keysym
	for strings.HasPrefix(line, "<") {
		name, rest, closed := strings.Cut(line[1:], ">")
		sym := Named(name)
		if !closed || sym == None {
			return
		}
		pressed, line = append(pressed, sym), strings.TrimSpace(rest)
	}
	result, is := strings.CutPrefix(line, ":")
	if !is {
		return // With modifiers, which no system's file has.
	}
	text := textOf(strings.TrimSpace(result))
	if text == "" {
		return
	}
	at := r.rules
	for _, sym := range pressed {
		if at.next == nil {
			at.next = map[Keysym]*rule{}
		}
		if at.next[sym] == nil {
			at.next[sym] = &rule{}
		}
		at = at.next[sym]
	}
	at.text = text
	r.count++
}

// textOf returns what a rule types.
func textOf(result string) string {
	if strings.HasPrefix(result, `"`) {
		return quoted(result)
	}
	name, _, _ := strings.Cut(result, " ")
	if r := Named(name).Rune(); r != 0 {
		return string(r)
	}
	return ""
}

// quoted returns a text without its quotes and with what is escaped by a
// backslash; empty where it does not end.
func quoted(s string) string {
	if !strings.HasPrefix(s, `"`) {
		return ""
	}
	var text strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return text.String()
		case s[i] == '\\' && i+1 < len(s):
			digits := i + 1
			for digits < len(s) && digits < i+4 && s[digits] >= '0' && s[digits] <= '7' {
				digits++
			}
			if code, err := strconv.ParseUint(s[i+1:digits], 8, 8); err == nil {
				text.WriteByte(byte(code))
				i = digits - 1
				continue
			}
			i++
			if s[i] == 'n' {
				text.WriteByte('\n')
			} else {
				text.WriteByte(s[i])
			}
		default:
			text.WriteByte(s[i])
		}
	}
	return ""
}

// expand puts in what an included path names: the home directory, the
// locale's own file, and X's directory.
func (r *reader) expand(path string) string {
	return strings.NewReplacer("%H", r.getenv("HOME"), "%L", r.localeFile(), "%S", dataDir, "%%", "%").Replace(path)
}

// localeFile returns the Compose file of the locale, as compose.dir names it.
func (r *reader) localeFile() string {
	locale := r.getenv("LC_ALL")
	for _, variable := range []string{"LC_CTYPE", "LANG"} {
		if locale == "" {
			locale = r.getenv(variable)
		}
	}
	name, codeset, _ := strings.Cut(locale, ".")
	if name == "" || name == "POSIX" || name == "C" {
		name = "en_US"
	}
	if codeset == "" || strings.EqualFold(codeset, "utf8") || strings.EqualFold(codeset, "utf-8") {
		codeset = "UTF-8"
	}
	locale = name + "." + codeset
	fallback := filepath.Join(dataDir, "en_US.UTF-8", "Compose")
	file, err := os.Open(filepath.Join(dataDir, "compose.dir"))
	if err != nil {
		return fallback
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) == 2 && fields[1] == locale && !strings.HasPrefix(fields[0], "#") {
			return filepath.Join(dataDir, strings.TrimSuffix(fields[0], ":"))
		}
	}
	return fallback
}
