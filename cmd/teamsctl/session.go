package main

import (
	"context"
	"os"

	"teamsaccount/account/service"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

// session is one run of the program: its terminal, its global flags, and the
// program that they start when a command first needs it.
type session struct {
	*terminal.Terminal
	env func(string) string

	file    string
	sandbox string
	started *program.Program
	// notify tells the person what was repaired.
	notify func(notice string)
}

func newSession(in, out, err *os.File, env func(string) string) *session {
	s := &session{Terminal: terminal.New(in, out, err, env), env: env}
	s.notify = func(notice string) { s.Note("%s", notice) }
	return s
}

// program starts what the commands work with; the practice tenant with the
// practice account applied. It starts once.
func (s *session) program(ctx context.Context) (*program.Program, error) {
	if s.started != nil {
		return s.started, nil
	}
	setup := program.Setup{
		Sandbox: s.sandbox, File: s.file, Env: s.env,
		Notify: func(notice string) { s.notify(notice) },
	}
	started, err := program.Start(setup)
	if err != nil {
		return nil, err
	}
	s.started = started
	if s.sandbox != "" {
		err = started.ApplyPractice(ctx)
	}
	return started, err
}

// open starts the program and reads the one document of this run.
func (s *session) open(ctx context.Context) (*program.Program, service.Opened, error) {
	p, err := s.program(ctx)
	if err != nil {
		return nil, service.Opened{}, err
	}
	s.askOnce()
	opened, err := p.Service.Read(ctx, p.Path)
	s.notices(opened)
	return p, opened, err
}

// askOnce has the keychain ask the person once at most, whatever else is to be
// asked of it.
func (s *session) askOnce() {
	if s.started.Keychain != nil {
		s.started.Keychain.AskOnce()
	}
}

// openAccount is open for a command that needs an account.
func (s *session) openAccount(ctx context.Context) (*program.Program, service.Opened, error) {
	p, opened, err := s.open(ctx)
	if err == nil && !opened.Present {
		err = noAccount(opened)
	}
	return p, opened, err
}

// notices tells what reading or writing a document found beside the work.
func (s *session) notices(opened service.Opened) {
	for _, notice := range opened.Notices {
		s.Note("%s", notice)
	}
}

func (s *session) close() {
	if s.started != nil {
		s.started.Close()
	}
}
