package main

import (
	"unsafe"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/windows"
)

// cmdMode checks that nobody but the user, the system and its administrators
// may open a file, whatever the mode is: mode 0600 FILE.
func cmdMode(ts *testscript.TestScript, _ bool, args []string) {
	descriptor, err := windows.GetNamedSecurityInfo(ts.MkAbs(args[1]), windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	ts.Check(err)
	list, _, err := descriptor.DACL()
	ts.Check(err)
	for i := range uint32(list.AceCount) {
		var entry *windows.ACCESS_ALLOWED_ACE
		ts.Check(windows.GetAce(list, i, &entry))
		sid := (*windows.SID)(unsafe.Pointer(&entry.SidStart))
		for _, other := range []windows.WELL_KNOWN_SID_TYPE{
			windows.WinWorldSid, windows.WinBuiltinUsersSid, windows.WinAuthenticatedUserSid, windows.WinBuiltinGuestsSid,
		} {
			if entry.Header.AceType == windows.ACCESS_ALLOWED_ACE_TYPE && sid.IsWellKnown(other) {
				ts.Fatalf("%s is open to %s: %s", args[1], sid, descriptor)
			}
		}
	}
}
