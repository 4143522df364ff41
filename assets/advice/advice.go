// Package advice holds what is known about the answers of Microsoft Entra ID
// as dated data: for each error code the value it points at, why it happens
// and what helps; and the permissions that the integration needs.
//
// The codes are for words only. Microsoft warns that they change, so a
// program's decisions rest on the OAuth error, the HTTP status and the phase.
// Source: "Microsoft Entra authentication and authorization error codes",
// learn.microsoft.com/entra/identity-platform/reference-error-codes.
package advice

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

//go:embed advice.json permissions.json
var files embed.FS

// Points says what an error code points at.
type Points string

// What an error code can point at. The first four are fields of the account.
const (
	Tenant Points = "tenant"
	Client Points = "client"
	Secret Points = "secret"
	Cloud  Points = "cloud"
	// Consent: permissions, or their grant by an administrator, are missing.
	Consent Points = "consent"
	// Policy: a rule of the tenant forbids it.
	Policy Points = "policy"
	// License: a subscription is missing.
	License Points = "license"
	// Proxy: something between this computer and Microsoft interferes.
	Proxy Points = "proxy"
	// App: this program sent something wrong.
	App Points = "app"
	// Certificate: met only where an app signs in with a certificate.
	Certificate Points = "certificate"
	// Service: Microsoft's own side; it passes.
	Service Points = "service"
	// Agent: met at the agents' own sign-in, not at a test.
	Agent Points = "agent"
)

// Entry is what is known about one error.
type Entry struct {
	// Code is the number after AADSTS; 0 where the error is known by its name
	// or its text.
	Code int `json:"code,omitempty"`
	// Points is what the error points at.
	Points Points `json:"points"`
	// Also is a second thing that may be at fault; it may be empty.
	Also Points `json:"also,omitempty"`
	// Cause is one sentence: why this happens.
	Cause string `json:"cause"`
	// Remedy is one sentence: what to do.
	Remedy string `json:"remedy"`
}

// named is an entry for an OAuth error, which says enough without a code.
// Source: RFC 6749, section 5.2, and Microsoft's page of error codes.
type named struct {
	Error string `json:"error"`
	Entry
}

// phrase is an entry for a text that holds all of these words, in lower case.
type phrase struct {
	Words []string `json:"words"`
	// Like is a code whose entry serves; 0 where the phrase has its own words.
	Like int `json:"like,omitempty"`
	Entry
}

// Permission is an application permission of Microsoft Graph.
type Permission struct {
	Name string `json:"name"`
	// Needed says that the integration needs it; otherwise it only helps this program.
	Needed bool `json:"needed"`
	// Purpose completes the sentence "It is needed to …".
	Purpose string `json:"purpose"`
	// CoveredBy are permissions that include this one.
	CoveredBy []string `json:"coveredBy"`
}

type errorTable struct {
	Date    string   `json:"date"`
	Lookup  string   `json:"lookup"`
	Codes   []Entry  `json:"codes"`
	Errors  []named  `json:"errors"`
	Phrases []phrase `json:"phrases"`

	byCode map[int]Entry
	byName map[string]Entry
}

type permissionTable struct {
	Date        string       `json:"date"`
	Permissions []Permission `json:"permissions"`
}

var (
	errorsKnown = parsed("advice.json", parseErrors)
	permissions = parsed("permissions.json", decode[permissionTable])
)

// parsed parses one of the embedded files. They are part of the program, so a
// fault in them is a fault of the build and stops at the first test.
func parsed[T any](name string, parse func([]byte) (T, error)) T {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	table, err := parse(data)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	return table
}

// decode reads one JSON object with these keys and no others.
func decode[T any](data []byte) (T, error) {
	var table T
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&table); err != nil {
		return table, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return table, errors.New("data after the end")
	}
	return table, nil
}

// parseErrors reads the table of errors. Each code and name stands there once,
// each phrase has words, and what it is like is known.
func parseErrors(data []byte) (errorTable, error) {
	table, err := decode[errorTable](data)
	if err != nil {
		return table, err
	}
	table.byCode, table.byName = map[int]Entry{}, map[string]Entry{}
	for _, entry := range table.Codes {
		if _, twice := table.byCode[entry.Code]; twice || entry.Code <= 0 {
			return table, fmt.Errorf("the code %d is not a code, or stands there twice", entry.Code)
		}
		table.byCode[entry.Code] = entry
	}
	for _, known := range table.Errors {
		if _, twice := table.byName[known.Error]; twice || known.Error == "" {
			return table, fmt.Errorf("the error %q is empty, or stands there twice", known.Error)
		}
		table.byName[known.Error] = known.Entry
	}
	for i, known := range table.Phrases {
		if len(known.Words) == 0 || slices.Contains(known.Words, "") {
			return table, fmt.Errorf("the phrase %d has no words", i+1)
		}
		if known.Like == 0 {
			continue
		}
		like, is := table.byCode[known.Like]
		if !is {
			return table, fmt.Errorf("the phrase %d is like a code without an entry", i+1)
		}
		table.Phrases[i].Entry = like
	}
	return table, nil
}

// Date is the day, YYYY-MM-DD, on which the table of codes was last revised.
func Date() string { return errorsKnown.Date }

// Find returns what is known about an AADSTS code.
func Find(code int) (Entry, bool) {
	entry, known := errorsKnown.byCode[code]
	return entry, known
}

// OAuth returns what is known about an OAuth error, such as invalid_client, by
// its name alone.
func OAuth(name string) (Entry, bool) {
	entry, known := errorsKnown.byName[name]
	return entry, known
}

// InText returns what the text of an error says about its cause, where it
// names one in words that are known.
func InText(message string) (Entry, bool) {
	message = strings.ToLower(message)
	for _, known := range errorsKnown.Phrases {
		holds := func(word string) bool { return strings.Contains(message, word) }
		if !slices.ContainsFunc(known.Words, func(word string) bool { return !holds(word) }) {
			return known.Entry, true
		}
	}
	return Entry{}, false
}

// Entries lists every code of the table.
func Entries() []Entry { return slices.Clone(errorsKnown.Codes) }

// LookupURL returns Microsoft's own page about an AADSTS code.
func LookupURL(code int) string { return errorsKnown.Lookup + strconv.Itoa(code) }

// PermissionsDate is the day, YYYY-MM-DD, on which the list of permissions was
// last revised.
func PermissionsDate() string { return permissions.Date }

// Permissions lists the permissions, the needed ones first.
func Permissions() []Permission { return slices.Clone(permissions.Permissions) }

// FindPermission returns the permission with this name.
func FindPermission(name string) (Permission, bool) {
	for _, permission := range permissions.Permissions {
		if permission.Name == name {
			return permission, true
		}
	}
	return Permission{}, false
}

// Missing lists the needed permissions that granted neither holds nor covers.
func Missing(granted []string) []Permission {
	held := make(map[string]bool, len(granted))
	for _, name := range granted {
		held[name] = true
	}
	missing := []Permission{}
	for _, permission := range permissions.Permissions {
		if permission.Needed && !permission.in(held) {
			missing = append(missing, permission)
		}
	}
	return missing
}

func (p Permission) in(held map[string]bool) bool {
	if held[p.Name] {
		return true
	}
	for _, name := range p.CoveredBy {
		if held[name] {
			return true
		}
	}
	return false
}
