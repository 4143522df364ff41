package entra

import (
	"syscall"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// The numbers with which Windows' sockets tell why there is no connection.
var (
	refusedErrnos = []syscall.Errno{windows.WSAECONNREFUSED}
	noRouteErrnos = []syscall.Errno{windows.WSAENETUNREACH, windows.WSAEHOSTUNREACH, windows.WSAENETDOWN, windows.WSAEHOSTDOWN}
	timeoutErrnos = []syscall.Errno{windows.WSAETIMEDOUT}
	resetErrnos   = []syscall.Errno{windows.WSAECONNRESET, windows.WSAECONNABORTED}
)

// The places of the proxy settings in the registry, and of the policy that
// says whose count.
const (
	internetSettings = `Software\Microsoft\Windows\CurrentVersion\Internet Settings`
	internetPolicy   = `Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings`
)

// systemProxy reads the proxy settings of the signed-in user, as Windows'
// settings page writes them, or those of the machine, where its administrator
// wants it so. Values that cannot be read count as not set.
func systemProxy() proxySettings {
	whose := registry.CURRENT_USER
	if isPerMachine() {
		whose = registry.LOCAL_MACHINE
	}
	key, err := registry.OpenKey(whose, internetSettings, registry.QUERY_VALUE)
	if err != nil {
		return proxySettings{}
	}
	defer func() { _ = key.Close() }()
	text := func(name string) string {
		value, _, err := key.GetStringValue(name)
		if err != nil {
			return ""
		}
		return value
	}
	enabled, _, err := key.GetIntegerValue("ProxyEnable")
	return parseProxySettings(err == nil && enabled != 0,
		text("ProxyServer"), text("ProxyOverride"), text("AutoConfigURL"))
}

// isPerMachine reports whether the policy "Make proxy settings per-machine
// (rather than per-user)" is set.
func isPerMachine() bool {
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, internetPolicy, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer func() { _ = key.Close() }()
	perUser, _, err := key.GetIntegerValue("ProxySettingsPerUser")
	return err == nil && perUser == 0
}
