// Package terminal is how the commands meet a person: results and messages,
// progress, questions, and a secret that is typed without being shown. What
// comes from a document or a server is printed without control characters.
package terminal

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Terminal is where a run reads and writes: results to standard output,
// everything else to standard error. Color and progress appear only where a
// person looks at the stream.
type Terminal struct {
	In  *os.File
	Out *bufio.Writer
	Err io.Writer
	// OutIsTerm says that a person looks at standard output.
	OutIsTerm bool
	// Progress is the line that says what is going on.
	Progress Progress
	// Failed is the first failure to write results.
	Failed error

	errIsTerm bool
	color     bool
}

// New returns the terminal of these streams; env returns a variable of the
// environment.
func New(in, out, err *os.File, env func(string) string) *Terminal {
	t := &Terminal{In: in, Out: bufio.NewWriterSize(out, 64<<10), Err: err}
	t.OutIsTerm = term.IsTerminal(int(out.Fd()))
	t.errIsTerm = term.IsTerminal(int(err.Fd()))
	dumb := env("TERM") == "dumb"
	t.color = t.OutIsTerm && env("NO_COLOR") == "" && !dumb && understandsSequences(out)
	t.Progress = Progress{out: err, on: t.errIsTerm && !dumb && understandsSequences(err)}
	return t
}

// Line writes one line of the results. Its arguments are made plain.
func (t *Terminal) Line(format string, args ...any) {
	t.Progress.Clear()
	t.Keep(fmt.Fprintf(t.Out, format+"\n", plainAll(args)...))
}

// Say writes a text to the person on standard error.
func (t *Terminal) Say(format string, args ...any) {
	t.Progress.Clear()
	fmt.Fprintf(t.Err, format+"\n", plainAll(args)...)
}

// Note is Say with the program's name before it.
func (t *Terminal) Note(format string, args ...any) {
	t.Say("teamsctl: "+format, args...)
}

// Text is Note for one of the product's texts.
func (t *Terminal) Text(key string, pairs ...any) { t.Note("%s", texts.Of(key, pairs...)) }

// Flush hands on what was written so far, so that a reader sees it now.
func (t *Terminal) Flush() {
	if err := t.Out.Flush(); err != nil {
		t.Keep(0, err)
	}
}

// Keep remembers the first failure to write results: a full disk or a reader
// that went away must not end with status 0.
func (t *Terminal) Keep(_ int, err error) {
	if err != nil && t.Failed == nil {
		t.Failed = err
	}
}

// The colors of statuses. Each stands beside a word, never alone.
const (
	Green  = "32"
	Red    = "31"
	Yellow = "33"
	Gray   = "90"
)

// Painted colors a text of ours where colors are on.
func (t *Terminal) Painted(color, text string) Safe {
	if !t.color || color == "" {
		return Safe(text)
	}
	return Safe("\x1b[" + color + "m" + text + "\x1b[0m")
}

// Column pads a text with blanks to a width in characters.
func Column(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-len([]rune(text))))
}

// LabelWidth is the width of a column with the labels of all fields.
func LabelWidth() int {
	width := 0
	for _, field := range account.Fields() {
		width = max(width, len([]rune(field.Label()))+2)
	}
	return width
}

// OrEmpty returns a value, or the word for an empty one.
func OrEmpty(value string) string {
	if value == "" {
		return texts.Of("terminal.show.empty")
	}
	return value
}
