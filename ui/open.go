package ui

import (
	"context"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/task"
)

// opener opens documents and puts them into the window.
type opener struct {
	*session
	secret *secretKeeper
	// askFirst asks what is to become of changes that wait, and then goes on.
	askFirst func(sentence string, then func())
	// resetView is told that another document takes the place of the one before.
	resetView func()
	recents   *recents
}

// open opens a document in the background, unless other work runs.
func (o *opener) open(path string) {
	if o.work.Busy() {
		return
	}
	o.takeOpened(service.Opened{Path: path})
	o.mode = modeLoading
	s := o.options.Service
	job := &task.Job{
		Waiting: texts.Of("window.waiting.open"),
		Dropped: func() { o.refuse(path, texts.Of("window.open.cancelled")) },
	}
	task.Run(o.work, job, func(ctx context.Context) (service.Opened, error) { return s.Open(ctx, path) },
		func(opened service.Opened, err error) {
			if err != nil {
				o.refuse(path, err.Error())
				return
			}
			o.notices = opened.Notices
			o.present(opened)
		})
	o.refresh()
	o.recents.list()
}

// reload opens the document again.
func (o *opener) reload() { o.open(o.opened.Path) }

// refuse shows why a document cannot be shown.
func (o *opener) refuse(path, reason string) {
	o.opened = service.Opened{Path: path}
	o.mode, o.unreadable = modeUnreadable, reason
	o.form.Close()
	o.refresh()
}

// present shows a document as it stands on the disk, without changes.
func (o *opener) present(opened service.Opened) {
	o.batch(func() {
		o.takeOpened(opened)
		o.mode = modeEmpty
		if opened.Present {
			o.mode = modeAccount
		}
		o.form.Open(opened.Stored)
		o.secret.hide()
		o.resetView()
		o.secret.ask()
	})
	o.recents.offer()
}

// ask asks which document to open.
func (o *opener) ask() {
	o.dialogs.AskPath(dialog.PathQuestion{
		Title: texts.Of("window.open.title"), Text: texts.Of("window.open.text"), Action: texts.Of("window.open"),
		Path: o.opened.Path, Documents: true, Then: o.openOther,
	})
}

// openOther opens another document, after asking about changes that wait.
func (o *opener) openOther(path string) {
	o.askFirst(texts.Of("window.leave.document"), func() { o.open(path) })
}

// askReload says that the document changed outside and offers to read it again.
func (o *opener) askReload(err error) {
	what, _ := account.WhatAndRemedy(err)
	o.dialogs.Ask(texts.Of("window.changed.title"), []string{what},
		dialog.Answer{Text: texts.Of("window.changed.reload"), Action: o.reload}, dialog.MainCancel())
}

// remindUsers says what all users must do after an account was added where one
// was deleted.
func (o *opener) remindUsers() {
	o.dialogs.Tell(texts.Of("window.remind.title"), texts.Of("window.remind.text"))
}
