package editing

import (
	"slices"
	"strings"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Fix is a way out of one finding: another text for the field.
type Fix struct {
	// Label is what its button says.
	Label string
	field account.Field
	text  string
}

// ApplyFix makes a fix.
func (s *State) ApplyFix(fix *Fix) {
	s.act(ActionFix, func() { s.set(fix.field, fix.text) })
}

// fixFor returns the fix that takes away exactly this finding; nil if
// there is none.
func (s *State) fixFor(finding account.Finding) *Fix {
	if finding.Field == account.FieldSecretExpires {
		return s.dateFix(finding)
	}
	key, is := finding.Field.Message()
	if !is {
		return nil
	}
	m := s.draft.Current.Messages
	for _, offer := range fixes(key, m) {
		if mended := m.With(key, offer.text); mended != m && !slices.Contains(said(mended), finding) {
			return &offer
		}
	}
	return nil
}

// fixes lists what can be offered for a message.
func fixes(key account.MessageKey, m account.Messages) []Fix {
	yes, no := strings.TrimSpace(m.PositiveResponse), strings.TrimSpace(m.NegativeResponse)
	switch {
	case strings.TrimSpace(m.Text(key)) == "":
		return []Fix{{texts.Of("editing.fix.restore"), key.Field(), account.DefaultMessages().Text(key)}}
	case key == account.Invitation && yes != "" && no != "":
		label := texts.Of("editing.fix.responses", "yes", shortened(yes), "no", shortened(no))
		return []Fix{{label, key.Field(), m.WithResponsesInInvitation().Text(key)}}
	case key == account.PartyJoined || key == account.PartyLeft:
		return []Fix{
			{texts.Of("editing.fix.placeholder"), key.Field(), m.WithoutPlaceholder(key).Text(key)},
			{texts.Of("editing.fix.small"), key.Field(), m.WithSmallLetter(key).Text(key)},
		}
	}
	return nil
}

// said lists what the rules say about messages.
func said(m account.Messages) []account.Finding {
	findings := account.Validate(account.Account{Messages: m}, account.SecretEdit{})
	return append(findings.Errors, findings.Warnings...)
}

// shortened cuts a word for a button.
func shortened(word string) string {
	const most = 16
	if runes := []rune(word); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return word
}
