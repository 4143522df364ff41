//go:build linux

package x11

import (
	"fmt"
	"image"
	"math/bits"

	"github.com/jezek/xgb/xproto"

	"teamsaccount/ui/software/native"
)

// layout is how the server keeps pixels.
type layout struct {
	depth byte
	// perPixel and perLine are in bits: a pixel takes perPixel, and a line is a
	// multiple of perLine.
	perPixel, perLine int
	bigEndian         bool
	red, green, blue  uint32
	// fast says that the server keeps pixels as a frame does.
	fast bool
}

// layoutOf returns how the screen's own windows keep pixels.
func layoutOf(setup *xproto.SetupInfo, screen *xproto.ScreenInfo) (layout, error) {
	l := layout{depth: screen.RootDepth, bigEndian: setup.ImageByteOrder == xproto.ImageOrderMSBFirst}
	for _, format := range setup.PixmapFormats {
		if format.Depth == l.depth {
			l.perPixel, l.perLine = int(format.BitsPerPixel), int(format.ScanlinePad)
		}
	}
	for _, depth := range screen.AllowedDepths {
		for _, visual := range depth.Visuals {
			if visual.VisualId == screen.RootVisual {
				l.red, l.green, l.blue = visual.RedMask, visual.GreenMask, visual.BlueMask
			}
		}
	}
	if l.perPixel < 15 || l.perPixel%8 != 0 || l.perLine == 0 || l.red == 0 || l.green == 0 || l.blue == 0 {
		return l, fmt.Errorf("the X server shows too few colors (depth %d)", l.depth)
	}
	l.fast = l.perPixel == 32 && !l.bigEndian && l.red == 0xff0000 && l.green == 0xff00 && l.blue == 0xff
	return l, nil
}

// stride returns how many bytes a line of pixels takes.
func (l layout) stride(width int) int {
	return (width*l.perPixel + l.perLine - 1) / l.perLine * l.perLine / 8
}

// pack returns a part of a frame as the server wants it.
func (l layout) pack(frame *native.Frame, part image.Rectangle) []byte {
	stride, size := l.stride(part.Dx()), l.perPixel/8
	data := make([]byte, stride*part.Dy())
	for y := part.Min.Y; y < part.Max.Y; y++ {
		line := data[(y-part.Min.Y)*stride:]
		for x, pixel := range frame.Row(y, part.Min.X, part.Max.X) {
			value := pixel
			if !l.fast {
				value = share(pixel>>16, l.red) | share(pixel>>8, l.green) | share(pixel, l.blue)
			}
			for i := range size {
				at := i
				if l.bigEndian {
					at = size - 1 - i
				}
				line[x*size+at] = byte(value >> (8 * i))
			}
		}
	}
	return data
}

// share brings the lowest eight bits of a color's part to where the mask is.
func share(part, mask uint32) uint32 {
	shift, width := bits.TrailingZeros32(mask), bits.OnesCount32(mask)
	value := part & 0xff
	if width >= 8 {
		return value << (width - 8) << shift & mask
	}
	return value >> (8 - width) << shift & mask
}
