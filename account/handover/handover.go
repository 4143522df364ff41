// Package handover makes and opens hand-over files: an account on its way from
// the machine where it was prepared to the machine where it will live.
//
// A plain hand-over is the document itself, without a secret. A sealed one is
// the document with its secret, encrypted with a passphrase by age
// (https://age-encryption.org/v1), so that any age program opens it.
package handover

import (
	"teamsaccount/account"
	"teamsaccount/account/document"
)

// Handover is what a hand-over file holds.
type Handover struct {
	// Account is the account. Of a sealed file its SecretItem is empty: the
	// secret goes to a new item of the importing machine's keychain.
	Account account.Account
	// Secret is the secret of a sealed file; empty in a plain one.
	Secret string `json:"-"`
	// Sealed says that the file was sealed.
	Sealed bool
}

// String never tells the secret, so that a hand-over may be printed.
func (h Handover) String() string { return "hand-over of account " + h.Account.ID }

// GoString never tells the secret, not even to %#v.
func (h Handover) GoString() string { return h.String() }

// Plain returns a plain hand-over file: the document of the account. It may be
// mailed.
func Plain(a account.Account) []byte { return document.Encode(a, true) }
