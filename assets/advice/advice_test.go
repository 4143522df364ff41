package advice_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"teamsaccount/assets/advice"
)

// met are the codes that a test with a client secret can meet, by what
// Microsoft documents for them.
var met = []int{
	7000215, 7000222, 7000218, 7000216, 70002, 700016, 700011, 70001, 7000112, 7000229,
	90002, 900023, 900021, 50128, 50059, 90019, 50194, 9001023, 5000224,
	90038, 900382, 900432, 900440, 90051, 50049, 500011, 500014, 50001, 1002012, 70011,
	700025, 53003, 530032, 50002, 500021, 500022, 1000031,
	900144, 90014, 9002313, 90013, 90023, 90100, 900561,
	650056, 65005, 650057, 650053, 650052,
	50196, 90055, 50033, 90006, 90024, 90033, 90090, 90012, 50000, 90036,
}

// brought are met at the agents' sign-in or with certificates; administrators
// bring them along.
var brought = []int{700027, 700024, 50012, 65001, 90094, 90095, 50011, 700082, 70008}

func TestEveryKnownCodeHasAdvice(t *testing.T) {
	for _, code := range append(slices.Clone(met), brought...) {
		entry, known := advice.Find(code)
		if !known {
			t.Errorf("AADSTS%d has no advice", code)
			continue
		}
		if entry.Code != code {
			t.Errorf("Find(%d) gives the entry of %d", code, entry.Code)
		}
	}
}

func TestEveryEntrySaysWhatWhyAndWhatToDo(t *testing.T) {
	targets := []advice.Points{
		advice.Tenant, advice.Client, advice.Secret, advice.Cloud, advice.Consent, advice.Policy, advice.Licence,
		advice.Proxy, advice.App, advice.Certificate, advice.Service, advice.Agent,
	}
	for _, entry := range advice.Entries() {
		if !slices.Contains(targets, entry.Points) {
			t.Errorf("AADSTS%d points at %q", entry.Code, entry.Points)
		}
		if entry.Also != "" && !slices.Contains(targets, entry.Also) {
			t.Errorf("AADSTS%d points also at %q", entry.Code, entry.Also)
		}
		for _, sentence := range []string{entry.Cause, entry.Remedy} {
			if !isSentence(sentence) {
				t.Errorf("AADSTS%d: %q is not one sentence", entry.Code, sentence)
			}
		}
	}
}

func isSentence(s string) bool {
	return strings.HasSuffix(s, ".") && strings.Count(s, ". ") == 0 && s == strings.TrimSpace(s) &&
		s != "" && strings.ToUpper(s[:1]) == s[:1]
}

func TestTablesAreDated(t *testing.T) {
	for _, date := range []string{advice.Date(), advice.PermissionsDate()} {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			t.Errorf("%q is no date", date)
		}
	}
}

func TestUnknownCodeHasNoAdvice(t *testing.T) {
	if entry, known := advice.Find(1); known {
		t.Errorf("code 1 has advice: %+v", entry)
	}
}

func TestLookupURLIsMicrosoftsPage(t *testing.T) {
	const want = "https://login.microsoftonline.com/error?code=7000215"
	if got := advice.LookupURL(7000215); got != want {
		t.Errorf("LookupURL = %q, want %q", got, want)
	}
}

func TestMissingPermissions(t *testing.T) {
	for _, test := range []struct {
		name    string
		granted []string
		missing []string
	}{
		{"none granted", nil, []string{"User.Read.All", "Presence.Read.All", "Chat.Read.All"}},
		{"all granted", []string{"Chat.Read.All", "User.Read.All", "Presence.Read.All"}, nil},
		{"one lacks", []string{"Chat.Read.All", "User.Read.All"}, []string{"Presence.Read.All"}},
		{"a wider permission covers", []string{"Directory.Read.All", "Presence.ReadWrite.All", "Chat.ReadWrite.All"}, nil},
		{"reading the app is not needed", []string{"Application.Read.All", "User.Read.All", "Presence.Read.All", "Chat.Read.All"}, nil},
		{"names are exact", []string{"user.read.all", "Presence.Read.All", "Chat.Read.All"}, []string{"User.Read.All"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var names []string
			for _, permission := range advice.Missing(test.granted) {
				names = append(names, permission.Name)
			}
			if !slices.Equal(names, test.missing) {
				t.Errorf("missing %v, want %v", names, test.missing)
			}
		})
	}
}

func TestEveryPermissionSaysWhatItIsFor(t *testing.T) {
	for _, permission := range advice.Permissions() {
		found, known := advice.FindPermission(permission.Name)
		if !known || found.Purpose == "" {
			t.Errorf("%s: known %v, purpose %q", permission.Name, known, found.Purpose)
		}
	}
	if _, known := advice.FindPermission("No.Such.Permission"); known {
		t.Error("a permission that does not exist is known")
	}
}
