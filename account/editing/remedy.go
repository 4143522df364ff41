package editing

import (
	"slices"
	"strings"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Remedy is a way out of one finding: another text for the field.
type Remedy struct {
	// Label is what its button says.
	Label string
	field account.Field
	text  string
}

// Mend takes a remedy.
func (s *State) Mend(remedy *Remedy) {
	s.act(ActionMend, func() { s.set(remedy.field, remedy.text) })
}

// remedyFor returns the remedy that takes away exactly this finding; nil if
// there is none.
func (s *State) remedyFor(finding account.Finding) *Remedy {
	if finding.Field == account.FieldSecretExpires {
		return s.dateRemedy(finding)
	}
	key, is := finding.Field.Message()
	if !is {
		return nil
	}
	m := s.draft.Current.Messages
	for _, offer := range remedies(key, m) {
		if mended := m.With(key, offer.text); mended != m && !slices.Contains(said(mended), finding) {
			return &offer
		}
	}
	return nil
}

// remedies lists what can be offered for a message.
func remedies(key account.MessageKey, m account.Messages) []Remedy {
	yes, no := strings.TrimSpace(m.PositiveResponse), strings.TrimSpace(m.NegativeResponse)
	switch {
	case strings.TrimSpace(m.Text(key)) == "":
		return []Remedy{{texts.Of("editing.remedy.restore"), key.Field(), account.DefaultMessages().Text(key)}}
	case key == account.Invitation && yes != "" && no != "":
		label := texts.Of("editing.remedy.responses", "yes", shortened(yes), "no", shortened(no))
		return []Remedy{{label, key.Field(), m.WithResponsesInInvitation().Text(key)}}
	case key == account.PartyJoined || key == account.PartyLeft:
		return []Remedy{
			{texts.Of("editing.remedy.placeholder"), key.Field(), m.WithoutPlaceholder(key).Text(key)},
			{texts.Of("editing.remedy.small"), key.Field(), m.WithSmallLetter(key).Text(key)},
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
