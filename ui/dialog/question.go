package dialog

import (
	"time"

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

// MainCancel is Cancel where every other answer loses something.
func MainCancel() Answer { return Answer{Text: texts.Of("window.cancel"), Main: true} }

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

// AskDay shows the calendar of a month, in which a day is picked.
func (q *Queue) AskDay(title string, month time.Time, picked func(day time.Time)) {
	s := q.newSheet(title)
	// From the first of the month, for Fyne's calendar would step from 31
	// January to March. Noon is the same day wherever it is looked at.
	first := time.Date(month.Year(), month.Month(), 1, 12, 0, 0, 0, time.UTC)
	s.add(widget.NewCalendar(first, func(day time.Time) {
		s.close()
		picked(day)
	}))
	s.addMain(texts.Of("window.cancel"), nil)
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
	// Delete deletes; forget says that the history of the document goes too.
	Delete func(forget bool)
	// Replace offers a new secret instead.
	Replace func()
}

// Replacement is what is said before another account takes the place of the
// present one.
type Replacement struct {
	// Present is the name of the present account, which has to be typed in; an
	// account without a name needs no typing. Next is the name of the other.
	Present, Next string
	// Shares names the documents that share the present account's secret; it may
	// be empty.
	Shares  string
	Replace func()
}

// AskReplace says what it means to put another account in the place of the
// present one, and has the present one's name typed in.
func (q *Queue) AskReplace(r Replacement) {
	s := q.newSheet(texts.Of("window.import.over.title"), texts.Of("window.import.over.names", "present", named(r.Present), "next", named(r.Next)),
		texts.Of("window.import.over.text"))
	s.addShares(r.Shares)
	s.addButton(texts.Of("window.cancel"), nil)
	s.addMain(texts.Of("window.import.over"), r.Replace).Importance = widget.DangerImportance
	s.confirmByName(r.Present, texts.Of("window.import.over.confirm", "name", r.Present))
	s.show()
}

func (s *Sheet) addShares(files string) {
	if files != "" {
		s.add(control.Saying(editing.Warning, texts.Of("window.delete.shared", "files", files)))
	}
}

func named(name string) string {
	if name == "" {
		return texts.Of("window.accounts.unnamed")
	}
	return name
}

// confirmByName enables the main button only once the name is typed in; an
// empty name needs no typing, but then the main button is not the one that
// Enter presses.
func (s *Sheet) confirmByName(name, sentence string) {
	if name == "" {
		s.focus = s.buttons[0]
		return
	}
	typed := control.NewEntry(s)
	s.main.Disable()
	typed.OnChanged = func(text string) { s.main.SetEnabled(trimmed(text) == name) }
	s.add(control.Text(sentence), indented(typed))
	s.focus = typed
}

// AskDelete states what deleting means, offers the gentler way, and has the
// account's name typed in.
func (q *Queue) AskDelete(d Deletion) {
	s := q.newSheet(texts.Of("window.delete.title"), texts.Of("window.delete.text"), texts.Of("window.delete.gentler"))
	s.addShares(d.Shares)
	if d.Changes {
		s.add(control.Text(texts.Of("window.delete.edits")))
	}
	s.add(control.Text(texts.Of("window.delete.history")))
	forget := control.NewCheck(texts.Of("window.delete.forget"), s, nil)
	s.add(indented(forget))
	s.addButton(texts.Of("window.cancel"), nil)
	s.addButton(texts.Of("window.delete.replace"), d.Replace)
	s.addMain(texts.Of("window.delete"), func() { d.Delete(forget.Checked) }).Importance = widget.DangerImportance
	s.confirmByName(d.Name, texts.Of("window.delete.confirm", "name", d.Name))
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
