package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"teamsaccount/cmd/internal/consoletest"
)

// console is a console with a directory for the program that is used on it.
type console struct {
	*consoletest.Console
	t   *testing.T
	own string
}

func newConsole(t *testing.T) *console {
	t.Helper()
	return &console{consoletest.Open(t), t, t.TempDir()}
}

// command is teamsctl with the console as all of its streams.
func (c *console) command(arguments ...string) *exec.Cmd {
	command := exec.Command("teamsctl", arguments...)
	command.Env = append(os.Environ(), "TEAMSACCOUNT_DIR="+c.own)
	command.Stdin, command.Stdout, command.Stderr = c.In, c.Out, c.Out
	return command
}

func (c *console) run(arguments ...string) {
	c.t.Helper()
	if err := c.command(arguments...).Run(); err != nil {
		c.t.Fatalf("teamsctl %s: %v\n%s", strings.Join(arguments, " "), err, c.Screen())
	}
}

// foreignName is written in several scripts, one of them beyond 16 bits.
const foreignName = "Zürich 東京 🙂"

func documentNamed(t *testing.T, directory, name string) {
	t.Helper()
	encoded, err := json.Marshal(name)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(directory, "account.json"), `{"version":1,"account":{
		"id":"0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10","name":`+string(encoded)+`,"tenantId":"contoso.onmicrosoft.com",
		"clientId":"66666666-7777-8888-9999-000000000000","messages":{}}}`)
}

func TestConsole_ShowsEveryScript(t *testing.T) {
	if !consoletest.Has(t) {
		return
	}
	c := newConsole(t)
	documentNamed(t, c.own, foreignName)
	c.run("show")
	if screen := c.Screen(); !strings.Contains(screen, foreignName) || !strings.Contains(screen, "Client ID") {
		t.Errorf("the console shows\n%s", screen)
	}
}

func TestConsole_TakesAPassphraseInEveryScript(t *testing.T) {
	if !hasKeyring() {
		t.Skip("this Credential Manager is a person's, and not the tests'")
	}
	if !consoletest.Has(t) {
		return
	}
	c := newConsole(t)
	const passphrase = "Straße nach 東京 und zurück"
	in := func(name string) string { return filepath.Join(c.own, name) }
	write(t, in("secret.txt"), "fake-secret~value")
	write(t, in("pass.txt"), passphrase)
	c.run("add", "--name", "N", "--tenant-id", "contoso.onmicrosoft.com",
		"--client-id", "66666666-7777-8888-9999-000000000000", "--secret-file", in("secret.txt"))
	c.Type(passphrase + "\r" + passphrase + "\r")
	c.run("export", "--seal", in("sealed.age"))
	if screen := c.Screen(); strings.Contains(screen, "Straße") {
		t.Errorf("the console shows the passphrase:\n%s", screen)
	}
	c.run("-f", in("other.json"), "import", "--passphrase-file", in("pass.txt"), in("sealed.age"))
	c.Type("Straße nach 東京 und weiter\r")
	if err := c.command("-f", in("third.json"), "import", in("sealed.age")).Run(); err == nil {
		t.Error("another passphrase opens it")
	}
}

func TestJSON_ThroughAPipeIsUTF8AndNothingElse(t *testing.T) {
	own := t.TempDir()
	documentNamed(t, own, foreignName)
	for _, arguments := range [][]string{{"show", "--json"}, {"check", "--json", "--no-keychain"}} {
		command := exec.Command("teamsctl", arguments...)
		command.Env = append(os.Environ(), "TEAMSACCOUNT_DIR="+own)
		printed, _ := command.Output()
		line, one := bytes.CutSuffix(printed, []byte("\n"))
		if !one || bytes.ContainsAny(line, "\r\n\x1b") || !json.Valid(line) {
			t.Errorf("%v printed %q", arguments, printed)
		}
		if arguments[0] == "show" && !bytes.Contains(line, []byte(`"`+foreignName+`"`)) {
			t.Errorf("%v printed %q", arguments, printed)
		}
	}
}
