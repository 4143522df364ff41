package main

import (
	"io"
	"os"
	"strings"

	"golang.org/x/sys/windows"
)

// streams are where the program writes. A program with a window gets none from
// Windows, unless somebody redirects them: so it writes on the console from
// which it was started. What nobody could read there, as where it was started
// from Explorer, end shows in a box: what was asked for, and why it failed.
func streams() (out, errs io.Writer, end func(status int)) {
	results, messages := &speaker{stream: os.Stdout}, &speaker{stream: os.Stderr}
	return results, messages, func(status int) {
		unread, icon := results.unread.String(), uint32(windows.MB_ICONINFORMATION)
		if status != exitDone {
			unread, icon = messages.unread.String(), windows.MB_ICONERROR
		}
		if unread != "" && !boxShown.Load() {
			showBoxWith(unread, icon)
		}
	}
}

// speaker writes to a stream of the process, or else on the console of whoever
// started it.
type speaker struct {
	stream *os.File
	// unread is what could be written nowhere.
	unread strings.Builder
}

// Write implements io.Writer.
func (s *speaker) Write(text []byte) (int, error) {
	if kind, err := windows.GetFileType(windows.Handle(s.stream.Fd())); err == nil && kind != windows.FILE_TYPE_UNKNOWN {
		return s.stream.Write(text)
	}
	if onStartersConsole(text) {
		return len(text), nil
	}
	return s.unread.Write(text)
}

var (
	kernel32      = windows.NewLazySystemDLL("kernel32.dll")
	attachConsole = kernel32.NewProc("AttachConsole")
	freeConsole   = kernel32.NewProc("FreeConsole")
)

// onStartersConsole writes on the console of the process that started this one,
// where it has one. It stays no longer than that: Ctrl+C there is not for the
// window.
func onStartersConsole(text []byte) bool {
	const starters = 0xffffffff // ATTACH_PARENT_PROCESS
	if attached, _, _ := attachConsole.Call(starters); attached == 0 {
		return false
	}
	defer func() { _, _, _ = freeConsole.Call() }()
	console, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer console.Close()
	_, err = console.Write(text)
	return err == nil
}
