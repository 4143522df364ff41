package ui

import (
	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
)

// closer asks before something is lost: when the window closes, and when
// another document takes the place of the one in the form.
type closer struct {
	*session
	apply  *applier
	secret *secretKeeper
	end    func()
	// leaving says that the person decided to close the window.
	leaving bool
}

// close answers the window's X and Quit. Changes that wait are asked about; a
// test is given up; work that changes something is not cut off unasked.
func (c *closer) close() {
	if c.leaving {
		c.quit()
		return
	}
	if c.work.Testing() {
		c.work.Stop()
	}
	c.dialogs.Dismiss()
	if c.work.Writing() {
		c.askLeaveWork()
		return
	}
	c.askFirst(texts.Of("window.leave.text"), c.quit)
}

// closeFromMenu closes as the window's X does, unless a dialog is open: no
// shortcut acts behind one.
func (c *closer) closeFromMenu() {
	if !c.dialogs.IsOpen() {
		c.close()
	}
}

// askFirst asks what is to become of changes that wait, and then goes on.
func (c *closer) askFirst(sentence string, then func()) {
	if c.mode != modeAccount || !c.form.Dirty() || c.form.Untouched() {
		then()
		return
	}
	waiting := c.form.Status().Text
	if changes := c.form.Draft().Changes(); len(changes) > 1 && !c.form.Adding() {
		waiting = texts.Of("window.leave.changes", "waiting", waiting, "fields", account.Labels(changes))
	}
	c.dialogs.Ask(texts.Of("window.leave.title"), []string{waiting, sentence}, dialog.Cancel(),
		dialog.Answer{Text: texts.Of("window.discard"), Action: then},
		dialog.Answer{Text: texts.Of("window.apply"), Action: func() { c.apply.apply(then) }, Main: true})
}

func (c *closer) askLeaveWork() {
	c.dialogs.Ask(texts.Of("window.leaveWork.title"), []string{texts.Of("window.leaveWork.text")},
		dialog.Answer{Text: texts.Of("window.leaveWork.leave"), Action: func() {
			c.leaving = true
			if !c.work.Busy() {
				c.quit()
				return
			}
			c.work.Stop()
		}},
		dialog.Answer{Text: texts.Of("window.leaveWork.stay"), Main: true})
}

// workEnded closes the window where that waited for work to end.
func (c *closer) workEnded() {
	if c.leaving && !c.work.Busy() {
		c.quit()
	}
}

// quit ends the program; a typed secret does not outlive the window.
func (c *closer) quit() {
	c.form.Close()
	c.secret.hide()
	c.end()
	c.options.Quit()
}
