package doctor

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// systemName is Windows' version as the kernel tells it; unlike other ways of
// asking, this one needs no manifest to get the true answer.
func systemName() string {
	version := windows.RtlGetVersion()
	return fmt.Sprintf("Windows %d.%d.%d", version.MajorVersion, version.MinorVersion, version.BuildNumber)
}
