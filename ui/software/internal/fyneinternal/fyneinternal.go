// Package fyneinternal reaches what Fyne keeps to itself and what a driver
// cannot do without: the renderers of widgets, the canvas that each object is
// on, and the drawing of text.
//
// Fyne makes drivers of its own only, and has no exported way to add one. The
// functions below are Fyne's, linked by their names; none is written again
// here. They were read in version v2.8.1. Where the pinned Fyne changes, the
// test of this package fails, and names what is to be read again.
package fyneinternal

import (
	"image"
	"image/color"
	"image/draw"
	_ "unsafe" // for go:linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	_ "fyne.io/fyne/v2/driver/software" // brings what is linked into the program
	"github.com/go-text/typesetting/shaping"
)

// FontCacheItem is what Fyne keeps of a font, as FontCacheItem of
// internal/painter.
type FontCacheItem struct {
	Fonts shaping.Fontmap
}

// Renderer returns a widget's renderer, and makes it where there is none.
//
//go:linkname Renderer fyne.io/fyne/v2/internal/cache.Renderer
func Renderer(wid fyne.Widget) fyne.WidgetRenderer

// CachedRenderer returns a widget's renderer where there is one, and keeps it
// from being dropped as unused.
//
//go:linkname CachedRenderer fyne.io/fyne/v2/internal/cache.CachedRenderer
func CachedRenderer(wid fyne.Widget) (fyne.WidgetRenderer, bool)

// DestroyRenderer drops a widget's renderer.
//
//go:linkname DestroyRenderer fyne.io/fyne/v2/internal/cache.DestroyRenderer
func DestroyRenderer(wid fyne.Widget)

// GetCanvasForObject returns the canvas on which an object was last drawn, and
// keeps that from being forgotten as unused.
//
//go:linkname GetCanvasForObject fyne.io/fyne/v2/internal/cache.GetCanvasForObject
func GetCanvasForObject(obj fyne.CanvasObject) fyne.Canvas

// SetCanvasForObject notes the canvas on which an object is drawn. It calls
// setup where that was another or none.
//
//go:linkname SetCanvasForObject fyne.io/fyne/v2/internal/cache.SetCanvasForObject
func SetCanvasForObject(obj fyne.CanvasObject, c fyne.Canvas, setup func())

// Clean drops, now and then, what has not been used for a minute: renderers
// and canvases only where something was drawn. It is called once a frame.
//
//go:linkname Clean fyne.io/fyne/v2/internal/cache.Clean
func Clean(canvasRefreshed bool)

// CleanCanvas drops all that is kept for a canvas.
//
//go:linkname CleanCanvas fyne.io/fyne/v2/internal/cache.CleanCanvas
func CleanCanvas(canvas fyne.Canvas)

// ResetThemeCaches drops what was drawn or measured with the theme before.
//
//go:linkname ResetThemeCaches fyne.io/fyne/v2/internal/cache.ResetThemeCaches
func ResetThemeCaches()

// WidgetScopeID names the overridden theme of an object; it is empty where the
// program's holds.
//
//go:linkname WidgetScopeID fyne.io/fyne/v2/internal/cache.WidgetScopeID
func WidgetScopeID(o fyne.CanvasObject) string

// AbsolutePositionForObject returns where an object is in its tree of objects.
//
//go:linkname AbsolutePositionForObject fyne.io/fyne/v2/internal/driver.AbsolutePositionForObject
func AbsolutePositionForObject(object fyne.CanvasObject, trees []fyne.CanvasObject) fyne.Position

// FindObjectAtPositionMatching returns the foremost object at a position that
// matches, the position in it, and in which root it is.
//
//go:linkname FindObjectAtPositionMatching fyne.io/fyne/v2/internal/driver.FindObjectAtPositionMatching
func FindObjectAtPositionMatching(mouse fyne.Position, matches func(object fyne.CanvasObject) bool, overlay fyne.CanvasObject, roots ...fyne.CanvasObject) (fyne.CanvasObject, fyne.Position, int)

// WalkVisibleObjectTree calls beforeChildren and afterChildren for all visible
// objects of a tree, until one says true.
//
//go:linkname WalkVisibleObjectTree fyne.io/fyne/v2/internal/driver.WalkVisibleObjectTree
func WalkVisibleObjectTree(obj fyne.CanvasObject, beforeChildren func(fyne.CanvasObject, fyne.Position, fyne.Position, fyne.Size) bool, afterChildren func(fyne.CanvasObject, fyne.Position, fyne.CanvasObject)) bool

// ReverseWalkVisibleObjectTree does so with the last child first.
//
//go:linkname ReverseWalkVisibleObjectTree fyne.io/fyne/v2/internal/driver.ReverseWalkVisibleObjectTree
func ReverseWalkVisibleObjectTree(obj fyne.CanvasObject, beforeChildren func(fyne.CanvasObject, fyne.Position, fyne.Position, fyne.Size) bool, afterChildren func(fyne.CanvasObject, fyne.Position, fyne.CanvasObject)) bool

// WalkCompleteObjectTree does so for the hidden objects too.
//
//go:linkname WalkCompleteObjectTree fyne.io/fyne/v2/internal/driver.WalkCompleteObjectTree
func WalkCompleteObjectTree(obj fyne.CanvasObject, beforeChildren func(fyne.CanvasObject, fyne.Position, fyne.Position, fyne.Size) bool, afterChildren func(fyne.CanvasObject, fyne.Position, fyne.CanvasObject)) bool

// IsClip reports whether an object shows only what of its children lies in it.
//
//go:linkname IsClip fyne.io/fyne/v2/internal/driver.IsClip
func IsClip(o fyne.CanvasObject) bool

// ApplySettingsWithCallback has all windows of an app take over the settings.
//
//go:linkname ApplySettingsWithCallback fyne.io/fyne/v2/internal/app.ApplySettingsWithCallback
func ApplySettingsWithCallback(set fyne.Settings, app fyne.App, onEveryWindow func(w fyne.Window))

// PushRenderingTheme sets the theme of what is measured and drawn next.
//
//go:linkname PushRenderingTheme fyne.io/fyne/v2/internal/theme.PushRenderingTheme
func PushRenderingTheme(th fyne.Theme)

// PopRenderingTheme takes back what PushRenderingTheme did last.
//
//go:linkname PopRenderingTheme fyne.io/fyne/v2/internal/theme.PopRenderingTheme
func PopRenderingTheme()

// SetMainGoroutine makes the goroutine that calls it the one on which Fyne
// expects its calls.
//
//go:linkname SetMainGoroutine fyne.io/fyne/v2/internal/async.SetMainGoroutine
func SetMainGoroutine()

// IsMainGoroutine reports whether it is called on that goroutine.
//
//go:linkname IsMainGoroutine fyne.io/fyne/v2/internal/async.IsMainGoroutine
func IsMainGoroutine() bool

// EnsureNotMain calls a function on another goroutine than that one.
//
//go:linkname EnsureNotMain fyne.io/fyne/v2/internal/async.EnsureNotMain
func EnsureNotMain(fn func())

// RenderedTextSize measures a text.
//
//go:linkname RenderedTextSize fyne.io/fyne/v2/internal/painter.RenderedTextSize
func RenderedTextSize(text string, fontSize float32, style fyne.TextStyle, source fyne.Resource) (size fyne.Size, baseline float32)

// ClearFontCache drops all loaded fonts.
//
//go:linkname ClearFontCache fyne.io/fyne/v2/internal/painter.ClearFontCache
func ClearFontCache()

// CachedFontFace returns the fonts for a style, or those of a source.
//
//go:linkname CachedFontFace fyne.io/fyne/v2/internal/painter.CachedFontFace
func CachedFontFace(style fyne.TextStyle, source fyne.Resource, o fyne.CanvasObject) *FontCacheItem

// DrawString draws a text at the top left corner of an image.
//
//go:linkname DrawString fyne.io/fyne/v2/internal/painter.DrawString
func DrawString(dst draw.Image, s string, color color.Color, f shaping.Fontmap, fontSize, scale float32, style fyne.TextStyle)

// PaintImage draws an image object of Fyne's in a size in pixels.
//
//go:linkname PaintImage fyne.io/fyne/v2/internal/painter.PaintImage
func PaintImage(img *canvas.Image, c fyne.Canvas, width, height int) image.Image

// GetMaximumCornerRadius limits a corner's radius to what the size and the
// corners beside it leave.
//
//go:linkname GetMaximumCornerRadius fyne.io/fyne/v2/internal/painter.GetMaximumCornerRadius
func GetMaximumCornerRadius(radius, adjacentWidthRadius, adjacentHeightRadius float32, size fyne.Size) float32

// IsShadowVisible reports whether a shape has a shadow.
//
//go:linkname IsShadowVisible fyne.io/fyne/v2/internal/painter.IsShadowVisible
func IsShadowVisible(shadow canvas.Shadow) bool

// GetShadowPaddings returns by how much a shadow stands out of its shape: left,
// top, right, bottom.
//
//go:linkname GetShadowPaddings fyne.io/fyne/v2/internal/painter.GetShadowPaddings
func GetShadowPaddings(shadow canvas.Shadow) [4]float32
