package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// messagesTab is the tab with the seven system messages. Beside them, or below
// where the window is narrow, there is room for a preview.
type messagesTab struct {
	root       *fyne.Container
	restore    map[account.MessageKey]*button
	restoreAll *button
	sides      *fyne.Container
	preview    *preview
	packs      *packsRow
	remedies   map[account.MessageKey]*remedyRow
	// changed is told of the messages after every change; it may be nil.
	changed func(account.Messages)
	// furnished says that the tab has its content.
	furnished bool
}

// newMessagesTab returns the tab without its content, which furnish makes when
// it is to be seen: the start need not wait for it.
func newMessagesTab() *messagesTab {
	page := newPage(pageMargin, container.NewWithoutLayout())
	return &messagesTab{root: page, restore: map[account.MessageKey]*button{}, remedies: map[account.MessageKey]*remedyRow{}}
}

// messagesShown reports whether the tab with the messages is the one in front.
func (w *Window) messagesShown() bool { return w.tabs.SelectedIndex() == 1 }

// furnish makes the content, once.
func (m *messagesTab) furnish(w *Window) {
	if m.furnished {
		return
	}
	m.furnished = true
	m.restoreAll = newButton(texts.Of("window.messages.restoreAll"), nil, w, func() {
		w.setMessages(account.DefaultMessages())
	})
	m.packs = newPacksRow(w)
	fields := newColumn(10, newHeading(texts.Of("label.messages")), newSmall(texts.Of("window.messages.intro")), m.packs.root)
	for _, key := range account.MessageKeys() {
		fields.Add(m.newRow(w, key))
	}
	fields.Add(inside(labelWidth, 0, 4, 0, newFlow(8, m.restoreAll)))
	beside := &sideBySide{}
	m.sides = container.New(beside, limited(fields))
	page := newPage(pageMargin, m.sides)
	m.root.Layout, m.root.Objects = page.Layout, page.Objects
	beside.scroll = m.root.Objects[0].(*container.Scroll)
	beside.scroll.OnScrolled = func(fyne.Position) { beside.follow(m.sides.Objects, m.sides.Size()) }
	m.preview = newPreview(w)
	m.setPreview(m.preview.root, m.preview.show)
	w.fill()
	w.refresh()
}

func (m *messagesTab) newRow(w *Window, key account.MessageKey) fyne.CanvasObject {
	input := w.newInput(key.Field())
	if !key.Typed() {
		input = newMultiLineEntry(w, messageRows(key))
		input.OnChanged = func(text string) { w.typed(key.Field(), text) }
	}
	restore := newButton(texts.Of("window.messages.restore"), theme.ContentUndoIcon(), w, func() {
		w.setMessages(w.draft.Current.Messages.With(key, account.DefaultMessages().Text(key)))
		w.focusField(key.Field())
	})
	restore.Importance = widget.LowImportance
	m.restore[key] = restore
	f := w.newField(key.Field(), input, restore, w.newCopy(key.Field()))
	m.remedies[key] = newRemedyRow(w, key)
	return newColumn(0, f.row, m.remedies[key].Container)
}

// messageRows is how many lines of a message are seen at once.
func messageRows(key account.MessageKey) int {
	if key == account.Invitation {
		return 3
	}
	return 1
}

// refresh shows what can be restored and mended, and tells the preview.
func (m *messagesTab) refresh(w *Window) {
	if !m.furnished {
		return
	}
	messages, defaults := w.draft.Current.Messages, account.DefaultMessages()
	for key, row := range m.remedies {
		row.refresh(key, messages, w.shown)
	}
	if w.messagesShown() {
		// It asks for the fonts of other scripts, which takes memory and time.
		m.packs.refresh(w)
	}
	for key, restore := range m.restore {
		if messages.Text(key) == defaults.Text(key) {
			restore.Hide()
		} else {
			restore.Show()
		}
	}
	m.restoreAll.setEnabled(messages != defaults)
	if m.changed != nil {
		m.changed(messages)
	}
}

// setPreview puts an object beside the fields; changed is told of the messages
// now and after every change.
func (m *messagesTab) setPreview(preview fyne.CanvasObject, changed func(account.Messages)) {
	m.changed = changed
	m.sides.Objects = append(m.sides.Objects[:1:1], preview)
	m.sides.Refresh()
}

// setMessages replaces the messages in the form.
func (w *Window) setMessages(messages account.Messages) {
	w.draft.Current.Messages = messages
	w.fill()
	w.edited(account.Field(""))
}

// foldBelow is the width below which the preview goes under the fields.
const foldBelow = 960

// sideBySide places a second object beside the first, or below it where the
// width does not suffice for both. Beside the first it stays in sight while the
// first scrolls.
type sideBySide struct {
	width  float32
	scroll *container.Scroll
}

const (
	sideGap    = 28
	pageMargin = 12
)

// Layout implements fyne.Layout.
func (s *sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	if len(objects) == 1 {
		objects[0].Resize(fyne.NewSize(size.Width, heightAt(objects[0], size.Width)))
		return
	}
	first, second := objects[0], objects[1]
	if s.width < foldBelow {
		top := heightAt(first, size.Width)
		first.Resize(fyne.NewSize(size.Width, top))
		second.Resize(fyne.NewSize(size.Width, heightAt(second, size.Width)))
		second.Move(fyne.NewPos(0, top+sideGap))
		return
	}
	left := min(formWidth, (size.Width-sideGap)/2)
	right := min(formWidth, size.Width-left-sideGap)
	first.Resize(fyne.NewSize(left, heightAt(first, left)))
	second.Resize(fyne.NewSize(right, max(heightAt(second, right), s.scroll.Size().Height-2*pageMargin)))
	second.Move(fyne.NewPos(left+sideGap, 0))
	s.follow(objects, size)
}

// follow keeps the second object in sight, as far as there is room for it.
func (s *sideBySide) follow(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) < 2 || s.width < foldBelow {
		return
	}
	second := objects[1]
	y := max(0, min(s.scroll.Offset.Y, size.Height-second.Size().Height))
	second.Move(fyne.NewPos(second.Position().X, y))
}

// MinSize implements fyne.Layout.
func (s *sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first := objects[0].MinSize()
	if len(objects) == 1 {
		return first
	}
	second := objects[1].MinSize()
	if s.width >= foldBelow {
		return fyne.NewSize(0, max(first.Height, second.Height))
	}
	return fyne.NewSize(max(first.Width, second.Width), first.Height+sideGap+second.Height)
}
