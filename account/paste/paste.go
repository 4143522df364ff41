// Package paste reads what a pasted text means, field by field.
package paste

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"teamsaccount/account"
)

// MaxBytes is the greatest size of a text that Read looks at.
const MaxBytes = 64 << 10

// Paste is what a pasted block of text means, field by field.
type Paste struct {
	// Fields are the fields that the block names, in the order of the form;
	// none if the text is no block.
	Fields []account.Field
	values map[account.Field]string
	// secret is a pointer so that no way of printing follows it.
	secret *string
}

// Read reads what administrators have at hand: the Overview page of an
// app in the portal, or a row of its Certificates & secrets; the address of
// such a page; the address of a tenant's sign-in endpoint; the JSON of
// `az ad sp create-for-rbac`, also with --sdk-auth; environment variables such
// as AZURE_CLIENT_ID=….
//
// A single value, such as a GUID, a domain or a secret, is no block: it means
// what the field says into which it is pasted. Nor is a text that names
// neither an ID nor a secret, or that is longer than MaxBytes. Of several
// values for one field the first counts. Values come cleaned (see Clean) and
// on one line, but not validated.
func Read(text string) Paste {
	if len(text) > MaxBytes {
		return Paste{}
	}
	text = legible(text)
	found := pasted{}
	if readJSON(found, text); len(found) == 0 {
		readVariables(found, text)
		readSecret(found, text)
		readLabels(found, text)
		readAddresses(found, text)
	}
	return found.paste()
}

// Block reports whether the text is a block. If not, it is to be pasted as any
// text is.
func (p Paste) Block() bool { return len(p.Fields) > 0 }

// Value returns the value that the block gives to a field, the secret
// included; empty if it names none.
func (p Paste) Value(field account.Field) string {
	if field == account.FieldClientSecret && p.secret != nil {
		return *p.secret
	}
	return p.values[field]
}

// String tells the names of the fields, and no value.
func (p Paste) String() string {
	names := []string{}
	for _, field := range p.Fields {
		names = append(names, string(field))
	}
	return "paste of " + strings.Join(names, ", ")
}

// GoString never tells the secret, not even to %#v.
func (p Paste) GoString() string { return p.String() }

// pasted collects the values of a block.
type pasted map[account.Field]string

// form returns a regular expression that is compiled when it is first needed:
// most runs of the program never paste.
func form(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// gap matches what an example or a script puts where a value goes, such as
// <your-tenant> or ${TENANT}.
var gap = form(`^\s*(?:<.*>|\$\w+|\$?\{\{?[^-]*\}|%\w+%|\[.*\])\s*$`)

// add keeps the first value of a field. What cannot stand on one line is no
// value, nor is a gap.
func (p pasted) add(field account.Field, value string) {
	if gap().MatchString(value) {
		return
	}
	value, _ = account.Clean(field, value)
	if _, known := p[field]; known || value == "" || !account.OnOneLine(value) || strings.Contains(value, "\t") {
		return
	}
	p[field] = value
}

// paste returns the values if they make a block.
func (p pasted) paste() Paste {
	names := false
	for _, field := range []account.Field{account.FieldTenantID, account.FieldClientID, account.FieldObjectID, account.FieldClientSecret} {
		names = names || p[field] != ""
	}
	if !names {
		return Paste{}
	}
	read := Paste{values: map[account.Field]string{}}
	for _, field := range account.Properties() {
		value, known := p[field]
		switch {
		case !known:
			continue
		case field == account.FieldClientSecret:
			read.secret = &value
		default:
			read.values[field] = value
		}
		read.Fields = append(read.Fields, field)
	}
	return read
}

// legible returns the text with one kind of line break and of blank, and
// without what has no width.
func legible(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(text, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.Is(unicode.Zs, r):
			return ' '
		case r == '’':
			return '\''
		case unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d' || unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
}
