package chat

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
)

// The fonts that Fyne brings along draw Latin, Greek, Cyrillic and emoji on
// every machine; a noncharacter is drawn by none.
func TestFonts_LooksWhereFyneLooks(t *testing.T) {
	test.NewTempApp(t)
	const noncharacter = '\U0010fffe'
	got := (&fonts{}).undrawable([]rune{'A', 'ß', 'Ω', 'Я', '😀', noncharacter})
	if !slices.Equal(got, []rune{noncharacter}) {
		t.Errorf("not to be drawn are %U", got)
	}
}
