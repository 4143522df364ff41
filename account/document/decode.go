package document

import (
	"errors"
	"strconv"

	"teamsaccount/account"
	"teamsaccount/account/internal/strictjson"
	"teamsaccount/assets/texts"
)

// MaxSize is the greatest size of a document in bytes. An account whose every
// text is as long as the rules allow takes less than a fifth of it.
const MaxSize = 1 << 20

// version is the format that this program reads and writes.
const version = 1

// The objects of the format, the keys that must be there first.
var (
	plainShape   = strictjson.Shape{Keys: []string{"version", "account"}, Required: 1}
	sealedShape  = strictjson.Shape{Keys: []string{"version", "secret", "account"}, Required: 2}
	accountShape = strictjson.Shape{Name: "account", Required: 1, Keys: []string{
		"id", "name", "objectId", "tenantId", "clientId", "cloud", "secretItem", "secretExpires", "messages",
	}}
	messagesShape = strictjson.Shape{Name: "messages", Prefix: "messages.", Keys: messageKeys()}
)

func messageKeys() []string {
	var keys []string
	for _, key := range account.MessageKeys() {
		keys = append(keys, string(key))
	}
	return keys
}

// Decode reads a document, as it stands in a file. Empty data, or white space
// alone, is a document without an account. Stored.Revision is left empty.
//
// Values are not validated: what a rule of the account refuses is read all the
// same. Text that is not understood is a ProblemDocument with a *Fault as its
// cause.
func Decode(data []byte) (account.Stored, error) {
	r, err := newReader(data, MaxSize)
	if err != nil {
		return account.Stored{}, asProblem(err)
	}
	if r.Empty() {
		return account.Stored{}, nil
	}
	stored, _, err := r.document(plainShape)
	return stored, asProblem(err)
}

// DecodeWithSecret reads what EncodeWithSecret writes: a document with the key
// "secret" besides. It is as strict as Decode, and empty data is not
// understood. No error holds the secret.
func DecodeWithSecret(data []byte) (stored account.Stored, secret string, err error) {
	r, err := newReader(data, MaxSize)
	if err != nil {
		return account.Stored{}, "", asProblem(err)
	}
	stored, secret, err = r.document(sealedShape)
	return stored, secret, asProblem(err)
}

// Fault is why text is not understood: the cause of a ProblemDocument.
type Fault = strictjson.Fault

// asProblem turns a fault into the error that callers see.
func asProblem(err error) error {
	var fault *Fault
	if errors.As(err, &fault) {
		return notUnderstood(texts.Of("document.problem.notUnderstood", "fault", fault.Reason), fault)
	}
	return err
}

// reader reads the objects of our files.
type reader struct{ *strictjson.Scanner }

func newReader(data []byte, limit int) (reader, error) {
	scanner, err := strictjson.New(data, limit)
	return reader{scanner}, err
}

func (r reader) document(of strictjson.Shape) (stored account.Stored, secret string, err error) {
	err = r.Object(of, func(key string) (err error) {
		switch key {
		case "version":
			return r.version()
		case "secret":
			secret, err = r.Text(key)
			return err
		}
		if r.Null() {
			stored.Deleted = true
			return nil
		}
		stored.Present = true
		stored.Account, err = r.account()
		return err
	})
	if err == nil {
		err = r.End()
	}
	if err != nil {
		return account.Stored{}, "", err
	}
	return stored, secret, nil
}

func (r reader) version() error {
	number, err := r.Number("version", "document.fault.number")
	if err != nil {
		return err
	}
	// As every reader of JSON does, this takes 1.0 for the same number.
	if value, err := strconv.ParseFloat(number, 64); err != nil || value != version {
		return r.Fault("version", "document.fault.version", "found", strictjson.Quoted(number))
	}
	return nil
}

func (r reader) account() (account.Account, error) {
	a := account.Account{Cloud: account.CloudGlobal, Messages: account.DefaultMessages()}
	err := r.Object(accountShape, func(key string) (err error) {
		switch key {
		case "messages":
			a.Messages, err = r.messages()
			return err
		case "id":
			a.ID, err = r.guid(key)
			return err
		}
		value, err := r.Text(key)
		a = a.With(account.Field(key), value)
		return err
	})
	if a.Cloud == "" {
		a.Cloud = account.CloudGlobal
	}
	return a, err
}

func (r reader) messages() (account.Messages, error) {
	messages := account.DefaultMessages()
	err := r.Object(messagesShape, func(key string) error {
		text, err := r.Text(key)
		messages = messages.With(account.MessageKey(key), text)
		return err
	})
	return messages, err
}

func (r reader) guid(key string) (string, error) {
	id, err := r.Text(key)
	if err == nil && !account.IsGUID(id) {
		err = r.Fault(key, "document.fault.guid")
	}
	return id, err
}
