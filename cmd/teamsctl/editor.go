package main

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
)

// editor is the form in the terminal. One draft is its only state; its screens
// read and write that, and one of them is shown at a time. The terminal's
// events reach it one by one; whatever blocks runs in a tea.Cmd, on values
// copied beforehand.
type editor struct {
	ctx  context.Context
	s    *session
	p    *program.Program
	send func(tea.Msg)

	opened service.Opened
	draft  account.Draft
	// begun is the draft as the form began: nothing is lost if it is left so.
	begun  account.Draft
	secret account.SecretState
	// last is what was tested last, for its marks.
	last account.Result

	shown         screen
	chosen        string
	said          string
	width, height int
}

// screen is one thing that the form shows.
type screen interface {
	// begin returns the command that the screen starts with.
	begin() tea.Cmd
	// update takes an event.
	update(msg tea.Msg) tea.Cmd
	// body is what stands between the heading and the line of keys; it fits
	// into the given number of lines.
	body(height int) string
	// keys says which keys do what.
	keys() string
}

// The size that is assumed until the terminal tells its own, and the least
// that is drawn.
const (
	usualWidth, usualHeight = 80, 24
	leastWidth, leastHeight = 40, 12
)

func newEditor(ctx context.Context, s *session, p *program.Program, opened service.Opened) *editor {
	e := &editor{
		ctx: ctx, s: s, p: p, opened: opened,
		secret: account.SecretUnknown, last: account.NewResult(),
		width: usualWidth, height: usualHeight,
	}
	e.begun = account.NewDraft(opened.Account)
	if !opened.Present {
		e.begun = account.NewAccountDraft()
	}
	e.draft = e.begun
	e.say(strings.Join(opened.Notices, " "))
	e.shown = newMenu(e)
	return e
}

// Init asks the keychain for the state of the secret, while the form is shown.
func (e *editor) Init() tea.Cmd { return tea.Batch(e.shown.begin(), e.askSecret()) }

// secretSeen is what the keychain said about the secret.
type secretSeen account.SecretState

func (e *editor) askSecret() tea.Cmd {
	ctx, service, a := e.ctx, e.p.Service, e.opened.Account
	return func() tea.Msg {
		state, _ := service.SecretState(ctx, a)
		return secretSeen(state)
	}
}

// noticed is a sentence about what was repaired on the way.
type noticed string

// resized says that the terminal has another size than before. A form asks for
// the size whenever it begins, so not every size that is told is a new one.
type resized struct{}

// knownSize answers a huh form's question for the terminal's size, which each
// asks as it begins: the size is known, and bubbletea cannot look for it twice
// at once without a race.
func (e *editor) knownSize(_ tea.Model, msg tea.Msg) tea.Msg {
	if msg == tea.RequestWindowSize() {
		return tea.WindowSizeMsg{Width: e.width, Height: e.height}
	}
	return msg
}

// Update hands an event to the screen that is shown.
func (e *editor) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		width, height := max(msg.Width, leastWidth), max(msg.Height, leastHeight)
		if width != e.width || height != e.height {
			e.width, e.height = width, height
			return e, e.shown.update(resized{})
		}
	case noticed:
		e.say(string(msg))
		return e, e.refresh()
	case secretSeen:
		e.secret = account.SecretState(msg)
		return e, e.refresh()
	}
	return e, e.shown.update(msg)
}

// show changes the screen.
func (e *editor) show(next screen) tea.Cmd {
	e.shown = next
	return next.begin()
}

// menu shows the list of fields again, at the one chosen last.
func (e *editor) menu() tea.Cmd { return e.show(newMenu(e)) }

// refresh redraws the list of fields if it is shown.
func (e *editor) refresh() tea.Cmd {
	if _, is := e.shown.(*menu); is {
		return e.menu()
	}
	return nil
}

// say leaves a sentence under the list until a key is pressed there.
func (e *editor) say(text string) { e.said = plain(text) }

// findings are what the rules say about the draft.
func (e *editor) findings() account.Findings {
	return account.Validate(e.draft.Current, e.draft.Secret)
}

// changed reports whether the person changed a field.
func (e *editor) changed(field account.Field) bool {
	if field == account.FieldClientSecret {
		return e.draft.Secret.Mode != account.SecretKeep
	}
	return e.draft.Current.Value(field) != e.begun.Current.Value(field)
}

// pending reports whether leaving the form would lose something.
func (e *editor) pending() bool { return e.draft != e.begun && e.draft.Dirty() }

// View draws the heading, the screen, what was said last, and the keys.
func (e *editor) View() tea.View {
	head := e.heading()
	foot := []string{e.cut(faint.Render(e.shown.keys()))}
	room := e.height - len(head) - len(foot)
	body := strings.Split(e.shown.body(room), "\n")
	body = body[:min(len(body), room)]
	for len(body) < room {
		body = append(body, "")
	}
	lines := append(append(head, body...), foot...)
	view := tea.NewView(strings.Join(lines, "\n"))
	view.AltScreen = true
	return view
}

var (
	bold  = lipgloss.NewStyle().Bold(true)
	faint = lipgloss.NewStyle().Faint(true)
)

// heading is the file, what waits to be applied, and what the window says in
// its bars.
func (e *editor) heading() []string {
	title := program.Name
	if waiting := e.waiting(); waiting != "" {
		title += ": " + waiting
	}
	path := plain(e.opened.Path)
	over := len(title) + 2 + ansi.StringWidth(path) - e.width
	if over > 0 {
		path = ansi.TruncateLeft(path, over+1, "…")
	}
	lines := []string{e.cut(bold.Render(title) + "  " + path)}
	if e.p.Practice != nil {
		lines = append(lines, e.bar(texts.Of("terminal.edit.practice")))
	}
	if host := e.p.TestServer(); host != "" {
		lines = append(lines, e.bar(texts.Of("terminal.testServer", "host", host)))
	}
	now := e.p.Service.Now()
	if days, known := account.DaysLeft(e.opened.Account.SecretExpires, now); known && days <= expiryNotice {
		words := account.ExpiryText(e.opened.Account.SecretExpires, now)
		lines = append(lines, e.bar(texts.Of("terminal.edit.expires", "words", words)))
	}
	return lines
}

// expiryNotice is how many days before the secret expires the form says so.
const expiryNotice = 15

// bar is a line across the form that is not overlooked.
func (e *editor) bar(text string) string {
	return lipgloss.NewStyle().Reverse(true).Width(e.width).Render(e.cut(" " + plain(text)))
}

// waiting says what is not applied yet.
func (e *editor) waiting() string {
	changes := len(e.draft.Changes())
	switch {
	case !e.opened.Present:
		return texts.Of("terminal.edit.new")
	case changes == 0:
		return ""
	case changes == 1:
		return texts.Of("terminal.edit.change")
	}
	return texts.Of("terminal.edit.changes", "count", changes)
}

// cut shortens a line to the width of the terminal.
func (e *editor) cut(line string) string { return ansi.Truncate(line, e.width, "…") }

// wrapped breaks a text into at most so many lines.
func (e *editor) wrapped(text string, most int) []string {
	lines := strings.Split(ansi.Wrap(text, e.width-1, " /"), "\n")
	if len(lines) > most {
		lines = append(lines[:most-1], ansi.Truncate(lines[most-1], e.width-2, "")+"…")
	}
	return lines
}
