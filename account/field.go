package account

import (
	"strings"

	"teamsaccount/assets/texts"
)

// Field names a field of the account as the document, the JSON output and the
// validation do: a key of the document, or messages.KEY for a system message.
type Field string

// The properties of the account.
const (
	FieldName          Field = "name"
	FieldTenantID      Field = "tenantId"
	FieldClientID      Field = "clientId"
	FieldClientSecret  Field = "clientSecret"
	FieldObjectID      Field = "objectId"
	FieldSecretExpires Field = "secretExpires"
	FieldCloud         Field = "cloud"
	// FieldSecretItem is never edited; a document written by hand may spoil it.
	FieldSecretItem Field = "secretItem"
)

const messagePrefix = "messages."

// Properties lists the properties in the order in which the window shows them.
func Properties() []Field {
	return []Field{
		FieldName, FieldTenantID, FieldClientID, FieldClientSecret, FieldSecretExpires, FieldObjectID, FieldCloud,
	}
}

// Fields lists every field of the account: the properties, then the messages.
func Fields() []Field {
	all := Properties()
	for _, key := range MessageKeys() {
		all = append(all, key.Field())
	}
	return all
}

// fieldTexts are the vendor's label of each field, and the help below it.
var fieldTexts = map[Field]struct{ label, help string }{
	FieldName:          {"label.name", "help.name"},
	FieldTenantID:      {"label.tenantId", "help.tenantId"},
	FieldClientID:      {"label.clientId", "help.clientId"},
	FieldClientSecret:  {"label.clientSecret", "help.clientSecret"},
	FieldObjectID:      {"label.objectId", "help.objectId"},
	FieldSecretExpires: {"label.secretExpires", "help.secretExpires"},
	FieldCloud:         {"label.cloud", "help.cloud"},
	FieldSecretItem:    {"label.secretItem", ""},

	PartyJoined.Field():      {"label.messages.partyJoined", "help.messages.partyJoined"},
	PartyLeft.Field():        {"label.messages.partyLeft", "help.messages.partyLeft"},
	Invitation.Field():       {"label.messages.invitation", "help.messages.invitation"},
	PositiveResponse.Field(): {"label.messages.positiveResponse", "help.messages.positiveResponse"},
	NegativeResponse.Field(): {"label.messages.negativeResponse", "help.messages.negativeResponse"},
	SessionEnded.Field():     {"label.messages.sessionEnded", "help.messages.sessionEnded"},
	LeaveCommand.Field():     {"label.messages.leaveCommand", "help.messages.leaveCommand"},
}

// Label returns the vendor's label of the field; the field's own name if it is
// none of the account's.
func (f Field) Label() string {
	if known, is := fieldTexts[f]; is {
		return texts.Of(known.label)
	}
	return string(f)
}

// Help says what belongs into the field, and where to find it; empty for a
// field that is never edited.
func (f Field) Help() string {
	if help := fieldTexts[f].help; help != "" {
		return texts.Of(help)
	}
	return ""
}

// Labels joins the labels of fields for a sentence. An empty Field is left out.
func Labels(fields []Field) string {
	var labels []string
	for _, field := range fields {
		if field != "" {
			labels = append(labels, field.Label())
		}
	}
	return strings.Join(labels, ", ")
}

// Message returns the key of the system message that f edits, and whether f
// edits one.
func (f Field) Message() (MessageKey, bool) {
	key, is := strings.CutPrefix(string(f), messagePrefix)
	return MessageKey(key), is
}

// Value returns what the account holds in this field; empty for the secret,
// which an account never holds.
func (a Account) Value(f Field) string {
	if key, is := f.Message(); is {
		return a.Messages.Text(key)
	}
	if place := a.place(f); place != nil {
		return *place
	}
	if f == FieldCloud {
		return string(a.Cloud)
	}
	return ""
}

// With returns the account with one field replaced. The secret and the ID are
// no such fields; for them the account comes back as it was.
func (a Account) With(f Field, value string) Account {
	if key, is := f.Message(); is {
		a.Messages = a.Messages.With(key, value)
	} else if f == FieldCloud {
		a.Cloud = Cloud(value)
	} else if place := a.place(f); place != nil {
		*place = value
	}
	return a
}

func (a *Account) place(f Field) *string {
	switch f {
	case FieldName:
		return &a.Name
	case FieldObjectID:
		return &a.ObjectID
	case FieldTenantID:
		return &a.TenantID
	case FieldClientID:
		return &a.ClientID
	case FieldSecretExpires:
		return &a.SecretExpires
	case FieldSecretItem:
		return &a.SecretItem
	}
	return nil
}
