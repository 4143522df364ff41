package account

import "errors"

// Problem is an error for a person: what happened, and what to do about it.
// Every error that Service returns is or wraps one.
type Problem struct {
	Kind ProblemKind
	// What says what happened, a sentence or several.
	What string
	// Remedy says what to do; it may be empty where What says it all.
	Remedy string
	// Findings are the fields at fault, for ProblemInvalid.
	Findings []Finding
	// Err is the cause, for errors.Is; its text may be technical. It never
	// holds a secret.
	Err error
}

// ProblemKind groups the problems by what a caller does about them.
type ProblemKind int

// The kinds of Problem.
const (
	// ProblemFailed: a file or another resource of this machine failed.
	ProblemFailed ProblemKind = iota
	// ProblemRefused: a rule of the account forbids it, such as a second account.
	ProblemRefused
	// ProblemInvalid: a value breaks a rule; Findings names the fields.
	ProblemInvalid
	// ProblemDocument: the document is not understood. It is never overwritten.
	ProblemDocument
	// ProblemChanged: the document changed outside since it was opened.
	ProblemChanged
	// ProblemKeychain: the keychain could not be asked or did not answer.
	ProblemKeychain
	// ProblemCancelled: the person cancelled.
	ProblemCancelled
)

// Error returns What and Remedy as one text.
func (p *Problem) Error() string {
	if p.Remedy == "" {
		return p.What
	}
	return p.What + " " + p.Remedy
}

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }

// IsProblem reports whether err is or wraps a Problem of this kind.
func IsProblem(err error, kind ProblemKind) bool {
	var problem *Problem
	return errors.As(err, &problem) && problem.Kind == kind
}

// WhatAndRemedy splits an error into what happened and what to do; an error that is
// no Problem has no remedy.
func WhatAndRemedy(err error) (what, remedy string) {
	var problem *Problem
	if errors.As(err, &problem) {
		return problem.What, problem.Remedy
	}
	return err.Error(), ""
}
