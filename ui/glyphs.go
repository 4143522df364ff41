package ui

import (
	"bytes"
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

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// glyphs knows which characters can be drawn here. Looking one up may search
// all fonts of the machine, so it happens in the background, once for each
// character; until the answer is there, the character counts as drawn.
type glyphs struct {
	scheduler Scheduler
	// lookup returns those of the characters that cannot be drawn. It blocks.
	lookup func([]rune) []rune
	// changed is told, on the UI goroutine, that more is known.
	changed func()
	asked   map[rune]bool
	lacking map[rune]bool
}

func newGlyphs(options Options, changed func()) *glyphs {
	g := &glyphs{
		scheduler: options.Scheduler, lookup: options.Undrawable, changed: changed,
		asked: map[rune]bool{}, lacking: map[rune]bool{},
	}
	if g.lookup == nil {
		g.lookup = (&fonts{}).undrawable
	}
	return g
}

// missing returns the characters of the text that are known not to be drawn,
// each once, and has those looked up of which nothing is known.
func (g *glyphs) missing(text string) []rune {
	var missing, unknown []rune
	for _, r := range drawable(text) {
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

func (g *glyphs) ask(unknown []rune) {
	g.scheduler.Background(func() {
		lacking := g.lookup(unknown)
		g.scheduler.UI(func() {
			for _, r := range lacking {
				g.lacking[r] = true
			}
			if len(lacking) > 0 {
				g.changed()
			}
		})
	})
}

// needsFont reports whether something is to be seen of a character, outside
// the Latin letters that Fyne's own font has.
func needsFont(r rune) bool {
	const latinEnd = 0x250
	return r >= latinEnd && unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Variation_Selector, r)
}

// fontNote says which of the field's characters this machine has no font for.
func (w *Window) fontNote(key account.Field) string {
	missing := w.glyphs.missing(w.draft.Current.Value(key))
	if len(missing) == 0 {
		return ""
	}
	return texts.Of("preview.fonts", "characters", strings.Join(kindsOf(missing), ", "))
}

// noteWithFonts is noteOf with the font note added.
func (w *Window) noteWithFonts(key account.Field) (tone, string) {
	t, text := w.noteOf(key)
	if fonts := w.fontNote(key); fonts != "" {
		text = strings.TrimSpace(text + " " + fonts)
	}
	return t, text
}

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
		if unicode.Is(table, r) && name != "Common" && name != "Inherited" {
			if own := "preview.script." + name; texts.Has(own) {
				return texts.Of(own)
			}
			return texts.Of("preview.script", "name", strings.ReplaceAll(name, "_", " "))
		}
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
