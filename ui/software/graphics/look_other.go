//go:build !linux && !windows

package graphics

import "teamsaccount/assets/texts"

// Look says that OpenGL is there: this system brings it.
func Look(func(string) string) Advice {
	return Advice{OpenGL: true, Reason: texts.Of("display.reason.system")}
}
