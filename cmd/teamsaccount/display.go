package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/ui/control"
	"teamsaccount/ui/software"
	"teamsaccount/ui/software/graphics"
)

// displayProbe, for --display, has the program ask OpenGL what it is, for the
// one that started it, and do nothing else.
const displayProbe = "probe"

// reasonVariable tells a program that was started again why.
const reasonVariable = "TEAMSACCOUNT_DISPLAY_REASON"

// display is who draws the window, and why.
type display struct {
	software bool
	reason   string
}

// String is what a person reads about it.
func (d display) String() string { return graphics.Text(!d.software, d.reason) }

// chooseDisplay decides who draws the window.
func chooseDisplay(choice string) display {
	reason := os.Getenv(reasonVariable)
	_ = os.Unsetenv(reasonVariable)
	if reason == "" {
		reason = texts.Of("display.reason.asked")
	}
	switch choice {
	case graphics.ChoiceOpenGL:
		return display{reason: reason}
	case graphics.ChoiceSoftware:
		return display{software: true, reason: reason}
	}
	advice := graphics.Look(os.Getenv)
	if advice.Unsure {
		advice = askOpenGL(advice)
	}
	return display{software: !advice.OpenGL, reason: advice.Reason}
}

// screen is an app and who draws its windows.
type screen struct {
	display
	app      fyne.App
	theme    *control.Theme
	driver   *software.Driver
	fallback *fallback
}

// openDisplay decides who draws the window, and returns an app whose windows
// are drawn so. clean runs before the program starts again because OpenGL
// failed. The error says why there can be no window.
func openDisplay(choice string, errs io.Writer, clean func()) (*screen, error) {
	s := &screen{display: chooseDisplay(choice)}
	if s.software {
		err := s.openSoftware()
		if err == nil || os.Getenv("WAYLAND_DISPLAY") == "" {
			return s, err
		}
		s.display = display{reason: texts.Of("display.reason.failed", "error", err)}
	}
	s.fallback = newFallback(errs, clean)
	s.app = app.NewWithID(program.ID)
	return s, nil
}

func (s *screen) openSoftware() error {
	system, err := software.Open()
	if err != nil {
		return err
	}
	newGLDriver() // It stays unused, but makes files known to Fyne's storage.
	s.driver = software.New(system, program.ID)
	s.app = newAppWithDriver(s.driver, s.driver.Clipboard(), program.ID)
	return nil
}

// shown says that the first picture is there.
func (s *screen) shown() {
	if s.fallback != nil {
		s.fallback.end()
	}
}

// lost returns why the window is gone where nobody closed it.
func (s *screen) lost() error {
	if s.driver == nil || s.driver.Err() == nil {
		return nil
	}
	return errors.New(texts.Of("display.lost", "reason", s.driver.Err()))
}

// newAppWithDriver makes an app of Fyne's with a driver. Fyne v2.8.1 makes its
// own apps with it, and has no exported way to give one another driver.
//
//go:linkname newAppWithDriver fyne.io/fyne/v2/app.newAppWithDriver
func newAppWithDriver(d fyne.Driver, clipboard fyne.Clipboard, id string) fyne.App

// newGLDriver makes the driver for OpenGL of Fyne v2.8.1, which touches no
// OpenGL before its first window.
//
//go:linkname newGLDriver fyne.io/fyne/v2/internal/driver/glfw.NewGLDriver
func newGLDriver() unsafe.Pointer

// tellNoWindow says why there is no window and what helps, where the person
// looks: on the terminal and, on Windows, in a box of the system's.
func tellNoWindow(errs io.Writer, reason string) {
	text := texts.Of("program.noWindow", "reason", reason)
	fmt.Fprintln(errs, text)
	showBox(text)
}
