package ui

import (
	"slices"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
)

// undo takes back the last change of several fields, and goes to what it changed.
func (e *editor) undo() { e.step(e.form.Undo) }

// redo does again what was undone last.
func (e *editor) redo() { e.step(e.form.Redo) }

func (e *editor) step(move func() []account.Field) {
	if !e.editable() {
		return
	}
	fields := move()
	e.refresh()
	if len(fields) > 0 {
		e.focus(fields[0])
	}
}

// undoes names what Undo would take back; possible says whether there is anything.
func (e *editor) undoes() (label string, possible bool) {
	action, is := e.form.CanUndo()
	if !is {
		return texts.Of("window.menu.undo"), false
	}
	return texts.Of("window.menu.undo.action", "action", action.String()), e.mode == modeAccount
}

// redoes names what Redo would do again; possible says whether there is anything.
func (e *editor) redoes() (label string, possible bool) {
	action, is := e.form.CanRedo()
	if !is {
		return texts.Of("window.menu.redo"), false
	}
	return texts.Of("window.menu.redo.action", "action", action.String()), e.mode == modeAccount
}

// pasteFromPortal fills in what the clipboard names, wherever the focus is; in
// an empty window it begins an account.
func (e *editor) pasteFromPortal() {
	if e.blocked() || e.mode != modeAccount && e.mode != modeEmpty {
		return
	}
	text := e.options.Clipboard.Content()
	if !editing.IsBlock(text) {
		e.dialogs.Tell(texts.Of("window.paste.nothing"), texts.Of("window.paste.how"))
		return
	}
	e.batch(func() {
		if e.mode == modeEmpty {
			e.begin()
		}
		e.form.PasteBlock(text)
	})
	if told := undoableField(e.form); told != "" {
		e.focus(told)
	}
}

// undoableField is the property at which Undo is offered: the first of those
// that the last change of several fields is told of; empty if there is none.
func undoableField(form *editing.State) account.Field {
	for _, key := range account.Properties() {
		if slices.ContainsFunc(form.Notes(key), func(note editing.Note) bool { return note.Undoable }) {
			return key
		}
	}
	return ""
}
