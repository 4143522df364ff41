package form

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// The things that a person can do in the list besides editing a field.
const (
	doTest       = "test"
	doApply      = "apply"
	doRevert     = "revert"
	doRestoreAll = "restoreAll"
	doUndo       = "undo"
	doRedo       = "redo"
	doQuit       = "quit"
)

// list is all fields with their values and marks, and what can be done with
// them.
type list struct {
	*Form
	rows rows
}

func newList(f *Form) *list {
	l := &list{Form: f}
	l.rows.at = max(0, slices.Index(listed(), f.chosen))
	return l
}

// listed are the rows: the fields, then the actions.
func listed() []string {
	var all []string
	for _, field := range account.Fields() {
		all = append(all, string(field))
	}
	return append(all, doRestoreAll, doTest, doApply, doRevert, doQuit)
}

func actionText(action string) string {
	switch action {
	case doRestoreAll:
		return texts.Of("terminal.edit.do.restoreAll")
	case doTest:
		return texts.Of("terminal.edit.do.test")
	case doApply:
		return texts.Of("terminal.edit.do.apply")
	case doRevert:
		return texts.Of("terminal.edit.do.revert")
	}
	return texts.Of("terminal.edit.do.quit")
}

func (l *list) begin() tea.Cmd { return nil }

func (l *list) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return l.pasted(msg.Content)
	case tea.KeyPressMsg:
		if action, is := shortcut(msg); is {
			return l.do(action)
		}
		if msg.String() == "enter" {
			return l.do(l.chosen)
		}
		l.said = ""
		l.rows.move(msg, len(listed()))
		l.chosen = listed()[l.rows.at]
	}
	return nil
}

// shortcut is what a key does without a way through the list, as in the window.
func shortcut(key tea.KeyPressMsg) (action string, is bool) {
	action, is = map[string]string{
		"ctrl+s": doApply, "ctrl+t": doTest, "ctrl+z": doUndo, "ctrl+y": doRedo,
		"ctrl+q": doQuit, "ctrl+c": doQuit, "esc": doQuit,
	}[key.String()]
	return action, is
}

// do does what was chosen.
func (f *Form) do(chosen string) tea.Cmd {
	switch chosen {
	case doTest:
		return f.test()
	case doApply:
		if f.afterApply != nil {
			return f.apply(f.afterApply)
		}
		return f.apply(f.list)
	case doRevert:
		f.afterApply = nil
		f.state.Revert()
		f.say(texts.Of("terminal.edit.reverted"))
		return f.list()
	case doRestoreAll:
		f.state.RestoreMessages()
		f.say(texts.Of("terminal.edit.restored"))
		return f.list()
	case doUndo, doRedo:
		return f.undo(chosen)
	case doQuit:
		return f.quit()
	}
	return f.show(newFieldScreen(f, account.Field(chosen)))
}

// undo takes the last action back, or does it again, and says which.
func (f *Form) undo(chosen string) tea.Cmd {
	action, can := f.state.CanUndo()
	text, move := texts.Of("terminal.edit.undone", "action", action), f.state.Undo
	if chosen == doRedo {
		action, can = f.state.CanRedo()
		text, move = texts.Of("terminal.edit.redone", "action", action), f.state.Redo
	}
	if !can {
		f.say(texts.Of("terminal.edit.nothingToUndo"))
		return f.list()
	}
	f.chosen = string(move()[0])
	f.say(text)
	return f.list()
}

// pasted fills every field that a pasted block names, and goes to where the
// state says so.
func (f *Form) pasted(text string) tea.Cmd {
	if !f.state.PasteBlock(text) {
		f.say(texts.Of("terminal.paste.nothing"))
		return f.list()
	}
	for _, field := range slices.Backward(account.Fields()) {
		if slices.ContainsFunc(f.state.Notes(field), func(note editing.Note) bool { return note.Undoable }) {
			f.chosen = string(field)
		}
	}
	return f.list()
}

// The room for what is said about the field at the cursor: less where the list
// needs it.
const leastNoteRoom, mostNoteRoom = 2, 3

func (l *list) body(room int) string {
	noteRoom := max(leastNoteRoom, min(mostNoteRoom, room-len(listed())))
	var lines []string
	for _, id := range listed() {
		lines = append(lines, l.row(id))
	}
	lines = l.rows.draw(lines, max(4, room-noteRoom))
	return strings.Join(append(lines, l.below(noteRoom)...), "\n")
}

// row is one field: its mark, its label, its value; or an action.
func (l *list) row(id string) string {
	field := account.Field(id)
	if !slices.Contains(account.Fields(), field) {
		return "  " + actionText(id)
	}
	row := l.mark(field) + " " + terminal.Column(field.Label(), terminal.LabelWidth()) + l.value(field)
	return ansi.Truncate(row, l.width-4, "…")
}

// mark shows a fault, a warning, or a change that waits to be applied.
func (l *list) mark(field account.Field) string {
	switch worst := l.state.Worst(field).Severity; {
	case worst >= editing.Warning:
		return marks[worst]
	case l.state.Changed(field):
		return "*"
	}
	return " "
}

func (l *list) value(field account.Field) string {
	value := l.state.Value(field)
	switch {
	case field == account.FieldClientSecret:
		return l.state.SecretText()
	case field == account.FieldCloud && account.Cloud(value).Known():
		return account.Cloud(value).Label()
	case field == account.FieldSecretExpires && value != "":
		if words := l.state.Expiry().Text; words != "" {
			return terminal.Plain(value + " (" + words + ")")
		}
	}
	return terminal.Plain(terminal.OrEmpty(value))
}

// below is what was said last, else what there is to say about the field at
// the cursor, else its help.
func (l *list) below(noteRoom int) []string {
	field := account.Field(l.chosen)
	switch {
	case l.said != "":
		return l.wrapped(l.said, noteRoom)
	case !slices.Contains(account.Fields(), field):
		return nil
	}
	if notes := l.state.Notes(field); len(notes) > 0 {
		return l.noteLines(notes, noteRoom)
	}
	return l.wrapped(field.Help(), noteRoom)
}

func (l *list) keys() string { return texts.Of("terminal.edit.keys.menu") }
