package entra

import (
	"os"
	"slices"
	"testing"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

func TestSystemProxy_IsWhatTheSettingsPageOfWindowsWrote(t *testing.T) {
	if os.Getenv("CI") == "" && windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() != nil {
		t.Skip("these settings are a person's, and not the tests'")
	}
	key, _, err := registry.CreateKey(registry.CURRENT_USER,
		`Software\Microsoft\Windows\CurrentVersion\Internet Settings`, registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"ProxyEnable", "ProxyServer", "ProxyOverride", "AutoConfigURL"}
	t.Cleanup(func() {
		for _, name := range names {
			_ = key.DeleteValue(name)
		}
		_ = key.Close()
	})
	set := func(name, value string) {
		t.Helper()
		if err := key.SetStringValue(name, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := key.SetDWordValue("ProxyEnable", 1); err != nil {
		t.Fatal(err)
	}
	set("ProxyServer", "http=plain.example:80;https=proxy.example:8443")
	set("ProxyOverride", "*.inside.example;<local>")
	set("AutoConfigURL", "http://proxy.example/proxy.pac")
	got := systemProxy()
	if got.server != "proxy.example:8443" || !slices.Equal(got.bypass, []string{"*.inside.example", "<local>"}) ||
		got.script != "http://proxy.example/proxy.pac" {
		t.Errorf("%+v", got)
	}
	if err := key.SetDWordValue("ProxyEnable", 0); err != nil {
		t.Fatal(err)
	}
	if got := systemProxy(); got.server != "" || got.bypass != nil {
		t.Errorf("switched off: %+v", got)
	}
}
