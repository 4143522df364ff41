package handover

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"

	"filippo.io/age"
	"filippo.io/age/armor"

	"teamsaccount/account"
	"teamsaccount/account/document"
)

// decrypt returns what an age file holds.
func decrypt(data []byte, passphrase func() (string, error)) ([]byte, error) {
	data, err := unarmor(data)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(data, []byte(ageIntro+"v1\n")) {
		return nil, otherFormat(data)
	}
	content, err := age.Decrypt(bytes.NewReader(data), &asker{passphrase: passphrase})
	if err != nil {
		return nil, asProblem(err)
	}
	plain, err := io.ReadAll(io.LimitReader(content, document.MaxSize+1))
	if err != nil {
		return nil, damaged("handover.damaged")
	}
	return plain, nil
}

// unarmor returns an age file in its binary form.
func unarmor(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.HasPrefix(data, []byte(ageIntro)) {
		return data, nil
	}
	data = bytes.TrimSpace(data)
	end := bytes.LastIndex(data, []byte(armor.Footer))
	switch {
	case end < 0:
		return nil, damaged("handover.truncated")
	case !bytes.HasPrefix(data, []byte(armor.Header)) || end+len(armor.Footer) != len(data):
		return nil, damaged("handover.surrounded")
	}
	binary, err := io.ReadAll(armor.NewReader(bytes.NewReader(data)))
	if err != nil {
		return nil, damaged("handover.damaged")
	}
	return binary, nil
}

// otherFormat is the problem of a file that does not begin as age's version 1
// does.
func otherFormat(data []byte) error {
	version, is := bytes.CutPrefix(data, []byte(ageIntro+"v"))
	line, _, ended := bytes.Cut(version, []byte("\n"))
	number, err := strconv.Atoi(string(line))
	if is && ended && err == nil && number > 1 {
		return problem(account.ProblemDocument, "handover.format", "handover.remedy.newer")
	}
	return damaged("handover.damaged")
}

func damaged(what string) error {
	return problem(account.ProblemDocument, what, "handover.remedy.copy")
}

// asProblem passes problems and the errors of the passphrase's source on; what
// else age says means that the file is damaged.
func asProblem(err error) error {
	var asked *askedError
	if errors.As(err, &asked) {
		return asked.err
	}
	return damaged("handover.damaged")
}

// askedError carries an error of ours through age.
type askedError struct{ err error }

func (e *askedError) Error() string { return e.err.Error() }

// asker is the age identity of a person who knows a passphrase. It asks only
// when a passphrase can open the file with acceptable work.
type asker struct{ passphrase func() (string, error) }

// Unwrap returns the file's key; see [age.Identity].
func (a *asker) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if err := checkStanzas(stanzas); err != nil {
		return nil, &askedError{err}
	}
	passphrase, err := a.passphrase()
	if err == nil {
		err = checkTypable(passphrase)
	}
	if err != nil {
		return nil, &askedError{err}
	}
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	identity.SetMaxWorkFactor(maxWorkFactor)
	key, err := identity.Unwrap(stanzas)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		err = &askedError{problem(account.ProblemRefused, "handover.wrong", "handover.remedy.wrong")}
	}
	return key, err
}

// checkStanzas looks at how the file was sealed, before anybody is asked. A
// passphrase is always the only way to open a file (age's specification,
// section "The scrypt recipient type").
func checkStanzas(stanzas []*age.Stanza) error {
	sealed := func(stanza *age.Stanza) bool { return stanza.Type == "scrypt" }
	if !slices.ContainsFunc(stanzas, sealed) {
		return problem(account.ProblemDocument, "handover.foreign", "handover.remedy.foreign")
	}
	if len(stanzas) != 1 || len(stanzas[0].Args) != 2 {
		return damaged("handover.damaged")
	}
	if work, err := strconv.Atoi(stanzas[0].Args[1]); err != nil && !errors.Is(err, strconv.ErrRange) {
		return damaged("handover.damaged")
	} else if work > maxWorkFactor {
		return problem(account.ProblemDocument, "handover.work", "handover.remedy.foreign", "limit", maxWorkFactor)
	}
	return nil
}
