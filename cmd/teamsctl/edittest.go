package main

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
)

// stageSeen is a stage of the test that runs.
type stageSeen account.Stage

// testDone is how a test ended.
type testDone struct {
	opened service.Opened
	result account.Result
}

// running shows the stages of Test connection as they pass.
type running struct {
	*editor
	cancel context.CancelFunc
	seen   account.Result
}

// test tests the applied account in the background. Edits that wait make it
// incomplete.
func (e *editor) test() tea.Cmd {
	e.said = ""
	ctx, cancel := context.WithCancel(e.ctx)
	service, opened, pending, send := e.p.Service, e.opened, e.draft.Dirty(), e.send
	e.shown = &running{editor: e, cancel: cancel, seen: account.NewResult()}
	return func() tea.Msg {
		defer cancel()
		result := service.Test(ctx, opened, pending, func(stage account.Stage) { send(stageSeen(stage)) })
		if !pending {
			// The state may be lost without harm.
			opened, _ = service.Remember(ctx, opened, result)
		}
		return testDone{opened, result}
	}
}

func (r *running) begin() tea.Cmd { return nil }

func (r *running) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if key := msg.String(); key == "esc" || key == "ctrl+c" {
			r.cancel()
		}
	case stageSeen:
		r.seen.SetStage(account.Stage(msg))
	case testDone:
		return r.done(msg)
	}
	return nil
}

func (r *running) done(outcome testDone) tea.Cmd {
	e, result := r.editor, outcome.result
	e.opened.Record = outcome.opened.Record
	if result.Kind == account.KindCancelled {
		e.say(result.Explanation)
		return e.menu()
	}
	e.last = result
	if result.Field != "" {
		e.chosen = string(result.Field)
	}
	if result.SecretExpires != "" && result.SecretExpires != e.draft.Current.SecretExpires {
		e.draft.Current.SecretExpires = result.SecretExpires
		e.say(texts.Of("terminal.edit.filled", "date", result.SecretExpires))
	}
	return e.show(&outcomeScreen{editor: e, result: result})
}

func (r *running) body(int) string {
	var lines []string
	for _, stage := range r.seen.Stages {
		lines = append(lines, r.cut(string(stageLine(stage, unpainted))))
	}
	return strings.Join(lines, "\n")
}

func (r *running) keys() string { return texts.Of("terminal.edit.keys.cancel") }

// unpainted is a painter without colours.
func unpainted(_, text string) safe { return safe(text) }

// outcomeScreen shows what a test found. It scrolls where the terminal is
// small.
type outcomeScreen struct {
	*editor
	result account.Result
	top    int
	room   int
}

func (o *outcomeScreen) begin() tea.Cmd { return nil }

func (o *outcomeScreen) update(msg tea.Msg) tea.Cmd {
	key, pressed := msg.(tea.KeyPressMsg)
	if !pressed {
		return nil
	}
	switch key.String() {
	case "enter", "esc", "ctrl+c", "q":
		return o.menu()
	case "a", "A":
		if o.draft.Dirty() {
			return o.apply(o.test)
		}
	case "down", "j":
		o.top++
	case "up", "k":
		o.top--
	case "pgdown", "space":
		o.top += o.room
	case "pgup":
		o.top -= o.room
	}
	return nil
}

func (o *outcomeScreen) body(room int) string {
	var lines []string
	for _, line := range reportOf(o.result, unpainted) {
		lines = append(lines, strings.Split(ansi.Wrap(string(line), o.width-1, " /"), "\n")...)
	}
	o.room = room
	o.top = max(0, min(o.top, len(lines)-room))
	return strings.Join(lines[o.top:min(len(lines), o.top+room)], "\n")
}

func (o *outcomeScreen) keys() string {
	if o.draft.Dirty() {
		return texts.Of("terminal.edit.keys.applyAndTest")
	}
	return texts.Of("terminal.edit.keys.outcome")
}
