package control

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/ui/layout"

	"teamsaccount/ui/control/controltest"
)

type nobody struct{}

func (nobody) Key(*fyne.KeyEvent) bool { return false }
func (nobody) Shortcut(fyne.Shortcut)  {}

func (nobody) KeyDown(*fyne.KeyEvent) {}

func (nobody) KeyUp(*fyne.KeyEvent)      {}
func (nobody) Reached(fyne.CanvasObject) {}

func (nobody) Wheel(fyne.CanvasObject, *fyne.ScrollEvent) {}

// worn is the program's theme, always light or always dark.
type worn struct {
	*Theme
	variant fyne.ThemeVariant
}

func (w worn) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return w.Theme.Color(name, w.variant)
}

// What has the focus wears a ring at least 2 pixels wide that stands out by at
// least 3:1 from both of its sides (WCAG 2.1, success criterion 1.4.11).
func TestRing_IsSeenOnEveryFocusedControl(t *testing.T) {
	test.NewTempApp(t)
	for name, variant := range test.KnownThemeVariants() {
		look := worn{NewTheme(), variant}
		fyne.CurrentApp().Settings().SetTheme(look)
		for kind, control := range focusables() {
			for _, tint := range []Tint{-1, TintPink, TintBlue, TintGray} {
				if b, is := control().(*Button); is && tint >= 0 && b.Importance != widget.MediumImportance {
					continue // Bars have plain buttons only.
				}
				t.Run(fmt.Sprintf("%s %s on %d", name, kind, tint), func(t *testing.T) { checkRing(t, look, control(), tint) })
			}
		}
	}
}

func focusables() map[string]func() fyne.Focusable {
	of := func(importance widget.Importance) func() fyne.Focusable {
		return func() fyne.Focusable {
			b := NewButton("", nil, nobody{}, func() {})
			b.Importance = importance
			return b
		}
	}
	return map[string]func() fyne.Focusable{
		"button": of(widget.MediumImportance), "flat": of(widget.LowImportance), "primary": of(widget.HighImportance),
		"danger": of(widget.DangerImportance), "entry": func() fyne.Focusable { return NewEntry(nobody{}) },
		"choice": func() fyne.Focusable { return NewSelect(nil, nobody{}, nil) },
		"tick":   func() fyne.Focusable { return NewCheck("", nobody{}, nil) },
	}
}

// checkRing walks from above the control down to its middle and measures the
// bands of color that it crosses.
func checkRing(t *testing.T, look worn, control fyne.Focusable, tint Tint) {
	object := control.(fyne.CanvasObject)
	behind, dressed := look.Color(theme.ColorNameBackground, look.variant), fyne.Theme(look)
	if tint >= 0 {
		behind, dressed = tint.colors(look.variant == theme.VariantLight).background, TintedTheme(look, tint)
	}
	content := container.NewStack(canvas.NewRectangle(behind), layout.Inside(20, 20, 20, 20, object))
	window := test.NewTempWindow(t, container.NewThemeOverride(content, dressed))
	window.SetPadded(false)
	window.Resize(fyne.NewSize(240, 100))
	window.Canvas().Focus(control)
	bands := downwards(window.Canvas().Capture())
	for i := 1; i+1 < len(bands); i++ {
		ring, before, after := bands[i], bands[i-1], bands[i+1]
		if ring.width <= 3 && controltest.Contrast(ring.color, before.color) >= 3 && controltest.Contrast(ring.color, after.color) >= 3 {
			return
		}
	}
	t.Errorf("no ring is seen: %v", bands)
}

type band struct {
	color color.Color
	width int
}

// downwards lists the bands of color at least 2 pixels wide in the middle
// column, from the top to the middle. Single pixels are where two colors blend.
func downwards(picture image.Image) []band {
	var bands []band
	x := picture.Bounds().Dx() / 2
	for y := range picture.Bounds().Dy() / 2 {
		c := picture.At(x, y)
		if len(bands) > 0 && controltest.Contrast(c, bands[len(bands)-1].color) < 1.05 {
			bands[len(bands)-1].width++
		} else {
			bands = append(bands, band{c, 1})
		}
	}
	return slices.DeleteFunc(bands, func(b band) bool { return b.width < 2 })
}
