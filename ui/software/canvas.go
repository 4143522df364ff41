package software

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/ui/software/internal/fyneinternal"
	"teamsaccount/ui/software/internal/picture"
	"teamsaccount/ui/software/native"
)

// canvas is what a window shows: the content, and over it what pops up. It stands
// in for glCanvas of internal/driver/glfw and for Canvas of
// internal/driver/common.
type canvas struct {
	fyne.ShortcutHandler

	content  fyne.CanvasObject
	overlays overlays
	focus    *focus
	padded   bool
	size     fyne.Size
	scale    float32
	// pixels is the size of the window's content, which size is in units.
	pixels image.Point

	picture picture.Picture
	// dirty says that something may look different since the last paint.
	dirty bool
	// least holds the minimum sizes of all visible objects at the last paint.
	least map[fyne.CanvasObject]fyne.Size

	onTypedRune        func(rune)
	onTypedKey         func(*fyne.KeyEvent)
	onKeyDown, onKeyUp func(*fyne.KeyEvent)
}

var _ fyne.Canvas = (*canvas)(nil)

func newCanvas(scale float32) *canvas {
	c := &canvas{scale: scale, padded: true, least: map[fyne.CanvasObject]fyne.Size{}}
	c.overlays.canvas = c
	c.setContent(&fynecanvas.Rectangle{FillColor: color.Transparent})
	return c
}

// Capture implements fyne.Canvas.
func (c *canvas) Capture() image.Image {
	c.layOut()
	frame, _ := c.paint()
	c.picture.Forget() // The window has not seen this frame.
	c.dirty = true
	img := image.NewNRGBA(frame.Bounds())
	for i, p := range frame.Pix {
		img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3] = uint8(p>>16), uint8(p>>8), uint8(p), 255
	}
	return img
}

// Content implements fyne.Canvas.
func (c *canvas) Content() fyne.CanvasObject { return c.content }

// InteractiveArea implements fyne.Canvas.
func (c *canvas) InteractiveArea() (fyne.Position, fyne.Size) { return fyne.Position{}, c.size }

// MinSize returns the least size that holds all of the content.
func (c *canvas) MinSize() fyne.Size { return c.around(c.content.MinSize()) }

// OnTypedKey implements fyne.Canvas.
func (c *canvas) OnTypedKey() func(*fyne.KeyEvent) { return c.onTypedKey }

// SetOnTypedKey implements fyne.Canvas.
func (c *canvas) SetOnTypedKey(f func(*fyne.KeyEvent)) { c.onTypedKey = f }

// OnTypedRune implements fyne.Canvas.
func (c *canvas) OnTypedRune() func(rune) { return c.onTypedRune }

// SetOnTypedRune implements fyne.Canvas.
func (c *canvas) SetOnTypedRune(f func(rune)) { c.onTypedRune = f }

// OnKeyDown implements desktop.Canvas.
func (c *canvas) OnKeyDown() func(*fyne.KeyEvent) { return c.onKeyDown }

// SetOnKeyDown implements desktop.Canvas.
func (c *canvas) SetOnKeyDown(f func(*fyne.KeyEvent)) { c.onKeyDown = f }

// OnKeyUp implements desktop.Canvas.
func (c *canvas) OnKeyUp() func(*fyne.KeyEvent) { return c.onKeyUp }

// SetOnKeyUp implements desktop.Canvas.
func (c *canvas) SetOnKeyUp(f func(*fyne.KeyEvent)) { c.onKeyUp = f }

// Overlays implements fyne.Canvas.
func (c *canvas) Overlays() fyne.OverlayStack { return &c.overlays }

// PixelCoordinateForPosition implements fyne.Canvas.
func (c *canvas) PixelCoordinateForPosition(at fyne.Position) (int, int) {
	return int(math.Round(float64(at.X * c.scale))), int(math.Round(float64(at.Y * c.scale)))
}

// Refresh implements fyne.Canvas.
func (c *canvas) Refresh(o fyne.CanvasObject) {
	c.picture.Refreshed(o)
	c.dirty = true
}

// SetDirty has the canvas painted again. Fyne asks for it where an object was
// moved or hidden.
func (c *canvas) SetDirty() { c.dirty = true }

// Scale implements fyne.Canvas.
func (c *canvas) Scale() float32 { return c.scale }

// Size implements fyne.Canvas.
func (c *canvas) Size() fyne.Size { return c.size }

// SetContent implements fyne.Canvas.
func (c *canvas) SetContent(content fyne.CanvasObject) {
	size := c.size.Max(c.around(content.MinSize()))
	c.setContent(content)
	c.resize(size)
}

// setContent exchanges the content. What had the focus keeps it where it is
// part of the new content.
func (c *canvas) setContent(content fyne.CanvasObject) {
	before := c.focus
	c.content, c.focus = content, &focus{root: content}
	if before != nil && before.focused != nil {
		c.focus.set(before.focused)
	}
	c.dirty = true
}

func (c *canvas) setPadded(padded bool) {
	c.padded = padded
	c.resize(c.size)
}

// resize lays all out in a size.
func (c *canvas) resize(size fyne.Size) {
	c.size = size
	c.dirty = true
	for _, overlay := range c.overlays.List() {
		overlay.Resize(size)
	}
	inner, at := size, fyne.Position{}
	if c.padded {
		inner = inner.Subtract(fyne.NewSquareSize(2 * theme.Padding()))
		at = fyne.NewSquareOffsetPos(theme.Padding())
	}
	c.content.Resize(inner)
	c.content.Move(at)
}

// around returns the size that the canvas needs around a content of a size.
func (c *canvas) around(size fyne.Size) fyne.Size {
	if c.padded {
		size = size.Add(fyne.NewSquareSize(2 * theme.Padding()))
	}
	return size
}

// trees returns all that is shown, from back to front.
func (c *canvas) trees() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{c.content}, c.overlays.List()...)
}

// walk calls before and after for all visible objects; either may be nil.
func (c *canvas) walk(before, after func(fyne.CanvasObject)) {
	for _, tree := range c.trees() {
		fyneinternal.WalkVisibleObjectTree(tree, func(o fyne.CanvasObject, _, _ fyne.Position, _ fyne.Size) bool {
			if before != nil {
				before(o)
			}
			return false
		}, func(o fyne.CanvasObject, _ fyne.Position, _ fyne.CanvasObject) {
			if after != nil {
				after(o)
			}
		})
	}
}

// find returns the foremost object at a place that matches, and the place in
// it. Where something popped up, nothing behind it can be found.
func (c *canvas) find(at fyne.Position, matches func(fyne.CanvasObject) bool) (fyne.CanvasObject, fyne.Position) {
	o, in, _ := fyneinternal.FindObjectAtPositionMatching(at, matches, c.overlays.Top(), c.content)
	return o, in
}

// paint brings the picture up to date. It returns the frame and what of it
// changed.
func (c *canvas) paint() (*native.Frame, []image.Rectangle) {
	c.dirty = false
	return c.picture.Paint(c.trees(), c.pixels, c.scale, theme.Color(theme.ColorNameBackground))
}
