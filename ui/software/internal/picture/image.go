package picture

import (
	"image"
	"math"

	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/draw"
)

// spriteOf returns a picture as a sprite.
func spriteOf(img *image.RGBA) *sprite {
	s := newSprite(img.Rect.Size())
	for y := range s.size.Y {
		from := img.Pix[y*img.Stride:][:4*s.size.X]
		row := s.pix[y*s.size.X:][:s.size.X]
		for x := range row {
			p := from[4*x : 4*x+4 : 4*x+4]
			row[x] = uint32(p[3])<<24 | uint32(p[0])<<16 | uint32(p[1])<<8 | uint32(p[2])
		}
	}
	return s
}

// fitted returns a picture in a size. With cover, what does not fit its aspect
// is cut off at both ends.
func fitted(img image.Image, size image.Point, cover bool, mode canvas.ImageScale) *image.RGBA {
	from := img.Bounds()
	if cover && !from.Empty() {
		wanted, given := float64(size.X)/float64(size.Y), float64(from.Dx())/float64(from.Dy())
		if wanted > given {
			cut := int(math.Round((float64(from.Dy()) - float64(from.Dx())/wanted) / 2))
			from.Min.Y, from.Max.Y = from.Min.Y+cut, from.Max.Y-cut
		} else {
			cut := int(math.Round((float64(from.Dx()) - float64(from.Dy())*wanted) / 2))
			from.Min.X, from.Max.X = from.Min.X+cut, from.Max.X-cut
		}
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	switch {
	case from.Size() == size:
		draw.Draw(out, out.Rect, img, from.Min, draw.Src)
	case mode == canvas.ImageScalePixels:
		draw.NearestNeighbor.Scale(out, out.Rect, img, from, draw.Src, nil)
	default:
		draw.BiLinear.Scale(out, out.Rect, img, from, draw.Src, nil)
	}
	return out
}

// fade makes a picture more transparent, and all of it outside of round
// corners; simple.frag of Fyne's OpenGL painter.
func (s *sprite) fade(alpha, radius float64) {
	if alpha >= 1 && radius <= 0.5 {
		return
	}
	w, h := float64(s.size.X)/2, float64(s.size.Y)/2
	for i, p := range s.pix {
		share := alpha
		if radius > 0.5 {
			x, y := float64(i%s.size.X)+0.5, float64(i/s.size.X)+0.5
			distance := math.Hypot(max(math.Abs(x-w)-w+radius, 0), max(math.Abs(y-h)-h+radius, 0)) - radius
			share *= 1 - smoothstep(-1, 1, distance)
		}
		part := func(shift uint) uint32 { return uint32(float64(p>>shift&0xff)*share+0.5) << shift }
		s.pix[i] = part(24) | part(16) | part(8) | part(0)
	}
}
