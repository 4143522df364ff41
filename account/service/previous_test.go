package service

import (
	"fmt"
	"testing"

	"teamsaccount/account"
)

// Somebody who replaces the secret over and over within a day leaves no item
// behind that nothing remembers.
func TestApply_DeletesTheReplacedSecretsThatAreTooManyToRemember(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~first"))
	for i := range account.MaxPrevious + 10 {
		opened = w.apply(t, secretEdit(fmt.Sprintf("abc8Q~%d", i)))
	}
	previous := w.records[opened.Account.ID].Previous
	if len(previous) != account.MaxPrevious {
		t.Errorf("%d replaced secrets are remembered", len(previous))
	}
	if len(w.items) != account.MaxPrevious+1 {
		t.Errorf("the keychain holds %d items", len(w.items))
	}
	for _, p := range previous {
		if _, there := w.items[p.SecretItem]; !there {
			t.Errorf("the item %s is remembered and gone", p.SecretItem)
		}
	}
}
