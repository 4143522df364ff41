package ui

import (
	"context"
	"errors"

	"teamsaccount/account"
	"teamsaccount/account/service"
)

// shelf keeps hand-over files in memory. A file with a passphrase is sealed.
type shelf struct {
	files       map[string]handedOver
	passphrases map[string]string
	// unplugged says that the files cannot be read any more.
	unplugged bool
	// written are files that are no hand-overs.
	written map[string]string
}

func (s *shelf) Exists(path string) bool {
	_, there := s.files[path]
	return there
}

func (s *shelf) Export(_ context.Context, path string, opened service.Opened, _ bool) error {
	s.files[path] = handedOver{account: opened.Account}
	return nil
}

func (s *shelf) Seal(_ context.Context, path string, opened service.Opened, passphrase string, _ bool) error {
	s.files[path] = handedOver{account: opened.Account, secret: goodSecret}
	if s.passphrases == nil {
		s.passphrases = map[string]string{}
	}
	s.passphrases[path] = passphrase
	return nil
}

func (s *shelf) Write(path, _ string, content []byte, _ bool) error {
	if s.written == nil {
		s.written = map[string]string{}
	}
	s.written[path] = string(content)
	return nil
}

func (s *shelf) Sealed(_ context.Context, path string) (bool, error) {
	if !s.Exists(path) {
		return false, errors.New("There is no file " + path + ".") //nolint:staticcheck // read by a person
	}
	return s.passphrases[path] != "", nil
}

func (s *shelf) Read(_ context.Context, path, passphrase string) (account.Account, string, error) {
	if s.passphrases[path] != passphrase {
		return account.Account{}, "", &account.Problem{Kind: account.ProblemRefused, What: "The passphrase is wrong."}
	}
	if s.unplugged {
		return account.Account{}, "", &account.Problem{Kind: account.ProblemFailed, What: "The stick is gone."}
	}
	return s.files[path].account, s.files[path].secret, nil
}

// practiceTenant is a practice tenant that notes what it is told to play.
type practiceTenant struct{ chosen string }

func (p *practiceTenant) Playing() string { return p.chosen }

func (p *practiceTenant) Outcomes() []Outcome {
	return []Outcome{{"valid", "Valid connection"}, {"wrong-secret", "Wrong secret"}, {"no-service-principal", "No enterprise application"}}
}

func (p *practiceTenant) Choose(name string) { p.chosen = name }

func (p *practiceTenant) Credentials() (account.Account, string) {
	a := complete()
	a.Name = "Practice account"
	return a, goodSecret
}
