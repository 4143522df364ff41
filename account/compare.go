package account

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxFoldRounds bounds FoldWord. Folding can undo normalization and the other
// way round, but two rounds do for every character of Unicode 15; the rest is
// room for later versions.
const maxFoldRounds = 6

// SameWord reports whether two typed words count as the same in a
// conversation: ＹＥＳ is yes, and STRASSE is straße.
func SameWord(a, b string) bool { return FoldWord(a) == FoldWord(b) }

// FoldWord returns the form in which typed words are compared: without
// surrounding blanks, in Unicode normalization form NFKC (UAX #15), with full
// case folding (Unicode, section 3.13). Folding a folded word changes nothing.
func FoldWord(s string) string {
	for range maxFoldRounds {
		folded := foldOnce(s)
		if folded == s {
			break
		}
		s = folded
	}
	return s
}

// foldOnce trims last, since NFKC writes some signs as a blank and an accent.
func foldOnce(s string) string {
	return strings.TrimSpace(norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s))))
}
