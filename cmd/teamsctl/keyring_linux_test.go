package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"teamsaccount/keystore/keystoretest"
)

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
