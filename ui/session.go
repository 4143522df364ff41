package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/task"
)

// session is what the window knows: the state of the form, the document that it
// came from, and the work that runs. The controllers change it, each for its
// subject, and the view shows it. All its methods are called on the UI goroutine.
type session struct {
	options Options
	// context ends when the window does.
	context context.Context

	mode mode
	form *editing.State
	// opened is the document as it stands on the disk; unreadable is why it
	// cannot be shown.
	opened     service.Opened
	unreadable string
	// edition grows with every change of opened but for its record, so that an
	// answer about an older one is known as such.
	edition int
	// notices are sentences about what was found and done, until dismissed.
	notices []string
	// done says what was done well; it needs no answer, and goes by itself.
	done string
	// stopDone keeps done from going; nil while there is none.
	stopDone func()

	// copied is the field whose value was just copied; empty if none was.
	copied account.Field
	// stages are those of the connection test that runs or ran last, as far as they
	// began; testBegan is when it did.
	stages    []account.Stage
	testBegan time.Time

	// work is what the person waits for; probe asks the keychain beside it.
	work, probe *task.Worker
	dialogs     *dialog.Queue

	// redraw shows the session; focus goes to a field.
	redraw func()
	focus  func(account.Field)
	// held says that refresh waits until several changes are made.
	held bool
}

// mode says what fills the window.
type mode int

const (
	modeLoading mode = iota
	modeEmpty
	modeAccount
	modeUnreadable
)

// refresh shows everything as it now stands.
func (s *session) refresh() {
	if !s.held {
		s.redraw()
	}
}

// batch makes several changes with one refresh after them.
func (s *session) batch(change func()) {
	held := s.held
	s.held = true
	change()
	s.held = held
	s.refresh()
}

// blocked reports whether nothing else may be started now: work runs, or
// something stands over the window.
func (s *session) blocked() bool { return s.work.Busy() || s.dialogs.IsOpen() }

// guarded returns an action that does nothing while the window is blocked.
// Fyne runs menu shortcuts behind open dialogs too.
func (s *session) guarded(action func()) func() {
	return func() {
		if !s.blocked() {
			action()
		}
	}
}

// editable reports whether the account is shown and nothing is in the way of a
// change.
func (s *session) editable() bool { return s.mode == modeAccount && !s.blocked() }

// takeOpened takes a document as an operation left it.
func (s *session) takeOpened(opened service.Opened) {
	s.opened = opened
	s.edition++
}

// notify shows sentences in place of those before.
func (s *session) notify(notices ...string) {
	s.tellDone("", notices...)
}

// doneFor is how long it is said what was done.
const doneFor = 12 * time.Second

// tellDone is notify with a sentence about what was done well. That goes by itself
// after a while; the notices, which may tell of a problem, stay.
func (s *session) tellDone(done string, notices ...string) {
	if s.stopDone != nil {
		s.stopDone()
		s.stopDone = nil
	}
	s.notices, s.done = notices, done
	if done != "" {
		s.expireDone()
	}
	s.refresh()
}

// expireDone takes away what was done, once it could be read: what stands over
// the window is read first.
func (s *session) expireDone() {
	s.stopDone = s.options.Scheduler.After(doneFor, func() {
		if s.dialogs.IsOpen() {
			s.expireDone()
			return
		}
		s.done, s.stopDone = "", nil
		if s.context.Err() == nil {
			s.refresh()
		}
	})
}

// notice joins what was noticed and what was done.
func (s *session) notice() string {
	told := slices.Clone(s.notices)
	if s.done != "" {
		told = append(told, s.done)
	}
	return strings.Join(told, "\n")
}

// copyPath copies the path of the open document.
func (s *session) copyPath() { s.options.Clipboard.SetContent(s.opened.Path) }

// giveUp gives up what runs: a test at once, slow work as soon as possible.
func (s *session) giveUp() {
	if !s.work.GiveUp() {
		s.probe.GiveUp()
	}
}

// readingJob is a job that changes nothing and may be given up.
func (s *session) readingJob(waiting string) *task.Job {
	return &task.Job{Waiting: waiting, Dropped: s.refresh}
}

// reach asks in the background whether a folder can be listed. Giving it up counts
// as no.
func (s *session) reach(folder string, then func(there bool)) {
	job := &task.Job{Waiting: texts.Of("window.waiting.file"), Dropped: func() { then(false) }}
	task.Run(s.work, job, func(context.Context) (bool, error) {
		info, err := os.Stat(folder)
		return err == nil && info.IsDir(), nil
	}, func(there bool, err error) { then(there && err == nil) })
}

// tellProblem tells what happened and what to do.
func (s *session) tellProblem(title string, err error) {
	what, remedy := account.WhatAndRemedy(err)
	s.dialogs.Tell(title, what, remedy)
	s.refresh()
}

// tellFault tells of a fault of the program itself.
func (s *session) tellFault(err error) { s.tellProblem(texts.Of("window.fault.title"), err) }

// cancelled reports whether the person gave the work up.
func cancelled(err error) bool { return account.IsProblem(err, account.ProblemCancelled) }

// withShares asks in the background which documents lose their secret with the
// account, and calls then with the names of their files.
func (s *session) withShares(then func(shares string)) {
	documents, opened := s.options.Service, s.opened
	task.Run(s.work, s.readingJob(texts.Of("window.waiting.open")),
		func(context.Context) ([]string, error) { return documents.Shares(opened), nil },
		func(shares []string, err error) {
			if err != nil {
				s.tellFault(err)
				return
			}
			names := []string{}
			for _, path := range shares {
				names = append(names, filepath.Base(path))
			}
			then(strings.Join(names, ", "))
		})
}
