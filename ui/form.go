package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// fill shows the draft's values in the widgets. The secret is not among them.
func (w *Window) fill() {
	w.filling = true
	for key, f := range w.fields {
		if key != account.FieldClientSecret {
			f.show(w.draft.Current.Value(key))
		}
	}
	w.filling = false
}

// typed takes a value from a widget.
func (w *Window) typed(key account.Field, value string) {
	if w.filling || w.mode != modeAccount || w.draft.Current.Value(key) == value {
		return
	}
	w.draft.Current = w.draft.Current.With(key, value)
	w.edited(key)
}

// edited follows a change of a field: what was said about it no longer holds,
// a mended fault goes at once, and a new one waits for a pause in typing.
func (w *Window) edited(key account.Field) {
	delete(w.blame, key)
	delete(w.notices, key)
	now := account.Validate(w.draft.Current, w.draft.Secret)
	w.shown = account.Findings{
		Errors:   stillTrue(w.shown.Errors, now.Error),
		Warnings: stillTrue(w.shown.Warnings, now.Warning),
	}
	w.pause()
	w.pause = w.options.Scheduler.After(typingPause, func() {
		w.settle()
		w.refresh()
	})
	w.refresh()
}

// stillTrue keeps the findings whose field still has one, in its present words.
func stillTrue(findings []account.Finding, now func(account.Field) string) []account.Finding {
	var kept []account.Finding
	for _, finding := range findings {
		if message := now(finding.Field); message != "" {
			kept = append(kept, account.Finding{Field: finding.Field, Message: message})
		}
	}
	return kept
}

// settle shows what the rules say now.
func (w *Window) settle() {
	w.pause()
	w.shown = account.Findings{}
	if w.mode == modeAccount {
		w.shown = account.Validate(w.draft.Current, w.draft.Secret)
	}
}

func (w *Window) clearMarks() {
	w.shown = account.Findings{}
	w.blame = map[account.Field]string{}
	w.notices = map[account.Field]string{}
}

// refreshNotes shows at every field the one thing that matters most about it,
// and opens what hides a field that needs attention.
func (w *Window) refreshNotes() {
	faults := map[bool]int{}
	for key, f := range w.fields {
		t, text := w.noteWithFonts(key)
		f.say(t, text)
		_, isMessage := key.Message()
		if t == toneFault && text != "" {
			faults[isMessage]++
		}
		if isAdvanced(key) && text != "" && (t == toneFault || t == toneWarning) && !w.properties.advanced.inner.Visible() {
			w.properties.advanced.unfold(true)
		}
	}
	if !w.messages.furnished {
		for _, fault := range w.shown.Errors {
			if _, isMessage := fault.Field.Message(); isMessage {
				faults[true]++
			}
		}
	}
	w.refreshTab(0, texts.Of("window.tab.properties"), faults[false])
	w.refreshTab(1, texts.Of("window.tab.messages"), faults[true])
}

// refreshTab counts the faults of a tab in its title, so that they are seen
// from the other tab.
func (w *Window) refreshTab(index int, title string, faults int) {
	if faults > 0 {
		title = texts.Of("window.tab.faults", "tab", title, "count", faults)
	}
	if w.tabs.Items[index].Text != title {
		w.tabs.Items[index].Text = title
		w.tabs.Refresh()
	}
}

// noteOf returns what is to be said about a field.
func (w *Window) noteOf(key account.Field) (tone, string) {
	fault := w.shown.Error(key)
	if key == account.FieldClientSecret && fault == "" && w.draft.Secret.Mode == account.SecretKeep {
		fault = w.shown.Error(account.FieldSecretItem)
	}
	switch {
	case fault != "":
		return toneFault, fault
	case w.blame[key] != "":
		return toneFault, w.blame[key]
	case w.notices[key] != "":
		return toneInfo, w.notices[key]
	case w.shown.Warning(key) != "":
		return toneWarning, w.shown.Warning(key)
	case key == account.FieldClientSecret && w.draft.Secret.Mode == account.SecretKeep:
		return toneWarning, w.secretNote()
	}
	return toneInfo, ""
}

// secretNote says what is wrong with the stored secret, if anything is known to be.
func (w *Window) secretNote() string {
	switch {
	case w.secretFault != "":
		return w.secretFault
	case w.secretState == secretIsMissing:
		return texts.Of("window.secret.elsewhere")
	}
	return ""
}

// refresh derives what the tab shows beside the values.
func (p *propertiesTab) refresh(w *Window) {
	p.secret.refresh(w.draft.Secret, w.secretState)
	p.test.refresh(w)
	words := account.ExpiryText(w.draft.Current.SecretExpires, w.options.Now())
	if p.expires.Text != words {
		p.expires.SetText(words)
	}
	show(p.expires, words != "")
}

// focusField brings a field into sight and gives it the focus.
func (w *Window) focusField(key account.Field) {
	_, isMessage := key.Message()
	if isMessage {
		w.messages.furnish(w)
	}
	f, known := w.fields[key]
	if !known {
		return
	}
	if isMessage {
		w.tabs.SelectIndex(1)
	} else {
		w.tabs.SelectIndex(0)
	}
	if isAdvanced(key) {
		w.properties.advanced.unfold(true)
	}
	w.canvas.Focus(f.focusable())
}

// selectTab shows one of the tabs and goes to its first field.
func (w *Window) selectTab(index int) {
	if w.mode != modeAccount || w.dialogs.open != nil || w.canvas.Overlays().Top() != nil {
		return
	}
	first := []account.Field{account.FieldName, account.PartyJoined.Field()}
	if w.tabs.SelectedIndex() != index {
		w.focusField(first[index])
	}
}

// reached scrolls a part of the form into sight.
func (w *Window) reached(control fyne.CanvasObject) {
	for _, tab := range []*fyne.Container{w.properties.root, w.messages.root} {
		if scroll := tab.Objects[0].(*container.Scroll); holds(scroll.Content, control) {
			scrollTo(scroll, control)
		}
	}
}

// holds reports whether an object is part of another.
func holds(whole, part fyne.CanvasObject) bool {
	if whole == part {
		return true
	}
	switch o := whole.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			if holds(child, part) {
				return true
			}
		}
	case *container.ThemeOverride:
		return holds(o.Content, part)
	}
	return false
}

// scrollTo scrolls just as far as needed to show the control and what is said
// below it.
func scrollTo(scroll *container.Scroll, control fyne.CanvasObject) {
	const below = 44
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(control).Y - driver.AbsolutePositionForObject(scroll.Content).Y
	bottom := top + control.Size().Height + below
	offset := scroll.Offset.Y
	if bottom > offset+scroll.Size().Height {
		offset = bottom - scroll.Size().Height
	}
	offset = max(0, min(offset, top-8))
	if offset != scroll.Offset.Y {
		scroll.Offset.Y = offset
		scroll.Refresh()
		if scroll.OnScrolled != nil {
			scroll.OnScrolled(scroll.Offset)
		}
	}
}
