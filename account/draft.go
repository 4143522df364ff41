package account

// SecretEdit is what a person wants done with the secret. The stored secret is
// never loaded into it. The zero value keeps the stored secret.
type SecretEdit struct {
	Mode SecretMode
	// Value is the new secret, for SecretReplace only.
	Value string
}

// SecretMode says what becomes of the stored secret at Apply.
type SecretMode int

// The three things that can become of a secret.
const (
	SecretKeep SecretMode = iota
	SecretReplace
	SecretClear
)

// ReplaceSecret returns the edit that a typed text means: an empty field keeps
// the stored secret.
func ReplaceSecret(typed string) SecretEdit {
	if typed == "" {
		return SecretEdit{}
	}
	return SecretEdit{Mode: SecretReplace, Value: typed}
}

// String never tells the secret, so that a draft may be printed.
func (e SecretEdit) String() string {
	return [...]string{"keep", "replace", "clear"}[e.Mode]
}

// GoString never tells the secret, not even to %#v.
func (e SecretEdit) GoString() string { return e.String() }

// Draft is the account as it is being edited: the only state of a form.
type Draft struct {
	Saved   Account
	Current Account
	Secret  SecretEdit
}

// NewDraft returns a draft of a saved account without edits.
func NewDraft(saved Account) Draft { return Draft{Saved: saved, Current: saved} }

// NewAccountDraft returns the draft of an account that is being added: nothing
// of it is saved yet, so it is dirty from the start.
func NewAccountDraft() Draft { return Draft{Current: New()} }

// Dirty reports whether anything waits to be applied. Typing a value back to
// what it was makes a draft clean again.
func (d Draft) Dirty() bool { return d.Current != d.Saved || d.Secret.Mode != SecretKeep }

// Changes lists the fields that wait to be applied, in the order of the form.
func (d Draft) Changes() []Field {
	changed := []Field{}
	for _, field := range Fields() {
		if d.changed(field) {
			changed = append(changed, field)
		}
	}
	return changed
}

func (d Draft) changed(field Field) bool {
	if field == FieldClientSecret {
		return d.Secret.Mode != SecretKeep
	}
	return d.Current.Value(field) != d.Saved.Value(field)
}

// KeepsFormerExpiry reports whether a new secret waits beside the end date of the
// one that it takes the place of.
func (d Draft) KeepsFormerExpiry() bool {
	return d.Secret.Mode == SecretReplace && d.Saved.SecretItem != "" &&
		d.Current.SecretExpires != "" && !d.changed(FieldSecretExpires)
}

// Revert returns the draft with all edits dropped.
func (d Draft) Revert() Draft { return NewDraft(d.Saved) }

// Rebased returns the draft with the same edits on top of another saved
// account: what was not edited is as saved now, what was edited stays.
func (d Draft) Rebased(saved Account) Draft {
	rebased := Draft{Saved: saved, Current: saved, Secret: d.Secret}
	for _, field := range d.Changes() {
		rebased.Current = rebased.Current.With(field, d.Current.Value(field))
	}
	return rebased
}
