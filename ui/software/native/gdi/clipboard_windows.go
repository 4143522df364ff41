package gdi

import (
	"slices"
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

// Clipboard implements native.System. What the thread of the windows has to do
// before, such as to put a large text on the clipboard, does not count for the
// clipboard's owner.
func (s *system) Clipboard() string {
	begun, units := make(chan struct{}), make(chan []uint16, 1)
	s.post(func() {
		close(begun)
		units <- s.read()
	})
	awaitWithin(s, begun)
	read := awaitWithin(s, units)
	text := strings.ReplaceAll(string(utf16.Decode(read)), "\r\n", "\n")
	if len(text) > native.MaxClipboard {
		return ""
	}
	return text
}

// awaitWithin returns what comes within the time that the clipboard may be
// another program's, else nothing.
func awaitWithin[T any](s *system, from <-chan T) (got T) {
	select {
	case got = <-from:
	case <-s.ended:
	case <-time.After(clipboardFor):
	}
	return got
}

// SetClipboard implements native.System. Windows keeps the text when the
// program has ended.
func (s *system) SetClipboard(text string) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
	units := append(utf16.Encode([]rune(text)), 0)
	s.post(func() { s.write(units) })
}

// open takes the clipboard, which one program has at a time.
func (s *system) open() bool {
	for deadline := time.Now().Add(clipboardFor); time.Now().Before(deadline); time.Sleep(clipboardPause) {
		if call(openClipboard, uintptr(s.hidden)) != 0 {
			return true
		}
	}
	return false
}

// read copies the text on the clipboard as it stands there, which takes but a
// moment: the thread of the windows has other things to do.
func (s *system) read() []uint16 {
	if !s.open() {
		return nil
	}
	defer call(closeClipboard)
	memory := call(getClipboardData, unicodeText)
	if memory == 0 {
		return nil
	}
	size := call(globalSize, memory) / 2
	// No character takes fewer bytes in UTF-8 than it takes units in UTF-16, but
	// for the end of a line, which takes two units here and one byte there.
	if size > 2*native.MaxClipboard+1 {
		return nil
	}
	data := call(globalLock, memory)
	if data == 0 {
		return nil
	}
	defer call(globalUnlock, memory)
	units := unsafe.Slice(at[uint16](data), size)
	if end := slices.Index(units, 0); end >= 0 {
		units = units[:end]
	}
	return slices.Clone(units)
}

func (s *system) write(units []uint16) {
	const movable = 2 // GMEM_MOVEABLE, which the clipboard wants
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
