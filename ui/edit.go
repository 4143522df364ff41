package ui

import (
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
)

const (
	// typingPause is how long a person must have stopped typing before a fault
	// is shown.
	typingPause = 500 * time.Millisecond
	// copiedFor is how long it is shown that a value was copied, or why not.
	copiedFor = 3 * time.Second
)

// editor takes what a person types, pastes, copies and takes back.
type editor struct {
	*session
	open   *opener
	secret *secretKeeper
	// reverted is told that the changes were dropped.
	reverted func()
	// stopPause ends the wait for a pause in typing.
	stopPause func()
	// told is the field that said why there was nothing to copy. stopCopied ends the
	// wait after which that, and what was copied, is forgotten.
	told       account.Field
	stopCopied func()
}

// add begins a new account, or says why there can be no second one.
func (e *editor) add() {
	switch {
	case e.blocked():
	case e.mode == modeEmpty:
		e.begin()
		e.focus(account.FieldName)
	case e.mode == modeAccount:
		e.dialogs.Tell(texts.Of("window.second.title"), texts.Of("service.secondAccount"))
	}
}

// begin shows the form of a new account. Nothing of it is saved before Apply.
func (e *editor) begin() {
	e.batch(func() {
		e.mode = modeAccount
		e.form.Add()
		e.secret.hide()
	})
}

// typed takes a value from a field.
func (e *editor) typed(key account.Field, value string) {
	if e.mode != modeAccount || !e.form.Type(key, value) {
		return
	}
	e.stopPause()
	e.stopPause = e.options.Scheduler.After(typingPause, func() {
		e.form.TypingPaused()
		e.refresh()
	})
	e.refresh()
}

// left follows the focus out of a field: its fault shows, and a date is written
// as the document has it.
func (e *editor) left(key account.Field) {
	if e.mode == modeAccount {
		e.form.Leave(key)
		e.refresh()
	}
}

// pasting looks at what is pasted into a field. A block that names several
// fields fills them all; a single value loses what copying added to it.
func (e *editor) pasting(key account.Field, text string) (insert string, handled bool) {
	insert, handled = e.form.Paste(key, text)
	if handled {
		e.refresh()
		return "", true
	}
	// Told after the insertion, which clears what was said about the field.
	e.options.Scheduler.UI(func() {
		e.form.Pasted(key, text)
		e.refresh()
	})
	return insert, false
}

// pickDate lets a day be picked for Expires at, beginning with the month that
// stands there, else with this one.
func (e *editor) pickDate() {
	if !e.editable() {
		return
	}
	month := e.options.Now()
	if day, err := time.Parse(time.DateOnly, e.form.Value(account.FieldSecretExpires)); err == nil {
		month = day
	}
	e.dialogs.AskDay(texts.Of("window.expires.pick.title"), month, func(day time.Time) {
		e.form.ChooseExpiry(day.Format(time.DateOnly))
		e.refresh()
		e.focus(account.FieldSecretExpires)
	})
}

// applyFix takes the way out of a note, and goes to the field.
func (e *editor) applyFix(key account.Field, fix *editing.Fix) {
	e.form.ApplyFix(fix)
	e.refresh()
	e.focus(key)
}

// restore puts a message back to its default, and goes to its field.
func (e *editor) restore(key account.MessageKey) {
	e.form.RestoreMessage(key)
	e.refresh()
	e.focus(key.Field())
}

// canRestore reports whether a message differs from its default.
func (e *editor) canRestore(key account.MessageKey) bool {
	return e.mode == modeAccount && e.form.Draft().Current.Messages.Text(key) != account.DefaultMessages().Text(key)
}

func (e *editor) restoreAll() {
	e.form.RestoreMessages()
	e.refresh()
}

// addLeaveCommand has the invitation tell how to leave.
func (e *editor) addLeaveCommand() {
	e.form.SetMessages(editing.ActionFix, e.form.Draft().Current.Messages.WithLeaveCommandInInvitation())
	e.refresh()
}

// fillPractice enters the practice tenant's credentials.
func (e *editor) fillPractice() {
	if e.blocked() || e.mode != modeAccount && e.mode != modeEmpty {
		return
	}
	if e.mode == modeEmpty {
		e.begin()
	}
	e.form.Fill(e.options.Practice.Credentials())
	e.refresh()
}

// askRevert drops the changes; a new account it drops only once the person said so.
func (e *editor) askRevert() {
	if e.mode != modeAccount || e.work.Busy() || !e.form.Dirty() {
		return
	}
	if !e.form.Adding() {
		e.revert()
		return
	}
	e.dialogs.Ask(texts.Of("window.discardNew.title"), []string{texts.Of("window.discardNew.text")},
		dialog.Answer{Text: texts.Of("window.discard"), Action: e.revert},
		dialog.Answer{Text: texts.Of("window.keep"), Main: true})
}

func (e *editor) revert() {
	if e.form.Adding() {
		e.open.present(e.opened)
		return
	}
	e.form.Revert()
	e.secret.hide()
	e.reverted()
	e.refresh()
}

// copy puts a field's value on the clipboard and shows so at the field, or says
// why there is nothing to copy.
func (e *editor) copy(key account.Field) {
	if e.mode != modeAccount {
		return
	}
	e.forgetCopied()
	switch value := e.value(key); {
	case value != "":
		e.options.Clipboard.SetContent(value)
		e.copied = key
	case key == account.FieldClientSecret:
		e.nothingToCopy(key, texts.Of("window.copy.secret"))
	default:
		e.nothingToCopy(key, texts.Of("window.copy.empty"))
	}
	e.refresh()
	e.stopCopied = e.options.Scheduler.After(copiedFor, func() {
		e.forgetCopied()
		e.refresh()
	})
}

func (e *editor) nothingToCopy(key account.Field, why string) {
	e.form.Tell(key, editing.Note{Text: why})
	e.told = key
}

// forgetCopied ends the showing of what was copied, or why it was not.
func (e *editor) forgetCopied() {
	e.stopCopied()
	if e.told != "" {
		e.form.Untell(e.told)
	}
	e.copied, e.told = "", ""
}

// value returns what stands in a field, as a person reads it. The secret is
// there only while it is being typed.
func (e *editor) value(key account.Field) string {
	if key == account.FieldCloud {
		return e.form.Draft().Current.Cloud.Label()
	}
	return e.form.Value(key)
}

// copyAll puts everything but the secret on the clipboard, in the order of the
// vendor's screen, because somebody types it there in the end.
func (e *editor) copyAll() {
	if e.mode != modeAccount {
		return
	}
	lines := []string{}
	for _, key := range account.Properties() {
		value := e.value(key)
		if key == account.FieldClientSecret {
			value = texts.Of("window.copy.notSecret")
		}
		lines = append(lines, key.Label()+": "+value)
	}
	lines = append(lines, "", texts.Of("label.messages"))
	for _, key := range account.MessageKeys() {
		lines = append(lines, key.Field().Label()+": "+e.value(key.Field()))
	}
	e.options.Clipboard.SetContent(strings.Join(lines, "\n") + "\n")
	e.tellDone(texts.Of("window.copy.allDone"))
}
