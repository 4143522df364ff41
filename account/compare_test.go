package account

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func TestSameWord_ComparesFolded(t *testing.T) {
	tests := []struct {
		name string
		a, b string
		same bool
	}{
		{"case", "YES", "yes", true},
		{"surrounding blanks", "YES", " \t yes\u00a0\r\n", true},
		{"full-width", "YES", "ＹＥＳ", true},
		{"half-width katakana", "ハイ", "ﾊｲ", true},
		{"ligature", "oﬀ", "OFF", true},
		{"full case folding of ß", "STRASSE", "straße", true},
		{"capital ß", "GROẞ", "gross", true},
		{"composed and combining accent", "sí", "SI\u0301", true},
		{"accents in another order", "a\u0323\u0301", "a\u0301\u0323", true},
		{"final sigma", "ΌΧΙΣ", "όχις", true},
		{"iota below", "ᾳ", "ΑΙ", true},
		{"hiragana", "はい", " はい ", true},
		{"no accent is no accent", "si", "sí", false},
		{"dotless i is no i", "hayır", "hayir", false},
		{"dotted capital I is no i", "İYİ", "iyi", false},
		{"dotted capital I and its decomposition", "İ", "I\u0307", true},
		{"katakana is not hiragana", "はい", "ハイ", false},
		{"an inner blank counts", "Y ES", "YES", false},
		{"more than the word", "yes please", "yes", false},
		{"empty", "", "yes", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := SameWord(test.a, test.b); got != test.same {
				t.Errorf("SameWord(%q, %q) = %v; folded %q and %q", test.a, test.b, got, FoldWord(test.a), FoldWord(test.b))
			}
		})
	}
}

func TestFoldWord_TwiceChangesNothing(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf) {
			continue
		}
		once := FoldWord(string(r))
		if twice := FoldWord(once); twice != once {
			t.Errorf("%U folds to %+q, and that to %+q", r, once, twice)
		}
	}
}

func FuzzFoldWord(f *testing.F) {
	for _, seed := range []string{"YES", "ＹＥＳ", "straße", "İı", "\u00a8", "a\u0345\u0301", "\xff", "が", "ﷺ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := FoldWord(s)
		if again := FoldWord(folded); again != folded {
			t.Errorf("%+q folds to %+q, and that to %+q", s, folded, again)
		}
		if folded != strings.TrimSpace(folded) {
			t.Errorf("%+q folds to %+q, with a blank around it", s, folded)
		}
		if !SameWord(s, norm.NFD.String(s)) {
			t.Errorf("%+q differs from its canonical decomposition", s)
		}
	})
}
