package account_test

import (
	"strings"
	"testing"

	"teamsaccount/account"
	"teamsaccount/assets/packs"
)

func TestWithSmallLetter_LetsATextFollowAName(t *testing.T) {
	for before, after := range map[string]string{
		"Joined the session":     "joined the session",
		"  Ist beigetreten":      "ist beigetreten",
		"ÉTAIT là":               "éTAIT là",
		"joined":                 "joined",
		"さんが参加しました":              "さんが参加しました",
		"":                       "",
		"\xff not a character":   "\xff not a character",
		"ǅ is a title-case sign": "ǆ is a title-case sign",
	} {
		m := account.DefaultMessages().With(account.PartyJoined, before)
		if got := m.WithSmallLetter(account.PartyJoined).PartyJoined; got != after {
			t.Errorf("%q became %q, not %q", before, got, after)
		}
	}
}

func TestWithoutPlaceholder_TakesTheMarksOnly(t *testing.T) {
	for before, after := range map[string]string{
		"{name} joined the session": "joined the session",
		"joined, {{user}} has":      "joined, has",
		"%s joined":                 "joined",
		"<name> [user] joined":      "joined",
		"joined the session":        "joined the session",
		"{name}":                    "{name}",
	} {
		m := account.DefaultMessages().With(account.PartyLeft, before)
		if got := m.WithoutPlaceholder(account.PartyLeft).PartyLeft; got != after {
			t.Errorf("%q became %q, not %q", before, got, after)
		}
	}
}

// The sentence about leaving is in the language of the other texts, whatever
// single text was changed, and afterwards the texts name the word.
func TestWithLeaveCommandInInvitation_SpeaksTheLanguageOfTheTexts(t *testing.T) {
	for _, pack := range packs.All() {
		m, err := account.MessagesFrom(pack.Messages)
		if err != nil {
			t.Fatal(err)
		}
		m = m.With(account.LeaveCommand, "STOP").With(account.PositiveResponse, "OK")
		if m.TellsLeaveCommand() {
			t.Errorf("%s: %q names STOP already", pack.Code, m.Invitation)
		}
		told := m.WithLeaveCommandInInvitation()
		if want := m.Invitation + " " + strings.ReplaceAll(pack.Leave, "{word}", "STOP"); told.Invitation != want {
			t.Errorf("%s: the invitation is %q, not %q", pack.Code, told.Invitation, want)
		}
		if !told.TellsLeaveCommand() {
			t.Errorf("%s: %q does not tell how to leave", pack.Code, told.Invitation)
		}
	}
	foreign := account.Messages{Invitation: "Hai (HA/YOX)?", LeaveCommand: "SON"}
	if got := foreign.WithLeaveCommandInInvitation().Invitation; got != "Hai (HA/YOX)? Type SON to leave at any time." {
		t.Errorf("in a language of no pack the invitation is %q", got)
	}
}
