package doctor

import "golang.org/x/sys/unix"

// systemName is the version of macOS.
func systemName() string {
	version, err := unix.Sysctl("kern.osproductversion")
	if err != nil {
		return ""
	}
	return "macOS " + version
}
