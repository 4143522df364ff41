package account

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDraft_TypingAValueBackMakesItClean(t *testing.T) {
	draft := NewDraft(complete())
	draft.Current.Name = "Other"
	if !draft.Dirty() || !slices.Equal(draft.Changes(), []Field{FieldName}) {
		t.Errorf("after an edit: dirty %v, changes %v", draft.Dirty(), draft.Changes())
	}
	draft.Current.Name = draft.Saved.Name
	if draft.Dirty() {
		t.Error("dirty after the value was typed back")
	}
	draft.Secret = ReplaceSecret("practice")
	if !draft.Dirty() || draft.Revert().Dirty() {
		t.Error("a typed secret is an edit until it is reverted")
	}
}

func TestSecrets_AreNeverPrinted(t *testing.T) {
	const secret = "abc8Q~practice"
	for _, value := range []any{ReplaceSecret(secret), Draft{Secret: ReplaceSecret(secret)}, Credentials{Secret: secret}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			if text := fmt.Sprintf(verb, value); strings.Contains(text, secret) {
				t.Errorf("%T with %s tells the secret", value, verb)
			}
		}
	}
}

func TestDaysLeft_CountsInTheLocalCalendar(t *testing.T) {
	late := time.Date(2026, 11, 22, 23, 59, 0, 0, time.FixedZone("far west", -11*3600))
	for expires, want := range map[string]int{"2026-11-22": 0, "2026-11-23": 1, "2026-11-21": -1, "2027-11-22": 365, "9999-12-31": 2912117} {
		if days, known := DaysLeft(expires, late); !known || days != want {
			t.Errorf("%s: %d, %v, want %d", expires, days, known, want)
		}
	}
	if _, known := DaysLeft("", late); known {
		t.Error("no date, and yet known")
	}
}

func TestSecretItemName_IsFreshAndFitsEveryKeychain(t *testing.T) {
	a := New()
	first, second := SecretItemName(a.ID), SecretItemName(a.ID)
	if first == second || !strings.HasPrefix(first, a.ID+".") || !itemName.MatchString(first) || first != strings.ToLower(first) {
		t.Errorf("%q, %q", first, second)
	}
}
