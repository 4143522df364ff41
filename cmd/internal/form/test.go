package form

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// stageReached is a stage of the test that runs.
type stageReached account.Stage

// testEnded is how a test ended.
type testEnded struct {
	opened service.Opened
	result account.Result
}

// testScreen shows the stages of Test connection as they pass.
type testScreen struct {
	*Form
	cancel  context.CancelFunc
	pending bool
	// soFar has the stages that began.
	soFar account.Result
}

// test tests the applied account in the background. Changes that wait make it
// incomplete.
func (f *Form) test() tea.Cmd {
	f.said, f.afterApply = "", nil
	f.state.TestBegan()
	ctx, cancel := context.WithCancel(f.ctx)
	service, opened, pending, send := f.p.Service, f.opened, f.state.Dirty(), f.send
	f.shown = &testScreen{Form: f, cancel: cancel, pending: pending, soFar: account.NewResult()}
	return func() tea.Msg {
		defer cancel()
		result := service.Test(ctx, opened, pending, func(stage account.Stage) { send(stageReached(stage)) })
		if !pending {
			// The state may be lost without harm.
			opened, _ = service.Remember(ctx, opened, result)
		}
		return testEnded{opened, result}
	}
}

func (t *testScreen) begin() tea.Cmd { return nil }

func (t *testScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if key := msg.String(); key == "esc" || key == "ctrl+c" {
			t.cancel()
		}
	case stageReached:
		t.soFar.SetStage(account.Stage(msg))
	case testEnded:
		return t.ended(msg)
	}
	return nil
}

func (t *testScreen) ended(outcome testEnded) tea.Cmd {
	f, result := t.Form, outcome.result
	f.opened.Record = outcome.opened.Record
	if result.Kind == account.KindCancelled {
		f.say(result.Explanation)
		return f.list()
	}
	found := f.state.TestEnded(result, t.pending)
	result.Missing = found.Missing
	if found.Field != "" {
		f.chosen = string(found.Field)
	}
	if found.FilledExpiry {
		f.say(texts.Of("terminal.edit.filled", "date", result.SecretExpires))
	}
	return f.show(&outcomeScreen{Form: f, result: result})
}

func (t *testScreen) body(int) string {
	var lines []string
	for _, stage := range t.soFar.Stages {
		lines = append(lines, t.cut(string(terminal.StageLine(stage, unpainted))))
	}
	return strings.Join(lines, "\n")
}

func (t *testScreen) keys() string { return texts.Of("terminal.edit.keys.cancel") }

// unpainted is a painter without colors.
func unpainted(_, text string) terminal.Safe { return terminal.Safe(text) }

// outcomeScreen shows what a test found. It scrolls where the terminal is small.
type outcomeScreen struct {
	*Form
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
		return o.list()
	case "a", "A":
		if o.state.Dirty() {
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
	for _, line := range terminal.ReportOf(o.result, unpainted) {
		lines = append(lines, strings.Split(ansi.Wrap(string(line), o.width-1, " /"), "\n")...)
	}
	o.room = room
	o.top = max(0, min(o.top, len(lines)-room))
	return strings.Join(lines[o.top:min(len(lines), o.top+room)], "\n")
}

func (o *outcomeScreen) keys() string {
	if o.state.Dirty() {
		return texts.Of("terminal.edit.keys.applyAndTest")
	}
	return texts.Of("terminal.edit.keys.outcome")
}
