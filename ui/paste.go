package ui

import (
	"strings"

	"teamsaccount/account"
	"teamsaccount/account/paste"
	"teamsaccount/assets/texts"
)

// pasted looks at what is pasted into a property. A block that names several
// fields fills them all; a single value loses what copying added to it. The
// person is told of either.
func (w *Window) pasted(key account.Field, text string) (insert string, handled bool) {
	if _, isMessage := key.Message(); !isMessage && w.pastedBlock(text) {
		return "", true
	}
	cleaned, removed := account.Clean(key, text)
	if removed {
		// Told after the insertion, which clears what was said about the field.
		defer w.options.Scheduler.UI(func() {
			w.notices[key] = texts.Of("window.paste.cleaned")
			w.refresh()
		})
	}
	return cleaned, false
}

// pastedBlock fills the fields that a pasted block names.
func (w *Window) pastedBlock(text string) bool {
	block := paste.Read(text)
	if !block.Block() {
		return false
	}
	labels := []string{}
	for _, field := range block.Fields {
		labels = append(labels, field.Label())
		delete(w.blame, field)
	}
	w.draft = block.Fill(w.draft)
	w.fill()
	if secret := block.Value(account.FieldClientSecret); secret != "" {
		w.properties.secret.input.SetText(secret)
	}
	w.settle()
	for _, field := range block.Fields {
		w.notices[field] = texts.Of("window.paste.filled.one")
	}
	w.notices[block.Fields[0]] = texts.Of("window.paste.filled", "fields", strings.Join(labels, ", "))
	w.refresh()
	return true
}
