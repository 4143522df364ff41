package ui

import (
	"strings"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// valueInForm returns what stands in a field now. The secret is there only
// while it is being typed.
func (w *Window) valueInForm(key account.Field) string {
	switch key {
	case account.FieldClientSecret:
		return w.draft.Secret.Value
	case account.FieldCloud:
		return cloudLabel(w.draft.Current.Cloud)
	}
	return w.draft.Current.Value(key)
}

// copyField puts a field's value on the clipboard and says so at the field.
func (w *Window) copyField(key account.Field) {
	if w.mode != modeAccount {
		return
	}
	value := w.valueInForm(key)
	switch {
	case value != "":
		w.options.Clipboard.SetContent(value)
		w.notices[key] = texts.Of("window.copy.done")
	case key == account.FieldClientSecret:
		w.notices[key] = texts.Of("window.copy.secret")
	default:
		w.notices[key] = texts.Of("window.copy.empty")
	}
	w.refresh()
	w.options.Scheduler.After(copiedFor, func() {
		delete(w.notices, key)
		w.refresh()
	})
}

// copyAll puts everything but the secret on the clipboard, in the order of the
// vendor's screen, because somebody types it there in the end.
func (w *Window) copyAll() {
	if w.mode != modeAccount {
		return
	}
	w.options.Clipboard.SetContent(w.allValues())
	w.bars.notices = []string{texts.Of("window.copy.allDone")}
	w.refresh()
}

func (w *Window) allValues() string {
	lines := []string{}
	add := func(key account.Field, value string) {
		lines = append(lines, key.Label()+": "+value)
	}
	for _, key := range account.Properties() {
		if key == account.FieldClientSecret {
			add(key, texts.Of("window.copy.notSecret"))
			continue
		}
		add(key, w.valueInForm(key))
	}
	lines = append(lines, "", texts.Of("label.messages"))
	for _, key := range account.MessageKeys() {
		add(key.Field(), w.draft.Current.Messages.Text(key))
	}
	return strings.Join(lines, "\n") + "\n"
}
