package handover

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"teamsaccount/account"
)

// Limits of a passphrase.
const (
	// MinPassphrase is the least length of a passphrase for sealing, in
	// Unicode code points.
	MinPassphrase = 12
	// MaxPassphraseBytes is the greatest length of a passphrase in bytes.
	MaxPassphraseBytes = 1024
)

// CheckPassphrase returns why an account cannot be sealed with this
// passphrase, as a Problem with ProblemInvalid, or nil. A control character is
// refused because nobody could type it where age asks for the passphrase.
func CheckPassphrase(passphrase string) error {
	if utf8.RuneCountInString(passphrase) < MinPassphrase {
		return problem(account.ProblemInvalid, "handover.passphrase.short", "handover.remedy.passphrase.short", "minimum", MinPassphrase)
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

// ReadPassphraseFile returns the passphrase in a file: its content less one
// trailing line break (\n or \r\n). Whether it is a good one is for Seal and
// Open to say. The error is a Problem with ProblemFailed.
func ReadPassphraseFile(file string) (string, error) {
	content, err := readBounded(file, MaxPassphraseBytes+len("\r\n"))
	if errors.Is(err, errTooLarge) {
		return "", problem(account.ProblemFailed, "handover.passphrase.fileLarge", "handover.remedy.passphrase.file", "file", file)
	}
	if err != nil {
		failed := problem(account.ProblemFailed, "handover.passphrase.file", "handover.remedy.passphrase.file", "file", file, "cause", cause(err))
		failed.Err = err
		return "", failed
	}
	passphrase, cut := strings.CutSuffix(string(content), "\n")
	if cut {
		passphrase = strings.TrimSuffix(passphrase, "\r")
	}
	return passphrase, nil
}

var errTooLarge = errors.New("too large")

func readBounded(file string, limit int) ([]byte, error) {
	opened, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	content, err := io.ReadAll(io.LimitReader(opened, int64(limit)+1))
	if err == nil && len(content) > limit {
		err = errTooLarge
	}
	return content, err
}

// cause is what the operating system said, without the path.
func cause(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
