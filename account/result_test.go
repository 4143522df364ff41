package account_test

import (
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
)

func TestResult_SaysInAFewWordsHowTheTestEnded(t *testing.T) {
	for _, test := range []struct {
		kind    account.Kind
		missing int
		text    string
		status  account.Status
	}{
		{account.KindValid, 0, "valid", account.StatusPassed},
		{account.KindValid, 1, "valid, 1 permission missing", account.StatusWarning},
		{account.KindValid, 3, "valid, 3 permissions missing", account.StatusWarning},
		{account.KindIncomplete, 0, "incomplete", account.StatusFailed},
		{account.KindRejected, 2, "rejected", account.StatusFailed},
		{account.KindUnreachable, 0, "could not be reached", account.StatusFailed},
		{account.KindKeychain, 0, "keychain not available", account.StatusFailed},
		{account.KindDocument, 0, "not understood", account.StatusFailed},
		{account.KindCancelled, 0, "cancelled", account.StatusSkipped},
	} {
		result := account.NewResult()
		result.SetKind(test.kind)
		result.Permissions.Missing = make([]string, test.missing)
		record := account.Record{LastTest: time.Now(), LastKind: test.kind, LastMissing: test.missing}
		for _, outcome := range []func() (string, account.Status){result.Outcome, record.Outcome} {
			if text, status := outcome(); text != test.text || status != test.status {
				t.Errorf("%s with %d missing: %q, %s, want %q, %s", test.kind, test.missing, text, status, test.text, test.status)
			}
		}
	}
}

func TestResult_HasTheTitleAndTheWordsOfItsKind(t *testing.T) {
	titles := map[string]bool{}
	for _, kind := range []account.Kind{
		account.KindValid, account.KindIncomplete, account.KindRejected, account.KindUnreachable,
		account.KindKeychain, account.KindCancelled, account.KindDocument,
	} {
		result := account.NewResult()
		result.SetKind(kind)
		if result.OK != (kind == account.KindValid) || result.Title == "" || titles[result.Title] || result.Explanation == "" {
			t.Errorf("%s: ok %v, title %q, explanation %q", kind, result.OK, result.Title, result.Explanation)
		}
		titles[result.Title] = true
	}
	elsewhere := account.Result{Elsewhere: true}
	elsewhere.SetKind(account.KindRejected)
	plain := account.Result{}
	plain.SetKind(account.KindRejected)
	if !strings.HasSuffix(elsewhere.Explanation, plain.Explanation) || elsewhere.Explanation == plain.Explanation {
		t.Errorf("where the values may be right, ours does not stand before the vendor's: %q", elsewhere.Explanation)
	}
}

func TestSupport_KnowsTheClockOnlyWhereTheServerToldItsOwn(t *testing.T) {
	slow := int64(-90)
	if offset, known := (account.Support{ClockOffsetSeconds: &slow}).ClockOffset(); offset != -90*time.Second || !known {
		t.Errorf("the offset is %s, known: %v", offset, known)
	}
	if offset, known := (account.Support{}).ClockOffset(); offset != 0 || known {
		t.Errorf("untold, the offset is %s, known: %v", offset, known)
	}
}

func TestStageName_HasALabel(t *testing.T) {
	for _, name := range account.StageNames() {
		if name.Label() != string(name) {
			t.Errorf("the stage %s is called %q", name, name.Label())
		}
	}
}

func TestCloud_HasALabel(t *testing.T) {
	for cloud, want := range map[account.Cloud]string{
		account.CloudGlobal: "Global", account.CloudUSGov: "US Government", account.CloudChina: "China",
	} {
		if got := cloud.Label(); got != want {
			t.Errorf("cloud %q is called %q, want %q", cloud, got, want)
		}
	}
}
