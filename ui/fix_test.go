package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"teamsaccount/account"
)

func TestRemedy_MendsWhatTheWarningSays(t *testing.T) {
	for _, c := range []struct {
		key            account.MessageKey
		typed          string
		button, mended string
		at             account.MessageKey
	}{
		{
			account.PositiveResponse, "OK", "Put OK and NO into the invitation",
			"You are invited to customer chat session, would you like to accept (OK/NO)?", account.Invitation,
		},
		{account.Invitation, "Will you help?", "Put YES and NO into the invitation", "Will you help? (YES/NO)", account.Invitation},
		{account.PartyJoined, "Came in", "Begin with a small letter", "came in", account.PartyJoined},
		{account.PartyLeft, "{name} went", "Take the placeholder out", "went", account.PartyLeft},
		{account.PartyLeft, "%NAME% Went", "Take the placeholder out", "Went", account.PartyLeft},
	} {
		p := before(t, 1280, 860)
		p.replaces(c.key.Field(), c.typed)
		p.hand.pass(typingPause)
		if p.button(c.button) == nil {
			t.Errorf("%q in %s offers no %q", c.typed, c.key, c.button)
			continue
		}
		p.taps(c.button)
		field := p.entry(c.at.Field())
		if field.Text != c.mended {
			t.Errorf("%q: the field holds %q, not %q", c.button, field.Text, c.mended)
		}
		if p.button(c.button) != nil {
			t.Errorf("%q stays after it was pressed", c.button)
		}
		if p.focus() != fyne.Focusable(field) {
			t.Errorf("%q: the focus is not in the mended field", c.button)
		}
	}
}

func TestRemedy_AnEmptyTextOffersItsDefault(t *testing.T) {
	p := before(t, 1280, 860)
	p.replaces(account.SessionEnded.Field(), "")
	p.hand.pass(typingPause)
	p.expects("This text is empty. Write one, or restore the default.")
	p.taps("Restore default")
	p.misses("This text is empty.")
	p.expects("Customer chat session ended")
}

func TestRemedy_NothingIsOfferedWhereNothingIsWrong(t *testing.T) {
	p := before(t, 1280, 860)
	for _, button := range []string{"Put YES and NO into the invitation", "Begin with a small letter", "Take the placeholder out"} {
		if p.button(button) != nil {
			t.Errorf("%q is offered", button)
		}
	}
}
