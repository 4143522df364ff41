package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
)

// askDelete asks before an account is deleted. A new account that was never
// applied is only dropped from the form.
func (w *Window) askDelete() {
	if w.mode != modeAccount {
		return
	}
	if w.adding() {
		w.askRevert()
		return
	}
	run(w.work, &job{waiting: texts.Of("window.waiting.open"), dropped: w.refresh}, w.sharesOf(w.opened),
		func(shares []string, err error) {
			if err != nil {
				w.showFault(err)
				return
			}
			w.showDelete(shares)
		})
}

// showDelete states what deleting means, offers the gentler way, and has the
// account's name typed in.
func (w *Window) showDelete(shares []string) {
	name := strings.TrimSpace(w.opened.Account.Name)
	s := w.dialogs.newSheet(texts.Of("window.delete.title"),
		newText(texts.Of("window.delete.text")), newText(texts.Of("window.delete.gentler")))
	if len(shares) > 0 {
		s.body = append(s.body, newSaying(toneWarning, texts.Of("window.delete.shared", "files", baseNames(shares))).Container)
	}
	if w.draft.Dirty() {
		s.body = append(s.body, newText(texts.Of("window.delete.edits")))
	}
	typed := newEntry(s)
	s.add(texts.Of("window.delete.replace"), w.replaceSecret)
	s.add(texts.Of("window.cancel"), nil)
	s.addMain(texts.Of("window.delete"), w.delete)
	s.main.Importance = widget.DangerImportance
	if name != "" {
		s.main.Disable()
		typed.PlaceHolder = name
		typed.OnChanged = func(text string) { s.main.setEnabled(strings.TrimSpace(text) == name) }
		s.body = append(s.body, newText(texts.Of("window.delete.confirm", "name", name)), indented(typed))
		s.focus = typed
	}
	s.show()
}

func baseNames(paths []string) string {
	names := []string{}
	for _, path := range paths {
		names = append(names, filepath.Base(path))
	}
	return strings.Join(names, ", ")
}

// delete removes the account in the background.
func (w *Window) delete() {
	run(w.work, &job{waiting: texts.Of("window.waiting.keychain")}, w.deleteOf(w.opened),
		func(after service.Opened, err error) {
			switch {
			case err == nil:
				w.bars.notices = after.Notices
				w.present(after)
			case cancelled(err):
				w.refresh()
			case account.IsProblem(err, account.ProblemChanged):
				w.askReload(err)
			default:
				w.showProblem(texts.Of("window.delete.failed"), err)
				if account.IsProblem(err, account.ProblemKeychain) && after.Deleted {
					w.present(after)
				}
			}
		})
}

// askReload says that the document changed outside and offers to read it again.
func (w *Window) askReload(err error) {
	what, _ := whatAndRemedy(err)
	s := w.dialogs.newSheet(texts.Of("window.changed.title"), newText(what))
	s.add(texts.Of("window.cancel"), nil)
	s.addMain(texts.Of("window.changed.reload"), func() { w.open(w.opened.Path) })
	s.show()
}
