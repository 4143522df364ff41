package document

import (
	"errors"
	"strconv"

	"teamsaccount/account"
)

// MaxSize is the greatest size of a document in bytes. An account whose every
// text is as long as the rules allow takes less than a fifth of it.
const MaxSize = 1 << 20

// version is the format that this program reads and writes.
const version = 1

// The objects of the format, the keys that must be there first.
var (
	plainShape   = shape{keys: []string{"version", "account"}, required: 1}
	sealedShape  = shape{keys: []string{"version", "secret", "account"}, required: 2}
	accountShape = shape{name: "account", required: 1, keys: []string{
		"id", "name", "objectId", "tenantId", "clientId", "cloud", "secretItem", "secretExpires", "messages",
	}}
	messagesShape = shape{name: "messages", prefix: "messages.", keys: messageKeys()}
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
	s, err := newScanner(data, MaxSize)
	if err != nil {
		return account.Stored{}, asProblem(err)
	}
	if s.peek() == 0 && s.at == len(s.data) {
		return account.Stored{}, nil
	}
	stored, _, err := s.document(plainShape)
	return stored, asProblem(err)
}

// DecodeWithSecret reads what EncodeWithSecret writes: a document with the key
// "secret" besides. It is as strict as Decode, and empty data is not
// understood. No error holds the secret.
func DecodeWithSecret(data []byte) (stored account.Stored, secret string, err error) {
	s, err := newScanner(data, MaxSize)
	if err != nil {
		return account.Stored{}, "", asProblem(err)
	}
	stored, secret, err = s.document(sealedShape)
	return stored, secret, asProblem(err)
}

// asProblem turns a fault into the error that callers see.
func asProblem(err error) error {
	var fault *Fault
	if errors.As(err, &fault) {
		return fault.problem()
	}
	return err
}

func (s *scanner) document(of shape) (stored account.Stored, secret string, err error) {
	err = s.object(of, func(key string) (err error) {
		switch key {
		case "version":
			return s.version()
		case "secret":
			secret, err = s.text(key)
			return err
		}
		if s.null() {
			stored.Deleted = true
			return nil
		}
		stored.Present = true
		stored.Account, err = s.account()
		return err
	})
	if err == nil {
		err = s.end()
	}
	if err != nil {
		return account.Stored{}, "", err
	}
	return stored, secret, nil
}

func (s *scanner) version() error {
	number, err := s.number("version", "document.fault.number")
	if err != nil {
		return err
	}
	// As every reader of JSON does, this takes 1.0 for the same number.
	if value, err := strconv.ParseFloat(number, 64); err != nil || value != version {
		return s.fault("version", "document.fault.version", "found", quoted(number))
	}
	return nil
}

func (s *scanner) account() (account.Account, error) {
	a := account.Account{Cloud: account.CloudGlobal, Messages: account.DefaultMessages()}
	err := s.object(accountShape, func(key string) (err error) {
		switch key {
		case "messages":
			a.Messages, err = s.messages()
			return err
		case "id":
			a.ID, err = s.guid(key)
			return err
		}
		value, err := s.text(key)
		a = a.With(account.Field(key), value)
		return err
	})
	return a, err
}

func (s *scanner) messages() (account.Messages, error) {
	messages := account.DefaultMessages()
	err := s.object(messagesShape, func(key string) error {
		text, err := s.text(key)
		messages = messages.With(account.MessageKey(key), text)
		return err
	})
	return messages, err
}

func (s *scanner) guid(key string) (string, error) {
	id, err := s.text(key)
	if err == nil && !account.IsGUID(id) {
		err = s.fault(key, "document.fault.guid")
	}
	return id, err
}
