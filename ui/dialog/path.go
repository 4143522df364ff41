package dialog

import (
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// PathQuestion asks for a file: its path may be typed, so that no mouse is
// needed, or looked for.
type PathQuestion struct {
	Title, Text string
	// Action is what the main button says.
	Action string
	// Path stands in the field at first.
	Path string
	// Documents says that only documents are looked for.
	Documents bool
	// Saving says that the file is to be written.
	Saving bool
	// Then is called with an absolute path.
	Then func(path string)
}

// AskPath shows the question.
func (q *Queue) AskPath(question PathQuestion) {
	s := q.newSheet(question.Title, question.Text)
	path := control.NewEntry(s)
	path.Text = question.Path
	path.PlaceHolder = texts.Of("window.path.placeholder")
	browse := control.NewButton(texts.Of("window.path.browse"), theme.FolderOpenIcon(), s, func() {
		question.Path = path.Text
		s.close()
		folder := filepath.Dir(cleanPath(question.Path))
		q.Reach(folder, func(there bool) {
			if !there {
				folder = ""
			}
			q.browse(question, folder)
		})
	})
	s.add(indented(layout.Line(0, path, browse)))
	s.addButton(texts.Of("window.cancel"), nil)
	s.addMain(question.Action, func() { question.Then(cleanPath(path.Text)) })
	s.main.SetEnabled(cleanPath(path.Text) != "")
	path.OnChanged = func(text string) { s.main.SetEnabled(cleanPath(text) != "") }
	s.focus = path
	s.show()
	path.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// cleanPath returns a typed path as it is meant: without surrounding blanks,
// quotes and marks that cannot be seen, with ~ for the home directory, and with
// the variables that the system's own dialogs for files know.
func cleanPath(text string) string {
	path := expand(strings.TrimFunc(text, surrounds))
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

// surrounds reports whether a character may stand around a path that was copied.
// Explorer's "Copy as path" puts quotes there, and its page Security a mark for
// the direction of writing.
func surrounds(r rune) bool {
	return unicode.IsSpace(r) || r == '"' || r == '\'' || r == '\ufeff' || r == '\u200b' || unicode.Is(unicode.Bidi_Control, r)
}

// browse looks for the file in Fyne's own dialog and comes back to the question.
// It begins in the folder, or where Fyne does if that is empty.
func (q *Queue) browse(question PathQuestion, folder string) {
	chooser := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		q.chooser = nil
		if file != nil && err == nil {
			_ = file.Close() // Nothing is read here; the name is what counts.
			question.Path = filepath.FromSlash(file.URI().Path())
		}
		q.AskPath(question)
	}, q.window)
	if question.Documents {
		chooser.SetFilter(storage.NewExtensionFileFilter([]string{".json"}))
	}
	if question.Saving {
		// Fyne's dialog for saving would empty the chosen file at once, so the
		// folder is chosen and the name kept.
		chooser = dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
			q.chooser = nil
			if folder != nil && err == nil {
				question.Path = filepath.Join(filepath.FromSlash(folder.Path()), filepath.Base(question.Path))
			}
			q.AskPath(question)
		}, q.window)
	}
	chooser.SetTitleText(question.Title)
	chooser.SetConfirmText(texts.Of("window.path.choose"))
	chooser.SetDismissText(texts.Of("window.cancel"))
	if folder != "" {
		if location, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
			chooser.SetLocation(location)
		}
	}
	q.chooser = chooser
	chooser.Show()
	size := q.canvas().Size()
	chooser.Resize(fyne.NewSize(min(size.Width-40, 860), min(size.Height-40, 620)))
}
