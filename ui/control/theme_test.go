package control

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/ui/control/controltest"
)

// Every text stands out from what it stands on by at least 4.5:1 (WCAG 2.1,
// success criterion 1.4.3), in both variants.
func TestTheme_TextsStandOutFromTheirBackground(t *testing.T) {
	pairs := []struct{ text, background fyne.ThemeColorName }{
		{theme.ColorNameForeground, theme.ColorNameBackground},
		{theme.ColorNameForeground, theme.ColorNameInputBackground},
		{theme.ColorNameForeground, theme.ColorNameButton},
		{theme.ColorNameForeground, theme.ColorNameOverlayBackground},
		{theme.ColorNameForeground, theme.ColorNameMenuBackground},
		{theme.ColorNamePlaceHolder, theme.ColorNameInputBackground},
		{theme.ColorNameDisabled, theme.ColorNameBackground},
		{theme.ColorNameDisabled, theme.ColorNameDisabledButton},
		{theme.ColorNameDisabled, theme.ColorNameOverlayBackground},
		{theme.ColorNameDisabled, theme.ColorNameMenuBackground},
		{theme.ColorNamePrimary, theme.ColorNameBackground},
		{theme.ColorNamePrimary, theme.ColorNameOverlayBackground},
		{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
		{theme.ColorNameError, theme.ColorNameBackground},
		{theme.ColorNameError, theme.ColorNameOverlayBackground},
		{theme.ColorNameForegroundOnError, theme.ColorNameError},
		{theme.ColorNameWarning, theme.ColorNameBackground},
		{theme.ColorNameWarning, theme.ColorNameOverlayBackground},
		{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning},
		{theme.ColorNameSuccess, theme.ColorNameBackground},
		{theme.ColorNameSuccess, theme.ColorNameOverlayBackground},
		{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess},
	}
	own := NewTheme()
	for name, variant := range test.KnownThemeVariants() {
		for _, pair := range pairs {
			ratio := controltest.Contrast(own.Color(pair.text, variant), own.Color(pair.background, variant))
			if ratio < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f", name, pair.text, pair.background, ratio)
			}
		}
	}
	for _, tint := range []Tint{TintPink, TintBlue, TintGray} {
		for _, light := range []bool{true, false} {
			colors := tint.colors(light)
			for what, behind := range map[string]color.Color{"bar": colors.background, "button": colors.button} {
				if ratio := controltest.Contrast(colors.foreground, behind); ratio < 4.5 {
					t.Errorf("bar %d, light %t: the text on the %s has a contrast of %.2f", tint, light, what, ratio)
				}
			}
		}
	}
}

// A bar takes its colors from the window on which it stands.
func TestTheme_BarsFollowLightAndDark(t *testing.T) {
	for variant, want := range map[fyne.ThemeVariant]color.Color{theme.VariantLight: pinkLight.background, theme.VariantDark: pinkDark.background} {
		bar := &barTheme{Theme: NewTheme(), tint: TintPink}
		if got := bar.Color(theme.ColorNameBackground, variant); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("variant %d: %v, not %v", variant, got, want)
		}
	}
}
