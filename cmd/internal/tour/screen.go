//go:build linux

package tour

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// The virtual screen's size in pixels.
const (
	screenWidth  = 1280
	screenHeight = 900
)

// frameBuffer is the file in which Xvfb keeps the pixels of its screen.
const frameBuffer = "Xvfb_screen0"

// screen is an X server without hardware. Its pixels lie in a file that this
// process looks into, so that looking costs the server nothing.
type screen struct {
	// display is the value for DISPLAY.
	display string

	server *process
	memory []byte
	pixels []byte
	stride int
}

// startScreen starts an X server on a display number that is free; dir gets
// its frame buffer and its log. without names extensions that the server is
// not to have.
func startScreen(dir string, without ...string) (*screen, error) {
	ready, told, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer ready.Close()
	log, err := os.Create(filepath.Join(dir, "xvfb.log"))
	if err != nil {
		return nil, errors.Join(err, told.Close())
	}
	defer log.Close()
	size := fmt.Sprintf("%dx%dx24", screenWidth, screenHeight)
	arguments := []string{"-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp", "-noreset", "-fbdir", dir}
	for _, extension := range without {
		arguments = append(arguments, "-extension", extension)
	}
	command := exec.Command("Xvfb", arguments...)
	command.ExtraFiles, command.Stderr, command.Env = []*os.File{told}, log, inherited()
	server, err := start(command)
	_ = told.Close()
	if err != nil {
		return nil, err
	}
	s := &screen{server: server}
	number, err := bufio.NewReader(ready).ReadString('\n')
	if err != nil {
		s.close()
		return nil, fmt.Errorf("the X server did not start: %w", err)
	}
	s.display = ":" + strings.TrimSpace(number)
	if err := s.open(filepath.Join(dir, frameBuffer)); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// The places of the numbers in the header of an X window dump, of which the
// frame buffer is one: see X11/XWDFile.h.
const (
	xwdHeaderSize   = 0
	xwdBitsPerPixel = 11
	xwdBytesPerLine = 12
	xwdColors       = 19
	xwdNumbers      = 25
	xwdColorSize    = 12
)

// open maps the frame buffer into memory.
func (s *screen) open(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.Size() < 4*xwdNumbers {
		return errors.New("the frame buffer has no header")
	}
	s.memory, err = syscall.Mmap(int(file.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return fmt.Errorf("map the frame buffer: %w", err)
	}
	number := func(place int) int { return int(binary.BigEndian.Uint32(s.memory[4*place:])) }
	begin := number(xwdHeaderSize) + number(xwdColors)*xwdColorSize
	s.stride = number(xwdBytesPerLine)
	if number(xwdBitsPerPixel) != 32 || begin+s.stride*screenHeight > len(s.memory) {
		return errors.New("the frame buffer has another format than expected")
	}
	s.pixels = s.memory[begin:]
	return nil
}

// close ends the X server.
func (s *screen) close() {
	if s.memory != nil {
		_ = syscall.Munmap(s.memory)
		s.memory, s.pixels = nil, nil
	}
	s.server.end()
}

// look returns the pixels as they are now.
func (s *screen) look() Frame {
	f := Frame{stride: s.stride, pixels: make([]byte, s.stride*screenHeight)}
	copy(f.pixels, s.pixels)
	return f
}
