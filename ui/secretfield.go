package ui

import (
	"fyne.io/fyne/v2/theme"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// secretField is where a new secret is typed. The stored one is never loaded
// into it; the placeholder says whether there is one.
type secretField struct {
	*field
	input   *entry
	replace *aside
}

func newSecretField(w *Window) *secretField {
	s := &secretField{input: newEntry(w)}
	s.input.Password = true
	s.input.OnChanged = w.typedSecret
	s.input.pasting = func(text string) (string, bool) { return w.pasted(account.FieldClientSecret, text) }
	s.replace = newAside(texts.Of("window.secret.replace"), "", theme.ViewRefreshIcon(), w.replaceSecret)
	s.field = w.newField(account.FieldClientSecret, s.input, s.replace, w.newCopy(account.FieldClientSecret))
	return s
}

// refresh says what the keychain holds and what Apply will do with it.
func (s *secretField) refresh(edit account.SecretEdit, state secretState) {
	placeholder := texts.Of("window.secret." + string(state))
	if edit.Mode == account.SecretClear {
		placeholder = texts.Of("window.secret.removing")
	}
	if s.input.PlaceHolder != placeholder {
		s.input.SetPlaceHolder(placeholder)
	}
	if state == secretIsStored && edit.Mode == account.SecretKeep {
		s.replace.Show()
	} else {
		s.replace.Hide()
	}
}

// reveal shows or hides the secret while it is being typed.
func (s *secretField) reveal() {
	s.input.Password = !s.input.Password
	s.input.Refresh()
}

// secretState is what the window knows about the stored secret.
type secretState string

const (
	// secretIsNone: no secret was ever applied.
	secretIsNone secretState = "none"
	// secretIsAsked: the keychain is being asked.
	secretIsAsked secretState = "asked"
	// secretIsStored: the keychain holds the secret.
	secretIsStored secretState = "stored"
	// secretIsMissing: the document names a secret that this machine's keychain lacks.
	secretIsMissing secretState = "missing"
	// secretIsUnknown: the keychain did not answer.
	secretIsUnknown secretState = "unknown"
)

// replaceSecret goes to the field of the secret.
func (w *Window) replaceSecret() {
	w.focusField(account.FieldClientSecret)
}

// removeSecret has Apply remove the stored secret.
func (w *Window) removeSecret() {
	w.properties.secret.input.forget()
	w.draft.Secret = account.SecretEdit{Mode: account.SecretClear}
	w.edited(account.FieldClientSecret)
}

// typedSecret takes what stands in the field of the secret.
func (w *Window) typedSecret(text string) {
	if w.filling {
		return
	}
	w.draft.Secret = account.ReplaceSecret(text)
	w.edited(account.FieldClientSecret)
}

// askSecretState asks the keychain in the background whether it holds the
// account's secret. It hinders nothing and may be given up.
func (w *Window) askSecretState() {
	if w.probe.busy() {
		w.probe.stop()
	}
	w.secretFault = ""
	if w.opened.Account.SecretItem == "" || !w.opened.Present {
		w.secretState = secretIsNone
		return
	}
	w.secretState = secretIsAsked
	asked := w.opened.Account
	run(w.probe, &job{waiting: texts.Of("window.waiting.keychain"), dropped: w.secretStateUnknown},
		w.secretStateOf(asked), w.toldSecretState)
}

// toldSecretState takes the keychain's answer.
func (w *Window) toldSecretState(state account.SecretState, err error) {
	switch {
	case err != nil:
		w.secretState = secretIsUnknown
		w.secretFault = sentence(err)
	case state == account.SecretStored:
		w.secretState = secretIsStored
	case state == account.SecretMissing:
		w.secretState = secretIsMissing
	default:
		w.secretState = secretIsUnknown
	}
	w.refresh()
}

func (w *Window) secretStateUnknown() {
	w.secretState = secretIsUnknown
	w.refresh()
}
