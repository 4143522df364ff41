package picture

import "image"

// sprite is how a shape looks, wherever it is: a picture that may be stretched
// in the middle, one color, or what lies behind it, blurred.
type sprite struct {
	// pix holds the picture, of size; empty where one color is all.
	pix  []uint32
	size image.Point
	fill uint32
	// middle says that one column in the middle of the picture stands for as
	// many as are needed, and one row likewise; edge is how many there are
	// before and after it.
	middleX, middleY bool
	edge             int
	// blur is how what lies behind is blurred.
	blur kernel
	// seen is the last time when the sprite was on the canvas.
	seen uint
}

func newSprite(size image.Point) *sprite {
	return &sprite{pix: make([]uint32, size.X*size.Y), size: size}
}

func (s *sprite) isBlur() bool { return s.blur.weights != nil }

// source returns which row or column of the picture stands at a place of the
// whole, which has length of them.
func (s *sprite) source(at, length, own int, stretched bool) int {
	switch {
	case !stretched || at < s.edge:
		return at
	case at >= length-s.edge:
		return own - (length - at)
	}
	return s.edge
}

// draw puts the part of the sprite that lies in part onto a surface. The
// sprite as a whole covers place.
func (s *sprite) draw(onto surface, place, part image.Rectangle) {
	if len(s.pix) == 0 {
		for y := part.Min.Y; y < part.Max.Y; y++ {
			span(onto.row(y, part.Min.X, part.Max.X), s.fill)
		}
		return
	}
	// From x to left, and from right to end, the columns are as they are.
	x, end := part.Min.X, part.Max.X
	left, right := end, end
	if s.middleX {
		left = min(max(place.Min.X+s.edge, x), end)
		right = min(max(place.Max.X-s.edge, left), end)
	}
	for y := part.Min.Y; y < part.Max.Y; y++ {
		from := s.pix[s.source(y-place.Min.Y, place.Dy(), s.size.Y, s.middleY)*s.size.X:][:s.size.X]
		if x < left {
			blend(onto.row(y, x, left), from[x-place.Min.X:left-place.Min.X])
		}
		if left < right {
			span(onto.row(y, left, right), from[s.edge])
		}
		if right < end {
			shift := s.size.X - place.Dx()
			blend(onto.row(y, right, end), from[right-place.Min.X+shift:end-place.Min.X+shift])
		}
	}
}
