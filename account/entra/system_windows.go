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

// systemProxy reads the proxy settings of the signed-in user, as Windows'
// settings page writes them. Values that cannot be read count as not set.
func systemProxy() proxySettings {
	key, err := registry.OpenKey(registry.CURRENT_USER,
		`Software\Microsoft\Windows\CurrentVersion\Internet Settings`, registry.QUERY_VALUE)
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
