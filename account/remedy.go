package account

import (
	"regexp"
	"strings"

	"teamsaccount/assets/texts"
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

// TellsLeaveCommand reports whether any text that an expert reads names the
// leave command. The vendor's defaults do not.
func (m Messages) TellsLeaveCommand() bool {
	return containsWord(m.Invitation, m.LeaveCommand)
}

// WithLeaveCommandInInvitation returns the messages with an invitation that
// tells the expert how to leave.
func (m Messages) WithLeaveCommandInInvitation() Messages {
	hint := texts.Of("remedy.leaveCommand", "word", strings.TrimSpace(m.LeaveCommand))
	m.Invitation = strings.TrimSpace(m.Invitation) + " " + hint
	return m
}
