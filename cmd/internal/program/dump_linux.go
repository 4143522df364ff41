package program

import "golang.org/x/sys/unix"

// NoDumps keeps the memory of this process, in which a secret may be, out of
// core dumps. Other processes of the same user cannot read it either then. A
// limit of zero would not be enough: it does not hold where the kernel pipes
// the dump into a program (core(5)).
func NoDumps() {
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
}
