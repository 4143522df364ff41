package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/account"
	"teamsaccount/assets/packs"
	"teamsaccount/assets/texts"
)

// packsRow offers the seven texts in other languages and from files. What it
// puts into the form is an edit like any other: nothing is saved before Apply.
type packsRow struct {
	root *fyne.Container
	pick *choice
	// said tells what was put into the form, and undo takes it out again.
	said   *note
	undo   *fyne.Container
	before account.Messages
	after  account.Messages

	offers []packOffer
}

// packOffer is one language pack.
type packOffer struct {
	code, name string
	messages   account.Messages
}

func newPacksRow(w *Window) *packsRow {
	r := &packsRow{offers: packOffers(), said: newNote()}
	names := []string{}
	for _, offer := range r.offers {
		names = append(names, offer.name)
	}
	r.pick = newChoice(names, w, func(label string) { r.choose(w, label) })
	r.pick.PlaceHolder = texts.Of("preview.packs")
	row := newFlow(6, r.pick)
	if w.options.Packs != nil {
		row.Add(quiet(newButton(texts.Of("preview.packs.load"), theme.FolderOpenIcon(), w, w.guarded(w.askLoadPack))))
		row.Add(quiet(newButton(texts.Of("preview.packs.save"), theme.DocumentSaveIcon(), w, w.guarded(w.askSavePack))))
	}
	undo := newButton(texts.Of("preview.packs.undo"), theme.ContentUndoIcon(), w, func() { w.setMessages(r.before) })
	r.undo = newLine(0, w.small(r.said.Container), quiet(undo))
	r.undo.Hide()
	r.root = newColumn(2, row, r.undo)
	return r
}

// packOffers reads the packs that ship with the program. A fault in one is a
// fault of the build, which the tests of package packs find.
func packOffers() []packOffer {
	var offers []packOffer
	for _, pack := range packs.All() {
		if messages, err := account.MessagesFrom(pack.Messages); err == nil {
			offers = append(offers, packOffer{pack.Code, pack.Name, messages})
		}
	}
	return offers
}

// label is the language's name in that language; where no font here can draw
// it, its English name stands beside it.
func (o packOffer) label(g *glyphs) string {
	if len(g.missing(o.name)) == 0 {
		return o.name
	}
	return texts.Of("preview.language."+o.code) + " (" + o.name + ")"
}

func (r *packsRow) choose(w *Window, label string) {
	for i, name := range r.pick.Options {
		if name == label && r.offers[i].messages != w.draft.Current.Messages {
			w.offerMessages(r.offers[i].messages, texts.Of("preview.packs.chosen", "language", label))
			return
		}
	}
}

// offerMessages puts messages into the form and says how to take them back.
func (w *Window) offerMessages(m account.Messages, saying string) {
	r := w.messages.packs
	r.before, r.after = w.draft.Current.Messages, m
	r.said.say(toneInfo, saying)
	w.setMessages(m)
	w.settle()
	w.refresh()
}

// refresh shows which pack the texts are, if they are one. What was said about
// a pack goes with the next edit.
func (r *packsRow) refresh(w *Window) {
	m, selected := w.draft.Current.Messages, ""
	for i, offer := range r.offers {
		r.pick.Options[i] = offer.label(w.glyphs)
		if offer.messages == m {
			selected = r.pick.Options[i]
		}
	}
	if r.pick.Selected != selected {
		r.pick.Selected = selected
		r.pick.Refresh()
	}
	show(r.undo, r.before != r.after && m == r.after && w.draft.Dirty())
}

// forget takes back the offer to undo.
func (r *packsRow) forget() { r.before, r.after = account.Messages{}, account.Messages{} }

// askSavePack asks where to write the seven texts as they stand in the fields.
func (w *Window) askSavePack() {
	if w.options.Packs == nil || w.mode != modeAccount {
		return
	}
	w.askPath(pathQuestion{
		title: texts.Of("preview.packs.save.title"), text: texts.Of("preview.packs.save.text"),
		action: texts.Of("preview.packs.save.action"), path: w.beside("system-messages.json"), saving: true,
		then: func(path string) {
			packs, document, m := w.options.Packs, w.opened.Path, w.draft.Current.Messages
			w.writeFile(path, packs.Exists, func(ctx context.Context, overwrite bool) error {
				return packs.Save(ctx, path, document, m, overwrite)
			})
		},
	})
}

// askLoadPack asks for a file with the seven texts.
func (w *Window) askLoadPack() {
	if w.options.Packs == nil || w.mode != modeAccount {
		return
	}
	w.askPath(pathQuestion{
		title: texts.Of("preview.packs.load.title"), text: texts.Of("preview.packs.load.text"),
		action: texts.Of("preview.packs.load.action"), path: w.beside(""), then: w.loadPack,
	})
}

// loadPack reads the file in the background and puts its texts into the form.
func (w *Window) loadPack(path string) {
	packs, edition := w.options.Packs, w.edition
	run(w.work, &job{waiting: texts.Of("window.waiting.file"), dropped: w.refresh},
		func(ctx context.Context) (account.Messages, error) { return packs.Load(ctx, path) },
		func(m account.Messages, err error) {
			switch {
			case err != nil:
				w.showProblem(texts.Of("preview.packs.load.failed"), err)
			case w.edition == edition && w.mode == modeAccount:
				w.offerMessages(m, texts.Of("preview.packs.loaded", "file", filepath.Base(path)))
			}
		})
}
