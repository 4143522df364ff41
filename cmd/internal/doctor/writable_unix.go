//go:build unix

package doctor

import "golang.org/x/sys/unix"

// writable reports whether this person may make files in a directory.
func writable(directory string) bool { return unix.Access(directory, unix.W_OK) == nil }
