package doctor

import (
	"teamsaccount/assets/texts"
	"teamsaccount/ui/software/graphics"
)

// display reports who draws the window, or would, and why. A computer without a
// display has nothing wrong with it: the terminal does the same work.
func (e *Examination) display() {
	if e.Display != "" {
		e.report("display", OK, e.Display, "")
		return
	}
	getenv := e.Env
	if e.Program.Practice != nil {
		getenv = func(string) string { return "" } // The sandbox ignores such variables.
	}
	choice, err := graphics.Choice("", getenv)
	reason := texts.Of("display.reason.asked")
	switch {
	case err != nil:
		e.report("display", Failed, err.Error(), texts.Of("doctor.display.bad.advice"))
	case graphics.Missing(e.Env):
		e.report("display", Skipped, texts.Of("doctor.display.none"), "")
	case choice != graphics.ChoiceAuto:
		e.report("display", OK, graphics.Text(choice == graphics.ChoiceOpenGL, reason), "")
	default:
		advice := graphics.Look(e.Env)
		detail := graphics.Text(advice.OpenGL, advice.Reason)
		if advice.Unsure {
			detail = texts.Of("doctor.display.unsure", "display", detail)
		}
		e.report("display", OK, detail, "")
	}
}
