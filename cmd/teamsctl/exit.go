package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// The exit statuses, which other programs rely on.
const (
	exitDone        = 0
	exitRefused     = 1
	exitUsage       = 2
	exitIncomplete  = 3
	exitRejected    = 4
	exitUnreachable = 5
	exitKeychain    = 6
	exitExpires     = 7
	exitCancelled   = 130
)

// byGravity lists the statuses with the worst first: of several documents the
// worst counts.
var byGravity = []int{
	exitCancelled, exitRefused, exitUsage, exitKeychain, exitUnreachable,
	exitRejected, exitIncomplete, exitExpires, exitDone,
}

// worse returns the worse of two statuses.
func worse(a, b int) int {
	if slices.Index(byGravity, b) < slices.Index(byGravity, a) {
		return b
	}
	return a
}

// statusOfKind is the exit status of an outcome of Test connection.
func statusOfKind(kind account.Kind) int {
	switch kind {
	case account.KindValid:
		return exitDone
	case account.KindIncomplete:
		return exitIncomplete
	case account.KindRejected:
		return exitRejected
	case account.KindUnreachable:
		return exitUnreachable
	case account.KindKeychain:
		return exitKeychain
	case account.KindCancelled:
		return exitCancelled
	}
	return exitRefused
}

// statusOf is the exit status of a command that ended with this error.
func statusOf(err error) int {
	var silent told
	var wrong *terminal.UsageError
	var problem *account.Problem
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &silent):
		return int(silent)
	case errors.As(err, &wrong):
		return exitUsage
	case errors.As(err, &problem):
		return statusOfProblem(problem.Kind)
	case errors.Is(err, context.Canceled):
		return exitCancelled
	}
	return exitRefused
}

func statusOfProblem(kind account.ProblemKind) int {
	switch kind {
	case account.ProblemInvalid:
		return exitUsage
	case account.ProblemKeychain:
		return exitKeychain
	case account.ProblemCancelled:
		return exitCancelled
	}
	return exitRefused
}

// told is a status whose reason the person was told already.
type told int

func (t told) Error() string { return fmt.Sprintf("exit status %d", int(t)) }

// orDone returns the status as an error, and nil for exitDone.
func (t told) orDone() error {
	if t == exitDone {
		return nil
	}
	return t
}

// ran marks an error that a command returned while it ran. Every other error
// of cobra is about the command line.
type ran struct{ error }

func (r ran) Unwrap() error { return r.error }

// end tells the person about an error, hands on the results, and returns
// the exit status.
func (s *session) end(err error) int {
	var inside ran
	if err != nil && !errors.As(err, &inside) {
		err = &terminal.UsageError{What: err.Error()}
	}
	s.explain(err)
	s.Flush()
	status := statusOf(err)
	if s.Failed != nil {
		s.Text("terminal.output", "reason", s.Failed)
		status = worse(status, exitRefused)
	}
	s.Progress.Clear()
	return status
}

// explain tells the person what went wrong.
func (s *session) explain(err error) {
	var silent told
	var wrong *terminal.UsageError
	var problem *account.Problem
	switch {
	case err == nil || errors.As(err, &silent):
	case errors.As(err, &wrong):
		s.Note("%s", wrong.What)
		s.Say("%s", texts.Of("terminal.seeHelp"))
	case errors.As(err, &problem):
		s.explainProblem(problem)
	default:
		s.Note("%s", err)
	}
}

func (s *session) explainProblem(problem *account.Problem) {
	if len(problem.Findings) == 0 {
		s.Note("%s", problem.What)
	}
	for _, finding := range problem.Findings {
		s.Text("terminal.finding", "field", labelWithFlag(finding.Field), "finding", finding.Message)
	}
	if len(problem.Findings) > 0 {
		s.Text("terminal.nothingWritten")
	}
	remedy := problem.Remedy
	if problem.Kind == account.ProblemChanged { // The window's remedy offers buttons.
		remedy = texts.Of("terminal.changed.remedy")
	}
	if remedy != "" {
		s.Say("%s", remedy)
	}
}

// noAccount refuses a command that needs an account.
func noAccount(opened service.Opened) error {
	return &account.Problem{
		Kind:   account.ProblemRefused,
		What:   noAccountText(opened),
		Remedy: texts.Of("terminal.noAccount.remedy"),
	}
}

// noAccountText says that a document holds no account; of a file that does not
// exist, that it does not: its name may be mistyped.
func noAccountText(opened service.Opened) string {
	if opened.Revision == "" {
		return texts.Of("terminal.noFile", "file", opened.Path)
	}
	return texts.Of("terminal.noAccount", "file", opened.Path)
}
