package main

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
)

// applied is how an Apply ended.
type applied struct {
	opened service.Opened
	err    error
}

// applying waits for an Apply.
type applying struct {
	*editor
	cancel context.CancelFunc
	// deleted says that an account was deleted here before.
	deleted bool
	then    func() tea.Cmd
}

// apply writes the draft. A fault in it is shown instead, at its field.
func (e *editor) apply(then func() tea.Cmd) tea.Cmd {
	if !e.draft.Dirty() {
		e.say(texts.Of("terminal.edit.unchanged"))
		return then()
	}
	if faults := e.findings().Errors; len(faults) > 0 {
		e.chosen = string(faults[0].Field)
		e.say(texts.Of("terminal.edit.faulty", "field", faults[0].Field.Label()))
		return e.menu()
	}
	return e.write(false, then)
}

// write applies the draft in the background.
func (e *editor) write(overwrite bool, then func() tea.Cmd) tea.Cmd {
	ctx, cancel := context.WithCancel(e.ctx)
	service, opened, draft := e.p.Service, e.opened, e.draft
	e.shown = &applying{editor: e, cancel: cancel, deleted: opened.Deleted, then: then}
	return func() tea.Msg {
		defer cancel()
		opened, err := service.Apply(ctx, opened, draft, overwrite)
		return applied{opened, err}
	}
}

func (a *applying) begin() tea.Cmd { return nil }

func (a *applying) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if key := msg.String(); key == "esc" || key == "ctrl+c" {
			a.cancel()
		}
	case applied:
		return a.done(msg)
	}
	return nil
}

func (a *applying) done(outcome applied) tea.Cmd {
	if account.IsProblem(outcome.err, account.ProblemChanged) {
		return a.changedOutside(outcome.err)
	}
	if outcome.err != nil {
		a.say(texts.Of("terminal.edit.failed", "reason", outcome.err))
		return a.menu()
	}
	e := a.editor
	e.opened = outcome.opened
	e.begun = account.NewDraft(e.opened.Account)
	e.draft = e.begun
	e.last = account.NewResult()
	said := append([]string{texts.Of("terminal.applied.short", "file", e.opened.Path)}, e.opened.Notices...)
	if a.deleted {
		said = append(said, texts.Of("terminal.reminder"))
	}
	e.say(strings.Join(said, " "))
	return tea.Batch(e.askSecret(), a.then())
}

// changedOutside asks what to do about a document that somebody else changed.
func (a *applying) changedOutside(err error) tea.Cmd {
	e := a.editor
	return e.ask(err.Error(), []choice{
		{texts.Of("terminal.edit.keep"), e.menu},
		{texts.Of("terminal.edit.reload"), e.reload},
		{texts.Of("terminal.edit.overwrite"), func() tea.Cmd { return e.write(true, a.then) }},
	})
}

// reload drops all edits and reads the document again.
func (e *editor) reload() tea.Cmd {
	opened, err := e.p.Service.Read(e.ctx, e.opened.Path)
	if err != nil {
		e.say(err.Error())
		return e.menu()
	}
	fresh := newEditor(e.ctx, e.s, e.p, opened)
	e.opened, e.begun, e.draft, e.last = fresh.opened, fresh.begun, fresh.draft, fresh.last
	return tea.Batch(e.menu(), e.askSecret())
}

func (a *applying) body(int) string { return texts.Of("terminal.edit.applying") }

func (a *applying) keys() string { return texts.Of("terminal.edit.keys.cancel") }

// quit leaves the form; with edits waiting it asks.
func (e *editor) quit() tea.Cmd {
	if !e.pending() {
		return tea.Quit
	}
	leave := func() tea.Cmd { return tea.Quit }
	return e.ask(texts.Of("terminal.edit.leave"), []choice{
		{texts.Of("terminal.edit.do.apply"), func() tea.Cmd { return e.apply(leave) }},
		{texts.Of("terminal.edit.discard"), leave},
		{texts.Of("terminal.edit.keep"), e.menu},
	})
}
