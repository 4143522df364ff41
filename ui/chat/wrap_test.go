package chat

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2/test"

	"teamsaccount/account"
)

// broken breaks a text as the chats do, at 12 points.
func broken(text string, within float32) []textLine {
	t := newTypesetter()
	t.use(12)
	return t.lines(text, within)
}

func textsOf(lines []textLine) []string {
	all := []string{}
	for _, line := range lines {
		all = append(all, line.text)
	}
	return all
}

func TestTypesetter_BreaksWhereReadersExpect(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		text   string
		within float32
		want   string
	}{
		{"", 100, ""},
		{"joined the session", 500, "joined the session"},
		{"joined the session", 75, "joined the|session"},
		{"first\nsecond", 500, "first|second"},
		{"first\r\n\nthird", 500, "first||third"},
		{"two  blanks ", 500, "two  blanks"},
		{"a\tb\x07c", 500, "a bc"},
		{"bad \xff byte", 500, "bad \ufffd byte"},
	} {
		if got := strings.Join(textsOf(broken(c.text, c.within)), "|"); got != c.want {
			t.Errorf("%q within %v became %q, not %q", c.text, c.within, got, c.want)
		}
	}
}

func TestTypesetter_LongWordsBreakBetweenCharacters(t *testing.T) {
	test.NewTempApp(t)
	for _, word := range []string{strings.Repeat("x", 60), strings.Repeat("👩‍👩‍👧", 12), strings.Repeat("e\u0301", 60), strings.Repeat("はい", 30)} {
		lines := textsOf(broken(word, 80))
		if len(lines) < 2 || strings.Join(lines, "") != word {
			t.Errorf("%q became %q", word, lines)
		}
		for _, line := range lines {
			first, _ := utf8.DecodeRuneInString(line)
			if first == '\u200d' || first == '\u0301' {
				t.Errorf("the line %q begins in the middle of a character", line)
			}
		}
	}
}

func TestTypesetter_ShowsNoMoreThanAMessageMayHold(t *testing.T) {
	test.NewTempApp(t)
	lines := broken(strings.Repeat("word ", 100_000), 200)
	if shown := utf8.RuneCountInString(strings.Join(textsOf(lines), "")); shown > account.MaxMessage+1 {
		t.Errorf("%d characters are shown", shown)
	}
}

// Whatever the text, no line is wider than its room (but for single characters
// that are), and nothing but white space and control characters gets lost.
func FuzzTypesetter(f *testing.F) {
	test.NewTempApp(f)
	for _, seed := range []string{
		"", "joined the session", "a\nb\r\nc", "お客様とのチャットに招待されています。参加しますか（はい／いいえ）？",
		"\u202eright to left\u2028next", "x\u00adsoft\u200bzero", "👩‍👩‍👧 ＹＥＳ ß İ",
	} {
		f.Add(seed, uint8(90))
	}
	f.Fuzz(func(t *testing.T, text string, width uint8) {
		if utf8.RuneCountInString(text) > account.MaxMessage {
			return
		}
		within := float32(width) + 24
		lines := broken(text, within)
		if len(lines) == 0 {
			t.Fatal("there is no line")
		}
		for _, line := range lines {
			if line.width > within && utf8.RuneCountInString(line.text) > 1 && strings.ContainsAny(line.text, " ") {
				t.Errorf("the line %q is %v wide and has room for %v", line.text, line.width, within)
			}
		}
		if got, want := visible(strings.Join(textsOf(lines), "")), visible(Drawable(text)); got != want {
			t.Errorf("%q became %q", want, got)
		}
	})
}

// visible drops white space, which line breaks take the place of.
func visible(text string) string { return strings.Join(strings.Fields(text), "") }
