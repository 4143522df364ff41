package main

import (
	"teamsaccount/cmd/internal/program"
	"teamsaccount/ui"
)

// practice is the sandbox as the window sees it.
type practice struct{ *program.Practice }

func (p practice) Outcomes() []ui.Outcome {
	var outcomes []ui.Outcome
	for _, outcome := range program.Outcomes() {
		outcomes = append(outcomes, ui.Outcome{Name: outcome.Name, Title: outcome.Title})
	}
	return outcomes
}

// Choose plays an outcome of the list, so it cannot fail.
func (p practice) Choose(name string) { _ = p.Play(name) }
