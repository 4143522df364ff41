package document

import "os"

const (
	lockFlags = os.O_CREATE | os.O_RDWR
	// hasModes is false: Windows has access lists, which a directory hands
	// down, and the user's configuration directory is the user's alone.
	hasModes = false
)
