package ui

import (
	"slices"
	"strings"
	"testing"

	"teamsaccount/account"
)

// fontless is a machine without fonts for Han, kana and one emoji.
func fontless(asked *[][]rune) setup {
	return func(p *person) {
		p.options.Undrawable = func(characters []rune) []rune {
			*asked = append(*asked, characters)
			return slices.DeleteFunc(slices.Clone(characters), func(r rune) bool { return r < 0x3000 })
		}
	}
}

func TestFonts_TheFieldSaysWhichLettersCannotBeDrawn(t *testing.T) {
	var asked [][]rune
	p := before(t, 1280, 860, fontless(&asked))
	p.replaces(account.PositiveResponse.Field(), "はい")
	p.expects("This computer has no font for Japanese kana; the text is stored as it is.")
	p.replaces(account.PositiveResponse.Field(), "OK 👍")
	p.expects("This computer has no font for U+1F44D; the text is stored as it is.")
	p.taps("Apply")
	if got := p.stored().Messages.PositiveResponse; got != "OK 👍" {
		t.Errorf("stored is %q", got)
	}
	p.replaces(account.PositiveResponse.Field(), "YES")
	p.misses("no font for U+1F44D")
}

func TestFonts_EachCharacterIsLookedUpOnceInTheBackground(t *testing.T) {
	var asked [][]rune
	p := before(t, 1280, 860, fontless(&asked))
	p.hand.held = true
	p.replaces(account.PartyJoined.Field(), "参加")
	p.misses("no font for Chinese characters")
	p.hand.letGo()
	p.expects("no font for Chinese characters")
	p.replaces(account.PartyLeft.Field(), "参加 left")
	seen := map[rune]int{}
	for _, characters := range asked {
		for _, r := range characters {
			seen[r]++
		}
	}
	for r, times := range seen {
		if times != 1 {
			t.Errorf("%c was looked up %d times", r, times)
		}
	}
	if seen['参'] != 1 || seen['l'] != 0 {
		t.Errorf("looked up were %v", seen)
	}
}

// A language that cannot be drawn in its own letters is named in English, and
// the notice about the fonts comes once.
func TestFonts_ALanguageCanBeToldWithoutItsFont(t *testing.T) {
	var asked [][]rune
	p := before(t, 1280, 860, fontless(&asked))
	p.picks("Japanese")
	p.expects("This computer has no font for Japanese kana, Chinese characters; the text is stored as it is.")
	if told := strings.Count(p.sees(), "This computer has no font"); told != 1 {
		t.Errorf("the notice comes %d times", told)
	}
}
