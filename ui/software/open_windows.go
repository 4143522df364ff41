package software

import (
	"teamsaccount/ui/software/native"
	"teamsaccount/ui/software/native/gdi"
)

// Open connects to the window system.
func Open() (native.System, error) { return gdi.Open() }
