package program

import (
	"context"

	"teamsaccount/account"
	"teamsaccount/account/entra/sandbox"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/keystore"
)

const (
	// SandboxDefault is the outcome of --sandbox without a name: the
	// credentials decide.
	SandboxDefault = "valid"
	// keychainLocked is the one outcome that this machine plays, not Entra ID.
	keychainLocked = "keychain-locked"
)

// Practice is what the sandbox plays with: the practice tenant, and a keychain
// in memory that can be locked.
type Practice struct {
	tenant   *sandbox.Tenant
	keychain *keystore.Memory
	playing  string
}

// Outcomes lists what the sandbox can play, in the order to show.
func Outcomes() []sandbox.Outcome {
	return append(sandbox.Outcomes(), sandbox.Outcome{
		Name:        keychainLocked,
		Title:       texts.Of("program.keychainLocked.title"),
		Description: texts.Of("program.keychainLocked.description"),
		Kind:        account.KindKeychain,
	})
}

// Play plays an outcome from now on. The error says that there is none of this
// name.
func (p *Practice) Play(outcome string) error {
	p.playing = outcome
	p.keychain.Lock(outcome == keychainLocked)
	if outcome == SandboxDefault || outcome == keychainLocked {
		outcome = ""
	}
	return p.tenant.SetOutcome(outcome)
}

// Playing is the outcome that Play was given last.
func (p *Practice) Playing() string { return p.playing }

// Credentials returns an account and a secret that the practice tenant accepts.
func (p *Practice) Credentials() (account.Account, string) { return sandbox.Practice() }

// ApplyPractice applies the practice account to the sandbox's document, even
// where the outcome is a locked keychain.
func (p *Program) ApplyPractice(ctx context.Context) error {
	locked := p.Practice.keychain.Lock(false)
	defer p.Practice.keychain.Lock(locked)
	practice, secret := sandbox.Practice()
	draft := account.Draft{Current: practice, Secret: account.ReplaceSecret(secret)}
	_, err := p.Service.Apply(ctx, service.Opened{Path: p.Path}, draft, false)
	return err
}
