package handover

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"teamsaccount/account"
)

// MaxPassphraseBytes is the greatest length of a passphrase in bytes.
const MaxPassphraseBytes = 1024

// CheckPassphrase returns why an account cannot be sealed with this
// passphrase, as a Problem with ProblemInvalid, or nil. A control character is
// refused because nobody could type it where age asks for the passphrase.
func CheckPassphrase(passphrase string) error {
	if utf8.RuneCountInString(passphrase) < account.MinPassphrase {
		return problem(account.ProblemInvalid, "handover.passphrase.short", "handover.remedy.passphrase.short", "minimum", account.MinPassphrase)
	}
	return checkTypable(passphrase)
}

// checkTypable is CheckPassphrase without the least length: a file that age
// sealed may have a shorter passphrase.
func checkTypable(passphrase string) error {
	switch {
	case passphrase == "":
		return problem(account.ProblemInvalid, "handover.passphrase.empty", "handover.remedy.passphrase.empty")
	case len(passphrase) > MaxPassphraseBytes:
		return problem(account.ProblemInvalid, "handover.passphrase.long", "handover.remedy.passphrase.long", "limit", MaxPassphraseBytes)
	case !utf8.ValidString(passphrase) || strings.ContainsFunc(passphrase, unicode.IsControl):
		return problem(account.ProblemInvalid, "handover.passphrase.characters", "handover.remedy.passphrase.characters")
	}
	return nil
}

// MaxPassphraseFile is the greatest size of a file with a passphrase in bytes.
const MaxPassphraseFile = MaxPassphraseBytes + len("\r\n")

// PassphraseOf returns the passphrase in a file of this content: all of it, less
// one trailing line break (\n or \r\n). Whether it is a good one is for Seal and
// Open to say.
func PassphraseOf(content []byte) string {
	passphrase, cut := strings.CutSuffix(string(content), "\n")
	if cut {
		passphrase = strings.TrimSuffix(passphrase, "\r")
	}
	return passphrase
}
