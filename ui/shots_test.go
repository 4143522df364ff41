package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// With UI_SHOTS=DIR the scenes of the layout test are painted into DIR, to be
// looked at.
func TestShots(t *testing.T) {
	dir := os.Getenv("UI_SHOTS")
	if dir == "" {
		t.Skip("UI_SHOTS names no directory for the pictures")
	}
	before := look
	t.Cleanup(func() { look = before })
	sizes := map[string]fyne.Size{"wide": fyne.NewSize(1280, 860), "small": fyne.NewSize(800, 564)}
	for name, size := range sizes {
		for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
			look.variant, look.size = variant, size
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
