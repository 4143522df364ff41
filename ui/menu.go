package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// menu is the main menu. Its shortcuts are the window's: a shortcut of the
// canvas would not work while a text field has the focus.
type menu struct {
	main   *fyne.MainMenu
	recent *fyne.MenuItem
	// enabled tells for each item that is not always possible whether it is now.
	enabled map[*fyne.MenuItem]func() bool
	paths   []string
}

func newMenu(w *Window) *menu {
	m := &menu{enabled: map[*fyne.MenuItem]func() bool{}}
	m.main = fyne.NewMainMenu(m.file(w), m.account(w), m.view(w), m.help(w))
	return m
}

func (m *menu) item(key string, action func()) *fyne.MenuItem {
	return fyne.NewMenuItem(texts.Of(key), action)
}

func shortcut(item *fyne.MenuItem, key fyne.KeyName) *fyne.MenuItem {
	item.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	return item
}

func (m *menu) when(item *fyne.MenuItem, possible func() bool) *fyne.MenuItem {
	m.enabled[item] = possible
	return item
}

func (m *menu) file(w *Window) *fyne.Menu {
	m.recent = m.item("window.menu.recent", nil)
	m.recent.ChildMenu = fyne.NewMenu("")
	items := []*fyne.MenuItem{
		shortcut(m.item("window.menu.new", w.add), fyne.KeyN),
		shortcut(m.item("window.menu.open", w.guarded(w.askOpen)), fyne.KeyO),
		m.when(m.recent, func() bool { return len(m.paths) > 0 }),
	}
	if w.options.Handover != nil {
		applied := func() bool { return w.mode == modeAccount && w.opened.Present }
		items = append(items, fyne.NewMenuItemSeparator(),
			m.item("window.menu.import", w.guarded(w.askImport)),
			m.when(m.item("window.menu.export", w.guarded(w.askExport)), applied),
			m.when(m.item("window.menu.seal", w.guarded(w.askSeal)), applied))
	}
	quit := shortcut(m.item("window.menu.quit", w.leave), fyne.KeyQ)
	quit.IsQuit = true
	items = append(items, fyne.NewMenuItemSeparator(), quit)
	return fyne.NewMenu(texts.Of("window.menu.file"), items...)
}

func (m *menu) account(w *Window) *fyne.Menu {
	shown := func() bool { return w.mode == modeAccount }
	dirty := func() bool { return shown() && w.draft.Dirty() }
	copyOne := m.when(m.item("window.menu.copy", nil), shown)
	copyOne.ChildMenu = fyne.NewMenu("", copyItems(w)...)
	return fyne.NewMenu(texts.Of("window.menu.account"),
		m.when(shortcut(m.item("window.menu.apply", func() { w.apply(nil) }), fyne.KeyS), dirty),
		m.when(m.item("window.menu.revert", w.guarded(w.askRevert)), dirty),
		m.when(shortcut(m.item("window.menu.test", w.test), fyne.KeyT), shown),
		fyne.NewMenuItemSeparator(),
		m.when(m.item("window.menu.copyAll", w.guarded(w.copyAll)), shown),
		copyOne,
		fyne.NewMenuItemSeparator(),
		m.when(m.item("window.menu.replace", w.guarded(w.replaceSecret)), shown),
		m.when(m.item("window.menu.removeSecret", w.guarded(w.removeSecret)), func() bool {
			return shown() && w.opened.Account.SecretItem != "" && w.draft.Secret.Mode != account.SecretClear
		}),
		m.when(m.item("window.menu.goBack", w.guarded(w.askGoBack)), func() bool {
			return shown() && len(w.opened.Record.Previous) > 0
		}),
		fyne.NewMenuItemSeparator(),
		m.when(m.item("window.menu.delete", w.guarded(w.askDelete)), shown))
}

func copyItems(w *Window) []*fyne.MenuItem {
	items := []*fyne.MenuItem{}
	for _, key := range account.Fields() {
		items = append(items, fyne.NewMenuItem(key.Label(), w.guarded(func() { w.copyField(key) })))
	}
	return items
}

func (m *menu) view(w *Window) *fyne.Menu {
	shown := func() bool { return w.mode == modeAccount }
	return fyne.NewMenu(texts.Of("window.menu.view"),
		m.when(shortcut(m.item("window.tab.properties", func() { w.selectTab(0) }), fyne.Key1), shown),
		m.when(shortcut(m.item("window.tab.messages", func() { w.selectTab(1) }), fyne.Key2), shown),
		fyne.NewMenuItemSeparator(),
		m.when(shortcut(m.item("window.menu.reveal", w.guarded(w.properties.secret.reveal)), fyne.KeyR), shown))
}

func (m *menu) help(w *Window) *fyne.Menu {
	return fyne.NewMenu(texts.Of("window.menu.help"), m.item("window.menu.about", w.guarded(w.about)))
}

// refresh makes only what is possible now look so, and rebuilds the menu only
// where that changed.
func (m *menu) refresh(*Window) {
	changed := false
	for item, possible := range m.enabled {
		if disabled := !possible(); item.Disabled != disabled {
			item.Disabled, changed = disabled, true
		}
	}
	if changed {
		m.main.Refresh()
	}
}

// listRecent asks in the background for the documents opened last.
func (w *Window) listRecent() {
	if w.options.Recent == nil {
		return
	}
	recent := w.options.Recent
	w.options.Scheduler.Background(func() {
		paths := recent()
		w.options.Scheduler.UI(func() { w.menu.setRecent(w, paths) })
	})
}

func (m *menu) setRecent(w *Window, paths []string) {
	if slices.Equal(paths, m.paths) {
		return
	}
	m.paths = paths
	m.recent.ChildMenu.Items = nil
	for _, path := range paths {
		item := fyne.NewMenuItem(path, w.guarded(func() { w.openOther(path) }))
		m.recent.ChildMenu.Items = append(m.recent.ChildMenu.Items, item)
	}
	m.recent.Disabled = len(paths) == 0
	m.main.Refresh()
}

func (w *Window) about() {
	s := w.dialogs.newSheet(texts.Of("window.title"),
		newText(texts.Of("window.about.version", "version", w.options.Version, "system", w.options.System)),
		newText(texts.Of("window.about.text")))
	s.addMain(texts.Of("window.close"), nil)
	s.show()
}
