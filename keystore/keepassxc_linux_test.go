package keystore_test

import (
	"os/exec"
	"slices"
	"testing"
	"time"

	"teamsaccount/keystore/keystoretest"
)

// newKeePassXC starts a real KeePassXC, where it is installed: make torture
// sees to that.
func newKeePassXC(t *testing.T, setup keystoretest.KeePass) *keystoretest.KeePassXC {
	t.Helper()
	if _, err := exec.LookPath("keepassxc"); err != nil {
		t.Skip("KeePassXC is not installed")
	}
	k, err := keystoretest.StartKeePassXC(setup)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Stop)
	return k
}

func TestKeePassXC_KeepsListsAndDeletes(t *testing.T) {
	k := newKeePassXC(t, keystoretest.KeePass{})
	d := startDriver(t, append(k.Env(), "DISPLAY=:0")...)
	for _, name := range []string{item, older, other} {
		wantDone(t, d.do(request{Op: "set", Item: name, Secret: secret + name}))
	}
	if got, _, err := k.Lookup(item); err != nil || got != secret+item {
		t.Errorf("secret-tool reads %q (%v)", got, err)
	}
	if got := d.do(request{Op: "get", Item: item}); got.Secret != secret+item {
		t.Errorf("got %+v, want the secret", got)
	}
	got := d.do(request{Op: "items", Item: accountID})
	if slices.Sort(got.Items); !slices.Equal(got.Items, []string{older, item}) {
		t.Errorf("the items are %+v", got)
	}
	wantDone(t, d.do(request{Op: "delete", Item: older}))
	wantDone(t, d.do(request{Op: "delete", Item: item}))
	for _, name := range []string{item, older} {
		if got := d.do(request{Op: "get", Item: name}); !got.NoSecret {
			t.Errorf("got %+v, want no secret", got)
		}
	}
	wantDone(t, d.do(request{Op: "probe"}))
	if got := d.do(request{Op: "provider"}); got.Secret != "keepassxc" {
		t.Errorf("got %+v, want keepassxc", got)
	}
}

func TestKeePassXC_ItsDialogsAreWaitedFor(t *testing.T) {
	k := newKeePassXC(t, keystoretest.KeePass{})
	earlier := startDriver(t, append(k.Env(), "DISPLAY=:0")...)
	wantDone(t, earlier.do(request{Op: "set", Item: item, Secret: secret}))
	if err := k.Restart(keystoretest.KeePass{Confirm: true}); err != nil {
		t.Fatal(err)
	}
	for _, op := range []string{"get", "delete"} {
		d := startDriver(t, append(k.Env(), "DISPLAY=:0")...)
		wantProblem(t, d.do(request{Op: op, Item: item, Limit: time.Second}), "unanswered")
	}
}

// KeePassXC deletes nothing without its object for a dialog, and does not tell
// whether it would show one: so cleaning up deletes nothing there.
func TestKeePassXC_CleaningUpOpensNoDialog(t *testing.T) {
	k := newKeePassXC(t, keystoretest.KeePass{})
	earlier := startDriver(t, append(k.Env(), "DISPLAY=:0")...)
	wantDone(t, earlier.do(request{Op: "set", Item: item, Secret: secret}))
	for name, setup := range map[string]keystoretest.KeePass{
		"it wants deletions confirmed": {Confirm: true},
		"it might want them confirmed": {},
		"it is locked":                 {Locked: true},
	} {
		if err := k.Restart(setup); err != nil {
			t.Fatal(name, err)
		}
		d := startDriver(t, append(k.Env(), "DISPLAY=:0")...)
		wantProblem(t, d.do(request{Op: "delete unprompted", Item: item}), "needsPerson")
	}
	if err := k.Restart(keystoretest.KeePass{}); err != nil {
		t.Fatal(err)
	}
	d := startDriver(t, append(k.Env(), "DISPLAY=:0")...)
	if got := d.do(request{Op: "get", Item: item}); got.Secret != secret {
		t.Errorf("got %+v, want the secret", got)
	}
}

func TestKeePassXC_ALockedDatabaseStoresNothing(t *testing.T) {
	k := newKeePassXC(t, keystoretest.KeePass{Locked: true})
	d := startDriver(t, append(k.Env(), "DISPLAY=:0")...)
	got := d.do(request{Op: "set", Item: item, Secret: secret, Limit: time.Second})
	wantProblem(t, got, "unanswered")
	if !got.NothingStored {
		t.Errorf("got %+v, want it to be sure", got)
	}
}
