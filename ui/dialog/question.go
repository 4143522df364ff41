package dialog

import (
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
)

// Answer is a button of a question.
type Answer struct {
	Text string
	// Action is called after the dialog has closed; it may be nil.
	Action func()
	// Main says that the button has the focus and Enter presses it, Danger that
	// it destroys something.
	Main, Danger bool
}

// Cancel is the answer that changes nothing.
func Cancel() Answer { return Answer{Text: texts.Of("window.cancel")} }

// Ask shows a question: a title, sentences (empty ones are left out), and the
// answers from left to right. Escape is no answer.
func (q *Queue) Ask(title string, sentences []string, answers ...Answer) {
	s := q.newSheet(title, sentences...)
	for _, answer := range answers {
		var b *control.Button
		if answer.Main {
			b = s.addMain(answer.Text, answer.Action)
		} else {
			b = s.addButton(answer.Text, answer.Action)
		}
		if answer.Danger {
			b.Importance = widget.DangerImportance
		}
	}
	s.show()
}

// Tell shows sentences that need no answer; empty ones are left out.
func (q *Queue) Tell(title string, sentences ...string) {
	q.Ask(title, sentences, Answer{Text: texts.Of("window.close"), Main: true})
}

// Deletion is what is said before an account is deleted.
type Deletion struct {
	// Name has to be typed in; an account without a name needs no typing.
	Name string
	// Shares names the documents that share the account's secret; it may be empty.
	Shares string
	// Changes says that changes wait, which would be lost.
	Changes bool
	// Delete deletes, and Replace offers a new secret instead.
	Delete, Replace func()
}

// AskDelete states what deleting means, offers the gentler way, and has the
// account's name typed in.
func (q *Queue) AskDelete(d Deletion) {
	s := q.newSheet(texts.Of("window.delete.title"), texts.Of("window.delete.text"), texts.Of("window.delete.gentler"))
	if d.Shares != "" {
		s.add(control.Saying(editing.Warning, texts.Of("window.delete.shared", "files", d.Shares)))
	}
	if d.Changes {
		s.add(control.Text(texts.Of("window.delete.edits")))
	}
	typed := control.NewEntry(s)
	s.addButton(texts.Of("window.delete.replace"), d.Replace)
	s.addButton(texts.Of("window.cancel"), nil)
	s.addMain(texts.Of("window.delete"), d.Delete).Importance = widget.DangerImportance
	if d.Name != "" {
		s.main.Disable()
		typed.PlaceHolder = d.Name
		typed.OnChanged = func(text string) { s.main.SetEnabled(trimmed(text) == d.Name) }
		s.add(control.Text(texts.Of("window.delete.confirm", "name", d.Name)), indented(typed))
		s.focus = typed
	}
	s.show()
}

// Wait is a dialog that stays open while something is waited for.
type Wait struct {
	sheet *Sheet
	text  *widget.Label
}

// AskToWait opens a dialog with a sentence and a line that changes. cancel is
// called when the person gives up.
func (q *Queue) AskToWait(title, sentence string, cancel func()) *Wait {
	w := &Wait{sheet: q.newSheet(title, sentence), text: control.Text("")}
	w.sheet.add(w.text)
	w.sheet.escaped = cancel
	w.sheet.addMain(texts.Of("window.cancel"), cancel)
	w.sheet.show()
	return w
}

// Say shows a sentence in the line that changes.
func (w *Wait) Say(sentence string) { w.text.SetText(sentence) }

// Close takes the dialog away.
func (w *Wait) Close() { w.sheet.close() }
