package ui

import (
	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// close answers the window's X and Quit. Edits that wait are asked about; a
// test is given up; work that changes something is not cut off unasked.
func (w *Window) close() {
	if w.leaving {
		w.quit()
		return
	}
	if w.testing() {
		w.work.stop()
	}
	w.dismissSheets()
	switch {
	case w.work.busy() && w.work.job.dropped == nil:
		w.askLeaveWork()
	case w.mode == modeAccount && w.draft.Dirty() && !w.untouched():
		w.askLeaveEdits()
	default:
		w.quit()
	}
}

// dismissSheets closes what is open; what the person would lose by it is asked
// about next.
func (w *Window) dismissSheets() {
	w.dialogs.queue = nil
	if w.dialogs.open != nil {
		w.dialogs.open.escape()
	}
}

// untouched says that the form holds a new account in which nothing was typed.
func (w *Window) untouched() bool {
	if !w.adding() || w.draft.Secret.Value != "" {
		return false
	}
	blank := w.draft
	blank.Current.ID = ""
	fresh := account.New()
	fresh.ID = ""
	return blank.Current == fresh
}

func (w *Window) askLeaveEdits() {
	s := w.dialogs.newSheet(texts.Of("window.leave.title"), newText(w.changesText()), newText(texts.Of("window.leave.text")))
	s.add(texts.Of("window.cancel"), nil)
	s.add(texts.Of("window.discard"), w.quit)
	s.addMain(texts.Of("window.apply"), func() { w.apply(w.quit) })
	s.show()
}

func (w *Window) askLeaveWork() {
	s := w.dialogs.newSheet(texts.Of("window.leaveWork.title"), newText(texts.Of("window.leaveWork.text")))
	s.add(texts.Of("window.leaveWork.leave"), func() {
		w.leaving = true
		if !w.work.busy() {
			w.quit()
			return
		}
		w.work.stop()
	})
	s.addMain(texts.Of("window.leaveWork.stay"), nil)
	s.show()
}

// quit ends the program; a typed secret does not outlive the window.
func (w *Window) quit() {
	w.forgetSecret()
	w.end()
	w.options.Quit()
}

// leave asks as the window's X does, unless a dialog is open: no shortcut acts
// behind one.
func (w *Window) leave() {
	if w.dialogs.open == nil && w.canvas.Overlays().Top() == nil {
		w.close()
	}
}
