package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// shots are the windows that are painted: on a large and on a small screen, on a
// large one whose scale leaves little room, and as small as a window may be.
var shots = map[string]struct {
	size  fyne.Size
	scale float32
}{
	"1366x768": {fyne.NewSize(1366, 740), 1},
	"800x600":  {fyne.NewSize(800, 564), 1},
	"scale2":   {fyne.NewSize(960, 540), 2},
	"least":    {fyne.NewSize(500, 400), 1},
}

// With UI_SHOTS=DIR the scenes of the layout test are painted into DIR, to be
// looked at.
func TestShots(t *testing.T) {
	dir := os.Getenv("UI_SHOTS")
	if dir == "" {
		t.Skip("UI_SHOTS names no directory for the pictures")
	}
	before := look
	t.Cleanup(func() { look = before })
	for name, shown := range shots {
		for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
			look.variant, look.size, look.scale = variant, shown.size, shown.scale
			for _, s := range scenes() {
				t.Run(s.name, func(t *testing.T) {
					p := s.play(t)
					paint(t, p, filepath.Join(dir, s.name+"-"+name+[]string{"-dark", "-light"}[variant]+".png"))
				})
			}
		}
	}
}

func paint(t *testing.T, p *person, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, p.fyne.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
