//go:build unix

package main

// The terminal of this process, wherever its standard streams go.
const (
	terminalIn  = "/dev/tty"
	terminalOut = "/dev/tty"
)
