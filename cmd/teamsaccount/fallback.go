package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/software/graphics"
)

// firstFrame is how long OpenGL may take to show the first picture. After that,
// the program starts again without it.
const firstFrame = 3 * time.Second

// fallback starts the program again without OpenGL, when that fails.
type fallback struct {
	once  sync.Once
	errs  io.Writer
	clean func()
	late  *time.Timer
	watch *openGLWatch
}

// newFallback returns a fallback that waits for the first picture, and for a
// failure. clean runs before the program starts again: deferred functions then
// do not.
func newFallback(errs io.Writer, clean func()) *fallback {
	f := &fallback{errs: errs, clean: clean}
	f.late = time.AfterFunc(firstFrame, func() {
		f.restart(texts.Of("display.reason.late", "time", firstFrame))
	})
	f.watch = watchOpenGL(f.restart)
	return f
}

// end takes the fallback away: the first picture is there. What OpenGL fails at
// later must not end a program in which somebody types.
func (f *fallback) end() {
	f.late.Stop()
	f.watch.end()
}

// restart starts the program again without OpenGL. It returns only where
// another goroutine does so already.
func (f *fallback) restart(reason string) {
	f.once.Do(func() {
		fmt.Fprintln(f.errs, texts.Of("display.fellBack", "reason", reason))
		f.clean()
		err := startAgain(withDisplay(os.Args, graphics.ChoiceSoftware), append(os.Environ(), reasonVariable+"="+reason))
		tellNoWindow(f.errs, err.Error())
		os.Exit(exitFailed)
	})
}

// withDisplay returns a command line with another --display.
func withDisplay(arguments []string, choice string) []string {
	changed := []string{arguments[0], "--display=" + choice}
	for i := 1; i < len(arguments); i++ {
		switch {
		case arguments[i] == "--":
			return append(changed, arguments[i:]...)
		case arguments[i] == "--display":
			i++
		case !strings.HasPrefix(arguments[i], "--display="):
			changed = append(changed, arguments[i])
		}
	}
	return changed
}
