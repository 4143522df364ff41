package main

import (
	"context"
	"os"

	"teamsaccount/account/editing"
	"teamsaccount/cmd/internal/doctor"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/ui/dialog"
)

// examiner looks at this computer for the window, which shown draws.
func examiner(p *program.Program, shown display) func(context.Context, string) ([]dialog.Finding, error) {
	return func(ctx context.Context, path string) ([]dialog.Finding, error) {
		var findings []dialog.Finding
		examination := doctor.Examination{
			Program: p, Path: path, Version: program.System(), Display: shown.String(), Env: os.Getenv,
			Found: func(f doctor.Finding) {
				findings = append(findings, dialog.Finding{
					Severity: severityOf(f.Status), Label: f.Label(), Detail: f.Detail, Advice: f.Advice,
				})
			},
		}
		err := examination.Run(ctx)
		return findings, err
	}
}

func severityOf(status doctor.Status) editing.Severity {
	switch status {
	case doctor.OK:
		return editing.Good
	case doctor.Warning:
		return editing.Warning
	case doctor.Failed:
		return editing.Fault
	}
	return editing.Info
}
