package ui

import (
	"context"
	"path/filepath"
	"unicode/utf8"

	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
)

// beside returns a path in the folder of the open document.
func (w *Window) beside(name string) string {
	return filepath.Join(filepath.Dir(w.opened.Path), name)
}

// askExport asks where to write a hand-over file without the secret.
func (w *Window) askExport() {
	if w.options.Handover == nil || !w.opened.Present {
		return
	}
	w.askPath(pathQuestion{
		title: texts.Of("window.export.title"), text: w.exportText("window.export.text"), action: texts.Of("window.export"),
		path: w.beside("handover.json"), saving: true,
		then: func(path string) {
			handover, opened := w.options.Handover, w.opened
			w.writeFile(path, handover.Exists, func(ctx context.Context, overwrite bool) error {
				return handover.Export(ctx, path, opened, overwrite)
			})
		},
	})
}

// exportText says what is written; edits that wait are not.
func (w *Window) exportText(key string) string {
	text := texts.Of(key)
	if w.draft.Dirty() {
		text += " " + texts.Of("window.export.applied")
	}
	return text
}

// askSeal asks where to write a sealed hand-over file, then for its passphrase.
func (w *Window) askSeal() {
	if w.options.Handover == nil || !w.opened.Present {
		return
	}
	w.askPath(pathQuestion{
		title: texts.Of("window.seal.title"), text: w.exportText("window.seal.text"), action: texts.Of("window.next"),
		path: w.beside("handover.age"), saving: true,
		then: func(path string) {
			w.askNewPassphrase(func(passphrase string) {
				handover, opened := w.options.Handover, w.opened
				w.writeFile(path, handover.Exists, func(ctx context.Context, overwrite bool) error {
					return handover.Seal(ctx, path, opened, passphrase, overwrite)
				})
			})
		},
	})
}

// askNewPassphrase asks for a passphrase twice.
func (w *Window) askNewPassphrase(then func(string)) {
	s := w.dialogs.newSheet(texts.Of("window.passphrase.new"), newText(texts.Of("window.passphrase.new.text", "count", MinPassphrase)))
	first, second := newPassphrase(s), newPassphrase(s)
	verdict := newNote()
	s.body = append(s.body, newText(texts.Of("window.passphrase")), indented(first),
		newText(texts.Of("window.passphrase.again")), indented(second), verdict.Container)
	s.add(texts.Of("window.cancel"), nil)
	s.addMain(texts.Of("window.seal"), func() { then(first.Text) })
	s.main.Disable()
	judge := func(string) {
		short := utf8.RuneCountInString(first.Text) < MinPassphrase
		s.main.setEnabled(!short && first.Text == second.Text)
		switch {
		case first.Text != "" && short:
			verdict.say(toneWarning, texts.Of("window.passphrase.short", "count", MinPassphrase))
		case second.Text != "" && first.Text != second.Text:
			verdict.say(toneWarning, texts.Of("window.passphrase.differ"))
		default:
			verdict.say(toneInfo, "")
		}
		s.fit()
	}
	first.OnChanged, second.OnChanged = judge, judge
	s.focus = first
	s.show()
}

func newPassphrase(s *sheet) *entry {
	e := newEntry(s)
	e.Password = true
	return e
}

// askImport asks for a hand-over file.
func (w *Window) askImport() {
	if w.options.Handover == nil || w.mode != modeEmpty && w.mode != modeAccount {
		return
	}
	w.settleEdits(texts.Of("window.leave.document"), func() {
		w.askPath(pathQuestion{
			title: texts.Of("window.import.title"), text: texts.Of("window.import.text"), action: texts.Of("window.next"),
			path: w.beside(""), then: w.importFrom,
		})
	})
}

// importFrom asks for the passphrase where the file is sealed.
func (w *Window) importFrom(path string) {
	handover := w.options.Handover
	run(w.work, &job{waiting: texts.Of("window.waiting.file"), dropped: w.refresh},
		func(ctx context.Context) (bool, error) { return handover.Sealed(ctx, path) },
		func(sealed bool, err error) {
			switch {
			case err != nil:
				w.showProblem(texts.Of("window.import.failed"), err)
			case sealed:
				w.askPassphrase(path, "")
			default:
				w.readHandover(path, "")
			}
		})
}

// askPassphrase asks for the passphrase of a sealed file; fault says what was
// wrong with the last one.
func (w *Window) askPassphrase(path, fault string) {
	s := w.dialogs.newSheet(texts.Of("window.passphrase.title"),
		newText(texts.Of("window.passphrase.text", "file", filepath.Base(path))))
	if fault != "" {
		s.body = append(s.body, newSaying(toneFault, fault).Container)
	}
	passphrase := newPassphrase(s)
	s.body = append(s.body, indented(passphrase))
	s.add(texts.Of("window.cancel"), nil)
	s.addMain(texts.Of("window.import"), func() { w.readHandover(path, passphrase.Text) })
	s.focus = passphrase
	s.show()
}

// handedOver is what a hand-over file holds.
type handedOver struct {
	account account.Account
	secret  string
}

// GoString never tells the secret.
func (h handedOver) GoString() string { return "hand-over of account " + h.account.ID }

// String never tells the secret.
func (h handedOver) String() string { return h.GoString() }

func (w *Window) readHandover(path, passphrase string) {
	handover := w.options.Handover
	run(w.work, &job{waiting: texts.Of("window.waiting.unseal"), dropped: w.refresh},
		func(ctx context.Context) (handedOver, error) {
			a, secret, err := handover.Read(ctx, path, passphrase)
			return handedOver{a, secret}, err
		},
		func(read handedOver, err error) {
			switch {
			case err != nil && passphrase != "":
				w.askPassphrase(path, sentence(err))
			case err != nil:
				w.showProblem(texts.Of("window.import.failed"), err)
			case w.opened.Present && w.opened.Account.ID != read.account.ID:
				w.askImportOver(read)
			default:
				w.importAccount(read, false)
			}
		})
}

// askImportOver says what it means to put another account in the place of the
// present one.
func (w *Window) askImportOver(read handedOver) {
	s := w.dialogs.newSheet(texts.Of("window.import.over.title"), newText(texts.Of("service.importOver")))
	replace := s.add(texts.Of("window.import.over"), func() { w.importAccount(read, true) })
	replace.Importance = widget.DangerImportance
	s.addMain(texts.Of("window.cancel"), nil)
	s.show()
}

func (w *Window) importAccount(read handedOver, replace bool) {
	s, opened := w.options.Service, w.opened
	run(w.work, &job{waiting: texts.Of("window.waiting.keychain")}, func(ctx context.Context) (service.Opened, error) {
		return s.Import(ctx, opened, read.account, read.secret, replace)
	}, func(after service.Opened, err error) {
		switch {
		case cancelled(err):
			w.refresh()
		case account.IsProblem(err, account.ProblemChanged):
			w.askReload(err)
		case err != nil:
			w.showProblem(texts.Of("window.import.failed"), err)
		default:
			w.present(after)
			w.bars.notices = append(after.Notices, texts.Of("window.import.done", "name", after.Account.Name))
			w.refresh()
			if opened.Deleted && !opened.Present || replace {
				w.remindUsers()
			}
		}
	})
}
