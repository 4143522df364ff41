package keystore_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/keystore"
)

// both are the two implementations of account.Secrets. The keychain's bus is
// one that does not exist: what is refused here is refused before it is asked.
func both(t *testing.T) map[string]account.Secrets {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
	return map[string]account.Secrets{"keychain": keystore.New(), "memory": keystore.NewMemory()}
}

func TestSecrets_AnItemThatCannotExistIsNotThere(t *testing.T) {
	ctx := t.Context()
	for kind, secrets := range both(t) {
		for _, name := range []string{"", "a b", "a\nadd-generic-password", "ä", "a/b", "a;b", "a\x00", strings.Repeat("a", 201)} {
			if _, err := secrets.Get(ctx, name); !errors.Is(err, account.ErrNoSecret) {
				t.Errorf("%s, item %q: Get gives %v", kind, name, err)
			}
			if err := errors.Join(secrets.Delete(ctx, name), secrets.DeleteUnprompted(ctx, name)); err != nil {
				t.Errorf("%s, item %q: Delete gives %v", kind, name, err)
			}
			wantInvalid(t, fmt.Sprintf("%s, item %q", kind, name), secrets.Set(ctx, name, "x"), texts.Of("keychain.what.item"))
		}
	}
}

func TestSet_RefusesSecretsThatNotEveryKeychainKeeps(t *testing.T) {
	for kind, secrets := range both(t) {
		for value, cause := range map[string]string{
			"":                        "unstorable",
			"line\nbreak":             "unstorable",
			"tab\t":                   "unstorable",
			"nul\x00":                 "unstorable",
			"del\x7f":                 "unstorable",
			"gehe\u00edm":             "unstorable",
			"\xff":                    "unstorable",
			strings.Repeat("x", 2561): "tooLarge",
		} {
			err := secrets.Set(t.Context(), "item", value)
			wantInvalid(t, fmt.Sprintf("%s, secret %.20q", kind, value), err, texts.Of("keychain.what."+cause))
		}
	}
}

// wantInvalid holds that a Set was refused for what was given to it.
func wantInvalid(t *testing.T, about string, err error, want string) {
	t.Helper()
	var problem *account.Problem
	if !errors.As(err, &problem) || problem.Kind != account.ProblemInvalid || !errors.Is(err, account.ErrNothingStored) || problem.What != want {
		t.Errorf("%s: got %v, want %q", about, err, want)
	}
}

func TestSecrets_ACancelledCallIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for kind, secrets := range both(t) {
		_, got := secrets.Get(ctx, "item")
		for _, err := range []error{got, secrets.Set(ctx, "item", "x"), secrets.Delete(ctx, "item")} {
			if !account.IsProblem(err, account.ProblemCancelled) || !errors.Is(err, context.Canceled) {
				t.Errorf("%s: got %v, want it cancelled", kind, err)
			}
		}
	}
}

func TestMemory_KeepsSecretsAsAKeychainDoes(t *testing.T) {
	m, ctx := keystore.NewMemory(), t.Context()
	if _, err := m.Get(ctx, "item"); !errors.Is(err, account.ErrNoSecret) {
		t.Errorf("Get of nothing gives %v", err)
	}
	for _, value := range []string{"fake-one", strings.Repeat("~", 2560)} {
		if err := m.Set(ctx, "item", value); err != nil {
			t.Fatal(err)
		}
		if got, err := m.Get(ctx, "item"); err != nil || got != value {
			t.Errorf("got %.20q (%v), want %.20q", got, err, value)
		}
	}
	for range 2 {
		if err := m.Delete(ctx, "item"); err != nil {
			t.Errorf("Delete gives %v", err)
		}
	}
	if _, err := m.Get(ctx, "item"); !errors.Is(err, account.ErrNoSecret) {
		t.Errorf("Get of a deleted item gives %v", err)
	}
}

func TestMemory_ListsTheItemsOfOneAccount(t *testing.T) {
	m, ctx, id := keystore.NewMemory(), t.Context(), account.New().ID
	own := []string{account.SecretItemName(id), account.SecretItemName(id)}
	for _, name := range append(slices.Clone(own), account.SecretItemName(account.New().ID), "probe") {
		if err := m.Set(ctx, name, "x"); err != nil {
			t.Fatal(err)
		}
	}
	got, err := m.Items(ctx, id)
	slices.Sort(got)
	if slices.Sort(own); err != nil || !slices.Equal(got, own) {
		t.Errorf("it lists %q (%v), not %q", got, err, own)
	}
}

func TestMemory_FailsAsALockedKeychainWhileItIsLocked(t *testing.T) {
	m, ctx := keystore.NewMemory(), t.Context()
	if err := m.Set(ctx, "item", "x"); err != nil {
		t.Fatal(err)
	}
	if m.Lock(true) || !m.Lock(true) {
		t.Error("it does not know whether it was locked")
	}
	_, got := m.Get(ctx, "item")
	_, listed := m.Items(ctx, "")
	for what, err := range map[string]error{
		"Get": got, "Items": listed, "Set": m.Set(ctx, "item", "y"), "Delete": m.Delete(ctx, "item"), "DeleteUnprompted": m.DeleteUnprompted(ctx, "item"),
	} {
		if !account.IsProblem(err, account.ProblemKeychain) || errors.Is(err, account.ErrNothingStored) != (what == "Set") {
			t.Errorf("%s gives %v", what, err)
		}
	}
	m.Lock(false)
	if got, err := m.Get(ctx, "item"); err != nil || got != "x" {
		t.Errorf("unlocked again, it holds %q (%v)", got, err)
	}
}

func TestMemory_MayBeUsedByManyAtOnce(t *testing.T) {
	m, ctx := keystore.NewMemory(), t.Context()
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			name := fmt.Sprint("item", i)
			if err := m.Set(ctx, name, name); err != nil {
				t.Error(err)
			}
			if got, err := m.Get(ctx, name); err != nil || got != name {
				t.Errorf("%s gives %q (%v)", name, got, err)
			}
		})
	}
	all.Wait()
}

func TestMemory_IsPrintedWithoutItsSecrets(t *testing.T) {
	m := keystore.NewMemory()
	if err := m.Set(t.Context(), "item", "fake-secret"); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%v %+v %#v %s", m, m, m, m); strings.Contains(got, "fake-secret") {
		t.Errorf("it prints %s", got)
	}
}
