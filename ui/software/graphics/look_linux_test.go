package graphics

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// computer returns a root directory with a graphics device and its driver.
func computer(t *testing.T, driver string) string {
	t.Helper()
	root := t.TempDir()
	if driver == "" {
		return root
	}
	device := filepath.Join(root, "sys/class/drm/renderD128/device")
	for _, directory := range []string{filepath.Join(root, "dev/dri"), device, filepath.Join(root, "drivers", driver)} {
		if err := os.MkdirAll(directory, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "dev/dri/renderD128"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(root, "drivers", driver), filepath.Join(device, "driver")); err != nil {
		t.Fatal(err)
	}
	return root
}

func TestLook_TakesOpenGLWhereAGraphicsProcessorDrawsIt(t *testing.T) {
	full := []string{"GLX", "DRI3", "MIT-SHM"}
	for name, try := range map[string]struct {
		env            map[string]string
		extensions     []string
		driver         string
		opengl, unsure bool
	}{
		"a workstation":          {map[string]string{"DISPLAY": ":0"}, full, "i915", true, false},
		"a virtual machine":      {map[string]string{"DISPLAY": ":0"}, full, "virtio-pci", true, true},
		"no graphics processor":  {map[string]string{"DISPLAY": ":0"}, full, "", false, false},
		"no OpenGL":              {map[string]string{"DISPLAY": ":0"}, []string{"DRI3"}, "i915", false, false},
		"a display in memory":    {map[string]string{"DISPLAY": ":9"}, []string{"GLX"}, "i915", false, false},
		"over SSH":               {map[string]string{"DISPLAY": "localhost:10.0"}, full, "i915", false, false},
		"Wayland only":           {map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, nil, "i915", true, false},
		"Mesa told otherwise":    {map[string]string{"DISPLAY": ":0", "LIBGL_ALWAYS_SOFTWARE": "true"}, full, "i915", false, false},
		"a server that is not":   {map[string]string{"DISPLAY": ":0"}, nil, "i915", false, false},
		"NVIDIA's own extension": {map[string]string{"DISPLAY": "unix:0"}, []string{"GLX", "NV-GLX"}, "nvidia", true, false},
	} {
		m := machine{
			getenv: func(name string) string { return try.env[name] },
			extensions: func() ([]string, error) {
				if try.extensions == nil {
					return nil, errors.New("refused")
				}
				return try.extensions, nil
			},
			root: computer(t, try.driver),
		}
		if got := m.look(); got.OpenGL != try.opengl || got.Unsure != try.unsure || got.Reason == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
