package entra

import (
	"net/url"
	"os"
	"slices"
	"testing"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// settings are values of the registry that are gone again after the test.
func settings(t *testing.T, whose registry.Key, path string, values map[string]any) {
	t.Helper()
	if os.Getenv("CI") == "" && windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() != nil {
		t.Skip("these settings are a person's, and not the tests'")
	}
	key, _, err := registry.CreateKey(whose, path, registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = key.Close() })
	for name, value := range values {
		switch value := value.(type) {
		case string:
			err = key.SetStringValue(name, value)
		case int:
			err = key.SetDWordValue(name, uint32(value))
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = key.DeleteValue(name) })
	}
}

func TestSystemProxy_IsWhatTheSettingsPageOfWindowsWrote(t *testing.T) {
	values := map[string]any{
		"ProxyEnable": 1, "ProxyServer": "http=plain.example:80;https=proxy.example:8443",
		"ProxyOverride": "*.inside.example;<local>", "AutoConfigURL": "http://proxy.example/proxy.pac",
	}
	settings(t, registry.CURRENT_USER, internetSettings, values)
	got := systemProxy()
	if got.server != "proxy.example:8443" || !slices.Equal(got.bypass, []string{"*.inside.example", "<local>"}) ||
		got.script != "http://proxy.example/proxy.pac" {
		t.Errorf("%+v", got)
	}
	settings(t, registry.CURRENT_USER, internetSettings, map[string]any{"ProxyEnable": 0})
	if got := systemProxy(); got.server != "" || got.bypass != nil {
		t.Errorf("switched off: %+v", got)
	}
}

func TestSystemProxy_IsTheMachinesWhereThePolicySaysSo(t *testing.T) {
	settings(t, registry.CURRENT_USER, internetSettings, map[string]any{"ProxyEnable": 1, "ProxyServer": "mine.example:1"})
	settings(t, registry.LOCAL_MACHINE, internetSettings, map[string]any{"ProxyEnable": 1, "ProxyServer": "all.example:2"})
	for perUser, want := range []string{"all.example:2", "mine.example:1"} {
		settings(t, registry.LOCAL_MACHINE, internetPolicy, map[string]any{"ProxySettingsPerUser": perUser})
		if got := systemProxy(); got.server != want {
			t.Errorf("per user %d: %+v", perUser, got)
		}
	}
}

func TestFromEnvironment_GoesThroughTheProxyOfTheSystem(t *testing.T) {
	settings(t, registry.CURRENT_USER, internetSettings, map[string]any{
		"ProxyEnable": 1, "ProxyServer": "proxy.example:8080", "ProxyOverride": "*.partner.microsoftonline.cn;<local>",
	})
	options, err := FromEnvironment(t.Context(), func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]string{
		"login.microsoftonline.com": "http://proxy.example:8080", "login.partner.microsoftonline.cn": "", "intranet": "", "127.0.0.1": "",
	} {
		got, err := options.Proxy(&url.URL{Scheme: "https", Host: host})
		if err != nil || MaskProxy(got) != want {
			t.Errorf("%s: through %q, %v", host, MaskProxy(got), err)
		}
	}
}
