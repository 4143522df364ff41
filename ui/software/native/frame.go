package native

import "image"

// Frame is a picture of a window's content, painted by the driver.
type Frame struct {
	// Pix holds the pixels row by row, from the top left corner, without
	// gaps: 0xffRRGGBB each. In the memory of a little-endian machine that is
	// blue, green, red and 255, as X11 and GDI want it.
	Pix []uint32
	// Size is how wide and high the picture is, in pixels.
	Size image.Point
}

// NewFrame returns a picture on which nothing is painted yet.
func NewFrame(size image.Point) *Frame {
	return &Frame{Pix: make([]uint32, size.X*size.Y), Size: size}
}

// Bounds returns the whole of the picture.
func (f *Frame) Bounds() image.Rectangle { return image.Rectangle{Max: f.Size} }

// Row returns the pixels of a row from x, which must lie in the picture, to
// before end.
func (f *Frame) Row(y, x, end int) []uint32 { return f.Pix[y*f.Size.X+x : y*f.Size.X+end] }
