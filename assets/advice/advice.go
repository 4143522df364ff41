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
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
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
	// Licence: a subscription is missing.
	Licence Points = "licence"
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

// Entry is what is known about one AADSTS code.
type Entry struct {
	// Code is the number after AADSTS.
	Code int `json:"code"`
	// Points is what the code points at.
	Points Points `json:"points"`
	// Also is a second thing that may be at fault; it may be empty.
	Also Points `json:"also"`
	// Cause is one sentence: why this happens.
	Cause string `json:"cause"`
	// Remedy is one sentence: what to do.
	Remedy string `json:"remedy"`
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

type codeTable struct {
	Date   string  `json:"date"`
	Lookup string  `json:"lookup"`
	Codes  []Entry `json:"codes"`
}

type permissionTable struct {
	Date        string       `json:"date"`
	Permissions []Permission `json:"permissions"`
}

var (
	codes       = read[codeTable]("advice.json")
	permissions = read[permissionTable]("permissions.json")
	byCode      = index(codes.Codes)
)

// read decodes one of the embedded files. They are part of the program, so a
// fault in them is a fault of the build and stops at the first test.
func read[T any](name string) T {
	var table T
	data, err := files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, &table)
	}
	if err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	return table
}

func index(entries []Entry) map[int]Entry {
	table := make(map[int]Entry, len(entries))
	for _, entry := range entries {
		if _, twice := table[entry.Code]; twice {
			panic(fmt.Sprintf("advice.json: the code %d stands there twice", entry.Code))
		}
		table[entry.Code] = entry
	}
	return table
}

// Date is the day, YYYY-MM-DD, on which the table of codes was last revised.
func Date() string { return codes.Date }

// Find returns what is known about an AADSTS code.
func Find(code int) (Entry, bool) {
	entry, known := byCode[code]
	return entry, known
}

// Entries lists every code of the table.
func Entries() []Entry { return append([]Entry(nil), codes.Codes...) }

// LookupURL returns Microsoft's own page about an AADSTS code.
func LookupURL(code int) string { return codes.Lookup + strconv.Itoa(code) }

// PermissionsDate is the day, YYYY-MM-DD, on which the list of permissions was
// last revised.
func PermissionsDate() string { return permissions.Date }

// Permissions lists the permissions, the needed ones first.
func Permissions() []Permission { return append([]Permission(nil), permissions.Permissions...) }

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
