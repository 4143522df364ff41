package picture

import (
	"image"
	"image/color"

	"teamsaccount/ui/software/native"
)

// A pixel is 0xAARRGGBB here, with the colors multiplied by alpha; a frame's
// pixels are opaque, so that they are the same in both ways.

// pixel returns a color as a pixel.
func pixel(c color.Color) uint32 {
	if c == nil {
		return 0
	}
	r, g, b, a := c.RGBA()
	return a>>8<<24 | r>>8<<16 | g>>8<<8 | b>>8
}

// over puts a pixel over an opaque one.
func over(under, above uint32) uint32 {
	rest := 255 - above>>24
	redBlue := (under&0xff00ff)*rest + 0x800080
	green := (under>>8&0xff)*rest + 0x80
	redBlue = (redBlue + redBlue>>8&0xff00ff) >> 8 & 0xff00ff
	green = (green + green>>8) >> 8
	return 0xff000000 | (redBlue | green<<8) + above&0xffffff
}

// span puts one pixel over all of a row.
func span(row []uint32, above uint32) {
	switch above >> 24 {
	case 0:
	case 255:
		for x := range row {
			row[x] = above
		}
	default:
		// Most of a window's pixels are like the one before.
		before, result := uint32(0), over(0, above)
		for x, under := range row {
			if under != before {
				before, result = under, over(under, above)
			}
			row[x] = result
		}
	}
}

// blend puts a row of pixels over another.
func blend(row, above []uint32) {
	row = row[:len(above)]
	for x, p := range above {
		switch p >> 24 {
		case 0:
		case 255:
			row[x] = p
		default:
			row[x] = over(row[x], p)
		}
	}
}

// surface is a rectangle of a picture that is composed.
type surface struct {
	pix    []uint32
	bounds image.Rectangle
	stride int
}

// newSurface returns a surface of its own, of undefined content.
func newSurface(bounds image.Rectangle) surface {
	return surface{make([]uint32, bounds.Dx()*bounds.Dy()), bounds, bounds.Dx()}
}

// surfaceOf returns a frame as a surface.
func surfaceOf(f *native.Frame) surface { return surface{f.Pix, f.Bounds(), f.Size.X} }

// row returns the pixels of row y from x to before end.
func (s surface) row(y, x, end int) []uint32 {
	first := (y-s.bounds.Min.Y)*s.stride - s.bounds.Min.X
	return s.pix[first+x : first+end]
}
