package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"teamsaccount/keystore/keystoretest"
)

// keyringKey finds the keyring of a script.
type keyringKey struct{}

// keyringHolder is filled when the script starts its keyring.
type keyringHolder struct{ keyring *keystoretest.Keyring }

func newKeyringHolder() any { return &keyringHolder{} }

// cmdKeyring gives the script a real keychain: keyring start, keyring stop.
func cmdKeyring(ts *testscript.TestScript, _ bool, args []string) {
	holder := ts.Value(keyringKey{}).(*keyringHolder)
	if args[0] == "stop" {
		holder.keyring.Stop()
		return
	}
	keyring, err := keystoretest.StartKeyring()
	ts.Check(err)
	ts.Defer(keyring.Stop)
	holder.keyring = keyring
	for _, variable := range keyring.Env() {
		name, value, _ := strings.Cut(variable, "=")
		ts.Setenv(name, value)
	}
}

// cmdStored compares the secret that the keychain holds for a document, as
// secret-tool tells it: stored FILE SECRET. "! stored ITEM" says that the
// keychain does not hold the item.
func cmdStored(ts *testscript.TestScript, neg bool, args []string) {
	keyring := ts.Value(keyringKey{}).(*keyringHolder).keyring
	item := args[0]
	if !neg {
		item = itemOf(ts, args[0])
	}
	secret, found, err := keyring.Lookup(item)
	ts.Check(err)
	switch {
	case neg && found:
		ts.Fatalf("the keychain holds %s", item)
	case !neg && !found:
		ts.Fatalf("the keychain does not hold %s", item)
	case !neg && secret != args[1]:
		ts.Fatalf("the keychain holds another secret")
	}
}

// itemOf reads the name of the keychain item from a document, and keeps it in
// $ITEM.
func itemOf(ts *testscript.TestScript, file string) string {
	data, err := os.ReadFile(ts.MkAbs(file))
	ts.Check(err)
	var document struct {
		Account struct{ SecretItem string }
	}
	ts.Check(json.Unmarshal(data, &document))
	ts.Setenv("ITEM", document.Account.SecretItem)
	return document.Account.SecretItem
}

// A person who closes the keychain's dialog is not asked again for each of the
// other documents.
func TestCheck_AsksTheKeychainOnceForAllDocuments(t *testing.T) {
	directory, err := os.MkdirTemp("", "bus")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(directory) })
	bus, err := keystoretest.StartBus(directory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(bus.Stop)
	fake, err := keystoretest.StartFake(bus, keystoretest.Script{Unlock: keystoretest.Ask})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(fake.Stop)
	arguments := []string{"check", "--json"}
	for i := range 40 {
		file := filepath.Join(directory, fmt.Sprintf("site%d.json", i))
		id := fmt.Sprintf("0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a%02d", i)
		write(t, file, fmt.Sprintf(`{"version":1,"account":{"id":%q,"name":"N","tenantId":"contoso.onmicrosoft.com",
			"clientId":"66666666-7777-8888-9999-000000000000","secretItem":"%s.k3p9w2ab","messages":{}}}`, id, id))
		arguments = append(arguments, file)
	}
	command := exec.Command("teamsctl", arguments...)
	command.Env = append(os.Environ(), "TEAMSACCOUNT_DIR="+filepath.Join(directory, "own"),
		"DBUS_SESSION_BUS_ADDRESS="+bus.Address, "DISPLAY=:0")
	var out bytes.Buffer
	command.Stdout = &out
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	(<-fake.Dialogs).Answer(false)
	var exit *exec.ExitError
	if err := command.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitKeychain {
		t.Fatalf("ended with %v, expected exit status %d", err, exitKeychain)
	}
	if more := len(fake.Dialogs); more != 0 {
		t.Errorf("%d more dialogs were opened", more)
	}
	if lines := strings.Count(out.String(), "\n"); lines != 40 {
		t.Errorf("%d documents were reported, expected 40", lines)
	}
}
