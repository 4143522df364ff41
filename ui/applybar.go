package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// applyBar stands at the bottom of the window always. It says what waits to be
// applied, or what the window waits for.
type applyBar struct {
	root     *fyne.Container
	activity *widget.Activity
	text     *widget.Label
	giveUp   *button
	revert   *button
	apply    *button
}

func newApplyBar(w *Window) *applyBar {
	b := &applyBar{
		activity: widget.NewActivity(),
		text:     newText(""),
		giveUp:   newButton(texts.Of("window.cancel"), nil, w, func() { w.escape() }),
		revert:   newButton(texts.Of("window.revert"), nil, w, w.askRevert),
		apply:    newButton(texts.Of("window.apply"), nil, w, func() { w.apply(nil) }),
	}
	row := newLine(1, b.activity, b.text, b.giveUp, b.revert, b.apply)
	row.Layout.(*line).gap = 8
	b.root = newColumn(0, widget.NewSeparator(), inside(16, 12, 6, 6, row))
	b.activity.Hide()
	return b
}

// refresh derives the bar from the state of the window.
func (b *applyBar) refresh(w *Window) {
	waiting, cancelling := w.waitingFor()
	dirty := w.mode == modeAccount && w.draft.Dirty()
	idle := !w.work.busy()
	b.apply.setEnabled(dirty && idle)
	b.revert.setEnabled(dirty && idle)
	b.apply.setImportance(widget.MediumImportance)
	if dirty {
		b.apply.setImportance(widget.HighImportance)
	}
	show(b.activity, waiting != "")
	show(b.giveUp, waiting != "" && !cancelling)
	text := waiting
	switch {
	case waiting != "":
		b.activity.Start()
	default:
		b.activity.Stop()
		text = w.changesText()
	}
	if b.text.Text != text {
		b.text.SetText(text)
	}
}

// changesText says how much waits to be applied.
func (w *Window) changesText() string {
	if w.mode != modeAccount || !w.draft.Dirty() {
		return ""
	}
	if w.adding() {
		return texts.Of("window.changes.new")
	}
	count := len(w.draft.Changes())
	if count == 1 {
		return texts.Of("window.changes.one", "field", w.draft.Changes()[0].Label())
	}
	return texts.Of("window.changes.many", "count", count)
}

// waitingFor returns the sentence about slow work, and whether that work is
// being cancelled already; empty while nothing is slow.
func (w *Window) waitingFor() (text string, cancelling bool) {
	for _, worker := range []*worker{w.work, w.probe} {
		if j := worker.job; j != nil && j.slow && !j.test {
			if j.cancelling {
				return texts.Of("window.waiting.cancelling"), true
			}
			return j.waiting, false
		}
	}
	return "", false
}

// adding says that the account in the form is new and was never applied.
func (w *Window) adding() bool { return w.mode == modeAccount && !w.opened.Present }

func show(object fyne.CanvasObject, visible bool) {
	if visible {
		object.Show()
	} else {
		object.Hide()
	}
}

// askRevert drops the edits; a new account it drops only once the person said so.
func (w *Window) askRevert() {
	if w.mode != modeAccount || w.work.busy() || !w.draft.Dirty() {
		return
	}
	if !w.adding() {
		w.revert()
		return
	}
	s := w.dialogs.newSheet(texts.Of("window.discardNew.title"), newText(texts.Of("window.discardNew.text")))
	s.add(texts.Of("window.keep"), nil)
	s.addMain(texts.Of("window.discard"), w.revert)
	s.show()
}

func (w *Window) revert() {
	if w.adding() {
		w.present(w.opened)
		return
	}
	w.draft = w.draft.Revert()
	w.forgetSecret()
	w.clearMarks()
	w.fill()
	w.settle()
	w.refresh()
}

// forgetSecret takes a typed secret out of the window.
func (w *Window) forgetSecret() {
	w.filling = true
	w.properties.secret.input.forget()
	w.filling = false
	w.draft.Secret = account.SecretEdit{}
}
