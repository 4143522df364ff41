package ui

import (
	"context"
	"path/filepath"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/packs"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/task"
)

// languages offers the seven texts in other languages and from files. What it
// puts into the form is a change like any other: nothing is saved before Apply.
type languages struct {
	*session
	files  fileWriter
	offers []languagePack
	// chosen says what was put into the form, and after are those texts.
	chosen string
	after  account.Messages
}

// languagePack is the seven texts in one language.
type languagePack struct {
	code, name string
	messages   account.Messages
}

// languagePacks reads the packs that ship with the program. A fault in one is a
// fault of the build, which the tests of package packs find.
func languagePacks() []languagePack {
	var offers []languagePack
	for _, pack := range packs.All() {
		if messages, err := account.MessagesFrom(pack.Messages); err == nil {
			offers = append(offers, languagePack{pack.Code, pack.Name, messages})
		}
	}
	return offers
}

// label is the language's name in that language; where no font here can draw
// it, its English name.
func (l languagePack) label(drawn bool) string {
	if drawn {
		return l.name
	}
	return englishName(l.code)
}

func englishName(code string) string {
	switch code {
	case "en":
		return texts.Of("preview.language.en")
	case "de":
		return texts.Of("preview.language.de")
	case "es":
		return texts.Of("preview.language.es")
	case "fr":
		return texts.Of("preview.language.fr")
	case "pt":
		return texts.Of("preview.language.pt")
	case "ja":
		return texts.Of("preview.language.ja")
	}
	return code
}

// languages lists the names of the languages, and the one that the texts are
// in; empty for texts of one's own. draws reports what can be drawn here.
func (t *languages) languages(draws func(string) bool) (labels []string, present string) {
	for _, offer := range t.offers {
		labels = append(labels, offer.label(draws(offer.name)))
		if offer.messages == t.form.Draft().Current.Messages {
			present = labels[len(labels)-1]
		}
	}
	return labels, present
}

// choose puts the texts of a language into the form.
func (t *languages) choose(language int) {
	offer := t.offers[language]
	if offer.messages != t.form.Draft().Current.Messages {
		t.fill(offer.messages, texts.Of("preview.packs.chosen", "language", englishName(offer.code)))
	}
}

// fill puts messages into the form and says how to take them back.
func (t *languages) fill(messages account.Messages, said string) {
	t.form.SetMessages(editing.ActionPack, messages)
	t.chosen, t.after = said, messages
	t.refresh()
}

// undo takes back what was put into the form.
func (t *languages) undo() {
	t.form.Undo()
	t.refresh()
}

// undoable says what was put into the form, as long as it still stands there
// and is not applied.
func (t *languages) undoable() string {
	last, is := t.form.CanUndo()
	if !is || last != editing.ActionPack || t.form.Draft().Current.Messages != t.after || !t.form.Dirty() {
		return ""
	}
	return t.chosen
}

// askSave asks where to write the seven texts as they stand in the fields.
func (t *languages) askSave() {
	if t.mode != modeAccount {
		return
	}
	t.dialogs.AskPath(dialog.PathQuestion{
		Title: texts.Of("preview.packs.save.title"), Text: texts.Of("preview.packs.save.text"),
		Action: texts.Of("preview.packs.save.action"), Path: filepath.Join(t.options.Documents, "system-messages.json"), Saving: true,
		Then: func(path string) {
			files, document, messages := t.options.Packs, t.opened.Path, t.form.Draft().Current.Messages
			t.files.write(path, files.Exists, func(ctx context.Context, overwrite bool) error {
				return files.Save(ctx, path, document, messages, overwrite)
			})
		},
	})
}

// askLoad asks for a file with the seven texts.
func (t *languages) askLoad() {
	if t.mode != modeAccount {
		return
	}
	t.dialogs.AskPath(dialog.PathQuestion{
		Title: texts.Of("preview.packs.load.title"), Text: texts.Of("preview.packs.load.text"),
		Action: texts.Of("preview.packs.load.action"), Path: t.options.Documents + string(filepath.Separator), Then: t.load,
	})
}

// load reads the file in the background and puts its texts into the form.
func (t *languages) load(path string) {
	files, edition := t.options.Packs, t.edition
	task.Run(t.work, t.readingJob(texts.Of("window.waiting.file")),
		func(ctx context.Context) (account.Messages, error) { return files.Load(ctx, path) },
		func(messages account.Messages, err error) {
			switch {
			case err != nil:
				t.tellProblem(texts.Of("preview.packs.load.failed"), err)
			case t.edition == edition && t.mode == modeAccount:
				t.fill(messages, texts.Of("preview.packs.loaded", "file", filepath.Base(path)))
			}
		})
}
