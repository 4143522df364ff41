package main

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"github.com/charmbracelet/x/ansi"

	"teamsaccount/account"
	"teamsaccount/account/paste"
	"teamsaccount/assets/texts"
)

// The things that a person can do in the list besides editing a field.
const (
	doTest       = "test"
	doApply      = "apply"
	doRevert     = "revert"
	doRestoreAll = "restoreAll"
	doQuit       = "quit"
)

// menu is the list of all fields with their values and marks, and of what can
// be done with them.
type menu struct {
	*editor
	list *huh.Select[string]
	form *huh.Form
}

func newMenu(e *editor) *menu {
	m := &menu{editor: e}
	if e.chosen == "" {
		e.chosen = string(account.FieldName)
	}
	m.list = huh.NewSelect[string]().Options(m.options()...).Value(&e.chosen).Height(m.listHeight())
	m.form = bare(e.width, huh.NewGroup(m.list))
	return m
}

// bare returns a form that draws its fields alone; heading, help and errors
// are the editor's.
func bare(width int, group *huh.Group) *huh.Form {
	keys := huh.NewDefaultKeyMap()
	keys.Quit.SetEnabled(false)
	keys.Select.Filter.SetEnabled(false)
	return huh.NewForm(group).WithShowHelp(false).WithShowErrors(false).
		WithTheme(huh.ThemeFunc(quiet)).WithKeyMap(keys).WithWidth(width)
}

// quiet is huh's plain theme without its border, which takes columns.
func quiet(dark bool) *huh.Styles {
	styles := huh.ThemeBase(dark)
	for _, field := range []*huh.FieldStyles{&styles.Focused, &styles.Blurred} {
		field.Base = field.Base.UnsetBorderStyle().UnsetBorderLeft().UnsetPaddingLeft()
		field.Title = field.Title.Bold(true)
		field.SelectedOption = field.SelectedOption.Bold(true)
	}
	return styles
}

func (m *menu) options() []huh.Option[string] {
	findings := m.findings()
	var options []huh.Option[string]
	for _, field := range account.Fields() {
		options = append(options, huh.NewOption(m.row(field, findings), string(field)))
	}
	for _, act := range []string{doRestoreAll, doTest, doApply, doRevert, doQuit} {
		options = append(options, huh.NewOption("  "+texts.Of("terminal.edit.do."+act), act))
	}
	return options
}

// row is one field: its mark, its label, its value.
func (m *menu) row(field account.Field, findings account.Findings) string {
	row := m.mark(field, findings) + " " + column(field.Label(), labelWidth()) + m.value(field)
	return ansi.Truncate(row, m.width-4, "…")
}

// mark shows a fault, a warning, or a change that waits to be applied.
func (m *menu) mark(field account.Field, findings account.Findings) string {
	at := m.last.Field == field || m.last.AlsoField == field
	switch {
	case findings.Error(field) != "" || at && field != "":
		return stageMarks[account.StatusFailed].mark
	case findings.Warning(field) != "":
		return stageMarks[account.StatusWarning].mark
	}
	if m.changed(field) {
		return "*"
	}
	return " "
}

func (m *menu) value(field account.Field) string {
	value := m.draft.Current.Value(field)
	switch {
	case field == account.FieldClientSecret:
		return m.secretText()
	case field == account.FieldCloud && account.Cloud(value).Known():
		return texts.Of("cloud." + value)
	case field == account.FieldSecretExpires && value != "":
		if words := account.ExpiryText(value, m.p.Service.Now()); words != "" {
			return plain(value + " (" + words + ")")
		}
	}
	return plain(orEmpty(value))
}

// secretText says what is and becomes of the secret.
func (e *editor) secretText() string {
	switch e.draft.Secret.Mode {
	case account.SecretReplace:
		return texts.Of("terminal.edit.secret.typed")
	case account.SecretClear:
		return texts.Of("terminal.edit.secret.removing")
	}
	if e.opened.Account.SecretItem == "" {
		return secretText(account.SecretMissing)
	}
	return secretText(e.secret)
}

func (m *menu) begin() tea.Cmd { return m.form.Init() }

func (m *menu) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case resized:
		return m.editor.menu()
	case tea.PasteMsg:
		return m.pasted(msg.Content)
	case tea.KeyPressMsg:
		if act, is := shortcut(msg); is {
			return m.act(act)
		}
		if msg.String() == "enter" {
			// Not left to the form, which needs further events for it: what
			// is typed ahead must reach the next screen.
			return m.act(m.chosen)
		}
		m.said = ""
	}
	updated, cmd := m.form.Update(msg)
	m.form = updated.(*huh.Form)
	// Not every key that moves the cursor also sets the value.
	if at, is := m.list.Hovered(); is {
		m.chosen = at
	}
	return cmd
}

// shortcut is what a key does without a way through the list, as in the window.
func shortcut(key tea.KeyPressMsg) (act string, is bool) {
	act, is = map[string]string{
		"ctrl+s": doApply, "ctrl+t": doTest, "ctrl+q": doQuit, "ctrl+c": doQuit, "esc": doQuit,
	}[key.String()]
	return act, is
}

// act does what was chosen.
func (e *editor) act(chosen string) tea.Cmd {
	switch chosen {
	case doTest:
		return e.test()
	case doApply:
		return e.apply(e.menu)
	case doRevert:
		e.draft = e.begun
		e.say(texts.Of("terminal.edit.reverted"))
		return e.menu()
	case doRestoreAll:
		e.draft.Current.Messages = account.DefaultMessages()
		e.say(texts.Of("terminal.edit.restored"))
		return e.menu()
	case doQuit:
		return e.quit()
	}
	return e.show(newFieldScreen(e, account.Field(chosen)))
}

// pasted fills every field that a pasted block names.
func (e *editor) pasted(text string) tea.Cmd {
	read := paste.Read(text)
	if !read.Block() {
		e.say(texts.Of("terminal.paste.nothing"))
		return e.menu()
	}
	e.draft = read.Fill(e.draft)
	e.say(texts.Of("terminal.paste.found", "fields", labels(read.Fields)))
	return e.menu()
}

// asideLines is the room for what is said about the field at the cursor.
const asideLines = 3

// listHeight is what is left for the list of the terminal's height, less the
// heading, the keys and what is said about a field.
func (m *menu) listHeight() int { return max(4, m.height-len(m.heading())-asideLines-1) }

func (m *menu) body(int) string {
	lines := strings.Split(strings.TrimRight(m.form.View(), "\n "), "\n")
	for len(lines) < m.listHeight() {
		lines = append(lines, "")
	}
	return strings.Join(append(lines, m.aside()...), "\n")
}

// aside is what was said last, else what there is to say about the field at
// the cursor.
func (m *menu) aside() []string {
	if m.said != "" {
		return m.wrapped(m.said, asideLines)
	}
	if field := account.Field(m.chosen); slices.Contains(account.Fields(), field) {
		return m.wrapped(m.about(field), asideLines)
	}
	return nil
}

func (m *menu) keys() string { return texts.Of("terminal.edit.keys.menu") }

// about is what there is to say about a field: its fault, its warning, its help.
func (e *editor) about(field account.Field) string {
	findings := e.findings()
	for _, said := range []string{findings.Error(field), e.tested(field), findings.Warning(field)} {
		if said != "" {
			return plain(said)
		}
	}
	return texts.Of("terminal.edit.help." + string(field))
}

// tested is what the last test found to be wrong with a field.
func (e *editor) tested(field account.Field) string {
	if e.last.Field == field || e.last.AlsoField == field {
		if e.last.Cause != "" {
			return e.last.Cause
		}
		return e.last.Message
	}
	return ""
}
