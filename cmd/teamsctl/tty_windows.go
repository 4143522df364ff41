package main

// The console of this process, wherever its standard streams go.
const (
	terminalIn  = "CONIN$"
	terminalOut = "CONOUT$"
)
