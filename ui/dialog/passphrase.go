package dialog

import (
	"strings"
	"unicode/utf8"

	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
)

// AskNewPassphrase asks for a passphrase of at least this many characters,
// twice.
func (q *Queue) AskNewPassphrase(least int, then func(passphrase string)) {
	s := q.newSheet(texts.Of("window.passphrase.new"), texts.Of("window.passphrase.new.text", "count", least))
	first, second, fault := newPassphrase(s), newPassphrase(s), control.NewNote()
	s.add(control.Text(texts.Of("window.passphrase")), indented(first),
		control.Text(texts.Of("window.passphrase.again")), indented(second), fault.Container)
	s.addButton(texts.Of("window.cancel"), nil)
	s.addMain(texts.Of("window.seal"), func() { then(first.Text) })
	s.main.Disable()
	check := func(string) {
		short := utf8.RuneCountInString(first.Text) < least
		s.main.SetEnabled(!short && first.Text == second.Text)
		switch {
		case first.Text != "" && short:
			fault.Say(editing.Warning, texts.Of("window.passphrase.short", "count", least))
		case second.Text != "" && first.Text != second.Text:
			fault.Say(editing.Warning, texts.Of("window.passphrase.differ"))
		default:
			fault.Say(editing.Info, "")
		}
		s.fit()
	}
	first.OnChanged, second.OnChanged = check, check
	s.focus = first
	s.show()
}

// AskPassphrase asks for the passphrase of a sealed file, by its name; fault
// says what was wrong with the last one, or is empty.
func (q *Queue) AskPassphrase(file, fault string, then func(passphrase string)) {
	s := q.newSheet(texts.Of("window.passphrase.title"), texts.Of("window.passphrase.text", "file", file))
	if fault != "" {
		s.add(control.Saying(editing.Fault, fault))
	}
	passphrase := newPassphrase(s)
	s.add(indented(passphrase))
	s.addButton(texts.Of("window.cancel"), nil)
	s.addMain(texts.Of("window.import"), func() { then(passphrase.Text) })
	s.focus = passphrase
	s.show()
}

func newPassphrase(s *Sheet) *control.Entry {
	e := control.NewEntry(s)
	e.Password, e.Private = true, true
	return e
}

func trimmed(text string) string { return strings.TrimSpace(text) }
