package editing

import (
	"teamsaccount/account"
	"teamsaccount/account/date"
	"teamsaccount/assets/texts"
)

// validate applies the rules to a draft. A date that is understood counts as
// the day it means; one that can mean two days is a fault that names both.
func (s *State) validate(draft account.Draft) account.Findings {
	written := draft.Current.SecretExpires
	dates := s.dates(written)
	if len(dates) > 0 {
		draft.Current.SecretExpires = dates[0]
	}
	findings := account.Validate(draft.Current, draft.Secret)
	if len(dates) > 1 {
		for _, day := range dates {
			findings.Errors = append(findings.Errors, eitherDay(written, day))
		}
	}
	return findings
}

func (s *State) dates(text string) []string { return date.Read(text, s.DateOrder, s.now()) }

func eitherDay(written, day string) account.Finding {
	return account.Finding{
		Field:   account.FieldSecretExpires,
		Message: texts.Of("editing.date.either", "text", written, "date", account.LongDate(day), "iso", day),
	}
}

// dateFix offers the day that the finding names.
func (s *State) dateFix(finding account.Finding) *Fix {
	written := s.draft.Current.SecretExpires
	for _, day := range s.dates(written) {
		if finding == eitherDay(written, day) {
			return &Fix{texts.Of("editing.date.choose", "date", day), account.FieldSecretExpires, day}
		}
	}
	return nil
}

// writeDate writes a date that is understood as the document has it.
func (s *State) writeDate() {
	written := s.draft.Current.SecretExpires
	if dates := s.dates(written); len(dates) == 1 && dates[0] != written {
		s.draft.Current.SecretExpires = dates[0]
		s.Tell(account.FieldSecretExpires, Note{Text: texts.Of("editing.date.written", "text", written, "date", account.LongDate(dates[0]))})
	}
}
