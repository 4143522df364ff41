package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
)

// nothing is the outcome of work that returns none.
type nothing = struct{}

// writeFile writes a file that a person named in the background; over an
// existing one only once the person said so.
func (w *Window) writeFile(path string, exists func(string) bool, write func(ctx context.Context, overwrite bool) error) {
	waiting := &job{waiting: texts.Of("window.waiting.file"), dropped: w.refresh}
	run(w.work, waiting, func(context.Context) (bool, error) { return exists(path), nil },
		func(there bool, err error) {
			switch {
			case err != nil:
				w.showFault(err)
			case there:
				w.askReplaceFile(path, func() { w.doWriteFile(path, true, write) })
			default:
				w.doWriteFile(path, false, write)
			}
		})
}

func (w *Window) askReplaceFile(path string, then func()) {
	s := w.dialogs.newSheet(texts.Of("window.file.exists.title"),
		newText(texts.Of("window.file.exists", "file", filepath.Base(path))))
	s.addMain(texts.Of("window.cancel"), nil)
	replace := s.add(texts.Of("window.file.replace"), then)
	replace.Importance = widget.DangerImportance
	s.show()
}

func (w *Window) doWriteFile(path string, overwrite bool, write func(ctx context.Context, overwrite bool) error) {
	run(w.work, &job{waiting: texts.Of("window.waiting.file")}, func(ctx context.Context) (nothing, error) {
		return nothing{}, write(ctx, overwrite)
	}, func(_ nothing, err error) {
		switch {
		case cancelled(err):
			w.refresh()
		case err != nil:
			w.showProblem(texts.Of("window.export.failed"), err)
		default:
			w.bars.notices = []string{texts.Of("window.export.done", "file", path)}
			w.refresh()
		}
	})
}
