package control

import (
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme is Fyne's own theme with one accent, and with the colors of texts
// darkened or lightened until every one of them stands out from its background
// by at least 4.5:1 (WCAG 2.1, success criterion 1.4.3).
type Theme struct {
	base fyne.Theme
	mode Mode
	// textSize is in percent of Fyne's.
	textSize int
}

// Mode says whether a theme is light or dark.
type Mode string

// The modes. An unknown one is the system's.
const (
	ModeSystem Mode = ""
	ModeLight  Mode = "light"
	ModeDark   Mode = "dark"
)

// NormalTextSize is the size of Fyne's texts, in percent.
const NormalTextSize = 100

// textSizes are the sizes of texts that there are, in percent.
var textSizes = []int{80, 90, NormalTextSize, 115, 130, 150}

// NewTheme returns the program's theme over Fyne's default.
func NewTheme() *Theme {
	return &Theme{base: theme.DefaultTheme(), textSize: NormalTextSize}
}

// Mode returns what SetMode was given.
func (t *Theme) Mode() Mode { return t.mode }

// SetMode makes the theme light, dark, or what the system is. The app takes it
// over when it is given the theme once more.
func (t *Theme) SetMode(mode Mode) {
	if mode != ModeLight && mode != ModeDark {
		mode = ModeSystem
	}
	t.mode = mode
}

// TextSize returns the size of texts in percent of the normal one.
func (t *Theme) TextSize() int { return t.textSize }

// SetTextSize makes the texts as large as this, in percent of the normal size. An
// unknown size counts as the normal one. The app takes it over when it is
// given the theme once more.
func (t *Theme) SetTextSize(percent int) {
	if !slices.Contains(textSizes, percent) {
		percent = NormalTextSize
	}
	t.textSize = percent
}

// LargerTextSize returns the next size, or the present one if it is the largest.
func (t *Theme) LargerTextSize() int {
	at := slices.Index(textSizes, t.textSize)
	return textSizes[min(at+1, len(textSizes)-1)]
}

// SmallerTextSize returns the size before, or the present one if it is the
// smallest.
func (t *Theme) SmallerTextSize() int {
	return textSizes[max(slices.Index(textSizes, t.textSize)-1, 0)]
}

// Color returns the program's color where it has one, else Fyne's.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.mode {
	case ModeLight:
		variant = theme.VariantLight
	case ModeDark:
		variant = theme.VariantDark
	}
	if name == ColorNameFocusRing {
		name = theme.ColorNamePrimary
	}
	if own, ok := palette(variant)[name]; ok {
		return own
	}
	return t.base.Color(name, variant)
}

// Font returns Fyne's font.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return t.base.Font(style) }

// Icon returns Fyne's icon.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// Size returns Fyne's size, of texts and of the icons beside them as large as
// the person wants.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	size := t.base.Size(name)
	switch name {
	case theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText, theme.SizeNameInlineIcon:
		return float32(math.Round(float64(size) * float64(t.textSize) / NormalTextSize))
	}
	return size
}

func palette(variant fyne.ThemeVariant) map[fyne.ThemeColorName]color.Color {
	if variant == theme.VariantLight {
		return lightColors
	}
	return darkColors
}

// RGB returns an opaque color of six hexadecimal digits.
func RGB(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, alpha uint8) color.NRGBA {
	c := RGB(hex)
	c.A = alpha
	return c
}

var lightColors = map[fyne.ThemeColorName]color.Color{
	theme.ColorNamePrimary:             RGB(0x1f5fbf),
	theme.ColorNameHyperlink:           RGB(0x1f5fbf),
	theme.ColorNameForegroundOnPrimary: RGB(0xffffff),
	theme.ColorNameFocus:               rgba(0x1f5fbf, 0x40),
	theme.ColorNameSelection:           rgba(0x1f5fbf, 0x40),
	theme.ColorNameForeground:          RGB(0x26282c),
	theme.ColorNameDisabled:            RGB(0x6b6e75),
	theme.ColorNamePlaceHolder:         RGB(0x676a70),
	theme.ColorNameError:               RGB(0xb3261e),
	theme.ColorNameForegroundOnError:   RGB(0xffffff),
	theme.ColorNameWarning:             RGB(0x8a5300),
	theme.ColorNameForegroundOnWarning: RGB(0xffffff),
	theme.ColorNameSuccess:             RGB(0x1b7034),
	theme.ColorNameForegroundOnSuccess: RGB(0xffffff),
	theme.ColorNameInputBorder:         RGB(0xc4c7cc),
	theme.ColorNameButton:              RGB(0xebecef),
	theme.ColorNameDisabledButton:      RGB(0xf2f3f5),
	theme.ColorNameSeparator:           RGB(0xdcdee2),
	theme.ColorNameInputBackground:     RGB(0xf7f8f9),
}

var darkColors = map[fyne.ThemeColorName]color.Color{
	theme.ColorNamePrimary:             RGB(0x82b1ff),
	theme.ColorNameHyperlink:           RGB(0x82b1ff),
	theme.ColorNameForegroundOnPrimary: RGB(0x0c1b33),
	theme.ColorNameFocus:               rgba(0x82b1ff, 0x50),
	theme.ColorNameSelection:           rgba(0x82b1ff, 0x50),
	theme.ColorNameDisabled:            RGB(0x9a9da3),
	theme.ColorNamePlaceHolder:         RGB(0xa4a7ad),
	theme.ColorNameError:               RGB(0xff8a80),
	theme.ColorNameForegroundOnError:   RGB(0x330603),
	theme.ColorNameWarning:             RGB(0xffc46b),
	theme.ColorNameForegroundOnWarning: RGB(0x2b1a00),
	theme.ColorNameSuccess:             RGB(0x7fdc95),
	theme.ColorNameForegroundOnSuccess: RGB(0x04240d),
	theme.ColorNameInputBorder:         RGB(0x55585e),
	theme.ColorNameButton:              RGB(0x2e3036),
	theme.ColorNameSeparator:           RGB(0x35373d),
	theme.ColorNameOverlayBackground:   RGB(0x1e1f24),
}

// barColors are the colors of one of the bars across the window.
type barColors struct{ background, foreground, button color.NRGBA }

// The colors of the bars, by what they say.
var (
	pinkLight = barColors{RGB(0xfbcbdd), RGB(0x4d0a28), RGB(0xf3aeca)}
	pinkDark  = barColors{RGB(0xe79ab9), RGB(0x330519), RGB(0xd983a6)}
	blueLight = barColors{RGB(0xdbe8fb), RGB(0x10315f), RGB(0xc3d8f6)}
	blueDark  = barColors{RGB(0x20385c), RGB(0xdfeaff), RGB(0x2f4d7a)}
	grayLight = barColors{RGB(0xeceef1), RGB(0x26282c), RGB(0xdadde2)}
	grayDark  = barColors{RGB(0x2b2d33), RGB(0xf0f1f3), RGB(0x3c3f47)}
)

// Tint says which colors a bar has.
type Tint int

// The tints.
const (
	TintPink Tint = iota
	TintBlue
	TintGray
)

// colors returns the bar's colors on a light or a dark window.
func (t Tint) colors(light bool) barColors {
	switch {
	case t == TintPink && light:
		return pinkLight
	case t == TintPink:
		return pinkDark
	case t == TintBlue && light:
		return blueLight
	case t == TintBlue:
		return blueDark
	case light:
		return grayLight
	}
	return grayDark
}

// barTheme colors what stands inside a bar; for the rest it is the app's theme.
type barTheme struct {
	fyne.Theme
	tint Tint
}

// TintedTheme returns a theme with the colors of a bar.
func TintedTheme(base fyne.Theme, tint Tint) fyne.Theme { return &barTheme{Theme: base, tint: tint} }

// Color returns the bar's color where it has one, else the app's.
func (t *barTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	colors := t.tint.colors(IsLight(t.Theme.Color(theme.ColorNameBackground, variant)))
	switch name {
	case theme.ColorNameBackground:
		return colors.background
	case theme.ColorNameForeground, theme.ColorNameForegroundOnPrimary, ColorNameFocusRing:
		return colors.foreground
	case theme.ColorNameButton, theme.ColorNameInputBackground:
		return colors.button
	}
	return t.Theme.Color(name, variant)
}

// IsLight reports whether a background is a light one.
func IsLight(background color.Color) bool {
	gray := color.GrayModel.Convert(background).(color.Gray)
	return gray.Y > 0x7f
}
