package main

import (
	"fmt"
	"io/fs"
	"runtime"

	"teamsaccount/assets/texts"
)

// systemText names the operating system, its version and the kind of machine.
func systemText() string {
	name := systemName()
	if name == "" {
		name = runtime.GOOS
	}
	return texts.Of("terminal.doctor.system", "system", name, "machine", runtime.GOARCH)
}

// octal writes the permissions of a file as chmod takes them.
func octal(info fs.FileInfo) string { return fmt.Sprintf("%04o", info.Mode().Perm()) }
