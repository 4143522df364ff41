package main

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"teamsaccount/account"
	"teamsaccount/account/paste"
	"teamsaccount/assets/texts"
)

// fieldScreen edits one field. What is typed goes to the draft when the person
// accepts it; until then the rules already say what they think of it.
type fieldScreen struct {
	*editor
	field account.Field
	typed string
	form  *huh.Form
	// clouds is the list of clouds, for that field only.
	clouds *huh.Select[string]
}

func newFieldScreen(e *editor, field account.Field) *fieldScreen {
	f := &fieldScreen{editor: e, field: field, typed: e.draft.Current.Value(field)}
	e.said = ""
	f.build()
	return f
}

func (f *fieldScreen) build() {
	f.form = bare(f.width, huh.NewGroup(f.input()))
}

// input is the kind of field that suits the value: a list for the cloud, stars
// for the secret, several lines for a text, else a line.
func (f *fieldScreen) input() huh.Field {
	title := f.field.Label()
	key, isMessage := f.field.Message()
	switch {
	case f.field == account.FieldCloud:
		var clouds []huh.Option[string]
		for _, cloud := range account.Clouds() {
			clouds = append(clouds, huh.NewOption(texts.Of("cloud."+string(cloud)), string(cloud)))
		}
		f.clouds = huh.NewSelect[string]().Title(title).Options(clouds...).Value(&f.typed)
		return f.clouds
	case f.field == account.FieldClientSecret:
		return huh.NewInput().Title(title).CharLimit(0).EchoMode(huh.EchoModePassword).
			Placeholder(f.secretText()).Value(&f.typed)
	case isMessage && !key.Typed():
		return huh.NewText().Title(title).CharLimit(0).Lines(5).ExternalEditor(false).
			ShowLineNumbers(false).Value(&f.typed)
	}
	return huh.NewInput().Title(title).CharLimit(0).Value(&f.typed)
}

func (f *fieldScreen) begin() tea.Cmd { return f.form.Init() }

func (f *fieldScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case resized:
		f.build()
		return f.form.Init()
	case tea.PasteMsg:
		if paste.Read(msg.Content).Block() {
			return f.pasted(msg.Content)
		}
	case tea.KeyPressMsg:
		switch msg.String() {
		case "esc", "ctrl+c":
			return f.menu()
		case "ctrl+r":
			return f.restore()
		case "enter", "tab":
			// Not left to the form: see menu.update.
			return f.accept()
		}
	}
	updated, cmd := f.form.Update(msg)
	f.form = updated.(*huh.Form)
	if f.clouds != nil {
		if at, is := f.clouds.Hovered(); is {
			f.typed = at
		}
	}
	return cmd
}

// accept takes what was typed into the draft, cleaned, and says so.
func (f *fieldScreen) accept() tea.Cmd {
	cleaned, removed := account.Clean(f.field, f.typed)
	if removed {
		f.say(texts.Of("terminal.cleaned", "field", f.field.Label()))
	}
	f.draft = f.with(cleaned)
	if f.last.Field == f.field || f.last.AlsoField == f.field {
		f.last = account.NewResult()
	}
	return f.menu()
}

// with is the draft as it becomes when this value is accepted. An empty secret
// keeps what there is.
func (f *fieldScreen) with(value string) account.Draft {
	draft := f.draft
	switch {
	case f.field != account.FieldClientSecret:
		draft.Current = draft.Current.With(f.field, value)
	case value != "":
		draft.Secret = account.ReplaceSecret(value)
	}
	return draft
}

// restore puts a message back to its default; of the secret, it removes the
// stored one, or takes the removal back.
func (f *fieldScreen) restore() tea.Cmd {
	if key, is := f.field.Message(); is {
		f.draft.Current.Messages = f.draft.Current.Messages.With(key, account.DefaultMessages().Text(key))
		return f.menu()
	}
	if f.field != account.FieldClientSecret {
		return nil
	}
	if f.draft.Secret.Mode == account.SecretKeep && f.opened.Account.SecretItem != "" {
		f.draft.Secret = account.SecretEdit{Mode: account.SecretClear}
	} else {
		f.draft.Secret = account.SecretEdit{}
	}
	return f.menu()
}

// body is the field, and under it what the rules say about what stands in it.
func (f *fieldScreen) body(room int) string {
	shown := strings.TrimRight(f.form.View(), "\n ")
	lines := append(strings.Split(shown, "\n"), "")
	lines = append(lines, f.wrapped(texts.Of("terminal.edit.help."+string(f.field)), 3)...)
	draft := f.with(f.typed)
	findings := account.Validate(draft.Current, draft.Secret)
	for _, said := range []struct {
		mark account.Status
		text string
	}{
		{account.StatusFailed, findings.Error(f.field)},
		{account.StatusFailed, f.tested(f.field)},
		{account.StatusWarning, findings.Warning(f.field)},
	} {
		if said.text != "" {
			lines = append(lines, f.wrapped(stageMarks[said.mark].mark+" "+plain(said.text), 4)...)
		}
	}
	return strings.Join(lines[:min(len(lines), room)], "\n")
}

func (f *fieldScreen) keys() string {
	switch _, isMessage := f.field.Message(); {
	case isMessage:
		return texts.Of("terminal.edit.keys.message")
	case f.field == account.FieldClientSecret:
		return texts.Of("terminal.edit.keys.secret")
	}
	return texts.Of("terminal.edit.keys.field")
}
