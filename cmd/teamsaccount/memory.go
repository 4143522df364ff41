package main

import (
	"math"
	"runtime/debug"
)

const (
	// startMemory bounds the memory of a start, in bytes. Without garbage
	// being collected, a start takes half of it.
	startMemory = 80 << 20
	// growth is by how much, in percent, the memory then may grow over what is
	// in use before garbage is collected. The window waits for people most of
	// the time, and makes little.
	growth = 30
)

// startLean has the start decide itself when garbage is collected: while the
// display is waited for, and at no other time.
func startLean() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(startMemory)
}

// startedLean ends what startLean began, once the window is open.
func startedLean() {
	debug.SetGCPercent(growth)
	debug.SetMemoryLimit(math.MaxInt64)
}
