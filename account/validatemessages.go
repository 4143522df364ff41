package account

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits of the system messages, in Unicode code points.
const (
	// MaxMessage is the greatest length of a system message.
	MaxMessage = 2000
	// MaxWord is the greatest length of a word that the expert types.
	MaxWord = 64
)

// placeholder matches the ways in which people write "the name goes here".
var placeholder = regexp.MustCompile(`\{\{?[\w .-]*\}?\}|%[A-Za-z]\w*%?|\$\w+|<\w+>|\[\w+\]`)

// typedKeys are the three words that the expert types.
var typedKeys = []MessageKey{PositiveResponse, NegativeResponse, LeaveCommand}

// foldedWords are those words in the form in which they are compared.
type foldedWords map[MessageKey]string

func validateMessages(findings *Findings, m Messages) {
	for _, key := range MessageKeys() {
		validateMessage(findings, key, m.Text(key))
	}
	words := foldedWords{}
	for _, key := range typedKeys {
		words[key] = FoldWord(m.Text(key))
	}
	validateSameWords(findings, words)
	for _, key := range typedKeys {
		warnWord(findings, words, key, m.Text(key))
	}
	warnInvitation(findings, words, m)
	warnFollowsName(findings, PartyJoined, m.PartyJoined)
	warnFollowsName(findings, PartyLeft, m.PartyLeft)
}

func validateMessage(findings *Findings, key MessageKey, text string) {
	field := key.Field()
	switch {
	case !strings.ContainsFunc(text, isSeen):
		findings.fail(field, "rule.message.empty")
	case key.Typed() && strings.ContainsFunc(text, IsLineBreak):
		findings.fail(field, "rule.word.lineBreak")
	case !utf8.ValidString(text) || strings.ContainsFunc(text, isControlInText):
		findings.fail(field, "rule.control")
	case key.Typed() && utf8.RuneCountInString(text) > MaxWord:
		findings.fail(field, "rule.tooLong", "limit", MaxWord)
	case utf8.RuneCountInString(text) > MaxMessage:
		findings.fail(field, "rule.tooLong", "limit", "2,000")
	}
}

// validateSameWords marks the later of two typed words that are the same.
func validateSameWords(findings *Findings, words foldedWords) {
	for i, later := range typedKeys {
		for _, earlier := range typedKeys[:i] {
			if words[later] != "" && words[later] == words[earlier] {
				findings.fail(later.Field(), "rule.word.same", "other", earlier.Field().Label())
			}
		}
	}
}

// warnWord warns about a word that experts easily mistype. text is the word as
// it was entered.
func warnWord(findings *Findings, words foldedWords, key MessageKey, text string) {
	word := words[key]
	if strings.ContainsFunc(word, unicode.IsSpace) {
		findings.warn(key.Field(), "rule.word.blank")
	}
	for _, other := range typedKeys {
		if longer := words[other]; word != "" && word != longer && strings.HasPrefix(longer, word) {
			findings.warn(key.Field(), "rule.word.beginning", "other", other.Field().Label())
		}
	}
	if strings.ContainsFunc(norm.NFD.String(text), typedInTwoWays) || hasAccent(text) {
		findings.warn(key.Field(), "rule.word.twoWays")
	}
}

// typedInTwoWays matches the letters whose case pairs differ between Turkish
// and other keyboards.
func typedInTwoWays(r rune) bool { return r == 'ı' || r == 'İ' }

// hasAccent reports whether a Latin or Greek letter carries a mark, which
// people leave out when they are in a hurry. Other scripts write their marks
// with keys of their own.
func hasAccent(text string) bool {
	var base rune
	for _, r := range norm.NFD.String(text) {
		if !unicode.Is(unicode.Mn, r) {
			base = r
		} else if unicode.In(base, unicode.Latin, unicode.Greek) {
			return true
		}
	}
	return false
}

func warnInvitation(findings *Findings, words foldedWords, m Messages) {
	invitation := FoldWord(m.Invitation)
	for _, key := range []MessageKey{PositiveResponse, NegativeResponse} {
		if word := strings.TrimSpace(m.Text(key)); word != "" && !containsWord(invitation, words[key]) {
			findings.warn(Invitation.Field(), "rule.invitation", "word", word, "label", key.Field().Label())
		}
	}
}

// warnFollowsName warns about a text that does not read well after a name, as
// in "Ana Ruiz joined the session".
func warnFollowsName(findings *Findings, key MessageKey, text string) {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(text))
	if unicode.IsUpper(first) || unicode.IsTitle(first) {
		findings.warn(key.Field(), "rule.follows.capital")
	}
	if !strings.ContainsAny(text, "{%$<[") {
		return
	}
	if mark := placeholder.FindString(text); mark != "" {
		findings.warn(key.Field(), "rule.follows.placeholder", "value", mark)
	}
}

// containsWord reports whether the text holds the word as experts would read
// it: not as a part of a longer word. Both are as FoldWord returns them.
func containsWord(text, word string) bool {
	for rest := text; ; {
		at := strings.Index(rest, word)
		if at < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(rest[:at])
		after, _ := utf8.DecodeRuneInString(rest[at+len(word):])
		if !joined(before, word[:firstLen(word)]) && !joined(after, word[len(word)-lastLen(word):]) {
			return true
		}
		rest = rest[at+firstLen(word):]
	}
}

func firstLen(text string) int { _, size := utf8.DecodeRuneInString(text); return size }

func lastLen(text string) int { _, size := utf8.DecodeLastRuneInString(text); return size }

// joined reports whether a neighboring character makes one longer word with
// the edge of a word, in the scripts that put blanks between words.
func joined(neighbor rune, edge string) bool {
	r, _ := utf8.DecodeRuneInString(edge)
	return spaced(neighbor) && spaced(r)
}

func spaced(r rune) bool {
	unspaced := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unspaced
}

// isSeen reports whether a character shows anything.
func isSeen(r rune) bool {
	const blankBraille = '\u2800'
	return !unicode.IsSpace(r) && r != blankBraille &&
		!unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// IsLineBreak reports whether the character begins a new line.
func IsLineBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// isControlInText is IsControl for a text of several lines.
func isControlInText(r rune) bool { return r != '\n' && IsControl(r) }
