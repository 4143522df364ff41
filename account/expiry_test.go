package account_test

import (
	"testing"
	"time"

	"teamsaccount/account"
)

func TestExpiryText_CountsTheDaysInWords(t *testing.T) {
	today := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for expires, want := range map[string]string{
		"":           "",
		"soon":       "",
		"2026-11-20": "expired 2 days ago",
		"2026-11-21": "expired yesterday",
		"2026-11-22": "expires today",
		"2026-11-23": "expires tomorrow",
		"2026-11-24": "expires in 2 days",
	} {
		if got := account.ExpiryText(expires, today); got != want {
			t.Errorf("%q: it says %q, not %q", expires, got, want)
		}
	}
}
