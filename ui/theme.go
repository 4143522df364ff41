package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme is Fyne's own theme with one accent, and with the colors of texts
// darkened or lightened until every one of them stands out from its background
// by at least 4.5:1 (WCAG 2.1, success criterion 1.4.3).
type Theme struct {
	base fyne.Theme
}

// NewTheme returns the program's theme over Fyne's default.
func NewTheme() *Theme { return &Theme{base: theme.DefaultTheme()} }

// Color returns the program's color where it has one, else Fyne's.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if own, ok := palette(variant)[name]; ok {
		return own
	}
	return t.base.Color(name, variant)
}

// Font returns Fyne's font.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return t.base.Font(style) }

// Icon returns Fyne's icon.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// Size returns Fyne's size.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 { return t.base.Size(name) }

func palette(variant fyne.ThemeVariant) map[fyne.ThemeColorName]color.Color {
	if variant == theme.VariantLight {
		return lightColors
	}
	return darkColors
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

var lightColors = map[fyne.ThemeColorName]color.Color{
	theme.ColorNamePrimary:             rgb(0x1f5fbf),
	theme.ColorNameHyperlink:           rgb(0x1f5fbf),
	theme.ColorNameForegroundOnPrimary: rgb(0xffffff),
	theme.ColorNameFocus:               rgba(0x1f5fbf, 0x40),
	theme.ColorNameSelection:           rgba(0x1f5fbf, 0x40),
	theme.ColorNameForeground:          rgb(0x26282c),
	theme.ColorNameDisabled:            rgb(0x6b6e75),
	theme.ColorNamePlaceHolder:         rgb(0x676a70),
	theme.ColorNameError:               rgb(0xb3261e),
	theme.ColorNameForegroundOnError:   rgb(0xffffff),
	theme.ColorNameWarning:             rgb(0x8a5300),
	theme.ColorNameForegroundOnWarning: rgb(0xffffff),
	theme.ColorNameSuccess:             rgb(0x1b7034),
	theme.ColorNameForegroundOnSuccess: rgb(0xffffff),
	theme.ColorNameInputBorder:         rgb(0xc4c7cc),
	theme.ColorNameButton:              rgb(0xebecef),
	theme.ColorNameDisabledButton:      rgb(0xf2f3f5),
	theme.ColorNameSeparator:           rgb(0xdcdee2),
	theme.ColorNameInputBackground:     rgb(0xf7f8f9),
}

var darkColors = map[fyne.ThemeColorName]color.Color{
	theme.ColorNamePrimary:             rgb(0x82b1ff),
	theme.ColorNameHyperlink:           rgb(0x82b1ff),
	theme.ColorNameForegroundOnPrimary: rgb(0x0c1b33),
	theme.ColorNameFocus:               rgba(0x82b1ff, 0x50),
	theme.ColorNameSelection:           rgba(0x82b1ff, 0x50),
	theme.ColorNameDisabled:            rgb(0x9a9da3),
	theme.ColorNamePlaceHolder:         rgb(0xa4a7ad),
	theme.ColorNameError:               rgb(0xff8a80),
	theme.ColorNameForegroundOnError:   rgb(0x330603),
	theme.ColorNameWarning:             rgb(0xffc46b),
	theme.ColorNameForegroundOnWarning: rgb(0x2b1a00),
	theme.ColorNameSuccess:             rgb(0x7fdc95),
	theme.ColorNameForegroundOnSuccess: rgb(0x04240d),
	theme.ColorNameInputBorder:         rgb(0x55585e),
	theme.ColorNameButton:              rgb(0x2e3036),
	theme.ColorNameSeparator:           rgb(0x35373d),
	theme.ColorNameOverlayBackground:   rgb(0x1e1f24),
}

// barColors are the colors of one of the bars across the window.
type barColors struct{ background, foreground, button color.NRGBA }

// The colors of the bars, by what they say.
var (
	pinkLight   = barColors{rgb(0xfbcbdd), rgb(0x4d0a28), rgb(0xf3aeca)}
	pinkDark    = barColors{rgb(0xe79ab9), rgb(0x330519), rgb(0xd983a6)}
	quietLight  = barColors{rgb(0xdbe8fb), rgb(0x10315f), rgb(0xc3d8f6)}
	quietDark   = barColors{rgb(0x20385c), rgb(0xdfeaff), rgb(0x2f4d7a)}
	noticeLight = barColors{rgb(0xeceef1), rgb(0x26282c), rgb(0xdadde2)}
	noticeDark  = barColors{rgb(0x2b2d33), rgb(0xf0f1f3), rgb(0x3c3f47)}
)

// barTone says which colors a bar has.
type barTone int

const (
	tonePink barTone = iota
	toneQuiet
	toneNotice
)

// colors returns the bar's colors on a light or a dark window.
func (t barTone) colors(light bool) barColors {
	switch {
	case t == tonePink && light:
		return pinkLight
	case t == tonePink:
		return pinkDark
	case t == toneQuiet && light:
		return quietLight
	case t == toneQuiet:
		return quietDark
	case light:
		return noticeLight
	}
	return noticeDark
}

// barTheme colors what stands inside a bar; for the rest it is the app's theme.
type barTheme struct {
	fyne.Theme
	tone barTone
}

func (t *barTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	colors := t.tone.colors(isLight(t.Theme.Color(theme.ColorNameBackground, variant)))
	switch name {
	case theme.ColorNameBackground:
		return colors.background
	case theme.ColorNameForeground, theme.ColorNameForegroundOnPrimary:
		return colors.foreground
	case theme.ColorNameButton, theme.ColorNameInputBackground:
		return colors.button
	}
	return t.Theme.Color(name, variant)
}

// isLight reports whether a background is a light one.
func isLight(background color.Color) bool {
	gray := color.GrayModel.Convert(background).(color.Gray)
	return gray.Y > 0x7f
}
