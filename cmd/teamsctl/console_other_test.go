//go:build !windows

package main

import (
	"os"
	"testing"
)

// onConsole is for Windows, where a program without a console cannot be
// interrupted.
func onConsole(*testing.T) bool { return true }

// interrupt does what Ctrl+C does.
func interrupt(process *os.Process) error { return process.Signal(os.Interrupt) }
