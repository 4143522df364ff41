// Package controltest measures what a person can tell apart. Only tests use it.
package controltest

import (
	"image/color"
	"math"
)

// Contrast is the contrast ratio of WCAG 2.1 between two opaque colors: 1 for the
// same color, 21 for black on white.
func Contrast(a, b color.Color) float64 {
	first, second := luminance(a), luminance(b)
	return (math.Max(first, second) + 0.05) / (math.Min(first, second) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// Over returns what is seen of a color through which an opaque one shines.
func Over(above, below color.Color) color.Color {
	r, g, b, a := above.RGBA()
	br, bg, bb, _ := below.RGBA()
	blend := func(above, below uint32) uint16 { return uint16(above + below*(0xffff-a)/0xffff) }
	return color.RGBA64{R: blend(r, br), G: blend(g, bg), B: blend(b, bb), A: 0xffff}
}
