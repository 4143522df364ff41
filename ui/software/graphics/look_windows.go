package graphics

import (
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"teamsaccount/assets/texts"
)

var (
	user32             = windows.NewLazySystemDLL("user32.dll")
	getSystemMetrics   = user32.NewProc("GetSystemMetrics")
	enumDisplayDevices = user32.NewProc("EnumDisplayDevicesW")
)

// displayDevice is DISPLAY_DEVICEW of wingdi.h.
type displayDevice struct {
	size         uint32
	name         [32]uint16
	description  [128]uint16
	flags        uint32
	id           [128]uint16
	registryPath [128]uint16
}

const (
	remoteSession = 0x1000 // SM_REMOTESESSION
	attached      = 0x1    // DISPLAY_DEVICE_ATTACHED_TO_DESKTOP
	mostDevices   = 64
)

// known are beginnings of the names of the OpenGL drivers of those who make
// graphics processors.
var known = []string{"nvogl", "nvidia", "atio", "atig", "amd", "ig", "intel", "qcdx", "adreno"}

// Look looks at this computer. getenv is not asked here.
func Look(func(string) string) Advice {
	if remote, _, _ := getSystemMetrics.Call(remoteSession); remote != 0 {
		return Advice{Reason: texts.Of("display.reason.remote")}
	}
	unsure := ""
	for _, device := range devices() {
		driver := openGLDriver(windows.UTF16ToString(device.registryPath[:]))
		lower := strings.ToLower(driver)
		for _, beginning := range known {
			if strings.HasPrefix(lower, beginning) {
				return Advice{OpenGL: true, Reason: texts.Of("display.reason.driver", "driver", printable(driver))}
			}
		}
		if driver != "" {
			unsure = driver
		}
	}
	if unsure != "" {
		return Advice{OpenGL: true, Unsure: true, Reason: texts.Of("display.reason.driver", "driver", printable(unsure))}
	}
	return Advice{Reason: texts.Of("display.reason.noProcessor")}
}

// devices lists the adapters that show the desktop.
func devices() []displayDevice {
	var found []displayDevice
	for i := range uintptr(mostDevices) {
		var device displayDevice
		device.size = uint32(unsafe.Sizeof(device))
		if ok, _, _ := enumDisplayDevices.Call(0, i, uintptr(unsafe.Pointer(&device)), 0); ok == 0 {
			break
		}
		if device.flags&attached != 0 {
			found = append(found, device)
		}
	}
	return found
}

// openGLDriver returns the OpenGL driver that an adapter installed; empty where
// it has none, and Windows would draw OpenGL 1.1 by itself.
func openGLDriver(path string) string {
	path, is := strings.CutPrefix(strings.ToLower(path), `\registry\machine\`)
	if !is {
		return ""
	}
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, path, registry.QUERY_VALUE)
	if err != nil {
		return ""
	}
	defer key.Close()
	if names, _, err := key.GetStringsValue("OpenGLDriverName"); err == nil && len(names) > 0 {
		return base(names[0])
	}
	name, _, err := key.GetStringValue("OpenGLDriverName")
	if err != nil {
		return ""
	}
	return base(name)
}

// base returns the file's name in a path.
func base(path string) string { return path[strings.LastIndexAny(path, `\/`)+1:] }
