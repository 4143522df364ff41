package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"os"

	"teamsaccount/assets/texts"
)

// windowFailed is what Fyne logs, through package log, where OpenGL is missing.
// It then goes on without a window, or exits: in either case nobody is told.
const windowFailed = "window creation error"

// watchGraphics makes that failure known. Fyne's log line is the only sign of
// it, so the log is where it is seen.
//
// clean runs before the program ends, since deferred functions then do not.
func watchGraphics(errs io.Writer, clean func()) {
	log.SetOutput(&graphicsWatch{next: log.Writer(), errs: errs, clean: clean})
}

// graphicsWatch is a log writer that ends the program when no window can be
// opened.
type graphicsWatch struct {
	next  io.Writer
	errs  io.Writer
	clean func()
}

// Write passes the line on and looks for the failure in it.
func (g *graphicsWatch) Write(line []byte) (int, error) {
	written, err := g.next.Write(line)
	if bytes.Contains(line, []byte(windowFailed)) {
		tellNoWindow(g.errs, windowFailed)
		g.clean()
		os.Exit(exitFailed)
	}
	return written, err
}

// tellNoWindow says why there is no window and what helps, where the person
// looks: on the terminal and, on Windows, in a box of the system's.
func tellNoWindow(errs io.Writer, reason string) {
	text := texts.Of("program.noWindow", "reason", reason)
	fmt.Fprintln(errs, text)
	showBox(text)
}
