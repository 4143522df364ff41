package main

import (
	"io"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"teamsaccount/assets"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/ui"
	"teamsaccount/ui/control"
)

// show opens the window and returns when it is closed.
func show(p *program.Program, errs io.Writer) int {
	watchGraphics(errs, p.Close)
	startLean()
	service := openAhead(p.Service, p.Path)
	icon := fyne.NewStaticResource("icon.png", assets.WindowIcon)
	app.SetMetadata(fyne.AppMetadata{
		ID: program.ID, Name: program.Name, Version: program.Version,
		Migrations: map[string]bool{"fyneDo": true},
	})
	a := app.NewWithID(program.ID)
	a.Settings().SetTheme(control.NewTheme())
	fonts := loadFonts()
	window := a.NewWindow(program.Name)
	<-fonts
	queue := newQueue()
	content := ui.New(window, options(p, a, service, queue))
	a.Lifecycle().SetOnStarted(func() {
		startedLean()
		// Handing it over takes a while, and nobody misses it in between.
		window.SetIcon(icon)
	})
	queue.openOnce(content.Loaded, firstPicture)
	// The display makes the window meanwhile.
	go runtime.GC()
	window.ShowAndRun()
	return exitDone
}

func options(p *program.Program, a fyne.App, service ui.Service, queue *queue) ui.Options {
	options := ui.Options{
		Service:    service,
		Handover:   handoverFiles{p.Service},
		Packs:      packFiles{},
		Scheduler:  queue.scheduler(),
		Clipboard:  a.Clipboard(),
		OpenURL:    a.OpenURL,
		Path:       p.Path,
		OwnPath:    p.Own,
		TestServer: p.TestServer(),
		Recent:     func() []string { recent, _ := p.Service.States.Recent(); return recent },
		Version:    program.Version,
		System:     program.System(),
		Now:        time.Now,
		Quit:       a.Quit,
	}
	if p.Practice != nil {
		options.Practice = practice{p.Practice}
	}
	return options
}
