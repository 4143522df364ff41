// Command hello is a Fyne program that shows one label: what the figures about
// the window are held against.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	app.SetMetadata(fyne.AppMetadata{ID: "io.github.teamsaccount.hello", Migrations: map[string]bool{"fyneDo": true}})
	w := app.New().NewWindow("Hello")
	w.SetContent(widget.NewLabel("Hello"))
	w.Resize(fyne.NewSize(960, 720))
	w.ShowAndRun()
}
