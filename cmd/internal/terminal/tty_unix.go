//go:build unix

package terminal

import "os"

// The terminal of this process, wherever its standard streams go.
const (
	terminalIn  = "/dev/tty"
	terminalOut = "/dev/tty"
)

// understandsSequences reports whether a terminal understands control
// sequences; here all do that do not say they are dumb.
func understandsSequences(*os.File) bool { return true }
