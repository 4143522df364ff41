package entra

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// The numbers with which Windows' sockets tell why there is no connection.
var (
	refusedErrnos = []syscall.Errno{windows.WSAECONNREFUSED}
	noRouteErrnos = []syscall.Errno{windows.WSAENETUNREACH, windows.WSAEHOSTUNREACH, windows.WSAENETDOWN, windows.WSAEHOSTDOWN}
	timeoutErrnos = []syscall.Errno{windows.WSAETIMEDOUT}
	resetErrnos   = []syscall.Errno{windows.WSAECONNRESET, windows.WSAECONNABORTED}
)
