package picture

import (
	"image"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/ui/software/internal/fyneinternal"
)

// lens turns Fyne's units into pixels.
type lens struct{ scale float32 }

// round returns a length in whole pixels.
func (l lens) round(v float32) float64 { return math.Round(float64(v * l.scale)) }

// px returns a length in whole pixels.
func (l lens) px(v float32) int { return int(l.round(v)) }

// point returns a place in whole pixels.
func (l lens) point(p fyne.Position) image.Point { return image.Pt(l.px(p.X), l.px(p.Y)) }

// shape is how an object looks and where.
type shape struct {
	// key is all that decides how the object looks, as a value that can be
	// compared. Objects with the same key look the same.
	key any
	// place is what the object covers, with all that stands out of it.
	place image.Rectangle
	// draw makes the sprite.
	draw func() *sprite
}

// textLook is how a text looks.
type textLook struct {
	text        string
	size        float32
	style       fyne.TextStyle
	color       uint32
	source      fyne.Resource
	scope       string
	canvasScale float32
}

// drawnLook is how an object looks that Fyne itself draws: as it did when the
// program refreshed it last.
type drawnLook struct {
	object fyne.CanvasObject
	size   image.Point
	scale  float32
}

// blurLook is how a blur looks.
type blurLook struct{ radius float64 }

// shapeOf returns how an object at a position looks; ok is false where there
// is nothing to be seen of it.
func (l lens) shapeOf(o fyne.CanvasObject, at fyne.Position) (s shape, ok bool) {
	switch o := o.(type) {
	case *canvas.Rectangle:
		look, off := l.ofRectangle(o)
		return l.shapeOfOblong(look, at.Add(off))
	case *canvas.Circle:
		look, off := l.ofCircle(o)
		return l.shapeOfOblong(look, at.Add(off))
	case *canvas.Text:
		return l.shapeOfText(o, at)
	case *canvas.Image:
		return l.shapeOfImage(o, at)
	case *canvas.Blur:
		return l.shapeOfBlur(o, at)
	case *canvas.Raster:
		return l.shapeOfGenerated(o, at, o.Generator)
	case *canvas.LinearGradient:
		return l.shapeOfGenerated(o, at, o.Generate)
	case *canvas.RadialGradient:
		return l.shapeOfGenerated(o, at, o.Generate)
	case *canvas.Line, *canvas.Arc, *canvas.BezierCurve, *canvas.Ellipse, *canvas.RegularPolygon, *canvas.ArbitraryPolygon:
		return l.shapeOfDrawn(o, at)
	}
	return s, false // Containers and widgets are what is in them; a shader needs a graphics processor.
}

func (l lens) shapeOfOblong(o oblong, at fyne.Position) (shape, bool) {
	if o.invisible() {
		return shape{}, false
	}
	place := image.Rectangle{Max: image.Pt(int(o.width), int(o.height))}.Add(l.point(at))
	key := o
	if o.plain() {
		key = oblong{fill: o.fill}
	} else {
		m := o.margin()
		place.Min = place.Min.Sub(image.Pt(m[0], m[1]))
		place.Max = place.Max.Add(image.Pt(m[2], m[3]))
	}
	return shape{key, place, o.sprite}, true
}

func (l lens) shapeOfText(t *canvas.Text, at fyne.Position) (shape, bool) {
	decorated := t.TextStyle.Underline || t.TextStyle.Strikethrough
	if t.Text == "" || t.Text == " " && !decorated {
		return shape{}, false
	}
	ink := t.Color
	if ink == nil {
		ink = theme.Color(theme.ColorNameForeground)
	}
	size, least := t.Size(), t.MinSize()
	switch t.Alignment {
	case fyne.TextAlignTrailing:
		at.X += size.Width - least.Width
	case fyne.TextAlignCenter:
		at.X += (size.Width - least.Width) / 2
	}
	if size.Height > least.Height {
		at.Y += (size.Height - least.Height) / 2
	}
	lean := float32(0)
	if t.TextStyle.Italic {
		lean = t.TextSize / 5
	}
	// One unit below is for what hangs down.
	extent := image.Pt(l.px(least.Width)+int(math.Ceil(float64(lean*l.scale))), l.px(least.Height)+max(1, l.px(1)))
	place := image.Rectangle{Max: extent}.Add(l.point(at))
	look := textLook{t.Text, t.TextSize, t.TextStyle, pixel(ink), t.FontSource, fyneinternal.WidgetScopeID(t), l.scale}
	return shape{look, place, func() *sprite {
		img := image.NewRGBA(image.Rectangle{Max: extent})
		face := fyneinternal.CachedFontFace(t.TextStyle, t.FontSource, t)
		fyneinternal.DrawString(img, t.Text, ink, face.Fonts, t.TextSize, l.scale, t.TextStyle)
		if decorated {
			_, baseline := fyneinternal.RenderedTextSize(t.Text, t.TextSize, t.TextStyle, t.FontSource)
			rule := func(y float32) {
				thick := max(1, l.px(1))
				bottom := l.px(y)
				draw.Draw(img, image.Rect(0, bottom-thick, extent.X, bottom), image.NewUniform(ink), image.Point{}, draw.Over)
			}
			if t.TextStyle.Underline {
				rule(baseline + 2)
			}
			if t.TextStyle.Strikethrough {
				rule(baseline * 0.75)
			}
		}
		return spriteOf(img)
	}}, true
}

// shapeOfImage asks Fyne for the picture when the object looks different than
// before, as drawTextureWithDetails of Fyne's OpenGL painter does.
func (l lens) shapeOfImage(i *canvas.Image, at fyne.Position) (shape, bool) {
	size := i.Size()
	if size.Width <= 0 || size.Height <= 0 || i.Resource == nil && i.Image == nil && i.File == "" {
		return shape{}, false
	}
	asked := image.Pt(l.px(size.Width), l.px(size.Height))
	if i.FillMode == canvas.ImageFillContain || i.FillMode == canvas.ImageFillOriginal {
		aspect := i.Aspect()
		if aspect == 0 {
			aspect = 1
		}
		inner, off := withAspect(size, aspect)
		size, at = inner, at.Add(off)
	}
	end := l.point(at.Add(size))
	place := image.Rectangle{Min: l.point(at), Max: end}
	if place.Empty() {
		return shape{}, false
	}
	return shape{drawnLook{i, place.Size(), l.scale}, place, func() *sprite {
		painted := fyneinternal.PaintImage(i, nil, asked.X, asked.Y)
		if painted == nil {
			return &sprite{}
		}
		s := spriteOf(fitted(painted, place.Size(), i.FillMode == canvas.ImageFillCover, i.ScaleMode))
		radius := l.round(min(i.CornerRadius, min(size.Width, size.Height)/2))
		s.fade(i.Alpha(), radius)
		return s
	}}, true
}

func (l lens) shapeOfGenerated(o fyne.CanvasObject, at fyne.Position, generate func(w, h int) image.Image) (shape, bool) {
	size := o.Size()
	place := image.Rectangle{Min: l.point(at), Max: l.point(at.Add(size))}
	if place.Empty() {
		return shape{}, false
	}
	return shape{drawnLook{o, place.Size(), l.scale}, place, func() *sprite {
		painted := generate(l.px(size.Width), l.px(size.Height))
		if painted == nil {
			return &sprite{}
		}
		return spriteOf(fitted(painted, place.Size(), false, canvas.ImageScaleSmooth))
	}}, true
}

func (l lens) shapeOfBlur(b *canvas.Blur, at fyne.Position) (shape, bool) {
	size, radius := b.Size(), float64(b.Radius*l.scale)
	place := image.Rectangle{Max: image.Pt(l.px(size.Width), l.px(size.Height))}.Add(l.point(at))
	if radius < 1 || place.Empty() {
		return shape{}, false // Less than a pixel is taken from nowhere but the pixel itself.
	}
	return shape{blurLook{radius}, place, func() *sprite { return &sprite{blur: newKernel(radius)} }}, true
}

// room is left around what Fyne draws outside of an object's bounds, in units.
const room = 8

// shapeOfDrawn has Fyne's own painter draw an object that this program uses
// rarely or never, on a canvas of its own.
func (l lens) shapeOfDrawn(o fyne.CanvasObject, at fyne.Position) (shape, bool) {
	size := o.Size()
	extent := image.Pt(l.px(size.Width+2*room), l.px(size.Height+2*room))
	place := image.Rectangle{Max: extent}.Add(l.point(at.SubtractXY(room, room)))
	return shape{drawnLook{o, place.Size(), l.scale}, place, func() *sprite {
		stage := software.NewTransparentCanvas()
		stage.SetPadded(false)
		stage.SetScale(l.scale)
		was := o.Position()
		o.Move(fyne.NewPos(room, room))
		stage.SetContent(container.NewWithoutLayout(o))
		stage.Resize(size.Add(fyne.NewSquareSize(2 * room)))
		captured := stage.Capture()
		o.Move(was)
		return spriteOf(fitted(captured, extent, false, canvas.ImageScalePixels))
	}}, true
}
