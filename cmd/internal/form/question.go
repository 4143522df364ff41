package form

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// choice is an answer to a question, and what it does.
type choice struct {
	label string
	do    func() tea.Cmd
}

// question asks the person to choose. Escape goes back to the list. The first
// choice is the one that loses nothing.
type question struct {
	*Form
	text    string
	choices []choice
	rows    rows
}

func (f *Form) ask(text string, choices []choice) tea.Cmd {
	f.said = ""
	return f.show(&question{Form: f, text: terminal.Plain(text), choices: choices})
}

func (q *question) begin() tea.Cmd { return nil }

func (q *question) update(msg tea.Msg) tea.Cmd {
	key, pressed := msg.(tea.KeyPressMsg)
	if !pressed {
		return nil
	}
	switch key.String() {
	case "esc", "ctrl+c":
		return q.list()
	case "enter":
		return q.choices[q.rows.at].do()
	}
	q.rows.move(key, len(q.choices))
	return nil
}

func (q *question) body(room int) string {
	var labels []string
	for _, choice := range q.choices {
		labels = append(labels, choice.label)
	}
	lines := append(q.wrapped(q.text, max(1, room-len(labels)-2)), "")
	return strings.Join(append(lines, q.rows.draw(labels, len(labels))...), "\n")
}

func (q *question) keys() string { return texts.Of("terminal.edit.keys.question") }
