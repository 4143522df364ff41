package graphics

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"teamsaccount/assets/texts"
)

// machine is what is looked at; a test has one of its own.
type machine struct {
	getenv     func(string) string
	extensions func() ([]string, error)
	// root is where the file system begins.
	root string
}

// Look looks at this computer. getenv is os.Getenv or stands in for it.
func Look(getenv func(string) string) Advice {
	return machine{getenv, extensions, "/"}.look()
}

// known are the kernel's drivers for graphics processors that draw OpenGL. The
// others may only show what the processor painted, as in a virtual machine.
var known = []string{
	"amdgpu", "asahi", "etnaviv", "i915", "lima", "msm", "msm_dpu", "nouveau", "nvidia", "panfrost", "panthor", "radeon", "tegra", "v3d", "vc4", "xe",
}

func (m machine) look() Advice {
	display := m.getenv("DISPLAY")
	switch host, _, _ := strings.Cut(display, ":"); {
	case display == "" && m.getenv("WAYLAND_DISPLAY") != "":
		return Advice{OpenGL: true, Reason: texts.Of("display.reason.wayland")}
	case host != "" && host != "unix" && !strings.HasPrefix(host, "/"):
		return Advice{Reason: texts.Of("display.reason.remote")}
	case on(m.getenv("LIBGL_ALWAYS_SOFTWARE")), m.getenv("GALLIUM_DRIVER") == "llvmpipe", m.getenv("GALLIUM_DRIVER") == "softpipe":
		return Advice{Reason: texts.Of("display.reason.environment")}
	}
	offered, err := m.extensions()
	switch {
	case err != nil:
		return Advice{Reason: texts.Of("display.reason.noServer")}
	case !slices.Contains(offered, "GLX"):
		return Advice{Reason: texts.Of("display.reason.noOpenGL")}
	case !slices.ContainsFunc(offered, func(name string) bool { return name == "DRI2" || name == "DRI3" || name == "NV-GLX" }):
		return Advice{Reason: texts.Of("display.reason.indirect")}
	}
	return m.processor()
}

// on reports whether an environment variable of Mesa's says yes.
func on(value string) bool {
	return slices.Contains([]string{"1", "true", "t", "yes", "y"}, strings.ToLower(value))
}

// processor looks for a graphics processor that this program may use.
func (m machine) processor() Advice {
	nodes, _ := filepath.Glob(filepath.Join(m.root, "dev/dri/renderD*"))
	unsure := ""
	for _, node := range nodes {
		device, err := os.OpenFile(node, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		_ = device.Close()
		driver, err := os.Readlink(filepath.Join(m.root, "sys/class/drm", filepath.Base(node), "device/driver"))
		if name := filepath.Base(driver); err == nil && slices.Contains(known, name) {
			return Advice{OpenGL: true, Reason: texts.Of("display.reason.driver", "driver", name)}
		} else if err == nil {
			unsure = name
		}
	}
	if _, err := os.Stat(filepath.Join(m.root, "dev/nvidiactl")); err == nil {
		return Advice{OpenGL: true, Reason: texts.Of("display.reason.driver", "driver", "nvidia")}
	}
	if _, err := os.Stat(filepath.Join(m.root, "dev/dxg")); err == nil {
		unsure = "dxgkrnl"
	}
	if unsure != "" {
		return Advice{OpenGL: true, Unsure: true, Reason: texts.Of("display.reason.driver", "driver", printable(unsure))}
	}
	return Advice{Reason: texts.Of("display.reason.noProcessor")}
}

// extensions asks the X server what it offers.
func extensions() ([]string, error) {
	xgb.Logger.SetOutput(io.Discard) // What it says comes as an error, too.
	conn, err := xgb.NewConn()
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	reply, err := xproto.ListExtensions(conn).Reply()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range reply.Names {
		names = append(names, name.Name)
	}
	return names, nil
}
