package account

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Limits of the values, in Unicode code points unless said otherwise.
const (
	// MaxName is the greatest length of the account's name.
	MaxName = 128
	// MaxSecretBytes is the greatest length of a secret: what the Windows
	// Credential Manager takes (CRED_MAX_CREDENTIAL_BLOB_SIZE), the least of
	// the three systems.
	MaxSecretBytes = 2560
	// MinPassphrase is the least length of a passphrase that seals a hand-over
	// file.
	MinPassphrase = 12
)

var (
	// domain is a DNS name with at least one dot whose last label is no number
	// (RFC 1123, section 2.1).
	domain = regexp.MustCompile(`^(?i:[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$`)
	// itemName is what a keychain takes on every system. SecretItemName makes
	// such names; a document written by hand may hold another one.
	itemName = regexp.MustCompile(`^[A-Za-z0-9._-]{1,200}$`)
)

// IsDomain reports whether the text is a DNS name with at least one dot.
func IsDomain(text string) bool { return len(text) <= 253 && domain.MatchString(text) }

// IsSecret reports whether a text can be a client secret, on every system's
// keychain: 1 to MaxSecretBytes bytes of printable ASCII.
func IsSecret(text string) bool {
	return text != "" && len(text) <= MaxSecretBytes && !strings.ContainsFunc(text, notPrintableASCII)
}

// IsItemName reports whether a text can name a keychain item, on every system:
// macOS hands item names to a program that reads commands line by line.
func IsItemName(text string) bool { return itemName.MatchString(text) }

// Validate applies the rules to an account and to the edit of its secret. An
// empty property is incomplete, never malformed. Values are judged as Clean
// returns them.
func Validate(a Account, secret SecretEdit) Findings {
	a, _ = Normalize(a)
	return validateNormalized(a, secret)
}

func validateNormalized(a Account, secret SecretEdit) Findings {
	var findings Findings
	validateName(&findings, a.Name)
	validateTenant(&findings, a.TenantID)
	validateGUID(&findings, FieldClientID, a.ClientID, "rule.guid.clientId")
	validateSecret(&findings, secret)
	validateExpires(&findings, a.SecretExpires)
	validateGUID(&findings, FieldObjectID, a.ObjectID, "rule.guid.objectId")
	if !a.Cloud.Known() {
		findings.fail(FieldCloud, "rule.cloud", "value", a.Cloud)
	}
	if secret.Mode == SecretKeep && a.SecretItem != "" && !IsItemName(a.SecretItem) {
		findings.fail(FieldSecretItem, "rule.secretItem")
	}
	warnSameIDs(&findings, a)
	validateMessages(&findings, a.Messages)
	return findings
}

// Missing lists the properties that an account needs for a connection and
// does not have, in the order of the form. secretPresent says whether there is
// a secret, stored or typed.
func Missing(a Account, secretPresent bool) []Field {
	missing := []Field{}
	for _, field := range []Field{FieldName, FieldTenantID, FieldClientID} {
		if strings.TrimSpace(a.Value(field)) == "" {
			missing = append(missing, field)
		}
	}
	if !secretPresent {
		missing = append(missing, FieldClientSecret)
	}
	return missing
}

func validateName(findings *Findings, name string) {
	switch {
	case !utf8.ValidString(name) || strings.ContainsFunc(name, IsControl):
		findings.fail(FieldName, "rule.control")
	case utf8.RuneCountInString(name) > MaxName:
		findings.fail(FieldName, "rule.tooLong", "limit", MaxName)
	}
}

func validateTenant(findings *Findings, tenant string) {
	switch strings.ToLower(tenant) {
	case "":
		return
	case "common", "organizations", "consumers":
		findings.fail(FieldTenantID, "rule.tenant.shared", "value", tenant)
		return
	}
	if !IsGUID(tenant) && !IsDomain(tenant) {
		findings.fail(FieldTenantID, "rule.tenant")
	}
}

func validateGUID(findings *Findings, field Field, value, key string) {
	if value != "" && !IsGUID(value) {
		findings.fail(field, key)
	}
}

func validateSecret(findings *Findings, secret SecretEdit) {
	if secret.Mode != SecretReplace {
		return
	}
	value, _ := Clean(FieldClientSecret, secret.Value)
	switch {
	case strings.ContainsFunc(value, notPrintableASCII):
		findings.fail(FieldClientSecret, "rule.secret.ascii")
	case len(value) > MaxSecretBytes:
		findings.fail(FieldClientSecret, "rule.secret.tooLong", "limit", "2,560")
	case IsGUID(value):
		findings.warn(FieldClientSecret, "rule.secret.guid")
	}
}

func validateExpires(findings *Findings, date string) {
	if _, err := time.Parse(time.DateOnly, date); date != "" && err != nil {
		findings.fail(FieldSecretExpires, "rule.date")
	}
}

// warnSameIDs marks the later of two ID fields that hold the same GUID.
func warnSameIDs(findings *Findings, a Account) {
	fields := []Field{FieldTenantID, FieldClientID, FieldObjectID}
	for i, later := range fields {
		for _, earlier := range fields[:i] {
			value := a.Value(later)
			if IsGUID(value) && strings.EqualFold(value, a.Value(earlier)) {
				findings.warn(later, "rule.sameGUID", "other", earlier.Label())
			}
		}
	}
}

// IsControl reports whether the character is a control character or a line
// separator, which no value on one line may hold.
func IsControl(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
}

func notPrintableASCII(r rune) bool { return r < ' ' || r > '~' }
