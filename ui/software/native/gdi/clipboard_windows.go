package gdi

import (
	"strings"
	"time"
	"unicode/utf16"
	"unsafe"

	"teamsaccount/ui/software/native"
)

const (
	// unicodeText is the format of text on the clipboard: UTF-16 that ends with
	// 0 and has \r\n between lines.
	unicodeText = 13
	// clipboardFor bounds how long the clipboard may be another program's.
	clipboardFor = time.Second
	// clipboardPause is the pause between two tries to get it.
	clipboardPause = 10 * time.Millisecond
)

// Clipboard implements native.System.
func (s *system) Clipboard() string {
	text := make(chan string, 1)
	if !s.ask(clipboardFor, func() { text <- s.read() }) {
		return ""
	}
	return <-text
}

// SetClipboard implements native.System. Windows keeps the text when the
// program has ended.
func (s *system) SetClipboard(text string) { s.post(func() { s.write(text) }) }

// open takes the clipboard, which one program has at a time.
func (s *system) open() bool {
	for deadline := time.Now().Add(clipboardFor); time.Now().Before(deadline); time.Sleep(clipboardPause) {
		if call(openClipboard, uintptr(s.hidden)) != 0 {
			return true
		}
	}
	return false
}

func (s *system) read() string {
	if !s.open() {
		return ""
	}
	defer call(closeClipboard)
	memory := call(getClipboardData, unicodeText)
	if memory == 0 {
		return ""
	}
	size := call(globalSize, memory) / 2
	// No character takes fewer bytes in UTF-8 than it takes units in UTF-16.
	if size > native.MaxClipboard+1 {
		return ""
	}
	data := call(globalLock, memory)
	if data == 0 {
		return ""
	}
	defer call(globalUnlock, memory)
	units := unsafe.Slice(at[uint16](data), size)
	for i, unit := range units {
		if unit == 0 {
			units = units[:i]
			break
		}
	}
	text := strings.ReplaceAll(string(utf16.Decode(units)), "\r\n", "\n")
	if len(text) > native.MaxClipboard {
		return ""
	}
	return text
}

func (s *system) write(text string) {
	const movable = 2 // GMEM_MOVEABLE, which the clipboard wants
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
	units := append(utf16.Encode([]rune(text)), 0)
	if !s.open() {
		return
	}
	defer call(closeClipboard)
	memory := call(globalAlloc, movable, uintptr(2*len(units)))
	data := call(globalLock, memory)
	if data == 0 {
		call(globalFree, memory)
		return
	}
	copy(unsafe.Slice(at[uint16](data), len(units)), units)
	call(globalUnlock, memory)
	call(emptyClipboard)
	if call(setClipboardData, unicodeText, memory) == 0 {
		call(globalFree, memory)
	}
}
