package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/assets/texts"
)

// pathQuestion asks for a file: its path may be typed, so that no mouse is
// needed, or looked for.
type pathQuestion struct {
	title, text, action string
	// path stands in the field at first.
	path string
	// saving says that the file is to be written.
	saving bool
	then   func(path string)
}

// askPath shows the question.
func (w *Window) askPath(q pathQuestion) {
	s := w.dialogs.newSheet(q.title, newText(q.text))
	path := newEntry(s)
	path.Text = q.path
	path.PlaceHolder = texts.Of("window.path.placeholder")
	browse := newButton(texts.Of("window.path.browse"), theme.FolderOpenIcon(), s, func() {
		q.path = path.Text
		s.close()
		w.browse(q)
	})
	s.body = append(s.body, indented(newLine(0, path, browse)))
	s.add(texts.Of("window.cancel"), nil)
	s.addMain(q.action, func() { q.then(cleanPath(path.Text)) })
	s.main.setEnabled(cleanPath(path.Text) != "")
	path.OnChanged = func(text string) { s.main.setEnabled(cleanPath(text) != "") }
	s.focus = path
	s.show()
	path.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// cleanPath returns a typed path as it is meant: without surrounding blanks
// and quotes, and with ~ for the home directory.
func cleanPath(text string) string {
	path := strings.Trim(strings.TrimSpace(text), `"'`)
	if rest, short := strings.CutPrefix(path, "~"); short && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		if home, err := os.UserHomeDir(); err == nil {
			path = home + rest
		}
	}
	if path == "" {
		return ""
	}
	if absolute, err := filepath.Abs(path); err == nil {
		return absolute
	}
	return path
}

// browse looks for the file in Fyne's own dialog and comes back to the question.
func (w *Window) browse(q pathQuestion) {
	chooser := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		w.chooser = nil
		if file != nil && err == nil {
			_ = file.Close() // Nothing is read here; the name is what counts.
			q.path = filepath.FromSlash(file.URI().Path())
		}
		w.askPath(q)
	}, w.window)
	if q.saving {
		// Fyne's dialog for saving would empty the chosen file at once, so the
		// folder is chosen and the name kept.
		chooser = dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
			w.chooser = nil
			if folder != nil && err == nil {
				q.path = filepath.Join(filepath.FromSlash(folder.Path()), filepath.Base(q.path))
			}
			w.askPath(q)
		}, w.window)
	}
	chooser.SetTitleText(q.title)
	chooser.SetConfirmText(texts.Of("window.path.choose"))
	chooser.SetDismissText(texts.Of("window.cancel"))
	if folder, err := storage.ListerForURI(storage.NewFileURI(filepath.Dir(cleanPath(q.path)))); err == nil {
		chooser.SetLocation(folder)
	}
	w.chooser = chooser
	chooser.Show()
	size := w.canvas.Size()
	chooser.Resize(fyne.NewSize(min(size.Width-40, 860), min(size.Height-40, 620)))
}

// askOpen asks which document to open.
func (w *Window) askOpen() {
	w.askPath(pathQuestion{
		title: texts.Of("window.open.title"), text: texts.Of("window.open.text"), action: texts.Of("window.open"),
		path: w.opened.Path, then: w.openOther,
	})
}

// openOther opens another document, after asking about edits that wait.
func (w *Window) openOther(path string) {
	w.settleEdits(texts.Of("window.leave.document"), func() { w.open(path) })
}

// settleEdits asks what is to become of edits that wait, and then goes on.
func (w *Window) settleEdits(text string, then func()) {
	if w.mode != modeAccount || !w.draft.Dirty() || w.untouched() {
		then()
		return
	}
	s := w.dialogs.newSheet(texts.Of("window.leave.title"), newText(w.changesText()), newText(text))
	s.add(texts.Of("window.cancel"), nil)
	s.add(texts.Of("window.discard"), then)
	s.addMain(texts.Of("window.apply"), func() { w.apply(then) })
	s.show()
}
