package main

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"teamsaccount/assets/texts"
)

// choice is an answer to a question, and what it does.
type choice struct {
	label string
	do    func() tea.Cmd
}

// question asks the person to choose. Escape goes back to the list.
type question struct {
	*editor
	text    string
	choices []choice
	chosen  int
	list    *huh.Select[int]
	form    *huh.Form
}

func (e *editor) ask(text string, choices []choice) tea.Cmd {
	e.said = ""
	q := &question{editor: e, text: plain(text), choices: choices}
	q.build()
	return e.show(q)
}

func (q *question) build() {
	var options []huh.Option[int]
	for i, choice := range q.choices {
		options = append(options, huh.NewOption(choice.label, i))
	}
	q.list = huh.NewSelect[int]().Options(options...).Value(&q.chosen)
	q.form = bare(q.width, huh.NewGroup(q.list))
}

func (q *question) begin() tea.Cmd { return q.form.Init() }

func (q *question) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case resized:
		q.build()
		return q.form.Init()
	case tea.KeyPressMsg:
		switch msg.String() {
		case "esc", "ctrl+c":
			return q.menu()
		case "enter":
			// Not left to the form: see menu.update.
			return q.choices[q.chosen].do()
		}
	}
	updated, cmd := q.form.Update(msg)
	q.form = updated.(*huh.Form)
	if at, is := q.list.Hovered(); is {
		q.chosen = at
	}
	return cmd
}

func (q *question) body(room int) string {
	lines := append(q.wrapped(q.text, max(1, room-len(q.choices)-2)), "")
	return strings.Join(lines, "\n") + "\n" + strings.TrimRight(q.form.View(), "\n ")
}

func (q *question) keys() string { return texts.Of("terminal.edit.keys.question") }
