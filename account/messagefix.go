package account

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"teamsaccount/assets/packs"
)

// choice matches the two answers in an invitation, as in "(YES/NO)".
var choice = regexp.MustCompile(`[(（][^()（）/／]+[/／][^()（）/／]+[)）]`)

// WithResponsesInInvitation returns the messages with an invitation that names
// the current responses: in the place of the two answers in brackets, or at
// the end where there are none.
func (m Messages) WithResponsesInInvitation() Messages {
	answers := "(" + strings.TrimSpace(m.PositiveResponse) + "/" + strings.TrimSpace(m.NegativeResponse) + ")"
	places := choice.FindAllStringIndex(m.Invitation, -1)
	if len(places) == 0 {
		m.Invitation = strings.TrimSpace(m.Invitation) + " " + answers
		return m
	}
	last := places[len(places)-1]
	m.Invitation = m.Invitation[:last[0]] + answers + m.Invitation[last[1]:]
	return m
}

// TellsLeaveCommand reports whether the invitation names the leave command. The
// vendor's does not.
func (m Messages) TellsLeaveCommand() bool {
	return containsWord(FoldWord(m.Invitation), FoldWord(m.LeaveCommand))
}

// WithLeaveCommandInInvitation returns the messages with an invitation that
// tells the expert how to leave: in the language of the pack with which the
// messages have most in common, else in English.
func (m Messages) WithLeaveCommandInInvitation() Messages {
	hint := strings.ReplaceAll(m.nearestPack().Leave, "{word}", strings.TrimSpace(m.LeaveCommand))
	m.Invitation = strings.TrimSpace(m.Invitation) + " " + hint
	return m
}

func (m Messages) nearestPack() packs.Pack {
	all := packs.All()
	nearest, most := all[0], 0
	for _, pack := range all {
		common := 0
		for _, key := range MessageKeys() {
			if m.Text(key) == pack.Messages[string(key)] {
				common++
			}
		}
		if common > most {
			nearest, most = pack, common
		}
	}
	return nearest
}

// WithSmallLetter returns the messages with this one beginning with a small
// letter, as a text does that follows a name.
func (m Messages) WithSmallLetter(key MessageKey) Messages {
	text := strings.TrimSpace(m.Text(key))
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 || first == utf8.RuneError {
		return m
	}
	return m.With(key, string(unicode.ToLower(first))+text[size:])
}

// WithoutPlaceholder returns the messages with this one freed of marks such as
// {name}: the name stands before the text by itself. A text that is nothing
// but a mark stays as it is.
func (m Messages) WithoutPlaceholder(key MessageKey) Messages {
	words := strings.Fields(placeholder.ReplaceAllString(m.Text(key), " "))
	if len(words) == 0 {
		return m
	}
	return m.With(key, strings.Join(words, " "))
}
