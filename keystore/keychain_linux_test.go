package keystore_test

import (
	"slices"
	"strings"
	"testing"

	"teamsaccount/keystore/keystoretest"
)

func newKeyring(t *testing.T) *keystoretest.Keyring {
	t.Helper()
	k, err := keystoretest.StartKeyring()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Stop)
	return k
}

func TestSet_StoresWhatAnotherProgramFinds(t *testing.T) {
	k := newKeyring(t)
	d := startDriver(t, k.Env()...)
	for _, value := range []string{secret, "~", " blanks and $`'\"\\ ", strings.Repeat("x", 2560)} {
		wantDone(t, d.do(request{Op: "set", Item: item, Secret: value}))
		if got, _, err := k.Lookup(item); err != nil || got != value {
			t.Errorf("secret-tool reads %q (%v), want %q", got, err, value)
		}
		if got := d.do(request{Op: "get", Item: item}); got.Secret != value {
			t.Errorf("got %+v, want %q", got, value)
		}
	}
	wantDone(t, d.do(request{Op: "delete", Item: item}))
	if _, found, err := k.Lookup(item); err != nil || found {
		t.Errorf("secret-tool still finds the item (%v)", err)
	}
}

func TestGet_OfAnItemThatIsNotThereIsNoSecret(t *testing.T) {
	d := startDriver(t, newKeyring(t).Env()...)
	if got := d.do(request{Op: "get", Item: item}); !got.NoSecret || got.Problem {
		t.Errorf("got %+v, want ErrNoSecret", got)
	}
	wantDone(t, d.do(request{Op: "delete", Item: item}))
}

func TestGet_ManyAtOnceGetWhatIsTheirs(t *testing.T) {
	d := startDriver(t, newKeyring(t).Env()...)
	items := strings.Split("abcdefghij", "")
	calls := map[string]pending{}
	for _, name := range items {
		calls[name] = d.begin(request{Op: "set", Item: name, Secret: secret + name})
	}
	for _, call := range calls {
		wantDone(t, call.wait())
	}
	for _, name := range items {
		calls[name] = d.begin(request{Op: "get", Item: name})
	}
	for name, call := range calls {
		if got := call.wait(); got.Secret != secret+name {
			t.Errorf("item %s gives %+v", name, got)
		}
	}
}

func TestProbe_LeavesNothingBehind(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{})
	d := startDriver(t, desktop(bus)...)
	wantDone(t, d.do(request{Op: "probe"}))
	if left := fake.Items(); len(left) != 0 {
		t.Errorf("the probe left %v", left)
	}
}

func TestProvider_NamesTheProgram(t *testing.T) {
	d := startDriver(t, newKeyring(t).Env()...)
	if got := d.do(request{Op: "provider"}); got.Secret != "gnome-keyring-daemon" {
		t.Errorf("got %+v, want gnome-keyring-daemon", got)
	}
}

func TestItemsAndDeleteUnprompted_OnARealKeyring(t *testing.T) {
	k := newKeyring(t)
	d := startDriver(t, k.Env()...)
	for _, name := range []string{item, older, other} {
		wantDone(t, d.do(request{Op: "set", Item: name, Secret: secret}))
	}
	got := d.do(request{Op: "items", Item: accountID})
	wantDone(t, got)
	if slices.Sort(got.Items); !slices.Equal(got.Items, []string{older, item}) {
		t.Errorf("the items are %q", got.Items)
	}
	wantDone(t, d.do(request{Op: "delete unprompted", Item: older}))
	if _, found, err := k.Lookup(older); err != nil || found {
		t.Errorf("the item is still there (%v)", err)
	}
	if err := k.Lock(); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, d.do(request{Op: "delete unprompted", Item: item}), "needsPerson")
	wantProblem(t, d.do(request{Op: "items", Item: accountID}), "locked")
}
