package main

import (
	"fmt"
	"io"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"teamsaccount/assets"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/ui"
)

// show opens the window and returns when it is closed.
func show(p *program.Program, choice string, errs io.Writer) int {
	startLean()
	service := openAhead(p.Service, p.Path)
	icon := fyne.NewStaticResource("icon.png", assets.WindowIcon)
	app.SetMetadata(fyne.AppMetadata{
		ID: program.ID, Name: program.Name, Version: program.Version,
		Migrations: map[string]bool{"fyneDo": true},
	})
	screen, err := openDisplay(choice, errs, p.Close)
	if err != nil {
		tellNoWindow(errs, err.Error())
		return exitFailed
	}
	a := screen.app
	kept := preferences(p, a)
	screen.theme = ui.NewTheme(kept)
	a.Settings().SetTheme(screen.theme)
	fonts := loadFonts()
	window := a.NewWindow(program.Name)
	<-fonts
	queue := newQueue()
	content := ui.New(window, options(p, screen, service, queue, kept))
	a.Lifecycle().SetOnStarted(func() {
		screen.shown()
		startedLean()
		// Handing it over takes a while, and nobody misses it in between.
		window.SetIcon(icon)
	})
	queue.wait(content.Loaded, documentPatience)
	queue.wait(content.Settled, keychainPatience)
	queue.pass()
	// The display makes the window meanwhile.
	go runtime.GC()
	stopped := takeStopHook(a)
	window.ShowAndRun()
	stopped()
	if err := screen.lost(); err != nil {
		fmt.Fprintln(errs, err)
		return exitFailed
	}
	return exitDone
}

// preferences are how the person wants the window. The practice tenant reads and
// writes nothing of theirs.
func preferences(p *program.Program, a fyne.App) ui.Preferences {
	if p.Practice != nil {
		return nil
	}
	return a.Preferences()
}

func options(p *program.Program, screen *screen, service ui.Service, queue *queue, kept ui.Preferences) ui.Options {
	options := ui.Options{
		Service:     service,
		Handover:    handoverFiles{p.Service},
		Packs:       packFiles{},
		Examine:     examiner(p, screen.display),
		Scheduler:   queue.scheduler(),
		Clipboard:   screen.app.Clipboard(),
		OpenURL:     openURL(screen.app),
		Theme:       screen.theme,
		Preferences: kept,
		Path:        p.Path,
		OwnPath:     p.Own,
		Documents:   documentsFolder(),
		TestServer:  p.TestServer(),
		Recent:      func() []string { recent, _ := p.Service.States.Recent(); return recent },
		Version:     program.Version,
		System:      program.System() + "; " + screen.String(),
		DateOrder:   p.DateOrder(),
		Now:         time.Now,
		Quit:        screen.app.Quit,
	}
	if p.Practice != nil {
		options.Practice = practice{p.Practice}
	}
	return options
}
