//go:build !windows

package consoletest

import (
	"os"
	"testing"
)

// Has is for Windows, where a program without a console cannot be interrupted.
func Has(*testing.T) bool { return true }

// Interrupt does what Ctrl+C does.
func Interrupt(process *os.Process) error { return process.Signal(os.Interrupt) }
