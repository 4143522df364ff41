package editing

import (
	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Tested is what a form adds to the outcome of a test.
type Tested struct {
	// Missing are the fields that the account lacks. Where changes waited, it is
	// what is missing in the form, since that is what is applied next.
	Missing []account.Field
	// Field is the field to go to; empty if none is at fault.
	Field account.Field
	// FilledExpiry says that the secret's end date was entered as Microsoft
	// told it.
	FilledExpiry bool
}

// TestBegan forgets what the last test blamed.
func (s *State) TestBegan() {
	s.blamed = map[account.Field]string{}
	s.tested = s.draft
}

// TestEnded takes the outcome of a test: it marks the fields at fault until
// they are edited, and enters the secret's end date. pending says that changes
// waited when the test began, so that nothing was really tested. A field that
// was edited while the test ran is not blamed.
func (s *State) TestEnded(result account.Result, pending bool) Tested {
	ended := Tested{Missing: result.Missing}
	if !s.open || result.Kind == account.KindCancelled {
		return Tested{}
	}
	if result.Kind == account.KindIncomplete && pending {
		s.tested = s.draft
		ended.Missing = account.Missing(s.draft.Current, s.HasSecret())
	}
	for _, field := range ended.Missing {
		s.blame(field, texts.Of("editing.test.missing"))
	}
	s.blame(result.Field, reason(result))
	if result.AlsoField != "" {
		s.blame(result.AlsoField, texts.Of("editing.test.also", "field", result.Field.Label()))
	}
	ended.FilledExpiry = s.fillExpiry(result)
	ended.Field = result.Field
	if len(ended.Missing) > 0 {
		ended.Field = ended.Missing[0]
	}
	return ended
}

func (s *State) blame(field account.Field, text string) {
	if field != "" && s.blamed[field] == "" && !differ(field, s.draft, s.tested) {
		s.blamed[field] = text
	}
}

// reason is the shortest that a result says about why it failed.
func reason(result account.Result) string {
	for _, text := range []string{result.Cause, result.Advice, result.Message} {
		if text != "" {
			return text
		}
	}
	return result.Title
}

// fillExpiry enters the end date of the stored secret, unless another one is
// about to take its place.
func (s *State) fillExpiry(result account.Result) bool {
	date := result.SecretExpires
	if s.draft.Secret.Mode != account.SecretKeep || date == "" || date == s.draft.Current.SecretExpires {
		return false
	}
	id := s.act(ActionExpiry, func() { s.draft.Current.SecretExpires = date })
	s.Tell(account.FieldSecretExpires, Note{Text: texts.Of("editing.test.expiry"), Undoable: true, about: id})
	return true
}
