//go:build unix

package document

import (
	"os"
	"syscall"
)

// lockFlags follow no link that somebody put in the lock's place. The lock is
// opened for writing because NFS locks nothing else.
const lockFlags = os.O_CREATE | os.O_RDWR | syscall.O_NONBLOCK | syscall.O_NOFOLLOW
