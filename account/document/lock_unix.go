//go:build unix

package document

import (
	"os"
	"syscall"
)

const (
	// lockFlags follow no link that somebody put in the lock's place. The lock
	// is opened for writing because NFS locks nothing else.
	lockFlags = os.O_CREATE | os.O_RDWR | syscall.O_NONBLOCK | syscall.O_NOFOLLOW
	// hasModes says that permissions of files are their mode.
	hasModes = true
)
