package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// remedy is a way out of what is said about a message, one click away.
type remedy struct {
	text   string
	mended account.Messages
}

// remedyOf returns the remedy for what is shown about a message, if there is one.
func remedyOf(key account.MessageKey, m account.Messages, shown account.Findings) (remedy, bool) {
	field := key.Field()
	if shown.Error(field) == "" && shown.Warning(field) == "" {
		return remedy{}, false
	}
	offers := []remedy{
		{texts.Of("preview.remedy.placeholder"), m.WithoutPlaceholder(key)},
		{texts.Of("preview.remedy.small"), m.WithSmallLetter(key)},
	}
	switch yes, no := strings.TrimSpace(m.PositiveResponse), strings.TrimSpace(m.NegativeResponse); {
	case key == account.Invitation && yes != "" && no != "":
		text := texts.Of("preview.remedy.responses", "yes", shorten(yes), "no", shorten(no))
		offers = []remedy{{text, m.WithResponsesInInvitation()}}
	case key != account.PartyJoined && key != account.PartyLeft:
		return remedy{}, false
	}
	for _, offer := range offers {
		if offer.mended.Text(key) != m.Text(key) && mends(field, m, offer.mended) {
			return offer, true
		}
	}
	return remedy{}, false
}

// mends reports whether something is no longer said about the field afterwards.
func mends(field account.Field, before, after account.Messages) bool {
	left := objections(field, after)
	return slices.ContainsFunc(objections(field, before), func(said string) bool { return !slices.Contains(left, said) })
}

func objections(field account.Field, m account.Messages) []string {
	var all []string
	findings := account.Validate(account.Account{Messages: m}, account.SecretEdit{})
	for _, finding := range append(findings.Errors, findings.Warnings...) {
		if finding.Field == field {
			all = append(all, finding.Message)
		}
	}
	return all
}

// remedyRow is the button below a message with the remedy for what is said
// about it.
type remedyRow struct {
	*fyne.Container
	button *button
	mended account.Messages
}

func newRemedyRow(w *Window, key account.MessageKey) *remedyRow {
	r := &remedyRow{}
	r.button = newButton("", nil, w, func() {
		w.setMessages(r.mended)
		w.settle()
		w.refresh()
		w.focusField(key.Field())
	})
	r.button.Importance = widget.MediumImportance
	r.Container = inside(labelWidth, 0, 2, 4, newFlow(8, r.button))
	r.Hide()
	return r
}

// refresh offers what there is to offer.
func (r *remedyRow) refresh(key account.MessageKey, m account.Messages, shown account.Findings) {
	offer, is := remedyOf(key, m, shown)
	show(r.Container, is)
	if is {
		r.mended = offer.mended
		if r.button.Text != offer.text {
			r.button.SetText(offer.text)
		}
	}
}
