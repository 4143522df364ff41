//go:build !linux && !windows

package program

import "golang.org/x/sys/unix"

// NoDumps keeps the memory of this process, in which a secret may be, out of
// core dumps.
func NoDumps() { _ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}) }
