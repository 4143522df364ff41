package graphics

import (
	"errors"
	"runtime"

	"teamsaccount/assets/texts"
)

// What a person may say about who draws the window.
const (
	ChoiceAuto     = "auto"
	ChoiceOpenGL   = "opengl"
	ChoiceSoftware = "software"
)

// variable says it where the command line does not.
const variable = "TEAMSACCOUNT_DISPLAY"

// Choice returns what the command line says about who draws the window, or else
// what the environment does, or else ChoiceAuto. getenv is os.Getenv or stands
// in for it. The error names a word that is none of the three.
func Choice(flag string, getenv func(string) string) (string, error) {
	choice := flag
	if choice == "" {
		choice = getenv(variable)
	}
	switch choice {
	case "":
		return ChoiceAuto, nil
	case ChoiceAuto, ChoiceOpenGL, ChoiceSoftware:
		return choice, nil
	}
	return "", errors.New(texts.Of("display.badChoice", "choice", choice))
}

// Missing reports whether there is no display at all, so that no window can be
// opened, whoever would draw it.
func Missing(getenv func(string) string) bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return false
	}
	return getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == ""
}

// Text returns what a person reads about who draws the window, and why.
func Text(opengl bool, reason string) string {
	if opengl {
		return texts.Of("display.byOpenGL", "reason", reason)
	}
	return texts.Of("display.bySoftware", "reason", reason)
}
