package chat

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/task"
)

// Glyphs knows which characters can be drawn here. Looking one up may search
// all fonts of the machine, so it happens in the background, once for each
// character; until the answer is there, the character counts as drawn.
type Glyphs struct {
	scheduler task.Scheduler
	// lookup returns those of the characters that cannot be drawn. It blocks.
	lookup func([]rune) []rune
	// changed is told, on the UI goroutine, that more is known.
	changed func()
	asked   map[rune]bool
	lacking map[rune]bool
}

// NewGlyphs returns what is known of the glyphs of this machine. lookup returns
// those of the characters that cannot be drawn, and may block; nil looks in the
// fonts as Fyne does. changed is told, on the UI goroutine, that more is known.
func NewGlyphs(scheduler task.Scheduler, lookup func([]rune) []rune, changed func()) *Glyphs {
	if lookup == nil {
		lookup = (&fonts{}).undrawable
	}
	return &Glyphs{scheduler: scheduler, lookup: lookup, changed: changed, asked: map[rune]bool{}, lacking: map[rune]bool{}}
}

// missing returns the characters of the text that are known not to be drawn,
// each once, and has those looked up of which nothing is known.
func (g *Glyphs) missing(text string) []rune {
	var missing, unknown []rune
	for _, r := range Drawable(text) {
		switch {
		case g.lacking[r]:
			if !slices.Contains(missing, r) {
				missing = append(missing, r)
			}
		case !g.asked[r] && needsFont(r):
			g.asked[r] = true
			unknown = append(unknown, r)
		}
	}
	if len(unknown) > 0 {
		g.ask(unknown)
	}
	return missing
}

func (g *Glyphs) ask(unknown []rune) {
	task.Beside(g.scheduler, context.Background(), func(context.Context) ([]rune, error) { return g.lookup(unknown), nil },
		func(lacking []rune, _ error) {
			for _, r := range lacking {
				g.lacking[r] = true
			}
			if len(lacking) > 0 {
				g.changed()
			}
		})
}

// needsFont reports whether something is to be seen of a character, outside
// the Latin letters that Fyne's own font has.
func needsFont(r rune) bool {
	const latinEnd = 0x250
	return r >= latinEnd && unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Variation_Selector, r)
}

// Note says which of the text's characters this machine has no font for; empty
// where it can draw them all.
func (g *Glyphs) Note(text string) string {
	missing := g.missing(text)
	if len(missing) == 0 {
		return ""
	}
	return texts.Of("preview.fonts", "characters", strings.Join(kindsOf(missing), ", "))
}

// Draws reports whether the text can be drawn, as far as is known.
func (g *Glyphs) Draws(text string) bool { return len(g.missing(text)) == 0 }

// kindsOf names the scripts of characters; to show the characters themselves
// would be no help. Signs that belong to no script are named by number, unless
// they stand among others.
func kindsOf(characters []rune) []string {
	const most = 4
	var scripts, signs []string
	add := func(kinds *[]string, kind string) {
		if !slices.Contains(*kinds, kind) {
			*kinds = append(*kinds, kind)
		}
	}
	for _, r := range characters {
		if script := scriptOf(r); script != "" {
			add(&scripts, script)
		} else {
			add(&signs, fmt.Sprintf("%U", r))
		}
	}
	kinds := scripts
	if len(kinds) == 0 {
		kinds = signs
	}
	if len(kinds) > most {
		kinds = append(kinds[:most], "…")
	}
	return kinds
}

// scriptOf names the script of a character; empty for one of no script.
func scriptOf(r rune) string {
	for name, table := range unicode.Scripts {
		if !unicode.Is(table, r) {
			continue
		}
		switch name {
		case "Common", "Inherited":
			continue
		case "Han":
			return texts.Of("preview.script.Han")
		case "Hiragana":
			return texts.Of("preview.script.Hiragana")
		case "Katakana":
			return texts.Of("preview.script.Katakana")
		case "Hangul":
			return texts.Of("preview.script.Hangul")
		}
		return texts.Of("preview.script", "name", strings.ReplaceAll(name, "_", " "))
	}
	return ""
}

// fonts looks characters up as Fyne does: in the fonts that it brings along,
// then in those of the system.
type fonts struct {
	mutex  sync.Mutex
	opened bool
	own    []*font.Face
	system *fontscan.FontMap
}

// undrawable returns those of the characters for which there is no glyph.
func (f *fonts) undrawable(characters []rune) []rune {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if !f.opened {
		f.open()
	}
	return slices.DeleteFunc(slices.Clone(characters), f.draws)
}

func (f *fonts) open() {
	f.opened = true
	for _, bundled := range []fyne.Resource{theme.DefaultTextFont(), theme.DefaultEmojiFont(), theme.DefaultSymbolFont()} {
		if bundled == nil {
			continue
		}
		if face, err := font.ParseTTF(bytes.NewReader(bundled.Content())); err == nil {
			f.own = append(f.own, face)
		}
	}
	// Where the fonts of the system cannot be listed, Fyne does without too.
	if system := fontscan.NewFontMap(silent{}); system.UseSystemFonts("") == nil {
		f.system = system
	}
}

func (f *fonts) draws(r rune) bool {
	for _, face := range f.own {
		if _, has := face.NominalGlyph(r); has {
			return true
		}
	}
	if f.system == nil {
		return false
	}
	f.system.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}})
	f.system.SetScript(language.LookupScript(r))
	face := f.system.ResolveFace(r)
	if face == nil {
		return false
	}
	_, has := face.NominalGlyph(r)
	return has
}

// silent drops what the font scanner logs.
type silent struct{}

// Printf implements fontscan.Logger.
func (silent) Printf(string, ...any) {}
