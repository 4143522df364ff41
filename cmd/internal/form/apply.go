package form

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
)

// applyEnded is how an Apply ended.
type applyEnded struct {
	opened service.Opened
	err    error
}

// applyScreen waits for an Apply.
type applyScreen struct {
	*Form
	cancel context.CancelFunc
	sent   account.Draft
	// deleted says that an account was deleted here before.
	deleted bool
	then    func() tea.Cmd
}

// apply writes the draft, and goes on with then. A fault in it is shown
// instead, at its field.
func (f *Form) apply(then func() tea.Cmd) tea.Cmd {
	f.afterApply = nil
	draft, refusal := f.state.Apply()
	switch {
	case refusal == nil:
		return f.write(draft, false, then)
	case refusal.Field == "":
		f.say(refusal.Text)
		return then()
	}
	f.afterApply = then
	f.said = ""
	f.chosen = string(refusal.Field)
	return f.list()
}

// write applies the draft in the background.
func (f *Form) write(draft account.Draft, overwrite bool, then func() tea.Cmd) tea.Cmd {
	ctx, cancel := context.WithCancel(f.ctx)
	service, opened := f.p.Service, f.opened
	f.shown = &applyScreen{Form: f, cancel: cancel, sent: draft, deleted: opened.Deleted, then: then}
	return func() tea.Msg {
		defer cancel()
		opened, err := service.Apply(ctx, opened, draft, overwrite)
		return applyEnded{opened, err}
	}
}

func (a *applyScreen) begin() tea.Cmd { return nil }

func (a *applyScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if key := msg.String(); key == "esc" || key == "ctrl+c" {
			a.cancel()
		}
	case applyEnded:
		return a.ended(msg)
	}
	return nil
}

func (a *applyScreen) ended(outcome applyEnded) tea.Cmd {
	if account.IsProblem(outcome.err, account.ProblemChanged) {
		return a.changedOutside(outcome.err)
	}
	if outcome.err != nil {
		a.say(texts.Of("terminal.edit.failed", "reason", outcome.err))
		return a.list()
	}
	f := a.Form
	f.opened = outcome.opened
	f.state.Applied(a.sent, outcome.opened.Stored)
	said := append([]string{texts.Of("terminal.applied.short", "file", f.opened.Path)}, f.opened.Notices...)
	if a.deleted {
		said = append(said, texts.Of("terminal.reminder"))
	}
	f.say(strings.Join(said, " "))
	return tea.Batch(f.askSecret(), a.then())
}

// changedOutside asks what to do about a document that somebody else changed.
func (a *applyScreen) changedOutside(err error) tea.Cmd {
	f := a.Form
	return f.ask(err.Error(), []choice{
		{texts.Of("terminal.edit.keep"), f.list},
		{texts.Of("terminal.edit.reload"), f.reload},
		{texts.Of("terminal.edit.overwrite"), func() tea.Cmd { return f.write(a.sent, true, a.then) }},
	})
}

func (a *applyScreen) body(int) string { return texts.Of("terminal.edit.applying") }

func (a *applyScreen) keys() string { return texts.Of("terminal.edit.keys.cancel") }

// quit leaves the form; with changes waiting it asks.
func (f *Form) quit() tea.Cmd {
	if !f.state.Dirty() || f.state.Untouched() {
		return tea.Quit
	}
	f.afterApply = nil
	leave := func() tea.Cmd { return tea.Quit }
	return f.ask(texts.Of("terminal.edit.leave"), []choice{
		{texts.Of("terminal.edit.do.apply"), func() tea.Cmd { return f.apply(leave) }},
		{texts.Of("terminal.edit.discard"), leave},
		{texts.Of("terminal.edit.keep"), f.list},
	})
}
