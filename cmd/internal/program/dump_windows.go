package program

import "golang.org/x/sys/windows"

// The flags of WerSetFlags (werapi.h).
const (
	werNoHeap = 1
	werNoUI   = 32
)

// NoDumps keeps the memory of this process, in which a secret may be, out of
// what Windows Error Reporting stores and sends.
func NoDumps() {
	windows.SetErrorMode(windows.SEM_FAILCRITICALERRORS | windows.SEM_NOGPFAULTERRORBOX | windows.SEM_NOOPENFILEERRORBOX)
	setFlags := windows.NewLazySystemDLL("kernel32.dll").NewProc("WerSetFlags")
	if setFlags.Find() == nil {
		_, _, _ = setFlags.Call(werNoHeap | werNoUI)
	}
}
