package terminal

import (
	"os"

	"golang.org/x/sys/windows"
)

// The console of this process, wherever its standard streams go.
const (
	terminalIn  = "CONIN$"
	terminalOut = "CONOUT$"
)

// understandsSequences makes a console understand control sequences, and
// reports whether it does; those before Windows 10 do not.
func understandsSequences(console *os.File) bool {
	var mode uint32
	handle := windows.Handle(console.Fd())
	if windows.GetConsoleMode(handle, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(handle, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
