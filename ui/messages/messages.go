// Package messages draws the tab with the seven system messages.
package messages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/field"
	"teamsaccount/ui/layout"
)

// Content is what the tab shows.
type Content struct {
	Fields map[account.Field]field.Content
	// Changed are the messages that differ from their defaults.
	Changed map[account.MessageKey]bool
	// Languages are what the texts can be had in, and Language is the one that
	// they are in; empty for texts of one's own.
	Languages []string
	Language  string
	// Chosen says which texts were put into the form, while that can be taken
	// back; else it is empty.
	Chosen string
}

// Actions is what a person does on the tab. LoadFile and SaveFile are nil
// where texts cannot be kept in files; all others are required.
type Actions struct {
	field.Actions
	// Restore puts a message back to its default, RestoreAll all of them.
	Restore    func(account.MessageKey)
	RestoreAll func()
	// Choose puts the texts of a language into the form, and Undo takes them back.
	Choose             func(language int)
	Undo               func()
	LoadFile, SaveFile func()
}

// Screen is the tab. It has no content before Build: the start need not wait
// for what is not seen at first.
type Screen struct {
	Root *fyne.Container

	host       control.Host
	actions    Actions
	page       *layout.SidePage
	rows       map[account.MessageKey]*field.Row
	restore    map[account.MessageKey]*control.IconButton
	restoreAll *control.Button
	packs      *packs
}

// New returns the tab without its content.
func New(host control.Host, actions Actions) *Screen {
	return &Screen{
		Root: layout.Page(container.NewWithoutLayout()), host: host, actions: actions,
		rows: map[account.MessageKey]*field.Row{}, restore: map[account.MessageKey]*control.IconButton{},
	}
}

// Built reports whether the tab has its content.
func (s *Screen) Built() bool { return s.page != nil }

// Build makes the content; beside it, or below where the window is narrow,
// stands the preview.
func (s *Screen) Build(preview fyne.CanvasObject) {
	s.packs = newPacks(s.host, s.actions)
	s.restoreAll = control.NewButton(texts.Of("window.messages.restoreAll"), nil, s.host, s.actions.RestoreAll)
	fields := layout.Column(10, layout.Flushed(control.Heading(texts.Of("label.messages"))),
		layout.Small(control.Small(texts.Of("window.messages.intro"))), s.packs.root)
	for _, key := range account.MessageKeys() {
		fields.Add(s.newRow(key))
	}
	fields.Add(layout.BesideLabels(layout.Inside(0, 0, 4, 0, layout.Flow(8, s.restoreAll))))
	s.page = layout.NewSidePage(layout.Limited(fields), preview)
	s.Root.Layout, s.Root.Objects = s.page.Root.Layout, s.page.Root.Objects
}

func (s *Screen) newRow(key account.MessageKey) fyne.CanvasObject {
	restore := control.NewIconButton("", texts.Of("window.messages.restore"), theme.ContentUndoIcon(),
		func() { s.actions.Restore(key) })
	s.restore[key] = restore
	if key.Typed() {
		s.rows[key] = field.NewLineRow(key.Field(), s.host, s.actions.Actions, restore)
	} else {
		entry := control.NewMultiLineEntry(s.host, rowsOf(key))
		s.rows[key] = field.NewRow(key.Field(), entry, s.host, s.actions.Actions, restore)
	}
	return s.rows[key].Root
}

// rowsOf is how many lines of a message are seen at least.
func rowsOf(key account.MessageKey) int {
	if key == account.Invitation {
		return 2
	}
	return 1
}

// Show shows the texts, and what can be restored.
func (s *Screen) Show(view Content) {
	for key, row := range s.rows {
		row.Show(view.Fields[key.Field()])
		layout.Show(s.restore[key], view.Changed[key])
	}
	s.restoreAll.SetEnabled(len(view.Changed) > 0)
	s.packs.show(view)
}

// Input returns the input of a message; nil for what is none.
func (s *Screen) Input(key account.Field) fyne.Focusable {
	message, is := key.Message()
	if !is || s.rows[message] == nil {
		return nil
	}
	return s.rows[message].Input()
}

// Scrolled scrolls the tab.
func (s *Screen) Scrolled(event *fyne.ScrollEvent) { s.page.Scroll.Scrolled(event) }
