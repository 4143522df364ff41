package ui

import (
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/frame"
	"teamsaccount/ui/menubar"
)

// menu is the main menu and all shortcuts. Outside a text the canvas hears a
// shortcut, and in a text the text does, which passes on what it has no use for.
type menu struct {
	main *fyne.MainMenu
	// bar shows the menu; nil on macOS, which shows it itself.
	bar    *menubar.Bar
	recent *fyne.MenuItem
	// enabled tells for each item that is not always possible whether it is now.
	enabled map[*fyne.MenuItem]func() bool
	// steps tells for Undo and Redo what they would do, and whether they can.
	steps map[*fyne.MenuItem]func() (label string, possible bool)
	// ticked tells for each item of a choice whether it is chosen now.
	ticked map[*fyne.MenuItem]func() bool
	// shortcuts are what is done, by the names of the shortcuts.
	shortcuts map[string]func()
	paths     []string
	// blocked reports whether no menu may be opened now.
	blocked func() bool
}

// newMenu makes the menu and has the window's shortcuts act.
func newMenu(w *Window) *menu {
	m := &menu{
		enabled: map[*fyne.MenuItem]func() bool{}, steps: map[*fyne.MenuItem]func() (string, bool){},
		ticked: map[*fyne.MenuItem]func() bool{}, shortcuts: map[string]func(){},
		blocked: w.session.dialogs.IsOpen,
	}
	m.main = fyne.NewMainMenu(m.file(w), m.edit(w), m.account(w), m.look(w), m.help(w))
	if runtime.GOOS == "darwin" {
		w.window.SetMainMenu(m.main)
	} else {
		m.bar = menubar.New(m.main.Items, w.window.Canvas())
		w.session.dialogs.Clear = func() {
			m.bar.Close()
			m.bar.ForgetKeys()
		}
	}
	m.listen(w)
	return m
}

// listen has the shortcuts act.
func (m *menu) listen(w *Window) {
	canvas := w.window.Canvas()
	on := func(shortcut fyne.Shortcut, do func()) {
		m.shortcuts[shortcut.ShortcutName()] = do
		canvas.AddShortcut(shortcut, m.act)
	}
	for _, item := range m.withKeys() {
		on(item.Shortcut, item.Action)
	}
	on(&fyne.ShortcutUndo{}, w.edit.undo)
	on(&fyne.ShortcutRedo{}, w.edit.redo)
	on(&fyne.ShortcutPaste{}, w.edit.pasteFromPortal)
	if w.session.options.Theme != nil {
		for _, keys := range plusKeys {
			on(keys, w.appearance.largerText)
		}
	}
	if m.bar != nil {
		for i, shown := range m.main.Items {
			letter := fyne.KeyName(strings.ToUpper(shown.Label[:1]))
			on(&desktop.CustomShortcut{KeyName: letter, Modifier: fyne.KeyModifierAlt}, func() {
				if !m.blocked() {
					m.bar.Open(i)
				}
			})
		}
	}
}

// The key of the plus sign is that of the equals sign on many keyboards, with
// Shift or without.
var plusKeys = []*desktop.CustomShortcut{
	{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierShortcutDefault},
	{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift},
	{KeyName: fyne.KeyPlus, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift},
}

// act does what a shortcut is for. Behind an open menu, it closes that first.
func (m *menu) act(shortcut fyne.Shortcut) {
	do := m.shortcuts[shortcut.ShortcutName()]
	if do == nil {
		return
	}
	if m.bar != nil {
		m.bar.Close()
	}
	do()
}

// open opens the first menu, for people who use only the keyboard.
func (m *menu) open() {
	if m.bar != nil && !m.blocked() {
		m.bar.Open(0)
	}
}

// keyDown and keyUp open the menu by Alt alone.
func (m *menu) keyDown(key *fyne.KeyEvent) {
	if m.bar != nil && !m.blocked() {
		m.bar.KeyDown(key)
	}
}

func (m *menu) keyUp(key *fyne.KeyEvent) {
	if m.bar != nil && !m.blocked() {
		m.bar.KeyUp(key)
	}
}

func (m *menu) forgetKeys() {
	if m.bar != nil {
		m.bar.ForgetKeys()
	}
}

// withKeys lists the items that have a shortcut, in the order of the menus.
func (m *menu) withKeys() []*fyne.MenuItem {
	var found []*fyne.MenuItem
	for _, shown := range m.main.Items {
		for _, item := range shown.Items {
			if item.Shortcut != nil {
				found = append(found, item)
			}
		}
	}
	return found
}

func withKey(item *fyne.MenuItem, key fyne.KeyName) *fyne.MenuItem {
	item.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	return item
}

// when makes an item possible only at times.
func (m *menu) when(possible func() bool, item *fyne.MenuItem) *fyne.MenuItem {
	m.enabled[item] = possible
	return item
}

func (m *menu) file(w *Window) *fyne.Menu {
	s := w.session
	m.recent = fyne.NewMenuItem(texts.Of("window.menu.recent"), nil)
	m.recent.ChildMenu = fyne.NewMenu("")
	items := []*fyne.MenuItem{
		withKey(fyne.NewMenuItem(texts.Of("window.menu.new"), w.edit.add), fyne.KeyN),
		withKey(fyne.NewMenuItem(texts.Of("window.menu.open"), s.guarded(w.open.ask)), fyne.KeyO),
		m.when(func() bool { return len(m.paths) > 0 }, m.recent),
	}
	if s.options.Handover != nil {
		applied := func() bool { return s.mode == modeAccount && s.opened.Present }
		items = append(items, fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem(texts.Of("window.menu.import"), s.guarded(w.handover.askImport)),
			m.when(applied, fyne.NewMenuItem(texts.Of("window.menu.export"), s.guarded(w.handover.askExport))),
			m.when(applied, fyne.NewMenuItem(texts.Of("window.menu.seal"), s.guarded(w.handover.askSeal))),
			m.when(w.typist.canRemind, fyne.NewMenuItem(texts.Of("window.menu.remind"), s.guarded(w.typist.askRemind))))
	}
	items = append(items, m.when(w.typist.possible, fyne.NewMenuItem(texts.Of("window.menu.typing"), s.guarded(w.typist.show))),
		fyne.NewMenuItemSeparator(),
		m.when(w.history.possible, fyne.NewMenuItem(texts.Of("window.menu.history"), s.guarded(w.history.show))))
	quit := withKey(fyne.NewMenuItem(texts.Of("window.menu.quit"), w.closer.closeFromMenu), fyne.KeyQ)
	quit.IsQuit = true
	items = append(items, fyne.NewMenuItemSeparator(), quit)
	return fyne.NewMenu(texts.Of("window.menu.file"), items...)
}

// edit is the menu of what a person does to the whole form. Its Ctrl+Z and
// Ctrl+Y are only shown there: Fyne has shortcuts of their own for them, which in
// a text are the text's as long as they change something there.
func (m *menu) edit(w *Window) *fyne.Menu {
	s := w.session
	undo := fyne.NewMenuItem(texts.Of("window.menu.undo"), s.guarded(w.edit.undo))
	redo := fyne.NewMenuItem(texts.Of("window.menu.redo"), s.guarded(w.edit.redo))
	m.steps[undo], m.steps[redo] = w.edit.undoes, w.edit.redoes
	if runtime.GOOS != "darwin" {
		// macOS would send them to the menu out of a text too.
		withKey(undo, fyne.KeyZ)
		withKey(redo, fyne.KeyY)
	}
	paste := fyne.NewMenuItem(texts.Of("window.menu.paste"), w.edit.pasteFromPortal)
	paste.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyV, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	restore := fyne.NewMenuItem(texts.Of("window.messages.restore"), nil)
	restore.ChildMenu = fyne.NewMenu("")
	for _, key := range account.MessageKeys() {
		item := fyne.NewMenuItem(key.Field().Label(), s.guarded(func() { w.edit.restore(key) }))
		restore.ChildMenu.Items = append(restore.ChildMenu.Items, m.when(func() bool { return w.edit.canRestore(key) }, item))
	}
	anyChanged := func() bool { return slices.ContainsFunc(account.MessageKeys(), w.edit.canRestore) }
	return fyne.NewMenu(texts.Of("window.menu.edit"), undo, redo,
		fyne.NewMenuItemSeparator(),
		m.when(func() bool { return s.mode == modeAccount || s.mode == modeEmpty }, paste),
		fyne.NewMenuItemSeparator(),
		m.when(anyChanged, restore),
		m.when(anyChanged, fyne.NewMenuItem(texts.Of("window.messages.restoreAll"), s.guarded(w.edit.restoreAll))))
}

func (m *menu) account(w *Window) *fyne.Menu {
	s := w.session
	shown := func() bool { return s.mode == modeAccount }
	changed := func() bool { return shown() && s.form.Dirty() }
	copyOne := fyne.NewMenuItem(texts.Of("window.menu.copy"), nil)
	copyOne.ChildMenu = fyne.NewMenu("", copyItems(w)...)
	return fyne.NewMenu(texts.Of("window.menu.account"),
		m.when(changed, withKey(fyne.NewMenuItem(texts.Of("window.menu.apply"), func() { w.apply.apply(nil) }), fyne.KeyS)),
		m.when(changed, fyne.NewMenuItem(texts.Of("window.menu.revert"), s.guarded(w.edit.askRevert))),
		m.when(shown, withKey(fyne.NewMenuItem(texts.Of("window.menu.test"), w.test.test), fyne.KeyT)),
		fyne.NewMenuItemSeparator(),
		m.when(shown, fyne.NewMenuItem(texts.Of("window.menu.copyAll"), s.guarded(w.edit.copyAll))),
		m.when(shown, copyOne),
		fyne.NewMenuItemSeparator(),
		m.when(shown, fyne.NewMenuItem(texts.Of("window.menu.replace"), s.guarded(w.secret.replace))),
		m.when(w.secret.canRemove, fyne.NewMenuItem(texts.Of("window.menu.removeSecret"), s.guarded(w.secret.remove))),
		m.when(w.apply.canGoBack, fyne.NewMenuItem(texts.Of("window.menu.goBack"), s.guarded(w.apply.askGoBack))),
		fyne.NewMenuItemSeparator(),
		m.when(shown, fyne.NewMenuItem(texts.Of("window.menu.delete"), s.guarded(w.delete.ask))))
}

func copyItems(w *Window) []*fyne.MenuItem {
	items := []*fyne.MenuItem{}
	for _, key := range account.Fields() {
		items = append(items, fyne.NewMenuItem(key.Label(), w.session.guarded(func() { w.edit.copy(key) })))
	}
	return items
}

func (m *menu) look(w *Window) *fyne.Menu {
	shown := func() bool { return w.session.mode == modeAccount }
	reveal := w.session.guarded(w.view.properties.RevealSecret)
	items := []*fyne.MenuItem{
		m.when(shown, withKey(fyne.NewMenuItem(texts.Of("window.tab.properties"), func() { w.selectTab(tabProperties) }), fyne.Key1)),
		m.when(shown, withKey(fyne.NewMenuItem(texts.Of("window.tab.messages"), func() { w.selectTab(tabMessages) }), fyne.Key2)),
		fyne.NewMenuItemSeparator(),
		m.when(shown, withKey(fyne.NewMenuItem(texts.Of("window.menu.reveal"), reveal), fyne.KeyR)),
	}
	return fyne.NewMenu(texts.Of("window.menu.view"), append(items, w.appearance.menuItems(m.ticked)...)...)
}

func (m *menu) help(w *Window) *fyne.Menu {
	s := w.session
	guide := fyne.NewMenuItem(texts.Of("window.menu.guide"), s.guarded(w.help.guide))
	guide.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF1}
	items := []*fyne.MenuItem{
		guide,
		fyne.NewMenuItem(texts.Of("window.menu.shortcuts"), s.guarded(func() { w.help.keys(m.withKeys()) })),
	}
	if s.options.Examine != nil {
		items = append(items, fyne.NewMenuItem(texts.Of("window.menu.check"), s.guarded(w.help.check)))
	}
	items = append(items,
		fyne.NewMenuItem(texts.Of("window.menu.copyPath"), s.guarded(s.copyPath)),
		fyne.NewMenuItem(texts.Of("window.menu.folder"), s.guarded(w.help.folder)),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(texts.Of("window.menu.licenses"), s.guarded(w.help.licenses)),
		fyne.NewMenuItem(texts.Of("window.menu.about"), s.guarded(w.help.about)))
	return fyne.NewMenu(texts.Of("window.menu.help"), items...)
}

// refresh makes only what is possible now look so.
func (m *menu) refresh() {
	changed := false
	for item, possible := range m.enabled {
		if disabled := !possible(); item.Disabled != disabled {
			item.Disabled, changed = disabled, true
		}
	}
	for item, step := range m.steps {
		label, possible := step()
		if item.Label != label || item.Disabled == possible {
			item.Label, item.Disabled, changed = label, !possible, true
		}
	}
	for item, chosen := range m.ticked {
		if is := chosen(); item.Checked != is {
			item.Checked, changed = is, true
		}
	}
	if changed {
		m.changed()
	}
}

// longestPath is the most that the menu shows of a path, in characters.
const longestPath = 60

// setRecent lists the documents opened last.
func (m *menu) setRecent(w *Window, paths []string) {
	if slices.Equal(paths, m.paths) {
		return
	}
	m.paths = paths
	m.recent.ChildMenu.Items = nil
	for _, path := range paths {
		item := fyne.NewMenuItem(frame.ShortPath(path, longestPath), w.session.guarded(func() { w.open.openOther(path) }))
		m.recent.ChildMenu.Items = append(m.recent.ChildMenu.Items, item)
	}
	m.recent.Disabled = len(paths) == 0
	m.changed()
}

// changed shows the items as they now are.
func (m *menu) changed() {
	if m.bar != nil {
		m.bar.Update()
	} else {
		m.main.Refresh()
	}
}
