package main

import (
	"teamsaccount/account"
	"teamsaccount/account/entra/sandbox"
	"teamsaccount/ui"
)

// practice is the practice tenant as the window sees it.
type practice struct{ tenant *sandbox.Tenant }

func (p practice) Outcomes() []ui.Outcome {
	var outcomes []ui.Outcome
	for _, outcome := range sandbox.Outcomes() {
		outcomes = append(outcomes, ui.Outcome{Name: outcome.Name, Title: outcome.Title})
	}
	return outcomes
}

// Choose plays an outcome of the list, so it cannot fail.
func (p practice) Choose(name string) { _ = p.tenant.SetOutcome(name) }

func (p practice) Credentials() (account.Account, string) { return sandbox.Practice() }
