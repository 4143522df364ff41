//go:build linux

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"teamsaccount/account/entra/sandbox"
	"teamsaccount/keystore/keystoretest"
)

// The form is used as a person does over SSH: in a real terminal of 80 by 24
// characters, against a real keychain and the practice tenant.
func TestEdit_IsTheWholeFormInATerminal(t *testing.T) {
	person := sitDown(t, "edit")

	person.sees("This account is new and not applied yet.", "Directory (Tenant) ID", "Any name; shown only in your contact center.", "  Quit")
	person.presses("Enter")
	person.sees("Name", "Enter accept")
	person.types("Head office")
	person.presses("Enter")
	person.sees("* Name                    Head office")

	// A fault is said while typing, marked in the list, and blocks Apply.
	person.presses("Down", "Enter")
	person.types("common")
	person.sees(`✗ "common" stands for every tenant`)
	person.presses("Enter")
	person.sees("✗ Directory (Tenant) ID   common")
	person.presses("C-s")
	person.sees("Nothing was applied: correct Directory (Tenant) ID.", `✗ "common" stands for every tenant`)
	person.finds("account.json", false)
	person.presses("Enter", "C-u")
	person.types("11111111-1111-4111-8111-111111111111")
	person.presses("Enter", "Down", "Enter")
	person.types("22222222-2222-4222-8222-222222222222")
	person.presses("Enter")
	person.sees("* Client ID               22222222-2222-4222-8222-222222222222")

	// The secret is hidden.
	person.presses("Down", "Enter")
	person.sees("Client Secret", "Certificates & secrets")
	person.types("practice-valid-secret")
	person.sees("*********************")
	person.presses("Enter")
	person.sees("* Client Secret           typed, not applied yet")
	person.neverSaw("practice-valid")

	// A message, its warning, and its default again.
	person.presses("Down", "Down", "Down", "Down", "Down", "Down", "Down", "Enter")
	person.sees("Positive response", "Ctrl+R restore default")
	person.presses("C-u")
	person.types("OK")
	person.presses("Enter")
	person.sees(`! Invitation to join`, "* Positive response       OK")
	person.presses("Enter", "C-r")
	person.sees("  Positive response       YES")

	// A test before Apply is incomplete, and offers both.
	person.presses("C-t")
	person.sees("Error: Account credentials are incomplete", "A Apply and test")
	person.types("a")
	person.sees("Connection is valid", "✓ expiry")
	person.presses("Enter")
	person.sees("stored in the keychain", "Expires at: Microsoft says", "1 change not applied: Expires at")
	person.finds("account.json", true)
	if secret := person.storedSecret(); secret != "practice-valid-secret" {
		t.Errorf("the keychain does not hold what was typed")
	}

	// Revert drops what waits; leaving asks only where something would be lost.
	person.presses("C-q")
	person.sees("What is not applied is lost", "Keep editing")
	person.presses("Escape")
	person.sees("Up/Down choose")
	person.presses("End", "Up", "Enter")
	person.sees("All changes were dropped.", "  Expires at              (empty)")
	person.presses("C-z")
	person.sees("Undone: Revert.", "* Expires at")
	person.presses("C-y")
	person.sees("Done again: Revert.", "  Expires at              (empty)")

	// A secret that Microsoft refuses marks its field.
	person.presses("Home", "Down", "Down", "Down", "Enter")
	person.types("practice-wrong-secret-secret")
	person.presses("Enter", "C-s")
	person.sees("Applied to")
	person.presses("C-t")
	person.sees("Error: Failed to request refresh token", "AADSTS7000215")
	person.presses("Enter")
	person.sees("✗ Client Secret")
	person.neverSaw("practice-wrong")
	person.presses("C-q")
	person.sees("status 0")
}

// What was asked when a fault kept Apply from going is done once it is applied.
func TestEdit_GoesOnOnceTheFaultIsCorrected(t *testing.T) {
	person := sitDown(t, "edit")
	person.sees("This account is new")
	person.presses("Down", "Enter")
	person.types("common")
	person.presses("Enter", "C-q")
	person.sees("What is not applied is lost")
	person.presses("Enter")
	person.sees("Nothing was applied: correct Directory (Tenant) ID.")
	person.presses("Enter", "C-u")
	person.types("contoso.onmicrosoft.com")
	person.presses("Enter", "C-s")
	person.sees("status 0")
	person.finds("account.json", true)
}

// Keys that come faster than the form draws reach the screen they are meant for.
func TestEdit_TakesWhatIsTypedAhead(t *testing.T) {
	person := sitDown(t, "edit")
	person.sees("This account is new")
	person.tmux("send-keys", "Enter", "Head", "Space", "office", "Enter", "Down", "Enter", "contoso.onmicrosoft.com", "Enter")
	person.sees("* Name                    Head office", "* Directory (Tenant) ID   contoso.onmicrosoft.com")
	person.tmux("send-keys", "C-q", "Down", "Enter")
	person.sees("status 0")
}

// A secret that is typed at the terminal is not shown.
func TestAdd_HidesATypedSecret(t *testing.T) {
	person := sitDown(t, "add --name Office --secret-stdin")
	person.sees("Client Secret (the Value; it is not shown):")
	person.types("fake-secret~typed")
	person.presses("Enter")
	person.sees("The account was added", "status 0")
	person.neverSaw("fake-secret")
	if secret := person.storedSecret(); secret != "fake-secret~typed" {
		t.Error("the keychain does not hold what was typed")
	}
}

// What does not fit scrolls, and a small terminal shows the field all the same.
func TestEdit_FitsASmallTerminal(t *testing.T) {
	person := sitDown(t, "edit")
	person.tmux("resize-window", "-x", "60", "-y", "14")
	person.sees("> ", "more")
	person.presses("End")
	person.sees(">   Quit", "↑ ")
	person.presses("Home", "Enter")
	person.sees("Name", "Enter accept", "Any name;")
	person.presses("Escape", "C-c")
	person.sees("status 0")
}

// A pasted block fills every field that it names, wherever it is pasted.
func TestEdit_TakesAPastedBlock(t *testing.T) {
	person := sitDown(t, "edit")
	person.sees("This account is new")
	person.pastes("Application (client) ID\n55555555-5555-4555-8555-555555555555\n" +
		"Directory (tenant) ID\n44444444-4444-4444-8444-444444444444\n")
	person.sees("Filled in from the pasted text: Directory (Tenant) ID, Client ID.", "takes it back.",
		"* Client ID               55555555-5555-4555-8555-555555555555")
	person.presses("C-z")
	person.sees("Undone: Paste.", "  Client ID               (empty)")
	person.presses("Home", "Enter")
	person.pastes("  Head office \n")
	person.sees("> ", "Head office")
	person.presses("Enter")
	person.sees("Blanks, quotes or invisible characters", "* Name                    Head office")
	person.presses("C-q", "Down", "Enter")
	person.sees("status 0")
	person.finds("account.json", false)
}

// person is somebody at a terminal of their own.
type person struct {
	t       *testing.T
	socket  string
	work    string
	keyring *keystoretest.Keyring
	seen    []string
}

// sitDown starts the program in a terminal of 80 by 24 characters, with an
// empty configuration, a keychain, and the practice tenant as Microsoft.
func sitDown(t *testing.T, args string) *person {
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed")
	}
	tenant, err := sandbox.Start("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tenant.Close() })
	keyring, err := keystoretest.StartKeyring()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(keyring.Stop)
	p := &person{t: t, work: t.TempDir(), keyring: keyring}
	p.socket = filepath.Join(p.work, "tmux")
	write(t, filepath.Join(p.work, "ca.pem"), string(tenant.CAPEM()))
	environment := append(keyring.Env(), "TEAMSACCOUNT_DIR="+p.work, "TEAMSACCOUNT_AUTHORITY="+tenant.Authority(),
		"TEAMSACCOUNT_GRAPH="+tenant.GraphURL(), "TEAMSACCOUNT_CA_FILE="+filepath.Join(p.work, "ca.pem"),
		"LC_ALL=C.UTF-8", "TERM=screen-256color")
	program, err := exec.LookPath("teamsctl")
	if err != nil {
		t.Fatal(err)
	}
	line := "exec env"
	for _, variable := range environment {
		line += " '" + variable + "'"
	}
	line += " sh -c '" + program + " " + args + "; echo status $?; read end'"
	p.tmux("-f", os.DevNull, "new-session", "-d", "-x", "80", "-y", "24", line)
	t.Cleanup(func() { p.tmux("kill-server") })
	return p
}

func (p *person) tmux(args ...string) string {
	p.t.Helper()
	command := exec.Command("tmux", append([]string{"-S", p.socket}, args...)...)
	command.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	output, err := command.CombinedOutput()
	if err != nil {
		p.t.Fatalf("tmux %s: %v: %s", args[0], err, output)
	}
	return string(output)
}

// presses presses keys, each after what the one before brought is drawn.
func (p *person) presses(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.settled()
		p.tmux("send-keys", key)
	}
}

func (p *person) types(text string) {
	p.t.Helper()
	p.settled()
	p.tmux("send-keys", "-l", text)
}

// pastes pastes a text as a terminal does that tells pasting from typing.
func (p *person) pastes(text string) {
	p.t.Helper()
	p.settled()
	p.tmux("set-buffer", text)
	p.tmux("paste-buffer", "-p", "-r")
}

// screen is what the terminal shows.
func (p *person) screen() string {
	p.t.Helper()
	shown := p.tmux("capture-pane", "-p")
	p.seen = append(p.seen, shown)
	return shown
}

// patience bounds how long anything may take on a busy machine.
const patience = 60 * time.Second

// settled waits until the screen stays as it is for a moment.
func (p *person) settled() {
	p.t.Helper()
	before, same := p.screen(), 0
	for deadline := time.Now().Add(patience); same < 3 && time.Now().Before(deadline); {
		time.Sleep(20 * time.Millisecond)
		now := p.screen()
		if now == before {
			same++
		} else {
			before, same = now, 0
		}
	}
}

// sees waits until the terminal shows all these texts at once.
func (p *person) sees(expected ...string) {
	p.t.Helper()
	var shown string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		shown = p.screen()
		missing := false
		for _, text := range expected {
			missing = missing || !strings.Contains(shown, text)
		}
		if !missing {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.t.Fatalf("the terminal does not show %q:\n%s", expected, shown)
}

// neverSaw holds that no screen so far showed the text.
func (p *person) neverSaw(text string) {
	p.t.Helper()
	for _, shown := range p.seen {
		if strings.Contains(shown, text) {
			p.t.Fatalf("the terminal showed %q", text)
		}
	}
}

func (p *person) finds(file string, expected bool) {
	p.t.Helper()
	if _, err := os.Stat(filepath.Join(p.work, file)); (err == nil) != expected {
		p.t.Fatalf("%s: %v", file, err)
	}
}

// storedSecret is what the keychain holds for the document.
func (p *person) storedSecret() string {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join(p.work, "account.json"))
	if err != nil {
		p.t.Fatal(err)
	}
	var document struct{ Account struct{ SecretItem string } }
	if err := json.Unmarshal(data, &document); err != nil {
		p.t.Fatal(err)
	}
	secret, _, err := p.keyring.Lookup(document.Account.SecretItem)
	if err != nil {
		p.t.Fatal(err)
	}
	return secret
}
