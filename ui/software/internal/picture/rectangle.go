package picture

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"teamsaccount/ui/software/internal/fyneinternal"
)

// The shapes here are shaded pixel by pixel as Fyne's OpenGL painter has them
// shaded: by the distance of the pixel's middle from the outline
// (rectangle.frag, round_rectangle.frag and drawOblong of v2.8.1).

// oblong is how a rectangle or a circle looks, in pixels.
type oblong struct {
	width, height float64
	fill, stroke  color.NRGBA64
	strokeWidth   float64
	// radii are those of the corners: top right, bottom right, top left,
	// bottom left.
	radii   [4]float64
	rounded bool
	edge    float64
	shadow  shadow
}

// shadow is how an oblong's shadow looks, in pixels.
type shadow struct {
	color            color.NRGBA64
	offsetX, offsetY float64
	blur, spread     float64
	everywhere, any  bool
	// pad is by how much it stands out: left, top, right, bottom.
	pad [4]float64
}

// edgeSoftness is how wide an outline's edge is on either side.
const edgeSoftness = 0.5

func nrgba(c color.Color) color.NRGBA64 {
	if c == nil {
		return color.NRGBA64{}
	}
	return color.NRGBA64Model.Convert(c).(color.NRGBA64)
}

// withAspect narrows a size to an aspect ratio, if any, and returns by how much.
func withAspect(size fyne.Size, aspect float32) (inner fyne.Size, off fyne.Position) {
	inner = size
	if aspect == 0 || size.Height == 0 {
		return inner, off
	}
	switch given := size.Width / size.Height; {
	case given > aspect:
		inner.Width = size.Height * aspect
		off.X = (size.Width - inner.Width) / 2
	case given < aspect:
		inner.Height = size.Width / aspect
		off.Y = (size.Height - inner.Height) / 2
	}
	return inner, off
}

// ofRectangle returns how a rectangle looks and by how much its aspect moves
// it.
func (l lens) ofRectangle(r *canvas.Rectangle) (oblong, fyne.Position) {
	size, off := withAspect(r.Size(), r.Aspect)
	corner := func(own float32) float32 {
		if own == 0 {
			return r.CornerRadius
		}
		return own
	}
	topRight, topLeft := corner(r.TopRightCornerRadius), corner(r.TopLeftCornerRadius)
	bottomRight, bottomLeft := corner(r.BottomRightCornerRadius), corner(r.BottomLeftCornerRadius)
	o := l.oblong(size, r.FillColor, r.StrokeColor, r.StrokeWidth, r.Shadow)
	if o.rounded = topRight != 0 || topLeft != 0 || bottomRight != 0 || bottomLeft != 0; o.rounded {
		limit := fyneinternal.GetMaximumCornerRadius
		o.radii = [4]float64{
			l.round(limit(topRight, topLeft, bottomRight, size)),
			l.round(limit(bottomRight, bottomLeft, topRight, size)),
			l.round(limit(topLeft, topRight, bottomLeft, size)),
			l.round(limit(bottomLeft, bottomRight, topLeft, size)),
		}
	}
	return o, off
}

// ofCircle returns how a circle looks and by how much it is off the corner of
// the space that it has.
func (l lens) ofCircle(c *canvas.Circle) (oblong, fyne.Position) {
	size, off := withAspect(c.Size(), 1)
	o := l.oblong(size, c.FillColor, c.StrokeColor, c.StrokeWidth, c.Shadow)
	radius := l.round(min(c.Size().Width, c.Size().Height) / 2)
	o.rounded, o.radii = true, [4]float64{radius, radius, radius, radius}
	return o, off
}

func (l lens) oblong(size fyne.Size, fill, stroke color.Color, strokeWidth float32, s canvas.Shadow) oblong {
	o := oblong{
		width: l.round(size.Width), height: l.round(size.Height),
		fill: nrgba(fill), stroke: nrgba(stroke), strokeWidth: l.round(strokeWidth),
		edge: math.Round(edgeSoftness * float64(l.scale)),
	}
	if !fyneinternal.IsShadowVisible(s) {
		return o
	}
	o.shadow = shadow{
		color: nrgba(s.Color), offsetX: l.round(s.Offset.X), offsetY: l.round(s.Offset.Y),
		blur: l.round(s.BlurRadius), spread: l.round(s.Spread),
		everywhere: s.Variant != canvas.DropShadow, any: true,
	}
	for i, pad := range fyneinternal.GetShadowPaddings(s) {
		o.shadow.pad[i] = l.round(pad)
	}
	return o
}

// plain reports whether the oblong is one color from edge to edge.
func (o oblong) plain() bool {
	return !o.rounded && !o.shadow.any && (o.strokeWidth == 0 || o.stroke == o.fill)
}

// invisible reports whether nothing is to be seen of the oblong.
func (o oblong) invisible() bool {
	return o.width <= 0 || o.height <= 0 || o.fill.A == 0 && (o.stroke.A == 0 || o.strokeWidth == 0) && !o.shadow.any
}

// margin is how many pixels are drawn around the oblong on each side: left,
// top, right, bottom.
func (o oblong) margin() [4]int {
	soft := 0.0
	if o.rounded {
		soft = o.edge
	}
	var m [4]int
	for i, pad := range o.shadow.pad {
		m[i] = int(math.Ceil(pad + soft))
	}
	return m
}

// corner is how many columns and rows at each edge of the oblong, within it,
// differ from the one in its middle.
func (o oblong) corner() int {
	radius := max(o.radii[0], o.radii[1], o.radii[2], o.radii[3])
	c := radius + o.strokeWidth + 2*o.edge + 1
	if s := o.shadow; s.any {
		c += s.blur + math.Abs(s.spread) + math.Max(math.Abs(s.offsetX), math.Abs(s.offsetY))
	}
	return int(math.Ceil(c))
}

// sprite draws the oblong.
func (o oblong) sprite() *sprite {
	if o.plain() {
		return &sprite{fill: straight(o.fill.R, o.fill.G, o.fill.B, float64(o.fill.A)/0xffff)}
	}
	m := o.margin()
	inner := image.Pt(int(o.width), int(o.height))
	edge := o.corner() + max(m[0], m[1], m[2], m[3])
	small := o
	whole := image.Pt(inner.X+m[0]+m[2], inner.Y+m[1]+m[3])
	middleX, middleY := whole.X > 2*edge+1, whole.Y > 2*edge+1
	if middleX {
		small.width -= float64(whole.X - 2*edge - 1)
		whole.X = 2*edge + 1
	}
	if middleY {
		small.height -= float64(whole.Y - 2*edge - 1)
		whole.Y = 2*edge + 1
	}
	s := newSprite(whole)
	s.middleX, s.middleY, s.edge = middleX, middleY, edge
	for y := range whole.Y {
		for x := range whole.X {
			s.pix[y*whole.X+x] = small.shade(float64(x-m[0])+0.5, float64(y-m[1])+0.5)
		}
	}
	return s
}

// straight returns the pixel of a color that is not multiplied by its alpha.
func straight(r, g, b uint16, alpha float64) uint32 {
	a := math.Round(min(max(alpha, 0), 1) * 255)
	part := func(v uint16) uint32 { return uint32(math.Round(float64(v) / 0xffff * a)) }
	return uint32(a)<<24 | part(r)<<16 | part(g)<<8 | part(b)
}

func smoothstep(from, to, x float64) float64 {
	if from == to {
		if x < from {
			return 0
		}
		return 1
	}
	t := min(max((x-from)/(to-from), 0), 1)
	return t * t * (3 - 2*t)
}

// shade returns the pixel at a place from the oblong's top left corner.
func (o oblong) shade(x, y float64) uint32 {
	if o.rounded {
		return o.shadeRound(x-o.width/2, o.height/2-y)
	}
	return o.shadeSquare(x, y)
}

func (o oblong) shadeSquare(x, y float64) uint32 {
	inside := x >= 0 && x <= o.width && y >= 0 && y <= o.height
	if inside && (x >= o.width-o.strokeWidth || x <= o.strokeWidth || y >= o.height-o.strokeWidth || y <= o.strokeWidth) {
		return straight(o.stroke.R, o.stroke.G, o.stroke.B, float64(o.stroke.A)/0xffff)
	}
	alpha := 0.0
	if inside {
		alpha = float64(o.fill.A) / 0xffff
	}
	if !o.shadow.any {
		return straight(o.fill.R, o.fill.G, o.fill.B, alpha)
	}
	s := o.shadow
	dx := math.Abs(x-s.offsetX-o.width/2) - o.width/2 - s.spread
	dy := math.Abs(y-s.offsetY-o.height/2) - o.height/2 - s.spread
	distance := math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0)
	dark := 1 - smoothstep(-s.blur/2, s.blur/2, distance)
	if !s.everywhere {
		dark *= 1 - smoothstep(-0.5, 0, min(x, o.width-x, y, o.height-y))
	}
	return s.under(o.fill, alpha, dark)
}

// under returns a color with the shadow below it, where that is dark by a share.
func (s shadow) under(c color.NRGBA64, alpha, dark float64) uint32 {
	below := float64(s.color.A) / 0xffff * dark * (1 - alpha)
	total := alpha + below
	if total == 0 {
		return 0
	}
	mix := func(a, b uint16) uint16 {
		return uint16(math.Round((float64(a)*alpha + float64(b)*below) / total))
	}
	return straight(mix(c.R, s.color.R), mix(c.G, s.color.G), mix(c.B, s.color.B), total)
}

// shadeRound takes the place from the oblong's middle, upwards.
func (o oblong) shadeRound(x, y float64) uint32 {
	half := o.strokeWidth / 2
	w, h := (o.width-o.strokeWidth)/2, (o.height-o.strokeWidth)/2
	largest := max(o.radii[0], o.radii[1], o.radii[2], o.radii[3])
	all := largest-0.9 > min(w, h)+half
	c, alpha := o.fill, 0.0
	var distance, stroked float64
	if all {
		distance = distanceAll(x, y, w+half, h+half, o.radii)
		alpha = 1 - smoothstep(-o.edge, o.edge, distance)
		stroked = 1 - smoothstep(o.strokeWidth-o.edge, o.strokeWidth+o.edge, math.Abs(distance))
	} else {
		inner := o.radii
		for i := range inner {
			inner[i] -= half
		}
		distance = distanceQuadrant(x, y, w, h, inner)
		alpha = 1 - smoothstep(half-o.edge, half+o.edge, distance)
		stroked = smoothstep(-half-o.edge, -half+o.edge, distance)
	}
	opacity := float64(c.A) / 0xffff
	if half > 0 {
		mix := func(a, b uint16) uint16 { return uint16(float64(a) + (float64(b)-float64(a))*stroked + 0.5) }
		c = color.NRGBA64{R: mix(c.R, o.stroke.R), G: mix(c.G, o.stroke.G), B: mix(c.B, o.stroke.B)}
		opacity += (float64(o.stroke.A)/0xffff - opacity) * stroked
	}
	alpha *= opacity
	if !o.shadow.any {
		return straight(c.R, c.G, c.B, alpha)
	}
	outer := distance
	if !all {
		outer = distanceQuadrant(x, y, w+half, h+half, o.radii)
	}
	return o.shadow.under(c, alpha, o.darkRound(x, y, w+half, h+half, outer, all))
}

// darkRound returns by how much of its color a rounded oblong's shadow covers
// a place; outer is the place's distance from the outline.
func (o oblong) darkRound(x, y, w, h, outer float64, all bool) float64 {
	s, radii := o.shadow, o.radii
	sw, sh := w, h
	if s.spread != 0 {
		sw, sh = max(w+s.spread, 0), max(h+s.spread, 0)
		ratio := 1.0
		if w > 0 && h > 0 {
			ratio = min(sw/w, sh/h)
		}
		for i := range radii {
			radii[i] = max(radii[i]*ratio, 0)
		}
	}
	inset := s.blur / 2
	sw, sh = max(sw-inset, 0), max(sh-inset, 0)
	for i := range radii {
		radii[i] = max(radii[i]-inset, 0)
	}
	x, y = x-s.offsetX, y+s.offsetY
	var distance float64
	if all {
		distance = distanceAll(x, y, sw, sh, radii)
	} else {
		distance = distanceQuadrant(x, y, sw, sh, radii)
	}
	dark := 1 - smoothstep(-o.edge, s.blur+o.edge, distance)
	if !s.everywhere {
		dark *= smoothstep(-2*o.edge, 0, outer)
	}
	return dark
}

// distanceQuadrant is how far a place is from the outline, negative within,
// where no radius passes half of the shorter edge.
func distanceQuadrant(x, y, w, h float64, radii [4]float64) float64 {
	var r float64
	switch {
	case x > 0 && y > 0:
		r = radii[0]
	case x > 0:
		r = radii[1]
	case y > 0:
		r = radii[2]
	default:
		r = radii[3]
	}
	dx, dy := math.Abs(x)-w+r, math.Abs(y)-h+r
	return min(max(dx, dy), 0) + math.Hypot(max(dx, 0), max(dy, 0)) - r
}

// distanceAll is the same for all radii.
func distanceAll(x, y, w, h float64, radii [4]float64) float64 {
	dx, dy := math.Abs(x)-w, math.Abs(y)-h
	distance := math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0)
	for i, r := range radii {
		// To the right for the first two, upwards for the first and third.
		px, py := w-r, h-r
		right, up := i < 2, i%2 == 0
		cx, cy := x-px, y-py
		if !right {
			cx = -x - px
		}
		if !up {
			cy = -y - py
		}
		if cx > 0 && cy > 0 {
			distance = max(distance, math.Hypot(cx, cy)-r)
		}
	}
	return distance
}
