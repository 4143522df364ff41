package main

import (
	"io"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"teamsaccount/assets"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/ui"
)

// show opens the window and returns when it is closed.
func show(p *program.Program, errs io.Writer) int {
	watchGraphics(errs, p.Close)
	app.SetMetadata(fyne.AppMetadata{
		ID: program.ID, Name: program.Name, Version: program.Version,
		Icon:       fyne.NewStaticResource("icon.png", assets.Icon),
		Migrations: map[string]bool{"fyneDo": true},
	})
	a := app.NewWithID(program.ID)
	a.Settings().SetTheme(ui.NewTheme())
	window := a.NewWindow(program.Name)
	ui.New(window, options(p, a))
	window.ShowAndRun()
	return exitDone
}

func options(p *program.Program, a fyne.App) ui.Options {
	options := ui.Options{
		Service:    p.Service,
		Handover:   handoverFiles{p},
		Packs:      packFiles{p},
		Scheduler:  scheduler(),
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

// scheduler runs the window's work in production.
func scheduler() ui.Scheduler {
	return ui.Scheduler{
		Background: func(f func()) { go f() },
		UI:         fyne.Do,
		After: func(d time.Duration, f func()) (stop func()) {
			timer := time.AfterFunc(d, func() { fyne.Do(f) })
			return func() { timer.Stop() }
		},
	}
}
