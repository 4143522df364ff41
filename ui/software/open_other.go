//go:build !linux && !windows

package software

import (
	"errors"

	"teamsaccount/ui/software/native"
)

// Open connects to the window system.
func Open() (native.System, error) {
	return nil, errors.New("this program cannot paint its window by itself on this system")
}
