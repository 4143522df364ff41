package doctor

import (
	"bufio"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// systemName is the distribution's name for itself (os-release(5)) and the
// kernel's version.
func systemName() string {
	name := ""
	for _, file := range []string{"/etc/os-release", "/usr/lib/os-release"} {
		if name = prettyName(file); name != "" {
			break
		}
	}
	var kernel unix.Utsname
	if unix.Uname(&kernel) == nil {
		name = strings.TrimSpace(name + ", Linux " + unix.ByteSliceToString(kernel.Release[:]))
	}
	return strings.TrimPrefix(name, ", ")
}

func prettyName(file string) string {
	opened, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer opened.Close()
	lines := bufio.NewScanner(io.LimitReader(opened, 64<<10))
	for lines.Scan() {
		if value, is := strings.CutPrefix(lines.Text(), "PRETTY_NAME="); is {
			return strings.Trim(value, `"'`)
		}
	}
	return ""
}
