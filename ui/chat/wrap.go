package chat

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"github.com/rivo/uniseg"

	"teamsaccount/account"
)

// typesetter breaks texts into lines. It measures every piece of a text once:
// while a person types, all pieces but one stay the same.
type typesetter struct {
	size   float32
	widths map[string]float32
	broken map[brokenKey][]textLine
	height float32
}

type brokenKey struct {
	text   string
	within float32
}

// textLine is one line of a broken text, and its width.
type textLine struct {
	text  string
	width float32
}

// maxRemembered bounds what a typesetter remembers, in texts.
const maxRemembered = 4096

func newTypesetter() *typesetter { return &typesetter{} }

// use begins anew where the size of the text changed.
func (t *typesetter) use(size float32) {
	if t.size != size || t.widths == nil {
		t.size = size
		t.forget()
		t.height = fyne.MeasureText("Mg", size, fyne.TextStyle{}).Height
	}
}

func (t *typesetter) forget() {
	t.widths = map[string]float32{}
	t.broken = map[brokenKey][]textLine{}
}

// lines returns the text broken into lines no wider than within, where the
// Unicode line breaking algorithm (UAX #14) allows; a longer word breaks
// between any two characters as people see them. There is at least one line.
func (t *typesetter) lines(text string, within float32) []textLine {
	key := brokenKey{text, within}
	if lines, known := t.broken[key]; known {
		return lines
	}
	if len(t.broken) >= maxRemembered || len(t.widths) >= maxRemembered {
		t.forget()
	}
	b := &lineBreaker{typesetter: t, within: within}
	b.split(Drawable(text))
	t.broken[key] = b.done
	return b.done
}

// width returns the width of a piece of text.
func (t *typesetter) width(piece string) float32 {
	if width, known := t.widths[piece]; known {
		return width
	}
	width := fyne.MeasureText(piece, t.size, fyne.TextStyle{}).Width
	t.widths[piece] = width
	return width
}

// Drawable returns the text without what cannot be drawn, and no longer than a
// message may be: a document that was written by hand may hold anything.
func Drawable(text string) string {
	count := 0
	for i := range text {
		if count++; count > account.MaxMessage {
			text = text[:i] + "…"
			break
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// lineBreaker breaks one text.
type lineBreaker struct {
	*typesetter
	within float32
	line   strings.Builder
	filled float32
	// blanks follow the line if something else does.
	blanks string
	done   []textLine
}

func (b *lineBreaker) split(text string) {
	state := -1
	for text != "" {
		var piece string
		var must bool
		piece, text, must, state = uniseg.FirstLineSegmentInString(text, state)
		b.add(piece)
		if must {
			b.end()
		}
	}
	if len(b.done) == 0 {
		b.end()
	}
}

// add puts a piece on the line, or on the next one where it does not fit. The
// blanks at its end may reach out of the line.
func (b *lineBreaker) add(piece string) {
	piece = strings.TrimRight(piece, "\n\r\u2028\u2029")
	word := strings.TrimRight(piece, " ")
	seen := b.width(word)
	b.makeRoom(seen)
	if seen <= b.within {
		b.put(word, seen)
	} else {
		b.addCharacters(word)
	}
	b.blanks = piece[len(word):]
}

func (b *lineBreaker) addCharacters(word string) {
	state := -1
	for word != "" {
		var character string
		character, word, _, state = uniseg.FirstGraphemeClusterInString(word, state)
		width := b.width(character)
		b.makeRoom(width)
		b.put(character, width)
	}
}

// makeRoom begins a new line where this one has no room for the width. Blanks
// at the beginning of a text give way.
func (b *lineBreaker) makeRoom(width float32) {
	if b.filled+b.blankWidth()+width <= b.within {
		return
	}
	if b.filled > 0 {
		b.end()
	}
	b.blanks = ""
}

func (b *lineBreaker) put(word string, width float32) {
	b.filled += b.blankWidth() + width
	b.line.WriteString(b.blanks)
	b.line.WriteString(word)
	b.blanks = ""
}

func (b *lineBreaker) blankWidth() float32 {
	return float32(len(b.blanks)) * b.width(" ")
}

// end closes the line, without the blanks at its end.
func (b *lineBreaker) end() {
	b.done = append(b.done, textLine{b.line.String(), b.filled})
	b.line.Reset()
	b.filled, b.blanks = 0, ""
}
