package ui

import (
	"context"
	"errors"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/task"
)

// applier writes what waits to the document and the keychain.
type applier struct {
	*session
	open   *opener
	secret *secretKeeper
	// after is what was asked for with an Apply that a fault kept from going:
	// it goes on once the fault is mended and applied.
	after func()
}

// apply writes what waits; then is called once it is written, and may be nil.
// Where a fault keeps it from going, it goes to the field at fault, and the
// next Apply calls then.
func (a *applier) apply(then func()) {
	if !a.editable() || !a.form.Dirty() {
		return
	}
	if then == nil {
		then = a.after
	}
	a.after = nil
	draft, refusal := a.form.Apply()
	a.refresh()
	if refusal != nil {
		a.after = then
		a.focus(refusal.Field)
		return
	}
	a.write(draft, false, then)
}

// forget drops what was to go on after an Apply.
func (a *applier) forget() { a.after = nil }

// write applies the draft in the background. Changes made meanwhile stay.
func (a *applier) write(draft account.Draft, overwrite bool, then func()) {
	s, opened := a.options.Service, a.opened
	waiting := texts.Of("window.waiting.apply")
	if draft.Secret.Mode != account.SecretKeep {
		waiting = texts.Of("window.waiting.keychain")
	}
	task.Run(a.work, &task.Job{Waiting: waiting}, func(ctx context.Context) (service.Opened, error) {
		return s.Apply(ctx, opened, draft, overwrite)
	}, func(after service.Opened, err error) {
		if err != nil {
			a.refused(draft, err, then)
			return
		}
		a.applied(opened, draft, after)
		if then != nil {
			then()
		}
	})
}

// applied takes the document as Apply left it.
func (a *applier) applied(before service.Opened, sent account.Draft, after service.Opened) {
	a.takeOpened(after)
	a.form.Applied(sent, after.Stored)
	if a.form.Draft().Secret.Mode == account.SecretKeep {
		a.secret.hide()
	}
	if a.form.StoredSecret() == editing.StoredSecretAsked {
		a.secret.ask()
	}
	a.notify(after.Notices...)
	if before.Deleted {
		a.open.remindUsers()
	}
}

// refused says why nothing was written. The changes stay in the window.
func (a *applier) refused(draft account.Draft, err error, then func()) {
	var problem *account.Problem
	switch {
	case cancelled(err):
		a.refresh()
	case account.IsProblem(err, account.ProblemChanged):
		a.askOverwrite(draft, err, then)
	case errors.As(err, &problem) && problem.Kind == account.ProblemInvalid && len(problem.Findings) > 0:
		refusal := a.form.Refused(problem.Findings)
		a.after = then
		a.refresh()
		a.focus(refusal.Field)
	default:
		a.tellProblem(texts.Of("window.apply.failed"), err)
	}
}

// askOverwrite asks what to do with a document that changed outside.
func (a *applier) askOverwrite(draft account.Draft, err error, then func()) {
	what, _ := account.WhatAndRemedy(err)
	a.dialogs.Ask(texts.Of("window.changed.title"), []string{what, texts.Of("window.changed.text")},
		dialog.Answer{Text: texts.Of("window.changed.overwrite"), Action: func() { a.write(draft, true, then) }},
		dialog.Answer{Text: texts.Of("window.changed.reload"), Action: a.open.reload}, dialog.MainCancel())
}

// canGoBack reports whether a previous secret is kept.
func (a *applier) canGoBack() bool { return a.mode == modeAccount && len(a.opened.Record.Previous) > 0 }

// askGoBack offers to put the previous secret back.
func (a *applier) askGoBack() {
	if a.canGoBack() {
		a.dialogs.Ask(texts.Of("window.goBack.title"), []string{texts.Of("window.goBack.text")}, dialog.Cancel(),
			dialog.Answer{Text: texts.Of("window.goBack"), Action: a.goBack, Main: true})
	}
}

// goBack applies the previous secret again. Changes that wait stay in the form.
func (a *applier) goBack() {
	s, opened, unchanged := a.options.Service, a.opened, a.form.Draft().Revert()
	task.Run(a.work, &task.Job{Waiting: texts.Of("window.waiting.keychain")},
		func(ctx context.Context) (service.Opened, error) { return s.GoBack(ctx, opened) },
		func(after service.Opened, err error) {
			switch {
			case cancelled(err):
				a.refresh()
			case err != nil:
				a.tellProblem(texts.Of("window.goBack.failed"), err)
			default:
				a.applied(opened, unchanged, after)
				a.open.resetView()
				a.tellDone(texts.Of("window.goBack.done"), a.notices...)
			}
		})
}
