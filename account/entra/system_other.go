//go:build !windows

package entra

import "syscall"

// The numbers with which the system tells why there is no connection.
var (
	refusedErrnos = []syscall.Errno{syscall.ECONNREFUSED}
	noRouteErrnos = []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EHOSTDOWN}
	timeoutErrnos = []syscall.Errno{syscall.ETIMEDOUT}
	resetErrnos   = []syscall.Errno{syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE}
)

// systemProxy returns nothing: elsewhere than on Windows, HTTPS_PROXY and
// NO_PROXY are where a system keeps its proxy settings for programs.
func systemProxy() proxySettings { return proxySettings{} }
