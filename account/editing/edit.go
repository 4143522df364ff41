package editing

import (
	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Type takes what stands in a field's input after each key, and reports whether
// that changed anything. What was said about the field no longer holds; a
// fixed fault goes at once, and a new one waits for TypingPaused. For the
// secret, an empty text keeps the stored one.
func (s *State) Type(field account.Field, text string) (changed bool) {
	if !s.open || s.Value(field) == text {
		return false
	}
	s.set(field, text)
	s.edited(field)
	return true
}

// Enter is Type for a form that takes a value as a whole: it is cleaned, the
// person is told if anything was removed, its fault shows at once, and it can be
// undone.
func (s *State) Enter(field account.Field, text string) {
	before := s.draft
	cleaned, removed := account.Clean(field, text)
	s.Type(field, cleaned)
	s.Leave(field)
	s.history.add(ActionEnter, before, s.draft)
	if s.open && removed {
		s.Tell(field, Note{Text: texts.Of("editing.cleaned")})
	}
}

// Leave is told that the person left a field. Its fault shows, and a date is
// written as the document has it, which the person is told.
func (s *State) Leave(field account.Field) {
	if field == account.FieldSecretExpires {
		s.writeDate()
	}
	s.show()
}

// TypingPaused shows the faults of what was typed.
func (s *State) TypingPaused() { s.show() }

// RemoveSecret has Apply remove the stored secret.
func (s *State) RemoveSecret() {
	if s.open {
		s.draft.Secret = account.SecretEdit{Mode: account.SecretClear}
		s.edited(account.FieldClientSecret)
	}
}

// KeepSecret takes a typed secret, or the removal of the stored one, back.
func (s *State) KeepSecret() {
	if s.open {
		s.draft.Secret = account.SecretEdit{}
		s.edited(account.FieldClientSecret)
	}
}

// RestoreMessage puts a system message back to the vendor's default.
func (s *State) RestoreMessage(key account.MessageKey) {
	s.SetMessages(ActionRestore, s.draft.Current.Messages.With(key, account.DefaultMessages().Text(key)))
}

// RestoreMessages puts all system messages back to the vendor's defaults.
func (s *State) RestoreMessages() { s.SetMessages(ActionRestoreAll, account.DefaultMessages()) }

// SetMessages replaces the system messages in one action that can be undone.
func (s *State) SetMessages(action Action, messages account.Messages) {
	s.act(action, func() { s.draft.Current.Messages = messages })
}

// ChooseExpiry enters the day (YYYY-MM-DD) on which the secret expires, in one
// action.
func (s *State) ChooseExpiry(day string) {
	s.act(ActionExpiry, func() { s.draft.Current.SecretExpires = day })
}

// Fill enters every value of an account that is not empty, and a secret that
// is not, in one action. What belonged to another app is emptied.
func (s *State) Fill(given account.Account, secret string) {
	s.act(ActionFill, func() {
		if isOtherApp(s.draft.Current.ClientID, given.ClientID) {
			s.draft.Current.ObjectID, s.draft.Current.SecretExpires = "", ""
		}
		for _, field := range account.Properties() {
			if value := given.Value(field); value != "" {
				s.draft.Current = s.draft.Current.With(field, value)
			}
		}
		if secret != "" {
			s.draft.Secret = account.ReplaceSecret(secret)
		}
	})
}

// Revert drops all changes, which Undo brings back. Of a new account it leaves
// the empty form; Open or Close takes that away.
func (s *State) Revert() {
	s.act(ActionRevert, func() {
		s.draft = s.draft.Revert()
		if s.Adding() {
			s.draft.Current = account.New()
		}
	})
	s.forgetNotes()
}

// act changes several fields at once. The faults of the new values show at
// once, and the change can be undone as a whole. It returns the step's id; 0 if
// nothing changed.
func (s *State) act(action Action, change func()) int {
	if !s.open {
		return 0
	}
	before := s.draft
	change()
	s.changedFrom(before)
	return s.history.add(action, before, s.draft)
}

// changedFrom follows a change of several fields.
func (s *State) changedFrom(before account.Draft) {
	for _, field := range account.Fields() {
		if differ(field, before, s.draft) {
			s.forget(field)
		}
	}
	s.show()
}

func (s *State) set(field account.Field, value string) { s.draft = with(s.draft, field, value) }

// edited follows a change of one field while it is being typed.
func (s *State) edited(field account.Field) {
	s.forget(field)
	now := s.validate(s.draft)
	s.shown = account.Findings{
		Errors:   stillTrue(s.shown.Errors, now.Errors),
		Warnings: stillTrue(s.shown.Warnings, now.Warnings),
	}
}

// forget drops what was said about the field's former value.
func (s *State) forget(field account.Field) {
	delete(s.blamed, field)
	delete(s.told, field)
	if s.refused == field {
		s.refused = ""
	}
}

// stillTrue keeps of the visible findings those whose field still has one, in
// its present words.
func stillTrue(visible, now []account.Finding) []account.Finding {
	count := map[account.Field]int{}
	for _, finding := range visible {
		count[finding.Field]++
	}
	var kept []account.Finding
	for _, finding := range now {
		if count[finding.Field] > 0 {
			count[finding.Field]--
			kept = append(kept, finding)
		}
	}
	return kept
}
