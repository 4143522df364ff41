package file

import (
	"errors"
	"runtime"
	"strings"
)

// ErrName is for a name that Windows takes for something else than a file's.
var ErrName = errors.New("has a name that Windows reserves")

// CheckName says why no file of this system can have the path: on Windows
// ErrName, or ErrNotRegular for what is always a device or a pipe. Nothing is
// opened: opening alone may do something to a device.
func CheckName(path string) error {
	if runtime.GOOS != "windows" {
		return nil
	}
	return checkWindowsName(path)
}

func checkWindowsName(path string) error {
	path = strings.ReplaceAll(path, "/", `\`)
	if namesDevice(path) {
		return ErrNotRegular
	}
	name := path[strings.LastIndexByte(path, '\\')+1:]
	if len(name) > 1 && name[1] == ':' {
		name = name[2:] // A file of the directory that is the drive's present one.
	}
	if reserved(name) {
		return ErrName
	}
	return nil
}

// ownSpace are the beginnings of paths in Windows' own name space.
var ownSpace = []string{`\\.\`, `\\?\`, `\??\`}

// namesDevice reports whether a path names a device, a pipe, or something else
// of Windows' own name space that is no file on a drive or a share. It may
// have got that form from a name such as NUL.
func namesDevice(path string) bool {
	for _, space := range ownSpace {
		rest, is := strings.CutPrefix(path, space)
		if !is {
			continue
		}
		first, rest, deeper := strings.Cut(rest, `\`)
		first = strings.ToUpper(first)
		switch {
		case first == "UNC":
			return sharesDevice(rest)
		case len(first) == 2 && first[1] == ':', strings.HasPrefix(first, "VOLUME{"):
			return !deeper // The drive itself.
		}
		return true
	}
	rest, is := strings.CutPrefix(path, `\\`)
	return is && sharesDevice(rest)
}

// sharesDevice reports whether SERVER\SHARE\… is what a server shares its pipes
// and mail slots as.
func sharesDevice(path string) bool {
	_, rest, _ := strings.Cut(path, `\`)
	share, _, _ := strings.Cut(rest, `\`)
	return strings.EqualFold(share, "pipe") || strings.EqualFold(share, "mailslot")
}

// reserved reports whether Windows takes a file's name for something else: a
// device, whatever the extension; a stream of another file; or the same name
// without its last characters. See "Naming Files, Paths, and Namespaces" in
// Microsoft's documentation of Win32.
func reserved(name string) bool {
	if strings.ContainsAny(name, `<>:"|?*`) || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return name != "." && name != ".."
	}
	device, _, _ := strings.Cut(strings.ToUpper(name), ".")
	device = strings.TrimRight(device, " ")
	switch device {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, is := strings.CutPrefix(device, "COM")
	if !is {
		port, is = strings.CutPrefix(device, "LPT")
	}
	return is && strings.Contains(" 0 1 2 3 4 5 6 7 8 9 ¹ ² ³ ", " "+port+" ") && port != ""
}
