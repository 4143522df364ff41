// Package account holds the values of the program, the one Microsoft Teams
// integration account of a contact center, and the rules that it obeys. It
// blocks on nothing.
//
// It imports nothing of ours but the texts, the message packs and the JSON
// scanner. The document on disk, the
// keychain and Microsoft Entra ID are reached through the small interfaces
// Documents, Secrets, Tester and States, which package service orders and cmd
// connects.
package account

import (
	"crypto/rand"
	"strings"

	"github.com/google/uuid"

	"teamsaccount/assets/texts"
)

// Account is the Microsoft Teams integration account of one contact center,
// without its secret. Two accounts are equal exactly if == says so.
type Account struct {
	// ID is a GUID, made once when the account is added and never edited.
	ID string `json:"id"`
	// Name is any name, at most MaxName characters.
	Name string `json:"name"`
	// ObjectID is the app's object ID, a GUID; it may be empty.
	ObjectID string `json:"objectId"`
	// TenantID is the Directory (tenant) ID: a GUID or a DNS domain of the tenant.
	TenantID string `json:"tenantId"`
	// ClientID is the Application (client) ID, a GUID.
	ClientID string `json:"clientId"`
	// Cloud is the national cloud in which the tenant lives.
	Cloud Cloud `json:"cloud"`
	// SecretItem names the keychain item with the secret; empty if none was entered.
	SecretItem string `json:"secretItem"`
	// SecretExpires is the secret's last day as YYYY-MM-DD; it may be empty.
	SecretExpires string `json:"secretExpires"`
	// Messages are the seven system messages.
	Messages Messages `json:"messages"`
}

// Cloud is a national cloud of Microsoft Entra ID.
type Cloud string

// The clouds that an account may name. Azure Germany closed in October 2021.
const (
	CloudGlobal Cloud = "global"
	CloudUSGov  Cloud = "usgov"
	CloudChina  Cloud = "china"
)

// Clouds lists the clouds in the order in which they are offered.
func Clouds() []Cloud { return []Cloud{CloudGlobal, CloudUSGov, CloudChina} }

// Known reports whether c is one of Clouds.
func (c Cloud) Known() bool {
	return c == CloudGlobal || c == CloudUSGov || c == CloudChina
}

// Label returns the cloud's name for a person; the value itself if it is none
// of Clouds.
func (c Cloud) Label() string {
	switch c {
	case CloudGlobal:
		return texts.Of("cloud.global")
	case CloudUSGov:
		return texts.Of("cloud.usgov")
	case CloudChina:
		return texts.Of("cloud.china")
	}
	return string(c)
}

// New returns an account as the + button makes it: a fresh ID, the global
// cloud, the vendor's default messages, all else empty.
func New() Account {
	return Account{ID: uuid.NewString(), Cloud: CloudGlobal, Messages: DefaultMessages()}
}

// SecretItemName returns a new keychain item name for the account with this
// ID: the ID, a dot and eight random lower-case letters and digits. Every
// secret gets an item of its own, so that writing the document is the one
// instant at which account and secret change together.
func SecretItemName(id string) string {
	suffix := strings.ToLower(rand.Text())
	return id + "." + suffix[:8]
}

// IsSecretItem reports whether SecretItemName makes such names. No other item
// is ever deleted from the keychain: a document written by hand may name
// anything.
func IsSecretItem(item string) bool {
	id, suffix, _ := strings.Cut(item, ".")
	return IsGUID(id) && suffix != "" && strings.Trim(suffix, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// OwnsItem reports whether SecretItemName makes such names for the account
// with this ID.
func OwnsItem(id, item string) bool {
	return IsSecretItem(item) && strings.HasPrefix(item, id+".")
}
