// Package form is `teamsctl edit`: the whole form in a terminal. It draws the
// state of package editing, which the window draws too.
package form

import (
	"context"
	"errors"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

// Form is the form in the terminal. The editing state is its only state; its
// screens draw and change that, and one of them is shown at a time. The
// terminal's events reach it one by one; whatever blocks runs in a tea.Cmd, on
// values copied beforehand.
type Form struct {
	ctx  context.Context
	p    *program.Program
	send func(tea.Msg)

	opened service.Opened
	state  *editing.State

	shown screen
	// afterApply is what was asked when a fault kept Apply from going; the next
	// Apply goes on with it.
	afterApply func() tea.Cmd
	// chosen is the row of the list at the cursor.
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

// New returns the form of a document that was opened. What it writes and tests
// ends with ctx.
func New(ctx context.Context, p *program.Program, opened service.Opened) *Form {
	f := &Form{
		ctx: ctx, p: p, send: func(tea.Msg) {},
		state: editing.New(p.Service.Now), width: usualWidth, height: usualHeight,
	}
	f.state.DateOrder = p.DateOrder()
	f.open(opened)
	f.chosen = string(account.FieldName)
	f.say(strings.Join(opened.Notices, " "))
	f.shown = newList(f)
	return f
}

// Run shows the form until the person leaves it. The error is a
// ProblemCancelled if ctx ended first.
func (f *Form) Run(in *os.File) error {
	shown := tea.NewProgram(f, tea.WithContext(f.ctx), tea.WithInput(in), tea.WithoutSignalHandler(), tea.WithFilter(f.knownSize))
	f.send = shown.Send
	_, err := shown.Run()
	if errors.Is(err, tea.ErrProgramKilled) && f.ctx.Err() != nil {
		return terminal.Cancelled()
	}
	return err
}

// Notice tells a sentence about what was repaired on the way. It may be called
// from any goroutine while the form runs.
func (f *Form) Notice(notice string) { f.send(noticed(notice)) }

// open shows a document as it stands on the disk; without an account in it, a
// new one.
func (f *Form) open(opened service.Opened) {
	f.opened = opened
	f.state.Open(opened.Stored)
	if !opened.Present {
		f.state.Add()
	}
}

// Init asks the keychain for the state of the secret, while the form is shown.
func (f *Form) Init() tea.Cmd { return tea.Batch(f.shown.begin(), f.askSecret()) }

// secretAnswer is what the keychain said about the secret.
type secretAnswer struct {
	item  string
	state account.SecretState
	err   error
}

func (f *Form) askSecret() tea.Cmd {
	ctx, service, a := f.ctx, f.p.Service, f.opened.Account
	return func() tea.Msg {
		state, err := service.SecretState(ctx, a)
		return secretAnswer{a.SecretItem, state, err}
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
func (f *Form) knownSize(_ tea.Model, msg tea.Msg) tea.Msg {
	if msg == tea.RequestWindowSize() {
		return tea.WindowSizeMsg{Width: f.width, Height: f.height}
	}
	return msg
}

// Update hands an event to the screen that is shown.
func (f *Form) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		width, height := max(msg.Width, leastWidth), max(msg.Height, leastHeight)
		if width != f.width || height != f.height {
			f.width, f.height = width, height
			return f, f.shown.update(resized{})
		}
	case noticed:
		f.say(string(msg))
		return f, nil
	case secretAnswer:
		if msg.item != f.opened.Account.SecretItem {
			return f, nil // It was replaced meanwhile.
		}
		fault := ""
		if msg.err != nil {
			fault = msg.err.Error()
		}
		f.state.SecretAnswered(msg.state, fault)
		return f, nil
	}
	return f, f.shown.update(msg)
}

// show changes the screen.
func (f *Form) show(next screen) tea.Cmd {
	f.shown = next
	return next.begin()
}

// list shows the list of fields again, at the one chosen last.
func (f *Form) list() tea.Cmd { return f.show(newList(f)) }

// say leaves a sentence under the list until a key is pressed there.
func (f *Form) say(text string) { f.said = terminal.Plain(text) }

// View draws the heading, the screen, what was said last, and the keys.
func (f *Form) View() tea.View {
	head := f.heading()
	foot := []string{f.cut(faint.Render(f.shown.keys()))}
	room := f.height - len(head) - len(foot)
	body := strings.Split(f.shown.body(room), "\n")
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

// heading is the status and the file, and what the window says in its bars.
func (f *Form) heading() []string {
	title := program.Name
	if status := terminal.Plain(f.state.Status().Text); status != "" {
		title += ": " + status
	}
	path := terminal.Plain(f.opened.Path)
	over := ansi.StringWidth(title) + 2 + ansi.StringWidth(path) - f.width
	if over > 0 {
		path = ansi.TruncateLeft(path, over+1, "…")
	}
	lines := []string{f.cut(bold.Render(title) + "  " + path)}
	if f.p.Practice != nil {
		lines = append(lines, f.bar(texts.Of("terminal.edit.practice")))
	}
	if host := f.p.TestServer(); host != "" {
		lines = append(lines, f.bar(texts.Of("terminal.testServer", "host", host)))
	}
	if now := f.p.Service.Now(); account.ExpiresSoon(f.opened.Account.SecretExpires, now) {
		lines = append(lines, f.bar(texts.Of("terminal.edit.expires",
			"words", account.ExpiryText(f.opened.Account.SecretExpires, now))))
	}
	return lines
}

// bar is a line across the form that is not overlooked.
func (f *Form) bar(text string) string {
	return lipgloss.NewStyle().Reverse(true).Width(f.width).Render(f.cut(" " + terminal.Plain(text)))
}

// cut shortens a line to the width of the terminal.
func (f *Form) cut(line string) string { return ansi.Truncate(line, f.width, "…") }

// wrapped breaks a text into at most so many lines.
func (f *Form) wrapped(text string, most int) []string {
	lines := strings.Split(ansi.Wrap(text, f.width-1, " /"), "\n")
	if len(lines) > most {
		lines = append(lines[:most-1], ansi.Truncate(lines[most-1], f.width-2, "")+"…")
	}
	return lines
}

// marks stand before notes and before the fields that have them.
var marks = map[editing.Severity]string{editing.Info: "·", editing.Good: "✓", editing.Warning: "!", editing.Fault: "✗"}

// noteLines are notes with their marks, in at most so many lines. A warning is
// cut rather than left out; what is less severe gets what room is left.
func (f *Form) noteLines(notes []editing.Note, most int) []string {
	var lines []string
	for i, note := range notes {
		text := note.Text
		if note.Undoable {
			text += " " + texts.Of("terminal.edit.undoable")
		}
		room := most - len(lines)
		for _, later := range notes[i+1:] {
			if later.Severity >= editing.Warning {
				room--
			}
		}
		if room > 0 {
			lines = append(lines, f.wrapped(marks[note.Severity]+" "+terminal.Plain(text), room)...)
		}
	}
	return lines
}
