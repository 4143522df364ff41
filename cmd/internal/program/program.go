// Package program connects the parts that both programs, the window and the
// terminal, are made of: document, keychain, tester and state.
package program

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/jeandeaual/go-locale"

	"teamsaccount/account"
	"teamsaccount/account/date"
	"teamsaccount/account/document"
	"teamsaccount/account/entra"
	"teamsaccount/account/service"
	"teamsaccount/keystore"
)

// Setup is what a command line says about the program to start.
type Setup struct {
	// Sandbox is the outcome that a practice tenant plays; empty without one.
	Sandbox string
	// File is the document; empty for the workstation's own. The sandbox has a
	// document of its own and ignores it.
	File string
	// Env looks up an environment variable, as os.Getenv does.
	Env func(name string) string
	// Notify is told sentences about what was repaired; it may be nil.
	Notify func(notice string)
}

// Program is a started program.
type Program struct {
	Service *service.Service
	// Path is the document, Own the workstation's own one.
	Path, Own string
	// Directory is where the program keeps its own files; empty where this user
	// has no place for them.
	Directory string
	// Keychain is the operating system's keychain; nil in the sandbox.
	Keychain *keystore.Keychain
	// Practice is what the sandbox plays with; nil outside it.
	Practice *Practice
	// Network says where tests go; valid after Connect.
	Network entra.Options

	env       func(string) string
	temporary string
	// stopSignals ends what closeOnSignal began; nil outside the sandbox.
	stopSignals func()
}

// Start connects the parts. It reads no document, asks no keychain and
// contacts nobody; in the sandbox it starts the practice tenant.
//
// The error is a Problem: ProblemInvalid for an outcome that does not exist,
// ProblemFailed where this machine lacks something.
func Start(setup Setup) (*Program, error) {
	if setup.Sandbox != "" {
		return startSandbox(setup)
	}
	directory, err := document.OwnDirectory(setup.Env)
	if err != nil && setup.File == "" {
		return nil, err
	}
	keychain := keystore.New()
	p := &Program{Keychain: keychain, env: setup.Env}
	p.assemble(directory, setup.File, keychain, setup.Notify)
	return p, nil
}

// assemble sets the parts that live in the program's own directory; where there
// is none, nothing is remembered.
func (p *Program) assemble(directory, file string, secrets account.Secrets, notify func(string)) {
	p.Directory = directory
	if directory != "" {
		p.Own = filepath.Join(directory, document.FileName)
	}
	p.Path = cmp.Or(file, p.Own)
	states := document.NewStates(directory)
	states.Notify = notify
	p.Service = &service.Service{
		Documents: &document.Store{OwnDirectory: directory, Notify: notify},
		Secrets:   secrets,
		States:    states,
		Now:       time.Now,
		Program:   System(),
	}
}

// PrepareTests reads the environment's settings for the network, and lets Service
// test. It contacts nobody. The error is a ProblemInvalid that names the
// setting at fault, or a ProblemCancelled if ctx was cancelled.
func (p *Program) PrepareTests(ctx context.Context) error {
	if p.Service.Tester != nil {
		return nil
	}
	options, err := entra.FromEnvironment(ctx, p.env)
	if err != nil {
		return err
	}
	p.Network = options
	p.Service.Tester = entra.New(options)
	return nil
}

// DateOrder returns how this system's person writes day and month: as the
// environment's locale says (LC_ALL, LC_TIME, LANG), else the system's.
func (p *Program) DateOrder() date.Order {
	for _, name := range []string{"LC_ALL", "LC_TIME", "LANG"} {
		if value := p.env(name); value != "" {
			return date.OrderOf(value)
		}
	}
	system, err := locale.GetLocale()
	if err != nil {
		return date.OrderUnknown
	}
	return date.OrderOf(system)
}

// TestServer returns the host that takes the place of Microsoft's sign-in
// host; empty where there is none, and in the sandbox, which says so itself.
func (p *Program) TestServer() string {
	if p.Practice != nil {
		return ""
	}
	return p.Network.TestServer()
}

// Close ends what Start started and removes what the sandbox left.
func (p *Program) Close() {
	if p.Practice != nil {
		_ = p.Practice.tenant.Close()
	}
	if p.stopSignals != nil {
		p.stopSignals()
	}
	if p.temporary != "" {
		_ = os.RemoveAll(p.temporary)
	}
}
