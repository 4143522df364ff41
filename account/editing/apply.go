package editing

import (
	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Refusal says why Apply was refused.
type Refusal struct {
	// Field is the first field at fault, to which the form goes; empty if there
	// is nothing to apply.
	Field account.Field
	// Text is a sentence for the person.
	Text string
}

// Apply returns the draft to apply, every value cleaned, or why it may not be
// applied: nothing waits, or a field is at fault. All faults become visible.
func (s *State) Apply() (account.Draft, *Refusal) {
	if !s.Dirty() {
		return account.Draft{}, &Refusal{Text: texts.Of("editing.unchanged")}
	}
	s.draft = s.draft.Normalized()
	s.writeDate()
	s.show()
	s.refused = ""
	if len(s.shown.Errors) > 0 {
		return account.Draft{}, s.refuse()
	}
	return s.draft, nil
}

// Refused takes the faults for which the service applied nothing.
func (s *State) Refused(findings []account.Finding) *Refusal {
	s.shown.Errors = findings
	return s.refuse()
}

func (s *State) refuse() *Refusal {
	s.refused = VisibleField(s.shown.Errors[0].Field)
	return &Refusal{Field: s.refused, Text: texts.Of("editing.refused", "field", s.refused.Label())}
}

// Applied takes the document as an Apply left it. sent is the draft that Apply
// returned; what was changed since stays in the form. A secret that was
// applied is forgotten. Where StoredSecret is StoredSecretAsked afterwards, the
// document names another secret than before.
func (s *State) Applied(sent account.Draft, stored account.Stored) {
	typed := s.draft
	s.open, s.applied = true, true
	s.draft = account.NewDraft(stored.Account)
	for _, field := range account.Fields() {
		if field != account.FieldClientSecret && differ(field, typed, sent) {
			s.draft.Current = s.draft.Current.With(field, typed.Current.Value(field))
		}
	}
	if typed.Secret != sent.Secret {
		s.draft.Secret = typed.Secret
	}
	switch item := stored.Account.SecretItem; {
	case item == "":
		s.secret, s.secretFault = StoredSecretNone, ""
	case sent.Secret.Mode == account.SecretReplace:
		s.secret, s.secretFault = StoredSecretThere, ""
	case item != sent.Saved.SecretItem:
		s.secret, s.secretFault = StoredSecretAsked, ""
	}
	if stored.Account.SecretItem != sent.Saved.SecretItem {
		// The test was about another secret.
		s.blamed = map[account.Field]string{}
	}
	s.history.forgetSecrets()
	s.told = map[account.Field]Note{}
	s.refused, s.appliedAt = "", s.now()
	s.show()
}
