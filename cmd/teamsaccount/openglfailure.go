package main

import (
	"io"
	"log"
	"strings"
)

// What Fyne v2.8.1 logs, through package log, where OpenGL opens no window. It
// then goes on without one, or exits: in either case nobody is told.
var openGLFailures = []string{"window creation error", "failed to initialise GLFW"}

// What GLFW's bindings log and then pass over where Windows makes no OpenGL at
// all: Fyne goes on with a window that is none. The cause follows in the line.
const noWGL = "PlatformError: WGL: "

// watchOpenGL calls failed with the cause when OpenGL opens no window. Fyne's
// log is the only sign of it, so the log is where it is seen.
func watchOpenGL(failed func(cause string)) *openGLWatch {
	watch := &openGLWatch{next: log.Writer(), failed: failed}
	log.SetOutput(watch)
	return watch
}

// end leaves the log to itself again.
func (g *openGLWatch) end() { log.SetOutput(g.next) }

// openGLWatch is a log writer that looks for failures of OpenGL.
type openGLWatch struct {
	next   io.Writer
	failed func(cause string)
	// awaited says that a failure was logged, and its cause comes next.
	awaited bool
}

// Write passes the line on and looks for a failure in it. Fyne logs the cause
// as a line of its own, and after it the place in the code.
func (g *openGLWatch) Write(line []byte) (int, error) {
	written, err := g.next.Write(line)
	text := string(line)
	for _, failure := range openGLFailures {
		if strings.Contains(text, failure) {
			g.awaited = true
			return written, err
		}
	}
	if _, cause, is := strings.Cut(text, noWGL); is {
		g.failed(strings.TrimRight(strings.TrimSpace(cause), "."))
	}
	if g.awaited {
		g.awaited = false
		_, cause, _ := strings.Cut(text, "Cause:")
		g.failed(strings.TrimSpace(cause))
	}
	return written, err
}
