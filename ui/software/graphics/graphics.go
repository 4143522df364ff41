// Package graphics says whether OpenGL is worth using here: whether a graphics
// processor draws it, or the computer's own processor would have to, which
// paints a window sooner and in less memory without OpenGL.
//
// It loads no OpenGL library and makes no window. Where only a library could
// tell, it says so.
package graphics

import (
	"fmt"
	"runtime"
	"strings"

	"teamsaccount/assets/texts"
)

// Advice says whether OpenGL is worth using.
type Advice struct {
	// OpenGL says that a graphics processor draws it.
	OpenGL bool
	// Unsure says that only OpenGL itself can tell, which then is to be asked
	// what it is (see OfRenderer); OpenGL is the better guess.
	Unsure bool
	// Reason is why, as a clause for a person to read.
	Reason string
}

// OfRenderer returns the advice about an OpenGL that says of itself what
// version it is and what draws (GL_VERSION and GL_RENDERER).
func OfRenderer(version, renderer string) Advice {
	var major, minor int
	if _, err := fmt.Sscanf(version, "%d.%d", &major, &minor); err != nil || major < 2 || major == 2 && minor < 1 {
		return Advice{Reason: texts.Of("display.reason.old", "version", printable(version))}
	}
	for _, processor := range []string{"llvmpipe", "softpipe", "swrast", "software rasterizer", "swiftshader", "gdi generic", "microsoft basic render"} {
		if strings.Contains(strings.ToLower(renderer), processor) {
			return Advice{Reason: texts.Of("display.reason.renderer", "renderer", printable(renderer))}
		}
	}
	return Advice{OpenGL: true, Reason: texts.Of("display.reason.processor", "renderer", printable(renderer))}
}

// longest is how much of what a driver says is shown, in bytes.
const longest = 80

// printable returns what a driver says of itself, fit to be shown.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s[:min(longest, len(s))])
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
