package graphics

import (
	"errors"

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
