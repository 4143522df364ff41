package ui

import (
	"context"
	"path/filepath"
	"strings"

	"teamsaccount/account"
	"teamsaccount/account/handover"
	"teamsaccount/account/reminder"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
)

// typist shows and writes what somebody types by hand from the applied account:
// into the contact center's own screen, or into a calendar.
type typist struct {
	*session
	files fileWriter
	// done are the values that were ticked as typed.
	done map[account.Field]string
}

// possible reports whether there is an applied account.
func (t *typist) possible() bool { return t.mode == modeAccount && t.opened.Present }

func (t *typist) sheet() handover.Sheet {
	o := t.opened
	return handover.NewSheet(o.Account, o.Record, o.Untested(), t.options.Now())
}

// show shows the sheet. Ticks stay as long as the window does, and go with the
// value that they stand for.
func (t *typist) show() {
	if !t.possible() {
		return
	}
	sheet := t.sheet()
	groups := [][]handover.SheetLine{sheet.Properties, sheet.Messages}
	shown := dialog.TypingSheet{
		Title: sheet.Title, Intro: t.withoutChanges(sheet.Intro), Copy: t.options.Clipboard.SetContent,
		Groups: []dialog.TypingGroup{
			{Title: sheet.PropertiesTitle, Lines: t.lines(sheet.Properties)},
			{Title: sheet.MessagesTitle, Lines: t.lines(sheet.Messages)},
		},
		Ticked: func(group, line int, done bool) { t.tick(groups[group][line], done) },
	}
	if t.options.Handover != nil {
		shown.Save = t.askSave
	}
	t.dialogs.ShowTypingSheet(shown)
}

func (t *typist) lines(from []handover.SheetLine) []dialog.TypingLine {
	lines := make([]dialog.TypingLine, len(from))
	for i, line := range from {
		value, ticked := t.done[line.Field]
		lines[i] = dialog.TypingLine{Label: line.Label, Value: line.Value, Hint: line.Hint, Done: ticked && value == line.Value}
	}
	return lines
}

func (t *typist) tick(line handover.SheetLine, done bool) {
	if t.done == nil {
		t.done = map[account.Field]string{}
	}
	delete(t.done, line.Field)
	if done {
		t.done[line.Field] = line.Value
	}
}

// clear forgets the ticks of the document that was shown before.
func (t *typist) clear() { t.done = nil }

// askSave asks where to write the sheet: a page to print, or plain text.
func (t *typist) askSave() {
	sheet, opened := t.sheet(), t.opened
	t.askFile(texts.Of("window.typing.save.title"), texts.Of("window.typing.save.text"), ".html", func(path string) ([]byte, error) {
		if strings.EqualFold(filepath.Ext(path), ".txt") {
			return sheet.Text(), nil
		}
		return sheet.HTML(), nil
	}, opened.Path)
}

// canRemind reports whether the applied account has an end date of its secret.
func (t *typist) canRemind() bool {
	return t.possible() && t.options.Handover != nil && t.opened.Account.SecretExpires != ""
}

// askRemind asks where to write the calendar entry of the secret's end.
func (t *typist) askRemind() {
	if !t.canRemind() {
		return
	}
	opened, now := t.opened, t.options.Now()
	t.askFile(texts.Of("window.remindFile.title"), texts.Of("window.remindFile.text", "date", account.LongDate(opened.Account.SecretExpires)), ".ics",
		func(string) ([]byte, error) { return reminder.Calendar(opened.Account, now) }, opened.Path)
}

// askFile asks where to write a file that is made from the account.
func (t *typist) askFile(title, text, ending string, make func(path string) ([]byte, error), document string) {
	files := t.options.Handover
	t.dialogs.AskPath(dialog.PathQuestion{
		Title: title, Text: text, Action: texts.Of("window.save"), Path: t.inDocuments(ending), Saving: true,
		Then: func(path string) {
			t.files.write(path, files.Exists, func(_ context.Context, overwrite bool) error {
				content, err := make(path)
				if err != nil {
					return err
				}
				return files.Write(path, document, content, overwrite)
			})
		},
	})
}

// withoutChanges adds to a text that changes which wait are not part of it.
func (s *session) withoutChanges(text string) string {
	if s.form.Dirty() {
		text += " " + texts.Of("window.export.applied")
	}
	return text
}

// inDocuments returns a path in the person's folder for documents, named as the
// account, with this ending.
func (s *session) inDocuments(ending string) string {
	return filepath.Join(s.options.Documents, fileName(s.opened.Account.Name)+ending)
}

// fileName returns a name for a file that every system takes.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, strings.TrimSpace(name))
	if name = strings.Trim(name, " .-"); name == "" {
		return texts.Of("window.fileName")
	}
	return name
}
