package account_test

import (
	"testing"

	"teamsaccount/account"
)

func TestShortened_DropsWhatCannotStandOnOneLineAndCutsTheRest(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "",
		"Ana":                  "Ana",
		"ßßßßß":                "ßßßßß",
		"ßßßßßß":               "ßßßßß…",
		"a\nb\x1b\u2028c\x00d": "abcd",
		"\xffé":                "�é",
	} {
		if got := account.Shortened(text, 5); got != want {
			t.Errorf("%q is shortened to %q, not %q", text, got, want)
		}
	}
}
