package account_test

import (
	"testing"

	"teamsaccount/account"
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
