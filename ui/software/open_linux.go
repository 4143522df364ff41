package software

import (
	"teamsaccount/ui/software/native"
	"teamsaccount/ui/software/native/x11"
)

// Open connects to the window system.
func Open() (native.System, error) { return x11.Open() }
