// Package editing holds what a form knows while somebody edits the account:
// the draft, which findings are visible yet, what a test blamed, what a paste
// changed, and what is known of the stored secret. From that it derives what a
// form shows: the notes of each field, the counts of faults, the status line,
// and whether Apply may go. The window and `teamsctl edit` draw the same State,
// each with its own means.
//
// It is pure: nothing here blocks, reads a clock of its own or knows a toolkit.
package editing

import (
	"time"

	"teamsaccount/account"
	"teamsaccount/account/date"
)

// State is one form's state. A form reports to it what the person does and
// what background work found, and after each report draws what it derives. The
// zero State is not usable; see New. It is not safe for concurrent use.
type State struct {
	// DateOrder is how the person writes day and month; see date.OrderOf.
	DateOrder date.Order

	now func() time.Time

	// open says that there is an account in the form, applied that the document
	// holds it.
	open, applied bool
	draft         account.Draft
	// shown are the findings that are visible: a fault is shown only once
	// typing has paused, and goes as soon as it is mended.
	shown account.Findings
	// blamed is what a test found at fault, and told what else there is to say
	// about a field; both until the field is edited.
	blamed map[account.Field]string
	told   map[account.Field]Note
	// tested is the draft as it was when the running test began.
	tested account.Draft

	secret      StoredSecret
	secretFault string

	// refused is the field that kept Apply from going; empty if none did.
	refused   account.Field
	appliedAt time.Time

	history history
}

// New returns the state of a form that shows no account yet. now is the clock.
func New(now func() time.Time) *State {
	s := &State{now: now}
	s.Close()
	return s
}

// Open shows a document as it stands on the disk, without changes. A stored
// secret counts as StoredSecretAsked: the caller asks the keychain, and
// reports with SecretAnswered.
func (s *State) Open(stored account.Stored) {
	s.Close()
	if !stored.Present {
		return
	}
	s.open, s.applied = true, true
	s.draft = account.NewDraft(stored.Account)
	if stored.Account.SecretItem != "" {
		s.secret = StoredSecretAsked
	}
	s.show()
}

// Add begins a new account. Nothing of it is saved before Apply.
func (s *State) Add() {
	s.Close()
	s.open = true
	s.draft = account.NewAccountDraft()
}

// Close empties the form: there is no account, or the document is unreadable.
func (s *State) Close() {
	*s = State{DateOrder: s.DateOrder, now: s.now, secret: StoredSecretNone}
	s.forgetNotes()
}

// Editing reports whether there is an account in the form.
func (s *State) Editing() bool { return s.open }

// Adding reports whether the account in the form is new and was never applied.
func (s *State) Adding() bool { return s.open && !s.applied }

// Draft returns the account as it stands in the form.
func (s *State) Draft() account.Draft { return s.draft }

// Value returns what stands in a field. The secret is there only while it
// waits to be applied.
func (s *State) Value(field account.Field) string { return valueOf(s.draft, field) }

func valueOf(draft account.Draft, field account.Field) string {
	if field == account.FieldClientSecret {
		return draft.Secret.Value
	}
	return draft.Current.Value(field)
}

// with returns the draft with one field as it was typed.
func with(draft account.Draft, field account.Field, value string) account.Draft {
	if field == account.FieldClientSecret {
		draft.Secret = account.ReplaceSecret(value)
	} else {
		draft.Current = draft.Current.With(field, value)
	}
	return draft
}

// Dirty reports whether anything waits to be applied.
func (s *State) Dirty() bool { return s.open && s.draft.Dirty() }

// Untouched reports whether the form holds a new account in which nothing was
// entered, so that leaving it loses nothing.
func (s *State) Untouched() bool {
	if !s.Adding() || s.draft.Secret.Mode != account.SecretKeep {
		return false
	}
	blank := account.New()
	blank.ID = s.draft.Current.ID
	return s.draft.Current == blank
}

// Changed reports whether the person changed a field since it was applied; of
// a new account, since it was begun.
func (s *State) Changed(field account.Field) bool {
	switch {
	case field == account.FieldClientSecret:
		return s.draft.Secret.Mode != account.SecretKeep
	case s.Adding():
		return s.draft.Current.Value(field) != account.New().Value(field)
	}
	return s.draft.Current.Value(field) != s.draft.Saved.Value(field)
}

// show makes visible what the rules say now.
func (s *State) show() {
	s.shown = account.Findings{}
	if s.open {
		s.shown = s.validate(s.draft)
	}
}

func (s *State) forgetNotes() {
	s.blamed = map[account.Field]string{}
	s.told = map[account.Field]Note{}
}
