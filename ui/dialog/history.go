package dialog

import (
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// State is one applied state of the document, in words.
type State struct {
	// When says when it was applied, Name is the account's name then, and
	// Changed says what was changed.
	When, Name, Changed string
	// Lines are all values of that time.
	Lines []Line
}

// Line is a value with its label.
type Line struct{ Label, Value string }

// ShowHistory lists the applied states, the latest first. look is called with
// the place of the one to be looked at.
func (q *Queue) ShowHistory(states []State, look func(int)) {
	if len(states) == 0 {
		q.Tell(texts.Of("window.history.title"), texts.Of("window.history.none"))
		return
	}
	s := q.newSheet(texts.Of("window.history.title"), texts.Of("window.history.text"))
	for i, state := range states {
		what := control.Small(state.Changed)
		view := control.NewButton(texts.Of("window.history.look"), nil, s, func() {
			s.close()
			look(i)
		})
		s.add(widget.NewSeparator(), indentedSmall(layout.Line(0,
			layout.Small(control.Heading(texts.Of("window.history.state", "time", state.When, "name", state.Name)), what), view)))
	}
	s.addMain(texts.Of("window.close"), nil)
	s.show()
}

// ShowState shows all values of a former state, to be looked at before it is
// restored. back returns to the list.
func (q *Queue) ShowState(state State, restore, back func()) {
	s := q.newSheet(texts.Of("window.history.state", "time", state.When, "name", state.Name), texts.Of("window.history.before"))
	for _, line := range state.Lines {
		value := control.Text(line.Value)
		value.Selectable = true
		s.add(layout.Labeled(layout.LabelWidth, control.Text(line.Label), value))
	}
	s.addButton(texts.Of("window.history.restore"), restore)
	s.addMain(texts.Of("window.history.back"), back)
	s.show()
}
