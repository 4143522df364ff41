package software

import (
	"fmt"
	"image"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/ui/software/native/nativetest"
)

// form opens a window of a size in pixels with forty fields, and returns it
// with its first field.
func form(b *testing.B, size image.Point) (*Driver, *window, *nativetest.Window, *widget.Entry) {
	b.Helper()
	b.Setenv("FYNE_SCALE", "1")
	system := nativetest.New()
	driver := New(system, "bench")
	fyne.SetCurrentApp(&app{test.NewTempApp(b), driver, &hookCounter{}})
	w := driver.CreateWindow("Bench").(*window)
	rows := container.NewGridWithColumns(2)
	for i := range 40 {
		entry := widget.NewEntry()
		entry.SetText(fmt.Sprintf("A field with some text, number %d", i))
		rows.Add(container.NewBorder(nil, nil, widget.NewLabel(fmt.Sprintf("Field %d", i)), nil, entry))
	}
	w.SetContent(container.NewVScroll(rows))
	w.Resize(fyne.NewSize(float32(size.X), float32(size.Y)))
	w.Show()
	first := rows.Objects[0].(*fyne.Container).Objects[0].(*widget.Entry)
	w.canvas.Focus(first)
	driver.paint()
	return driver, w, system.Windows[0], first
}

func sizes(b *testing.B, run func(b *testing.B, size image.Point)) {
	for _, size := range []image.Point{{1024, 768}, {1920, 1080}, {3840, 2160}} {
		b.Run(fmt.Sprintf("%dx%d", size.X, size.Y), func(b *testing.B) { run(b, size) })
	}
}

// median returns the median in milliseconds.
func median(all []time.Duration) float64 {
	slices.Sort(all)
	return float64(all[len(all)/2].Microseconds()) / 1000
}

// From the keystroke to the changed picture.
func BenchmarkKeystroke(b *testing.B) {
	sizes(b, func(b *testing.B, size image.Point) {
		driver, w, _, _ := form(b, size)
		var each []time.Duration
		for i := 0; b.Loop(); i++ {
			started := time.Now()
			w.typed(rune('a' + i%26))
			driver.paint()
			each = append(each, time.Since(started))
		}
		b.ReportMetric(median(each), "ms/keystroke")
	})
}

// From opening a dialog to its picture.
func BenchmarkDialog(b *testing.B) {
	sizes(b, func(b *testing.B, size image.Point) {
		driver, w, _, _ := form(b, size)
		var each []time.Duration
		for i := 0; b.Loop(); i++ {
			started := time.Now()
			shown := dialog.NewInformation("Title", fmt.Sprintf("Dialog %d says something that is new.", i), w)
			shown.Show()
			driver.paint()
			each = append(each, time.Since(started))
			b.StopTimer()
			shown.Hide()
			driver.paint()
			b.StartTimer()
		}
		b.ReportMetric(median(each), "ms/dialog")
	})
}

func BenchmarkWholeWindow(b *testing.B) {
	sizes(b, func(b *testing.B, size image.Point) {
		driver, w, _, _ := form(b, size)
		for b.Loop() {
			w.canvas.picture.Whole()
			w.canvas.dirty = true
			driver.paint()
		}
	})
}
