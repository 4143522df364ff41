package editing

import (
	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// StoredSecret is what is known of the stored secret.
type StoredSecret int

// The states of a stored secret.
const (
	// StoredSecretNone: no secret was ever applied.
	StoredSecretNone StoredSecret = iota
	// StoredSecretAsked: the document names one, and the keychain is being asked.
	StoredSecretAsked
	// StoredSecretThere: the keychain holds it.
	StoredSecretThere
	// StoredSecretMissing: this computer's keychain lacks it.
	StoredSecretMissing
	// StoredSecretUnknown: the keychain did not answer.
	StoredSecretUnknown
)

// AskingSecret says that the keychain is being asked about the stored secret.
func (s *State) AskingSecret() {
	if s.secret != StoredSecretNone {
		s.secret, s.secretFault = StoredSecretAsked, ""
	}
}

// SecretAnswered takes the keychain's answer about the stored secret. fault is
// why the state is unknown, as a sentence; it may be empty.
func (s *State) SecretAnswered(state account.SecretState, fault string) {
	if s.secret == StoredSecretNone {
		return
	}
	s.secretFault = fault
	switch {
	case fault == "" && state == account.SecretStored:
		s.secret = StoredSecretThere
	case fault == "" && state == account.SecretMissing:
		s.secret = StoredSecretMissing
	default:
		s.secret = StoredSecretUnknown
	}
}

// StoredSecret returns what is known of the stored secret.
func (s *State) StoredSecret() StoredSecret { return s.secret }

// HasSecret reports whether there will be a secret after Apply, as far as is
// known: typed, or stored and kept.
func (s *State) HasSecret() bool {
	switch s.draft.Secret.Mode {
	case account.SecretReplace:
		return true
	case account.SecretClear:
		return false
	}
	return s.secret != StoredSecretNone && s.secret != StoredSecretMissing
}

// SecretText says in a few words what is stored and what Apply will do with it.
func (s *State) SecretText() string {
	switch s.draft.Secret.Mode {
	case account.SecretReplace:
		return texts.Of("editing.secret.typed")
	case account.SecretClear:
		return texts.Of("editing.secret.removing")
	}
	switch s.secret {
	case StoredSecretAsked:
		return texts.Of("editing.secret.asked")
	case StoredSecretThere:
		return texts.Of("editing.secret.stored")
	case StoredSecretMissing:
		return texts.Of("editing.secret.missing")
	case StoredSecretUnknown:
		return texts.Of("editing.secret.unknown")
	}
	return texts.Of("editing.secret.none")
}

// secretNote says what is wrong with the stored secret, while it is kept.
func (s *State) secretNote() string {
	switch {
	case s.draft.Secret.Mode != account.SecretKeep:
		return ""
	case s.secretFault != "":
		return s.secretFault
	case s.secret == StoredSecretMissing:
		return texts.Of("editing.secret.elsewhere")
	}
	return ""
}
