package keystore_test

import (
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/keystore/keystoretest"
)

const (
	accountID = "0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10"
	item      = accountID + ".k3p9w2ab"
	older     = accountID + ".a2b3c4d5"
	other     = "0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a11.k3p9w2ab"
	secret    = "fake~secret.for-tests_only"
)

// short is the limit of calls that are meant to reach it.
const short = 300 * time.Millisecond

// socketDir is a directory for sockets; that of the test itself may have too
// long a path for one.
func socketDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "bus")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func newBus(t *testing.T) *keystoretest.Bus { return newBusIn(t, socketDir(t)) }

func newBusIn(t *testing.T, dir string) *keystoretest.Bus {
	t.Helper()
	bus, err := keystoretest.StartBus(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(bus.Stop)
	return bus
}

func newFake(t *testing.T, bus *keystoretest.Bus, script keystoretest.Script) *keystoretest.Fake {
	t.Helper()
	fake, err := keystoretest.StartFake(bus, script)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(fake.Stop)
	return fake
}

// desktop is the environment of a program in a session with a display.
func desktop(bus *keystoretest.Bus) []string {
	return []string{"DBUS_SESSION_BUS_ADDRESS=" + bus.Address, "DISPLAY=:0"}
}

// wantProblem holds that an answer is the problem with this cause, and that
// neither the secret nor an object path is in what a person reads.
func wantProblem(t *testing.T, got response, cause string) {
	t.Helper()
	if what := texts.Of("keychain.what." + cause); !got.Problem || got.Kind != account.ProblemKeychain || got.What != what {
		t.Errorf("got %+v, want the keychain problem %q", got, what)
	}
	if strings.Contains(got.Err+got.Cause, secret) || strings.Contains(got.Err, "/org/") {
		t.Errorf("the problem tells too much: %+v", got)
	}
}

func wantDone(t *testing.T, got response) {
	t.Helper()
	if got.Err != "" {
		t.Errorf("got %+v, want no error", got)
	}
}

// goroutineLimit is more than a driver ever needs, and fewer than a hundred
// hanging calls would be.
const goroutineLimit = 40

func wantBounded(t *testing.T, got response) {
	t.Helper()
	if got.Goroutines > goroutineLimit {
		t.Errorf("%d goroutines are left", got.Goroutines)
	}
}

func TestKeychain_SaysWhyThereIsNone(t *testing.T) {
	dead := filepath.Join(t.TempDir(), "gone")
	empty := newBus(t)
	for name, c := range map[string]struct {
		env   []string
		cause string
	}{
		"no address, no runtime directory": {nil, "noBus"},
		"no bus in the runtime directory":  {[]string{"XDG_RUNTIME_DIR=" + t.TempDir()}, "noBus"},
		"a runtime directory that is none": {[]string{"XDG_RUNTIME_DIR=."}, "noBus"},
		"autolaunch":                       {[]string{"DBUS_SESSION_BUS_ADDRESS=autolaunch:"}, "noBus"},
		"disabled":                         {[]string{"DBUS_SESSION_BUS_ADDRESS=disabled:"}, "noBus"},
		"an address that is none":          {[]string{"DBUS_SESSION_BUS_ADDRESS=somewhere"}, "noBus"},
		"a dead socket":                    {[]string{"DBUS_SESSION_BUS_ADDRESS=unix:path=" + dead}, "deadBus"},
		"no service on the bus":            {desktop(empty), "noService"},
	} {
		t.Run(name, func(t *testing.T) {
			d := startDriver(t, c.env...)
			wantProblem(t, d.do(request{Op: "get", Item: item}), c.cause)
			wantProblem(t, d.do(request{Op: "set", Item: item, Secret: secret}), c.cause)
			wantProblem(t, d.do(request{Op: "delete", Item: item}), c.cause)
			wantProblem(t, d.do(request{Op: "probe"}), c.cause)
			provider := d.do(request{Op: "provider"})
			wantProblem(t, provider, c.cause)
			if c.cause == "noService" && !strings.Contains(provider.Cause, ".service files") {
				t.Errorf("it does not say why none could be started: %q", provider.Cause)
			}
		})
	}
}

func TestKeychain_FindsTheBusOfTheRuntimeDirectory(t *testing.T) {
	dir := socketDir(t)
	bus := newBusIn(t, dir)
	newFake(t, bus, keystoretest.Script{})
	d := startDriver(t, "XDG_RUNTIME_DIR="+dir)
	wantDone(t, d.do(request{Op: "set", Item: item, Secret: secret}))
	if got := d.do(request{Op: "get", Item: item}); got.Secret != secret {
		t.Errorf("got %+v, want the secret", got)
	}
}

// silence listens on a socket, accepts, and never says a word.
func silence(t *testing.T) (address string) {
	t.Helper()
	path := filepath.Join(socketDir(t), "silent")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	accepted := make(chan struct{})
	go func() {
		defer close(accepted)
		var open []net.Conn
		for {
			conn, err := listener.Accept()
			if err != nil {
				break
			}
			open = append(open, conn)
		}
		for _, conn := range open {
			conn.Close()
		}
	}()
	t.Cleanup(func() {
		listener.Close()
		<-accepted
	})
	return "unix:path=" + path
}

func TestKeychain_GivesUpASilentBus(t *testing.T) {
	d := startDriver(t, "DBUS_SESSION_BUS_ADDRESS="+silence(t))
	wantProblem(t, d.do(request{Op: "get", Item: item, Limit: short}), "silentBus")
	got := d.do(request{Op: "set", Item: item, Secret: secret})
	wantProblem(t, got, "silentBus")
	wantBounded(t, got)
}

func TestPrepareBus_KeepsTheWindowFromABusThatWouldHangIt(t *testing.T) {
	good := newBus(t)
	for name, c := range map[string]struct {
		address, want string
		limit         time.Duration
	}{
		"silent":     {silence(t), "disabled:", short},
		"none":       {"", "disabled:", time.Minute},
		"autolaunch": {"autolaunch:", "disabled:", time.Minute},
		"good":       {good.Address, good.Address, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			d := startDriver(t, "DBUS_SESSION_BUS_ADDRESS="+c.address)
			if got := d.do(request{Op: "prepare", Limit: c.limit}); got.Secret != c.want {
				t.Errorf("the address became %q, want %q", got.Secret, c.want)
			}
		})
	}
}

func TestKeychain_TellsARefusalByItsCause(t *testing.T) {
	for name, c := range map[string]struct {
		script keystoretest.Script
		op     string
		cause  string
	}{
		"locked, and it cannot ask":    {keystoretest.Script{Unlock: keystoretest.Refuse}, "get", "locked"},
		"no default keyring":           {keystoretest.Script{NoCollection: true}, "get", "noCollection"},
		"no default keyring, an error": {keystoretest.Script{NoCollection: true, Strict: true}, "get", "noCollection"},
		"stores nothing and says done": {keystoretest.Script{Create: keystoretest.Refuse}, "set", "notStored"},
		"gives back something else":    {keystoretest.Script{Forgetful: true}, "set", "differs"},
		"deletes nothing":              {keystoretest.Script{Delete: keystoretest.Refuse}, "delete", "notDeleted"},
		"locks single items":           {keystoretest.Script{Access: keystoretest.Refuse}, "get", "unlock"},
		"access denied":                {keystoretest.Script{Error: "org.freedesktop.DBus.Error.AccessDenied"}, "set", "refused"},
		"a lock while it is stored":    {keystoretest.Script{Error: "org.freedesktop.Secret.Error.IsLocked"}, "set", "locked"},
		"an error of its own":          {keystoretest.Script{Error: "org.example.Careless"}, "set", "system"},
		"a list of keyrings that is a number": {
			keystoretest.Script{Nonsense: true}, "get", "system",
		},
	} {
		t.Run(name, func(t *testing.T) {
			bus := newBus(t)
			fake := newFake(t, bus, c.script)
			if c.op != "set" {
				fake.Put(item, secret)
			}
			d := startDriver(t, desktop(bus)...)
			wantProblem(t, d.do(request{Op: c.op, Item: item, Secret: secret}), c.cause)
			if c.op == "set" && len(fake.Items()) != 0 {
				t.Errorf("a failed Set left %v", fake.Items())
			}
		})
	}
}

func TestGet_TakesNothingElseForAClientSecret(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{})
	d := startDriver(t, desktop(bus)...)
	for _, foreign := range []string{"", "line\nbreak", "sécret", strings.Repeat("x", 2561)} {
		fake.Put(item, foreign)
		wantProblem(t, d.do(request{Op: "get", Item: item}), "foreign")
	}
}

func TestKeychain_GoesOnWhenItsDialogIsAnswered(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{
		Unlock: keystoretest.Ask, Access: keystoretest.Ask, Create: keystoretest.Ask, Delete: keystoretest.Ask,
	})
	go func() {
		for dialog := range fake.Dialogs {
			dialog.Answer(true)
		}
	}()
	d := startDriver(t, desktop(bus)...)
	wantDone(t, d.do(request{Op: "set", Item: item, Secret: secret}))
	if got := d.do(request{Op: "get", Item: item}); got.Secret != secret {
		t.Errorf("got %+v, want the secret", got)
	}
	wantDone(t, d.do(request{Op: "delete", Item: item}))
	if got := d.do(request{Op: "get", Item: item}); !got.NoSecret {
		t.Errorf("got %+v, want no secret", got)
	}
}

func TestKeychain_TakesADismissedDialogForNoSuccess(t *testing.T) {
	for name, c := range map[string]struct {
		script keystoretest.Script
		op     string
		cause  string
	}{
		"to unlock":   {keystoretest.Script{Unlock: keystoretest.Ask}, "get", "locked"},
		"to store":    {keystoretest.Script{Create: keystoretest.Ask}, "set", "notStored"},
		"to delete":   {keystoretest.Script{Delete: keystoretest.Ask}, "delete", "notDeleted"},
		"for an item": {keystoretest.Script{Access: keystoretest.Ask}, "get", "unlock"},
	} {
		t.Run(name, func(t *testing.T) {
			bus := newBus(t)
			fake := newFake(t, bus, c.script)
			if c.op != "set" {
				fake.Put(item, secret)
			}
			d := startDriver(t, desktop(bus)...)
			call := d.begin(request{Op: c.op, Item: item, Secret: secret})
			(<-fake.Dialogs).Answer(false)
			wantProblem(t, call.wait(), c.cause)
		})
	}
}

func TestKeychain_OpensOneDialogForAllCallsAndGivesUpWithTheirLimit(t *testing.T) {
	for name, script := range map[string]keystoretest.Script{
		"to unlock":   {Unlock: keystoretest.Ask},
		"for an item": {Access: keystoretest.Ask},
	} {
		t.Run(name, func(t *testing.T) {
			bus := newBus(t)
			fake := newFake(t, bus, script)
			fake.Put(item, secret)
			d := startDriver(t, desktop(bus)...)
			wantProblem(t, d.do(request{Op: "get", Item: item, Limit: short}), "unanswered")
			calls := make([]pending, 100)
			for i := range calls {
				calls[i] = d.begin(request{Op: "get", Item: item})
			}
			for _, call := range calls {
				wantProblem(t, call.wait(), "busy")
			}
			wantBounded(t, d.do(request{Op: "goroutines"}))
			if len(fake.Dialogs) != 1 {
				t.Errorf("%d dialogs were opened", len(fake.Dialogs))
			}
		})
	}
}

func TestKeychain_JoinsADialogThatIsOpenAlready(t *testing.T) {
	for name, script := range map[string]keystoretest.Script{
		"to unlock":   {Unlock: keystoretest.Ask},
		"for an item": {Access: keystoretest.Ask},
	} {
		t.Run(name, func(t *testing.T) {
			bus := newBus(t)
			fake := newFake(t, bus, script)
			fake.Put(item, secret)
			d := startDriver(t, desktop(bus)...)
			wantProblem(t, d.do(request{Op: "get", Item: item, Limit: short}), "unanswered")
			// The dialog was given up, and is still there.
			call := d.begin(request{Op: "delete", Item: item, Limit: time.Minute})
			(<-fake.Dialogs).Answer(true)
			wantDone(t, call.wait())
			if len(fake.Dialogs) != 0 {
				t.Error("another dialog was opened")
			}
		})
	}
}

func TestAskOnce_OneRefusalEndsTheAsking(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Unlock: keystoretest.Ask})
	d := startDriver(t, desktop(bus)...)
	d.do(request{Op: "ask once"})
	calls := make([]pending, 40)
	for i := range calls {
		calls[i] = d.begin(request{Op: "get", Item: item})
	}
	(<-fake.Dialogs).Answer(false)
	for _, call := range calls {
		wantProblem(t, call.wait(), "locked")
	}
	wantProblem(t, d.do(request{Op: "set", Item: item, Secret: secret}), "locked")
	if len(fake.Dialogs) != 0 {
		t.Errorf("%d more dialogs were opened", len(fake.Dialogs))
	}
}

func TestAskOnce_AnUnansweredDialogEndsTheAsking(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Unlock: keystoretest.Ask})
	d := startDriver(t, desktop(bus)...)
	d.do(request{Op: "ask once"})
	wantProblem(t, d.do(request{Op: "get", Item: item, Limit: short}), "unanswered")
	wantProblem(t, d.do(request{Op: "get", Item: item, Limit: time.Minute}), "unanswered")
	(<-fake.Dialogs).Answer(false)
	wantProblem(t, d.do(request{Op: "get", Item: item}), "unanswered")
}

func TestAskOnce_AnAnswerIsNoRefusal(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Unlock: keystoretest.Ask})
	d := startDriver(t, desktop(bus)...)
	d.do(request{Op: "ask once"})
	call := d.begin(request{Op: "set", Item: item, Secret: secret})
	(<-fake.Dialogs).Answer(true)
	wantDone(t, call.wait())
	if got := d.do(request{Op: "get", Item: older}); !got.NoSecret {
		t.Errorf("got %+v, want no secret", got)
	}
	wantDone(t, d.do(request{Op: "delete", Item: item}))
}

func TestProbe_ThatIsInterruptedLeavesNothing(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Create: keystoretest.Ask})
	d := startDriver(t, desktop(bus)...)
	call := d.begin(request{Op: "probe"})
	dialog := <-fake.Dialogs
	call.cancel()
	dialog.Answer(true)
	call.wait()
	if left := fake.Items(); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
}

func TestProbe_TakesAwayWhatAKilledOneLeft(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Create: keystoretest.Ask})
	killed := startDriver(t, desktop(bus)...)
	killed.begin(request{Op: "probe"})
	(<-fake.Dialogs).Answer(true)
	killed.kill()
	d := startDriver(t, desktop(bus)...)
	call := d.begin(request{Op: "probe"})
	(<-fake.Dialogs).Answer(true)
	wantDone(t, call.wait())
	if left := fake.Items(); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
}

func TestKeychain_CancelDoesNotWaitForThePerson(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Unlock: keystoretest.Ask})
	d := startDriver(t, desktop(bus)...)
	call := d.begin(request{Op: "get", Item: item})
	dialog := <-fake.Dialogs
	waiting := d.begin(request{Op: "get", Item: item})
	waiting.cancel()
	call.cancel()
	for _, p := range []pending{call, waiting} {
		if got := p.wait(); got.Kind != account.ProblemCancelled {
			t.Errorf("got %+v, want it cancelled", got)
		}
	}

	// The dialog stays with the person, and so does the keychain service.
	fake.Put(item, secret)
	dialog.Answer(true)
	if got := d.do(request{Op: "get", Item: item}); got.Secret != secret {
		t.Errorf("got %+v, want the secret", got)
	}
}

func TestSet_ThatWasGivenUpLeavesNoOrphan(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Create: keystoretest.Ask})
	d := startDriver(t, desktop(bus)...)
	wantProblem(t, d.do(request{Op: "set", Item: item, Secret: secret, Limit: short}), "unanswered")

	// The person agrees after all: the secret is stored, and deleted again
	// before the next call gets its turn.
	(<-fake.Dialogs).Answer(true)
	if got := d.do(request{Op: "get", Item: item, Limit: time.Minute}); !got.NoSecret {
		t.Errorf("got %+v, want no secret", got)
	}
	if left := fake.Items(); len(left) != 0 {
		t.Errorf("an orphan is left: %v", left)
	}
}

func TestDeleteUnprompted_DeletesWhatNobodyNeedsToBeAskedAbout(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{})
	fake.Put(item, secret)
	fake.Put(other, secret)
	d := startDriver(t, desktop(bus)...)
	for range 2 {
		wantDone(t, d.do(request{Op: "delete unprompted", Item: item}))
	}
	if left := fake.Items(); len(left) != 1 || left[other] != secret {
		t.Errorf("left are %v", left)
	}
}

func TestDeleteUnprompted_OpensNoDialog(t *testing.T) {
	for name, script := range map[string]keystoretest.Script{
		"locked":                       {Unlock: keystoretest.Ask},
		"locked, and it cannot ask":    {Unlock: keystoretest.Refuse},
		"wants the deletion allowed":   {Delete: keystoretest.Ask},
		"locked, and wants it allowed": {Unlock: keystoretest.Ask, Delete: keystoretest.Ask},
	} {
		t.Run(name, func(t *testing.T) {
			bus := newBus(t)
			fake := newFake(t, bus, script)
			fake.Put(item, secret)
			d := startDriver(t, desktop(bus)...)
			wantProblem(t, d.do(request{Op: "delete unprompted", Item: item}), "needsPerson")
			if len(fake.Dialogs) != 0 {
				t.Error("a dialog was opened")
			}
			if len(fake.Items()) != 1 {
				t.Error("the item is gone")
			}
		})
	}
}

func TestDeleteUnprompted_TellsAServiceThatDeletesNothing(t *testing.T) {
	bus := newBus(t)
	newFake(t, bus, keystoretest.Script{Delete: keystoretest.Refuse}).Put(item, secret)
	d := startDriver(t, desktop(bus)...)
	wantProblem(t, d.do(request{Op: "delete unprompted", Item: item}), "notDeleted")
}

func TestItems_ListsWhatTheKeychainHoldsOfOneAccount(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Unlock: keystoretest.Ask})
	for _, name := range []string{item, older, other, "probe.x", strings.TrimSuffix(item, "b") + "\n"} {
		fake.Put(name, secret)
	}
	d := startDriver(t, desktop(bus)...)
	call := d.begin(request{Op: "items", Item: accountID})
	(<-fake.Dialogs).Answer(true)
	got := call.wait()
	wantDone(t, got)
	if slices.Sort(got.Items); !slices.Equal(got.Items, []string{older, item}) {
		t.Errorf("got %q", got.Items)
	}
}

func TestItems_PassesOverWhatAnotherProgramDeletesMeanwhile(t *testing.T) {
	bus := newBus(t)
	newFake(t, bus, keystoretest.Script{Vanishing: true}).Put(item, secret)
	got := startDriver(t, desktop(bus)...).do(request{Op: "items", Item: accountID})
	if wantDone(t, got); !slices.Equal(got.Items, []string{item}) {
		t.Errorf("got %q", got.Items)
	}
}

func TestSet_SaysWhenNothingWasStored(t *testing.T) {
	for name, c := range map[string]struct {
		script  keystoretest.Script
		nothing bool
	}{
		"unlocking was refused":      {keystoretest.Script{Unlock: keystoretest.Refuse}, true},
		"storing was refused":        {keystoretest.Script{Create: keystoretest.Refuse}, true},
		"an error while it stored":   {keystoretest.Script{Error: "org.example.Careless"}, true},
		"something else came back":   {keystoretest.Script{Forgetful: true}, true},
		"and it cannot be taken out": {keystoretest.Script{Forgetful: true, Delete: keystoretest.Ask}, false},
	} {
		t.Run(name, func(t *testing.T) {
			bus := newBus(t)
			fake := newFake(t, bus, c.script)
			d := startDriver(t, desktop(bus)...)
			got := d.do(request{Op: "set", Item: item, Secret: secret})
			if !got.Problem || got.NothingStored != c.nothing || (len(fake.Items()) == 0) != c.nothing {
				t.Errorf("got %+v, and the keychain holds %v", got, fake.Items())
			}
		})
	}
}

func TestSet_OfALockedKeychainThatNobodyUnlocksStoresNothingEver(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Unlock: keystoretest.Ask})
	d := startDriver(t, desktop(bus)...)
	got := d.do(request{Op: "set", Item: item, Secret: secret, Limit: short})
	wantProblem(t, got, "unanswered")
	if !got.NothingStored {
		t.Errorf("got %+v, want it to be sure", got)
	}
	(<-fake.Dialogs).Answer(true)
	if got := d.do(request{Op: "get", Item: item, Limit: time.Minute}); !got.NoSecret {
		t.Errorf("got %+v, want no secret", got)
	}
}

// Each request of a Get fails in turn. Some are only made to know more.
func TestGet_ReportsWhicheverRequestFails(t *testing.T) {
	dispensable := []string{"Get Locked", "Get Collections", "Close"}
	made := map[keystoretest.Reply]int{}
	for _, unlock := range []keystoretest.Reply{keystoretest.Grant, keystoretest.Ask} {
		for n := 1; ; n++ {
			bus := newBus(t)
			fake := newFake(t, bus, keystoretest.Script{Unlock: unlock})
			fake.Put(item, secret)
			go func() {
				for dialog := range fake.Dialogs {
					dialog.Answer(true)
				}
			}()
			fake.FailAt(n, false)
			got := startDriver(t, desktop(bus)...).do(request{Op: "get", Item: item, Limit: 20 * time.Second})
			failed := fake.Failed()
			if failed == "" || slices.Contains(dispensable, failed) {
				if got.Secret != secret {
					t.Errorf("%q fails: got %+v, want the secret", failed, got)
				}
			} else {
				wantProblem(t, got, "system")
			}
			if failed == "" {
				made[unlock] = n - 1
				break
			}
		}
	}
	// To find the keyring, to have it unlocked, and to open the dialog.
	if made[keystoretest.Ask]-made[keystoretest.Grant] != 3 {
		t.Errorf("an open keyring is asked %d times, a locked one %d times", made[keystoretest.Grant], made[keystoretest.Ask])
	}
}

func TestKeychain_GivesUpAServiceThatNeverAnswers(t *testing.T) {
	bus := newBus(t)
	newFake(t, bus, keystoretest.Script{Silent: true})
	d := startDriver(t, desktop(bus)...)
	for _, op := range []string{"get", "set", "delete", "probe"} {
		wantProblem(t, d.do(request{Op: op, Item: item, Secret: secret, Limit: short}), "noAnswer")
	}
	wantBounded(t, d.do(request{Op: "goroutines"}))
}

func TestKeychain_ReportsAServiceThatEndsUnderItsDialog(t *testing.T) {
	for name, script := range map[string]keystoretest.Script{
		"to unlock":   {Unlock: keystoretest.Ask},
		"to store":    {Create: keystoretest.Ask},
		"to delete":   {Delete: keystoretest.Ask},
		"for an item": {Access: keystoretest.Ask},
	} {
		t.Run(name, func(t *testing.T) {
			bus := newBus(t)
			fake := newFake(t, bus, script)
			r := request{Op: "get", Item: item, Secret: secret}
			switch {
			case script.Create == keystoretest.Ask:
				r.Op = "set"
			case script.Delete == keystoretest.Ask:
				r.Op = "delete"
			}
			if r.Op != "set" {
				fake.Put(item, secret)
			}
			d := startDriver(t, desktop(bus)...)
			call := d.begin(r)
			<-fake.Dialogs
			fake.Stop()
			wantProblem(t, call.wait(), "died")

			// The next service is used as if nothing had been.
			newFake(t, bus, keystoretest.Script{})
			wantDone(t, d.do(request{Op: "set", Item: item, Secret: secret}))
		})
	}
}

func TestKeychain_SurvivesABusThatEndsUnderADialog(t *testing.T) {
	for name, script := range map[string]keystoretest.Script{
		"to unlock": {Unlock: keystoretest.Ask},
		"to store":  {Create: keystoretest.Ask},
	} {
		t.Run(name, func(t *testing.T) {
			dir := socketDir(t)
			bus := newBusIn(t, dir)
			fake := newFake(t, bus, script)
			d := startDriver(t, desktop(bus)...)
			call := d.begin(request{Op: "set", Item: item, Secret: secret})
			<-fake.Dialogs
			bus.Stop()
			wantProblem(t, call.wait(), "broken")
			wantGone(t, d)

			// A new bus at the same address is found.
			newFake(t, newBusIn(t, dir), keystoretest.Script{})
			wantDone(t, d.do(request{Op: "set", Item: item, Secret: secret}))
		})
	}
}

// wantGone holds that further calls tell of the bus's end: from the dead address,
// or, as long as the end of the connection has not come through, from that.
func wantGone(t *testing.T, d *driver) {
	t.Helper()
	var got response
	for range 100 {
		if got = d.do(request{Op: "get", Item: item}); got.What != texts.Of("keychain.what.broken") {
			break
		}
	}
	wantProblem(t, got, "deadBus")
}

func TestKeychain_WaitsForItsDialogThroughOtherSignals(t *testing.T) {
	bus := newBus(t)
	fake := newFake(t, bus, keystoretest.Script{Unlock: keystoretest.Ask})
	fake.Put(item, secret)
	conn, err := bus.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	d := startDriver(t, desktop(bus)...)
	call := d.begin(request{Op: "get", Item: item})
	dialog := <-fake.Dialogs
	// To every client, as a change of the theme comes to Fyne.
	for _, name := range clients(t, conn) {
		conn.Send(&dbus.Message{Type: dbus.TypeSignal, Headers: map[dbus.HeaderField]dbus.Variant{
			dbus.FieldDestination: dbus.MakeVariant(name),
			dbus.FieldPath:        dbus.MakeVariant(dbus.ObjectPath("/org/freedesktop/portal/desktop")),
			dbus.FieldInterface:   dbus.MakeVariant("org.freedesktop.portal.Settings"),
			dbus.FieldMember:      dbus.MakeVariant("SettingChanged"),
		}}, nil)
	}
	// A dialog of somebody else ends.
	if err := conn.Emit("/org/freedesktop/secrets/prompt/999", "org.freedesktop.Secret.Prompt.Completed", true, dbus.MakeVariant("")); err != nil {
		t.Fatal(err)
	}
	dialog.Answer(true)
	if got := call.wait(); got.Secret != secret {
		t.Errorf("got %+v, want the secret", got)
	}
}

func clients(t *testing.T, conn *dbus.Conn) (unique []string) {
	t.Helper()
	var names []string
	if err := conn.BusObject().Call("org.freedesktop.DBus.ListNames", 0).Store(&names); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasPrefix(name, ":") {
			unique = append(unique, name)
		}
	}
	return unique
}

func TestKeychain_GivesUpAStoppedServiceAndUsesItAgain(t *testing.T) {
	k := newKeyring(t)
	d := startDriver(t, append(k.Env(), "DISPLAY=:0")...)
	wantDone(t, d.do(request{Op: "set", Item: item, Secret: secret}))
	signal(t, k, syscall.SIGSTOP)
	wantProblem(t, d.do(request{Op: "set", Item: item, Secret: secret, Limit: short}), "noAnswer")
	wantProblem(t, d.do(request{Op: "get", Item: item}), "noAnswer")
	signal(t, k, syscall.SIGCONT)
	if got := d.do(request{Op: "get", Item: item, Limit: time.Minute}); got.Secret != secret {
		t.Errorf("got %+v, want the secret", got)
	}
}

func signal(t *testing.T, k *keystoretest.Keyring, s syscall.Signal) {
	t.Helper()
	if err := k.Process().Signal(s); err != nil {
		t.Fatal(err)
	}
}

func TestKeychain_SaysThatAKeyringIsLockedThatCannotAsk(t *testing.T) {
	k := newKeyring(t)
	d := startDriver(t, k.Env()...)
	wantDone(t, d.do(request{Op: "set", Item: item, Secret: secret}))
	if err := k.Lock(); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, d.do(request{Op: "get", Item: item}), "locked")
	wantProblem(t, d.do(request{Op: "set", Item: item, Secret: secret}), "locked")
}

func TestKeychain_ReportsAKilledKeyringAndLivesOn(t *testing.T) {
	k := newKeyring(t)
	d := startDriver(t, k.Env()...)
	wantDone(t, d.do(request{Op: "set", Item: item, Secret: secret}))
	signal(t, k, syscall.SIGKILL)
	for range 3 {
		if got := d.do(request{Op: "get", Item: item}); !got.Problem || got.Kind != account.ProblemKeychain {
			t.Errorf("got %+v, want a keychain problem", got)
		}
	}
	wantProblem(t, d.do(request{Op: "get", Item: item}), "noService")
}
