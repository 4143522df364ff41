package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"teamsaccount/assets/texts"
)

// terminal is where a run reads and writes: results to standard output,
// everything else to standard error. Colour and progress appear only where a
// person looks at the stream.
type terminal struct {
	in  *os.File
	out *bufio.Writer
	err io.Writer

	outIsTerm bool
	errIsTerm bool
	colour    bool
	progress  progress
	failed    error
}

func newTerminal(in, out, err *os.File, env func(string) string) *terminal {
	t := &terminal{in: in, out: bufio.NewWriterSize(out, 64<<10), err: err}
	t.outIsTerm = term.IsTerminal(int(out.Fd()))
	t.errIsTerm = term.IsTerminal(int(err.Fd()))
	dumb := env("TERM") == "dumb"
	t.colour = t.outIsTerm && env("NO_COLOR") == "" && !dumb && understandsSequences(out)
	t.progress = progress{out: err, on: t.errIsTerm && !dumb && understandsSequences(err)}
	return t
}

// line writes one line of the results. Its arguments are made plain.
func (t *terminal) line(format string, args ...any) {
	t.progress.clear()
	t.keep(fmt.Fprintf(t.out, format+"\n", plainAll(args)...))
}

// say writes a text to the person on standard error.
func (t *terminal) say(format string, args ...any) {
	t.progress.clear()
	fmt.Fprintf(t.err, format+"\n", plainAll(args)...)
}

// note is say with the program's name before it.
func (t *terminal) note(format string, args ...any) {
	t.say("teamsctl: "+format, args...)
}

// text is note for one of the product's texts.
func (t *terminal) text(key string, pairs ...any) { t.note("%s", texts.Of(key, pairs...)) }

// flush hands on what was written so far, so that a reader sees it now.
func (t *terminal) flush() {
	if err := t.out.Flush(); err != nil {
		t.keep(0, err)
	}
}

// keep remembers the first failure to write results: a full disk or a reader
// that went away must not end with status 0.
func (t *terminal) keep(_ int, err error) {
	if err != nil && t.failed == nil {
		t.failed = err
	}
}

// The colours of statuses. Each stands beside a word, never alone.
const (
	green  = "32"
	red    = "31"
	yellow = "33"
	grey   = "90"
)

// painted colours a text of ours where colours are on.
func (t *terminal) painted(colour, text string) safe {
	if !t.colour || colour == "" {
		return safe(text)
	}
	return safe("\x1b[" + colour + "m" + text + "\x1b[0m")
}

// column pads a text with blanks to a width in characters.
func column(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-len([]rune(text))))
}
