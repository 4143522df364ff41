package form

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"teamsaccount/account"
	"teamsaccount/account/paste"
	"teamsaccount/assets/texts"
)

// fieldScreen edits one field. What is typed goes to the state when the person
// accepts it; until then the rules already say what they think of it.
type fieldScreen struct {
	*Form
	field account.Field
	typed string
	input *huh.Form
	// clouds is the list of clouds, for that field only.
	clouds *huh.Select[string]
}

func newFieldScreen(f *Form, field account.Field) *fieldScreen {
	s := &fieldScreen{Form: f, field: field}
	if field != account.FieldClientSecret {
		s.typed = f.state.Value(field)
	}
	f.said = ""
	s.build()
	return s
}

func (s *fieldScreen) build() {
	keys := huh.NewDefaultKeyMap()
	keys.Quit.SetEnabled(false)
	keys.Select.Filter.SetEnabled(false)
	s.input = huh.NewForm(huh.NewGroup(s.control())).WithShowHelp(false).WithShowErrors(false).
		WithTheme(huh.ThemeFunc(borderless)).WithKeyMap(keys).WithWidth(s.width)
}

// borderless is huh's plain theme without its border, which takes columns.
func borderless(dark bool) *huh.Styles {
	styles := huh.ThemeBase(dark)
	for _, field := range []*huh.FieldStyles{&styles.Focused, &styles.Blurred} {
		field.Base = field.Base.UnsetBorderStyle().UnsetBorderLeft().UnsetPaddingLeft()
		field.Title = field.Title.Bold(true)
		field.SelectedOption = field.SelectedOption.Bold(true)
	}
	return styles
}

// control is the kind of input that suits the value: a list for the cloud,
// stars for the secret, several lines for a text, else a line.
func (s *fieldScreen) control() huh.Field {
	title := s.field.Label()
	key, isMessage := s.field.Message()
	switch {
	case s.field == account.FieldCloud:
		var clouds []huh.Option[string]
		for _, cloud := range account.Clouds() {
			clouds = append(clouds, huh.NewOption(cloud.Label(), string(cloud)))
		}
		s.clouds = huh.NewSelect[string]().Title(title).Options(clouds...).Value(&s.typed)
		return s.clouds
	case s.field == account.FieldClientSecret:
		return huh.NewInput().Title(title).CharLimit(0).EchoMode(huh.EchoModePassword).
			Placeholder(s.state.SecretText()).Value(&s.typed)
	case isMessage && !key.Typed():
		return huh.NewText().Title(title).CharLimit(0).Lines(5).ExternalEditor(false).
			ShowLineNumbers(false).Value(&s.typed)
	}
	return huh.NewInput().Title(title).CharLimit(0).Value(&s.typed)
}

func (s *fieldScreen) begin() tea.Cmd { return s.input.Init() }

func (s *fieldScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case resized:
		s.build()
		return s.input.Init()
	case tea.PasteMsg:
		if _, isMessage := s.field.Message(); !isMessage && paste.Read(msg.Content).Block() {
			return s.pasted(msg.Content)
		}
	case tea.KeyPressMsg:
		switch msg.String() {
		case "esc", "ctrl+c":
			return s.list()
		case "ctrl+r":
			return s.restore()
		case "enter", "tab":
			// Not left to huh, which needs further events for it: what is typed
			// ahead must reach the next screen.
			return s.accept()
		}
	}
	updated, cmd := s.input.Update(msg)
	s.input = updated.(*huh.Form)
	if s.clouds != nil {
		// Not every key that moves the cursor also sets the value.
		if at, is := s.clouds.Hovered(); is {
			s.typed = at
		}
	}
	return cmd
}

// accept takes what was typed into the state. An empty secret keeps what there
// is.
func (s *fieldScreen) accept() tea.Cmd {
	if s.field != account.FieldClientSecret || s.typed != "" {
		s.state.Enter(s.field, s.typed)
	}
	return s.list()
}

// restore puts a message back to its default; of the secret, it removes the
// stored one, or takes the removal back.
func (s *fieldScreen) restore() tea.Cmd {
	key, isMessage := s.field.Message()
	switch {
	case isMessage:
		s.state.RestoreMessage(key)
	case s.field != account.FieldClientSecret:
		return nil
	case s.state.Changed(s.field) || s.opened.Account.SecretItem == "":
		s.state.KeepSecret()
	default:
		s.state.RemoveSecret()
	}
	return s.list()
}

// body is the field, and under it what the rules say about what stands in it.
func (s *fieldScreen) body(room int) string {
	lines := append(strings.Split(strings.TrimRight(s.input.View(), "\n "), "\n"), "")
	lines = append(lines, s.wrapped(s.field.Help(), 3)...)
	lines = append(lines, s.noteLines(s.state.NotesIf(s.field, s.typed), max(0, room-len(lines)))...)
	return strings.Join(lines[:min(len(lines), room)], "\n")
}

func (s *fieldScreen) keys() string {
	switch _, isMessage := s.field.Message(); {
	case isMessage:
		return texts.Of("terminal.edit.keys.message")
	case s.field == account.FieldClientSecret:
		return texts.Of("terminal.edit.keys.secret")
	}
	return texts.Of("terminal.edit.keys.field")
}
