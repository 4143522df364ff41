package doctor

import (
	"context"

	"teamsaccount/assets/texts"
)

// keychain stores, reads and deletes an item of its own.
func (e *Examination) keychain(ctx context.Context) {
	keychain := e.Program.Keychain
	if keychain == nil {
		e.report("keychain", Skipped, texts.Of("doctor.memory"), "")
		return
	}
	e.busy(texts.Of("doctor.asking"))
	provider, err := keychain.Provider(ctx)
	if err == nil {
		err = keychain.Probe(ctx)
	}
	if err != nil {
		e.problem("keychain", err)
		return
	}
	if provider == "" {
		e.report("keychain", OK, texts.Of("doctor.keychain.unnamed"), "")
		return
	}
	e.report("keychain", OK, texts.Of("doctor.keychain", "provider", provider), "")
}
