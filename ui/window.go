package ui

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	fynetooltip "github.com/dweymouth/fyne-tooltip"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/chat"
	"teamsaccount/ui/control"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/field"
	"teamsaccount/ui/frame"
	"teamsaccount/ui/layout"
	"teamsaccount/ui/messages"
	"teamsaccount/ui/preview"
	"teamsaccount/ui/properties"
	"teamsaccount/ui/task"
)

// Window is the program's window: it builds the view, the menu and the
// controllers, and connects them. All its methods are called on the UI
// goroutine.
type Window struct {
	window  fyne.Window
	session *session
	view    *view
	menu    *menu

	recents   *recents
	open      *opener
	edit      *editor
	secret    *secretKeeper
	apply     *applier
	test      *tester
	delete    *deleter
	handover  *handoverer
	typist    *typist
	history   *historian
	help      *helper
	languages *languages
	closer    *closer

	appearance *appearance
}

// New builds the window's content and menus, takes over its closing, and
// begins to open the document. The caller shows the window, and has given the
// app its theme.
func New(window fyne.Window, options Options) *Window {
	w := &Window{window: window}
	background, end := context.WithCancel(context.Background())
	w.session = &session{
		options: options, context: background, form: editing.New(options.Now), dialogs: dialog.NewQueue(window),
		redraw: w.show, focus: w.focus,
	}
	w.session.dialogs.Reach = w.session.reach
	w.session.form.DateOrder = options.DateOrder
	w.session.work = &task.Worker{Scheduler: options.Scheduler, Changed: w.workChanged}
	w.session.probe = &task.Worker{Scheduler: options.Scheduler, Changed: w.workChanged}
	w.connect(end)
	w.session.batch(func() {
		w.build()
		w.open.open(options.Path)
	})
	window.SetCloseIntercept(w.closer.close)
	window.SetOnClosed(func() { fynetooltip.DestroyWindowToolTipLayer(window.Canvas()) })
	window.SetOnDropped(w.dropped)
	w.takeKeys()
	w.everyMinute()
	return w
}

// takeKeys handles keys while no control has the focus.
func (w *Window) takeKeys() {
	w.window.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) { w.Key(key) })
	if keyboard, is := w.window.Canvas().(desktop.Canvas); is {
		keyboard.SetOnKeyDown(w.KeyDown)
		keyboard.SetOnKeyUp(w.KeyUp)
	}
	fyne.CurrentApp().Lifecycle().SetOnExitedForeground(w.menu.forgetKeys)
}

// connect makes the controllers and tells them of each other.
func (w *Window) connect(end func()) {
	s := w.session
	files := fileWriter{s}
	w.secret = &secretKeeper{session: s, hide: func() { w.view.properties.ForgetSecret() }}
	w.recents = &recents{session: s, listed: w.setRecent, looking: map[string]bool{}}
	w.open = &opener{session: s, secret: w.secret, resetView: w.clear, recents: w.recents}
	w.edit = &editor{session: s, open: w.open, secret: w.secret, stopPause: func() {}, stopCopied: func() {}}
	w.apply = &applier{session: s, open: w.open, secret: w.secret}
	w.edit.reverted = w.apply.forget
	w.test = &tester{session: s, apply: w.apply}
	w.delete = &deleter{session: s, open: w.open, edit: w.edit, secret: w.secret}
	w.handover = &handoverer{session: s, open: w.open, files: files}
	w.typist = &typist{session: s, files: files}
	w.history = &historian{session: s, open: w.open}
	w.help = &helper{s}
	w.languages = &languages{session: s, files: files}
	w.appearance = &appearance{session: s, resized: w.resized}
	w.closer = &closer{session: s, apply: w.apply, secret: w.secret, end: func() {
		if !w.window.FullScreen() {
			w.appearance.keepSize(w.window.Canvas().Size())
		}
		end()
	}}
	w.open.askFirst = w.closer.askFirst
}

// build makes what is seen. The tab with the messages gets its content when it
// is to be seen for the first time.
func (w *Window) build() {
	v := &view{glyphs: chat.NewGlyphs(w.session.options.Scheduler, w.session.options.Undrawable, w.session.refresh)}
	w.view = v
	v.bars = frame.NewBars(w, w.barOptions())
	v.start = frame.NewStart(w, w.startActions())
	w.recents.start = v.start
	v.unreadable = frame.NewUnreadable(w, w.open.reload, w.session.guarded(w.open.ask))
	v.row = frame.NewAccountRow(w, w.edit.add, w.showMore)
	v.properties = properties.New(w, w.propertiesActions())
	v.messages = messages.New(w, w.messagesActions())
	v.applyBar = frame.NewApplyBar(w, frame.ApplyActions{
		Apply: func() { w.apply.apply(nil) }, Revert: w.edit.askRevert, Test: w.test.test, GiveUp: w.session.giveUp,
		CopyPath: w.session.copyPath, OpenFolder: w.help.folder,
	})
	v.tabs = container.NewAppTabs(
		container.NewTabItem(texts.Of("window.tab.properties"), v.properties.Root),
		container.NewTabItem(texts.Of("window.tab.messages"), v.messages.Root),
	)
	v.tabs.OnSelected = func(*container.TabItem) {
		if v.messagesInFront() {
			w.buildMessages()
		}
		v.catchUp()
		w.session.refresh()
	}
	margins := control.NewWheelArea(func(event *fyne.ScrollEvent) { v.front().Scrolled(event) })
	v.account = container.NewStack(margins, layout.Centered(layout.Account(v.row.Heading, v.row.Row, v.tabs)))
	w.menu = newMenu(w)
	v.root = layout.Window(v.bars.Root, container.NewStack(v.start.Root, v.unreadable.Root, v.account), v.applyBar.Root)
	w.window.SetPadded(false)
	whole := v.root
	if bar := w.menu.bar; bar != nil {
		whole = layout.Frame(bar, v.root, container.NewWithoutLayout())
	}
	content := layout.Watched(whole, w.session.dialogs.Fit)
	w.window.SetContent(fynetooltip.AddWindowToolTipLayer(content, w.window.Canvas()))
	w.window.Resize(w.appearance.size())
}

// buildMessages makes the content of the tab with the messages, once.
func (w *Window) buildMessages() {
	if w.view.messages.Built() {
		return
	}
	w.languages.offers = languagePacks()
	w.view.preview = preview.New(w, preview.Actions{
		AddLeaveCommand: w.edit.addLeaveCommand, Scroll: w.view.messages.Scrolled, Resized: w.resized,
	})
	w.view.messages.Build(w.view.preview.Root)
	w.session.refresh()
}

func (w *Window) barOptions() frame.BarOptions {
	o := w.session.options
	bars := frame.BarOptions{
		TestServer: o.TestServer, Theme: fyne.CurrentApp().Settings().Theme(),
		ReplaceSecret: w.secret.replace, Dismiss: func() { w.session.notify() },
	}
	if o.Practice == nil {
		return bars
	}
	names := map[string]string{}
	bars.Practice = &frame.Practice{
		Choose: func(title string) { o.Practice.Choose(names[title]) }, Fill: w.edit.fillPractice,
	}
	for _, outcome := range o.Practice.Outcomes() {
		bars.Practice.Outcomes = append(bars.Practice.Outcomes, outcome.Title)
		names[outcome.Title] = outcome.Name
		if outcome.Name == o.Practice.Playing() {
			bars.Practice.Playing = outcome.Title
		}
	}
	return bars
}

func (w *Window) startActions() frame.StartActions {
	actions := frame.StartActions{
		Add: w.edit.add, Paste: w.edit.pasteFromPortal, Open: w.session.guarded(w.open.ask),
		OpenRecent: func(path string) { w.session.guarded(func() { w.open.openOther(path) })() },
	}
	if w.session.options.Handover != nil {
		actions.Import = w.session.guarded(w.handover.askImport)
	}
	return actions
}

func (w *Window) fieldActions() field.Actions {
	return field.Actions{
		Changed: w.edit.typed, Pasting: w.edit.pasting, Left: w.edit.left, Copy: w.edit.copy, Fix: w.edit.applyFix,
		Undo: w.edit.undo,
	}
}

func (w *Window) propertiesActions() properties.Actions {
	return properties.Actions{
		Actions: w.fieldActions(), ReplaceSecret: w.secret.replace, PickDate: w.edit.pickDate,
		Resized: w.resized, Focus: w.window.Canvas().Focus,
	}
}

func (w *Window) messagesActions() messages.Actions {
	actions := messages.Actions{
		Actions: w.fieldActions(), Restore: w.edit.restore, RestoreAll: w.edit.restoreAll,
		Choose: w.languages.choose, Undo: w.languages.undo,
	}
	if w.session.options.Packs != nil {
		actions.LoadFile = w.session.guarded(w.languages.askLoad)
		actions.SaveFile = w.session.guarded(w.languages.askSave)
	}
	return actions
}

// setRecent lists the documents opened last in the menu.
func (w *Window) setRecent(paths []string) { w.menu.setRecent(w, paths) }

// Loaded reports whether the first document, or why it cannot be shown, is in
// the window.
func (w *Window) Loaded() bool { return w.session.mode != modeLoading }

// Settled reports whether nothing is being asked in the background.
func (w *Window) Settled() bool { return !w.session.work.Busy() && !w.session.probe.Busy() }

// Key answers keys that no control uses.
func (w *Window) Key(key *fyne.KeyEvent) bool {
	if w.session.dialogs.Key(key) {
		return true
	}
	switch key.Name {
	case fyne.KeyEscape:
		w.session.giveUp()
	case fyne.KeyF1:
		w.session.guarded(w.help.guide)()
	case fyne.KeyF5:
		w.test.test()
	case fyne.KeyF10:
		w.menu.open()
	default:
		return false
	}
	return true
}

// Shortcut answers shortcuts that no control uses.
func (w *Window) Shortcut(shortcut fyne.Shortcut) { w.menu.act(shortcut) }

// KeyDown follows the keys, whatever has the focus.
func (w *Window) KeyDown(key *fyne.KeyEvent) { w.menu.keyDown(key) }

// KeyUp follows the keys, whatever has the focus.
func (w *Window) KeyUp(key *fyne.KeyEvent) { w.menu.keyUp(key) }

// Reached scrolls a part of the form into sight.
func (w *Window) Reached(object fyne.CanvasObject) { w.view.reached(object) }

// Wheel scrolls the tab in which a field stands that has nothing to scroll.
func (w *Window) Wheel(over fyne.CanvasObject, event *fyne.ScrollEvent) {
	if scroll := w.view.scrollOf(over); scroll != nil {
		scroll.Scrolled(event)
	}
}

// show shows the session as it stands.
func (w *Window) show() {
	if title := w.session.title(); w.window.Title() != title {
		w.window.SetTitle(title)
	}
	w.view.show(w.session, w.languages)
	w.menu.refresh()
}

// resized lays everything out again after parts were shown or hidden.
func (w *Window) resized() { layout.Relayout(w.view.root) }

// dropped opens a document that was dropped on the window.
func (w *Window) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 1 && files[0].Scheme() == "file" && !w.session.blocked() {
		w.open.openOther(filepath.FromSlash(files[0].Path()))
	}
}

// clear takes away what belongs to the document that was shown before.
func (w *Window) clear() {
	w.test.clear()
	w.edit.forgetCopied()
	w.apply.forget()
	w.typist.clear()
	w.view.properties.Fold()
	if w.session.mode == modeEmpty {
		w.window.Canvas().Unfocus()
	}
}

// focus brings a field into sight and gives it the focus.
func (w *Window) focus(key account.Field) {
	if _, isMessage := key.Message(); isMessage {
		w.buildMessages()
	}
	if input := w.view.input(key); input != nil {
		w.window.Canvas().Focus(input)
	}
}

// selectTab shows one of the tabs and goes to its first field.
func (w *Window) selectTab(index int) {
	if w.session.mode != modeAccount || w.session.dialogs.IsOpen() || w.view.tabs.SelectedIndex() == index {
		return
	}
	if index == tabMessages {
		w.focus(account.PartyJoined.Field())
	} else {
		w.focus(account.FieldName)
	}
}

// workChanged follows background work as it begins, becomes slow and ends.
func (w *Window) workChanged() {
	if w.menu != nil {
		w.session.refresh()
		w.closer.workEnded()
	}
}

// everyMinute keeps "tested 2 minutes ago" and the days that are left right.
func (w *Window) everyMinute() {
	w.session.options.Scheduler.After(time.Minute, func() {
		if w.session.context.Err() != nil {
			return
		}
		w.session.refresh()
		w.everyMinute()
	})
}

// showMore opens the menu of the account at its button.
func (w *Window) showMore(at fyne.CanvasObject) {
	if w.session.blocked() {
		return
	}
	items := []*fyne.MenuItem{}
	if w.session.options.Handover != nil {
		items = append(items, fyne.NewMenuItem(texts.Of("window.menu.export"), w.session.guarded(w.handover.askExport)))
	}
	items = append(items, fyne.NewMenuItem(texts.Of("window.menu.delete"), w.session.guarded(w.delete.ask)))
	widget.NewPopUpMenu(fyne.NewMenu("", items...), w.window.Canvas()).ShowAtRelativePosition(fyne.NewPos(0, at.Size().Height), at)
}
