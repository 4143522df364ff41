package ui

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
)

// Window is the program's window. All its methods are called on the UI
// goroutine.
type Window struct {
	window  fyne.Window
	canvas  fyne.Canvas
	options Options
	theme   fyne.Theme
	// context ends when the window does.
	context context.Context
	end     context.CancelFunc

	mode mode
	// opened is the document as it stands on the disk, draft what is in the form.
	opened service.Opened
	draft  account.Draft
	// edition grows with every change of opened but for its record, so that an
	// answer about an older one is known as such.
	edition int
	// shown are the findings that are visible: a fault is shown only while
	// typing has paused, and goes as soon as it is mended.
	shown account.Findings
	// blame are the fields that a test found at fault, notices what was done
	// to a pasted value; both until the field is edited.
	blame   map[account.Field]string
	notices map[account.Field]string
	// pause ends the wait for a pause in typing.
	pause       func()
	secretState secretState
	secretFault string
	// filling says that the window itself puts values into the widgets.
	filling bool
	// held says that refresh waits until several changes are made.
	held bool
	// leaving says that the person decided to close the window.
	leaving bool
	// chooser is Fyne's own dialog to look for a file, while it is open.
	chooser *dialog.FileDialog

	work    *worker
	probe   *worker
	dialogs *dialogs
	glyphs  *glyphs

	root       *fyne.Container
	bars       *bars
	accountRow *accountRow
	tabs       *container.AppTabs
	properties *propertiesTab
	messages   *messagesTab
	applyBar   *applyBar
	empty      *view
	problem    *view
	account    *fyne.Container
	menu       *menu
	fields     map[account.Field]*field
}

// startSize shows the whole form; the window may be made smaller.
var startSize = fyne.NewSize(960, 720)

// mode says what fills the window.
type mode int

const (
	modeLoading mode = iota
	modeEmpty
	modeAccount
	modeProblem
)

const (
	// typingPause is how long a person must have stopped typing before a fault
	// is shown.
	typingPause = 500 * time.Millisecond
	// copiedFor is how long "copied" is shown.
	copiedFor = 3 * time.Second
)

// New builds the window's content and menus, takes over its closing, and
// begins to open the document. The caller shows the window, and has given the
// app the theme of NewTheme.
func New(window fyne.Window, options Options) *Window {
	w := &Window{
		window: window, canvas: window.Canvas(), options: options, theme: fyne.CurrentApp().Settings().Theme(),
		fields: map[account.Field]*field{}, pause: func() {}, secretState: secretIsNone,
	}
	w.context, w.end = context.WithCancel(context.Background())
	w.work = &worker{scheduler: options.Scheduler, changed: w.workChanged}
	w.probe = &worker{scheduler: options.Scheduler, changed: w.workChanged}
	w.dialogs = &dialogs{canvas: w.canvas, changed: func() {}}
	w.glyphs = newGlyphs(options, w.refresh)
	w.clearMarks()
	w.together(func() {
		w.build()
		w.open(options.Path)
	})
	window.SetCloseIntercept(w.close)
	w.canvas.SetOnTypedKey(func(key *fyne.KeyEvent) { w.key(key) })
	w.everyMinute()
	return w
}

// together makes several changes with one refresh after them.
func (w *Window) together(change func()) {
	held := w.held
	w.held = true
	change()
	w.held = held
	w.refresh()
}

func (w *Window) build() {
	w.bars = newBars(w)
	w.accountRow = newAccountRow(w)
	w.properties = newPropertiesTab(w)
	w.messages = newMessagesTab()
	w.applyBar = newApplyBar(w)
	w.empty = newEmptyView(w)
	w.problem = newProblemView(w)
	w.tabs = container.NewAppTabs(
		container.NewTabItem(texts.Of("window.tab.properties"), w.properties.root),
		container.NewTabItem(texts.Of("window.tab.messages"), w.messages.root),
	)
	w.tabs.OnSelected = func(*container.TabItem) {
		if w.messagesShown() {
			w.messages.furnish(w)
		}
		w.refresh()
	}
	w.account = newFrame(w.accountRow.root, w.tabs, container.NewWithoutLayout())
	center := container.NewStack(w.empty.root, w.problem.root, w.account)
	w.root = newFrame(w.bars.root, center, w.applyBar.root)
	w.menu = newMenu(w)
	w.window.SetMainMenu(w.menu.main)
	w.window.SetPadded(false)
	w.window.SetContent(w.root)
	w.window.Resize(startSize)
}

// open opens a document in the background.
func (w *Window) open(path string) {
	w.opened = service.Opened{Path: path}
	w.mode = modeLoading
	w.edition++
	j := &job{waiting: texts.Of("window.waiting.open"), dropped: func() { w.unreadable(path, texts.Of("window.open.cancelled")) }}
	run(w.work, j, w.openOf(path), func(opened service.Opened, err error) {
		if err != nil {
			w.unreadable(path, sentence(err))
			return
		}
		w.bars.notices = opened.Notices
		w.present(opened)
	})
	w.refresh()
	w.listRecent()
}

// Loaded reports whether the first document, or why it cannot be shown, is in
// the window.
func (w *Window) Loaded() bool { return w.mode != modeLoading }

// unreadable shows why a document cannot be shown.
func (w *Window) unreadable(path, reason string) {
	w.opened = service.Opened{Path: path}
	w.mode = modeProblem
	w.draft = account.Draft{}
	w.problem.text.SetText(reason)
	w.refresh()
}

// present shows a document as it stands on the disk, without edits.
func (w *Window) present(opened service.Opened) {
	w.together(func() { w.take(opened) })
	if w.mode == modeEmpty {
		w.canvas.Unfocus()
	}
}

// take puts a document into the window.
func (w *Window) take(opened service.Opened) {
	w.opened = opened
	w.edition++
	w.mode = modeEmpty
	w.draft = account.Draft{}
	if opened.Present {
		w.mode = modeAccount
		w.draft = account.NewDraft(opened.Account)
	}
	w.forgetSecret()
	w.clearMarks()
	if w.messages.furnished {
		w.messages.packs.forget()
	}
	w.properties.test.clear()
	w.properties.advanced.inner.Hide()
	w.fill()
	w.settle()
	w.askSecretState()
}

// refresh derives everything that is seen from the state of the window.
func (w *Window) refresh() {
	if w.held {
		return
	}
	w.refreshTitle()
	show(w.empty.root, w.mode == modeEmpty)
	show(w.problem.root, w.mode == modeProblem)
	show(w.account, w.mode == modeAccount)
	w.bars.refresh(w)
	w.applyBar.refresh(w)
	if w.mode == modeAccount {
		w.accountRow.refresh(w)
		w.properties.refresh(w)
		w.messages.refresh(w)
		w.refreshNotes()
	}
	w.menu.refresh(w)
	relayout(w.root)
}

func (w *Window) refreshTitle() {
	title := texts.Of("window.title")
	if w.opened.Path != "" && w.opened.Path != w.options.OwnPath {
		title = texts.Of("window.title.file", "file", filepath.Base(w.opened.Path))
	}
	if w.mode == modeAccount && w.draft.Dirty() {
		title += " *"
	}
	if w.window.Title() != title {
		w.window.SetTitle(title)
	}
}

// workChanged follows background work as it begins, becomes slow and ends.
func (w *Window) workChanged() {
	if w.applyBar == nil || w.menu == nil {
		return
	}
	w.refresh()
	if w.leaving && !w.work.busy() {
		w.quit()
	}
}

// everyMinute keeps "tested 2 minutes ago" and the days that are left right.
func (w *Window) everyMinute() {
	w.options.Scheduler.After(time.Minute, func() {
		if w.context.Err() != nil {
			return
		}
		w.refresh()
		w.everyMinute()
	})
}

// blocked reports whether nothing else may be started now: work runs, or
// something stands over the window.
func (w *Window) blocked() bool {
	return w.work.busy() || w.dialogs.open != nil || w.canvas.Overlays().Top() != nil
}

// guarded returns an action that does nothing while the window is blocked.
// Fyne runs menu shortcuts behind open dialogs too.
func (w *Window) guarded(action func()) func() {
	return func() {
		if !w.blocked() {
			action()
		}
	}
}

// key answers keys that no control uses.
func (w *Window) key(key *fyne.KeyEvent) bool {
	if w.dialogs.open != nil {
		return w.dialogs.open.key(key)
	}
	switch {
	case key.Name != fyne.KeyEscape:
		return false
	case w.chooser != nil:
		w.chooser.Dismiss()
	default:
		w.escape()
	}
	return true
}

// escape gives up what runs: a test at once, slow work as soon as possible.
func (w *Window) escape() {
	for _, worker := range []*worker{w.work, w.probe} {
		if j := worker.job; j != nil && (j.test || j.slow) {
			worker.stop()
			return
		}
	}
}

func copyIcon() fyne.Resource { return theme.ContentCopyIcon() }
