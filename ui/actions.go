package ui

import (
	"errors"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
)

// add begins a new account, or says why there can be no second one.
func (w *Window) add() {
	if w.blocked() {
		return
	}
	switch w.mode {
	case modeEmpty:
		w.startAdding()
		w.focusField(account.FieldName)
	case modeAccount:
		s := w.dialogs.newSheet(texts.Of("window.second.title"), newText(texts.Of("service.secondAccount")))
		s.addMain(texts.Of("window.close"), nil)
		s.show()
	}
}

// startAdding shows the form of a new account. Nothing of it is saved before Apply.
func (w *Window) startAdding() {
	w.mode = modeAccount
	w.draft = account.NewAccountDraft()
	w.secretState = secretIsNone
	w.forgetSecret()
	w.clearMarks()
	w.fill()
	w.tabs.SelectIndex(0)
	w.refresh()
}

// apply writes what waits; then is called once it is written, and may be nil.
func (w *Window) apply(then func()) {
	if w.mode != modeAccount || w.blocked() || !w.draft.Dirty() {
		return
	}
	w.draft = w.draft.Normalized()
	w.fill()
	w.settle()
	w.refresh()
	if len(w.shown.Errors) > 0 {
		w.focusField(visibleField(w.shown.Errors[0].Field))
		return
	}
	w.write(false, then)
}

// visibleField returns the field at which a finding is shown.
func visibleField(key account.Field) account.Field {
	if key == account.FieldSecretItem {
		return account.FieldClientSecret
	}
	return key
}

// write applies the draft in the background. Edits made meanwhile stay.
func (w *Window) write(overwrite bool, then func()) {
	opened, draft := w.opened, w.draft
	waiting := texts.Of("window.waiting.apply")
	if draft.Secret.Mode != account.SecretKeep {
		waiting = texts.Of("window.waiting.keychain")
	}
	run(w.work, &job{waiting: waiting}, w.applyOf(opened, draft, overwrite), func(after service.Opened, err error) {
		if err != nil {
			w.notApplied(err, then)
			return
		}
		w.applied(opened, draft, after)
		if then != nil {
			then()
		}
	})
}

// applied takes the document as Apply left it.
func (w *Window) applied(before service.Opened, sent account.Draft, after service.Opened) {
	typedOn := w.draft
	w.opened = after
	w.edition++
	w.draft = account.NewDraft(after.Account)
	for _, field := range account.Fields() {
		if value := typedOn.Current.Value(field); value != sent.Current.Value(field) {
			w.draft.Current = w.draft.Current.With(field, value)
		}
	}
	if typedOn.Secret == sent.Secret {
		w.forgetSecret()
	} else {
		w.draft.Secret = typedOn.Secret
	}
	w.bars.notices = after.Notices
	w.fill()
	w.settle()
	w.secretApplied(sent.Secret)
	w.refresh()
	if before.Deleted && !before.Present {
		w.remindUsers()
	}
}

// secretApplied notes what became of the stored secret.
func (w *Window) secretApplied(edit account.SecretEdit) {
	switch edit.Mode {
	case account.SecretReplace:
		w.secretState, w.secretFault = secretIsStored, ""
	case account.SecretClear:
		w.secretState, w.secretFault = secretIsNone, ""
	}
}

// remindUsers says what all users must do after an account was added where one
// was deleted.
func (w *Window) remindUsers() {
	s := w.dialogs.newSheet(texts.Of("window.remind.title"), newText(texts.Of("window.remind.text")))
	s.addMain(texts.Of("window.close"), nil)
	s.show()
}

// notApplied says why nothing was written. The edits stay in the window.
func (w *Window) notApplied(err error, then func()) {
	var problem *account.Problem
	switch {
	case cancelled(err):
		w.refresh()
	case account.IsProblem(err, account.ProblemChanged):
		w.askOverwrite(err, then)
	case errors.As(err, &problem) && problem.Kind == account.ProblemInvalid && len(problem.Findings) > 0:
		w.shown.Errors = problem.Findings
		w.refresh()
		w.focusField(visibleField(problem.Findings[0].Field))
	default:
		w.showProblem(texts.Of("window.apply.failed"), err)
	}
}

// askOverwrite asks what to do with a document that changed outside.
func (w *Window) askOverwrite(err error, then func()) {
	what, _ := whatAndRemedy(err)
	s := w.dialogs.newSheet(texts.Of("window.changed.title"), newText(what), newText(texts.Of("window.changed.text")))
	s.add(texts.Of("window.cancel"), nil)
	s.add(texts.Of("window.changed.overwrite"), func() { w.write(true, then) })
	s.addMain(texts.Of("window.changed.reload"), func() { w.open(w.opened.Path) })
	s.show()
}

// showProblem tells what happened and what to do.
func (w *Window) showProblem(title string, err error) {
	what, remedy := whatAndRemedy(err)
	s := w.dialogs.newSheet(title, newText(what))
	if remedy != "" {
		s.body = append(s.body, newText(remedy))
	}
	s.addMain(texts.Of("window.close"), nil)
	s.show()
	w.refresh()
}

func (w *Window) showFault(err error) { w.showProblem(texts.Of("window.fault.title"), err) }

// askGoBack offers to put the previous secret back.
func (w *Window) askGoBack() {
	if w.mode != modeAccount || len(w.opened.Record.Previous) == 0 {
		return
	}
	s := w.dialogs.newSheet(texts.Of("window.goBack.title"), newText(texts.Of("window.goBack.text")))
	s.add(texts.Of("window.cancel"), nil)
	s.addMain(texts.Of("window.goBack"), w.goBack)
	s.show()
}

// goBack applies the previous secret again.
func (w *Window) goBack() {
	run(w.work, &job{waiting: texts.Of("window.waiting.keychain")}, w.goBackOf(w.opened),
		func(after service.Opened, err error) {
			switch {
			case cancelled(err):
				w.refresh()
			case err != nil:
				w.showProblem(texts.Of("window.goBack.failed"), err)
			default:
				w.present(after)
				w.bars.notices = append(w.bars.notices, texts.Of("window.goBack.done"))
				w.refresh()
			}
		})
}
