// Package doctor looks at what a support person asks about a computer, and says
// what is wrong there and what to do.
package doctor

import (
	"context"
	"runtime"
	"slices"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
)

// Status is how well one thing is.
type Status string

// The statuses.
const (
	OK      Status = "ok"
	Warning Status = "warning"
	Failed  Status = "failed"
	// Skipped: it was not looked at, or there is none here.
	Skipped Status = "skipped"
)

// Label is the status for a person.
func (s Status) Label() string {
	return texts.Of(map[Status]string{
		OK: "doctor.ok", Warning: "doctor.warning", Failed: "doctor.failed", Skipped: "doctor.skipped",
	}[s])
}

// Finding is what was found out about one thing: what is so, and, where that is
// wrong, what to do. Its JSON form is that of "teamsctl doctor --json".
type Finding struct {
	Name   string `json:"name"`
	Status Status `json:"status"`
	Detail string `json:"detail"`
	Advice string `json:"advice"`
}

// Label is what was looked at, for a person.
func (f Finding) Label() string {
	return texts.Of(map[string]string{
		"program":     "doctor.name.program",
		"system":      "doctor.name.system",
		"display":     "doctor.name.display",
		"document":    "doctor.name.document",
		"permissions": "doctor.name.permissions",
		"keychain":    "doctor.name.keychain",
		"testServer":  "doctor.name.testServer",
		"proxy":       "doctor.name.proxy",
		"name":        "doctor.name.name",
		"connection":  "doctor.name.connection",
		"clock":       "doctor.name.clock",
		"graph":       "doctor.name.graph",
	}[f.Name])
}

// Well reports whether none of the findings needs attention.
func Well(findings []Finding) bool {
	return !slices.ContainsFunc(findings, func(f Finding) bool { return f.Status == Failed || f.Status == Warning })
}

// Examination says what to look at.
type Examination struct {
	Program *program.Program
	// Path is the document.
	Path string
	// Version names the program that looks, and its version.
	Version string
	// Display says who draws the window; empty finds out who would.
	Display string
	// Env looks up an environment variable, as os.Getenv does.
	Env func(name string) string
	// Offline skips the network, but not its settings.
	Offline bool
	// Found is told each finding as it comes.
	Found func(Finding)
	// Busy is told a sentence about what takes a while; it may be nil.
	Busy func(sentence string)
}

// Run looks at everything until ctx ends. It prints no secret and changes
// nothing: the keychain item with which it tries the keychain out goes again.
//
// The error is that of Program.Connect; then nothing was looked at.
func (e *Examination) Run(ctx context.Context) error {
	if err := e.Program.PrepareTests(ctx); err != nil {
		return err
	}
	until := *e
	until.Found = func(found Finding) {
		// What fails then fails because the person has had enough.
		if ctx.Err() == nil {
			e.Found(found)
		}
	}
	until.look(ctx)
	return nil
}

func (e *Examination) look(ctx context.Context) {
	e.report("program", OK, e.Version, "")
	e.report("system", OK, systemText(), "")
	e.display()
	stored := e.document()
	e.permissions()
	e.keychain(ctx)
	e.network(ctx, stored.Account.Cloud)
}

func (e *Examination) report(name string, status Status, detail, advice string) {
	e.Found(Finding{name, status, detail, advice})
}

// problem reports an error as a finding.
func (e *Examination) problem(name string, err error) {
	what, remedy := account.WhatAndRemedy(err)
	e.report(name, Failed, what, remedy)
}

func (e *Examination) busy(sentence string) {
	if e.Busy != nil {
		e.Busy(sentence)
	}
}

// systemText names the operating system, its version and the kind of machine.
func systemText() string {
	name := systemName()
	if name == "" {
		name = runtime.GOOS
	}
	return texts.Of("doctor.system", "system", name, "machine", runtime.GOARCH)
}
