package main

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// loadFonts has the toolkit load the fonts of the form while it connects to the
// display, which it does when the first window is made. Nobody else may use
// fonts until the channel is closed.
func loadFonts() (loaded <-chan struct{}) {
	done := make(chan struct{})
	size := theme.TextSize()
	go func() {
		for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
			fyne.MeasureText(" ", size, style)
			if style.Bold {
				close(done)
			}
			// What reading a font took is to be had again for what follows.
			runtime.GC()
		}
	}()
	return done
}
