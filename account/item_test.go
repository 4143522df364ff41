package account_test

import (
	"strings"
	"testing"

	"teamsaccount/account"
)

func TestIsSecretItem_KnowsOnlyNamesThatWeMake(t *testing.T) {
	a := account.New()
	item := account.SecretItemName(a.ID)
	if !account.IsSecretItem(item) || !account.OwnsItem(a.ID, item) {
		t.Errorf("%q is not taken for an item of account %s", item, a.ID)
	}
	if other := account.New().ID; account.OwnsItem(other, item) {
		t.Errorf("%q is taken for an item of account %s", item, other)
	}
	for _, foreign := range []string{
		"", ".", "login", a.ID, a.ID + ".", a.ID + ".A", a.ID + ".a.b", a.ID + "./", "x" + item, strings.ToUpper(item), item + " ",
	} {
		if account.IsSecretItem(foreign) || account.OwnsItem(a.ID, foreign) {
			t.Errorf("%q is taken for an item of ours", foreign)
		}
	}
}
