package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"teamsaccount/account/entra/sandbox"
	"teamsaccount/cmd/internal/consoletest"
)

// A person who presses Ctrl+C while the server does not answer gets the prompt
// back at once, with the status of a cancelled test.
func TestTest_InterruptedIsCancelled(t *testing.T) {
	if !consoletest.Has(t) {
		return
	}
	tenant, err := sandbox.Start("")
	if err != nil {
		t.Fatal(err)
	}
	defer tenant.Close()
	asked := make(chan struct{}, 8)
	tenant.SetHook(func(ctx context.Context, _ sandbox.Request) {
		asked <- struct{}{}
		<-ctx.Done()
	})
	directory := t.TempDir()
	write(t, filepath.Join(directory, "account.json"), `{"version":1,"account":{
		"id":"0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10","name":"N","tenantId":"contoso.onmicrosoft.com",
		"clientId":"66666666-7777-8888-9999-000000000000","messages":{}}}`)
	write(t, filepath.Join(directory, "secret"), "fake-secret~value")
	write(t, filepath.Join(directory, "ca.pem"), string(tenant.CAPEM()))

	command := exec.Command("teamsctl", "test", "--json", "--secret-file", filepath.Join(directory, "secret"))
	command.Env = append(os.Environ(), "TEAMSACCOUNT_DIR="+directory, "DBUS_SESSION_BUS_ADDRESS=disabled:",
		"TEAMSACCOUNT_AUTHORITY="+tenant.Authority(), "TEAMSACCOUNT_CA_FILE="+filepath.Join(directory, "ca.pem"))
	var out bytes.Buffer
	command.Stdout = &out
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	<-asked
	if err := consoletest.Interrupt(command.Process); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := command.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitCancelled {
		t.Fatalf("ended with %v, expected exit status %d", err, exitCancelled)
	}
	var result struct{ Kind string }
	if err := json.Unmarshal(out.Bytes(), &result); err != nil || result.Kind != "cancelled" {
		t.Fatalf("printed %q, expected a result of kind cancelled", out.String())
	}
}

func write(t testing.TB, file, content string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
