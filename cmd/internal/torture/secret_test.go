//go:build linux

package torture

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"teamsaccount/account/entra/sandbox"
	"teamsaccount/cmd/internal/tour"
)

// The secret stays in the keychain and in memory: while the programs do the
// whole job, and after it, it is in no file, in nothing that they print, in no
// process's arguments or environment, and not on the clipboard, in any form.

func TestSecret_StaysInWhileTheTerminalDoesTheWholeJob(t *testing.T) {
	practice, secret := sandbox.Practice()
	replaced := "replaced~" + secret + "&more"
	s, scan := newSite(t, newKeyring(t)), newScanner(secret, replaced)
	tenant, err := sandbox.Start("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tenant.Close() })
	authority := filepath.Join(s.dir, "authority.pem")
	if err := os.WriteFile(authority, tenant.CAPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	env := append(
		s.env(), "TEAMSACCOUNT_AUTHORITY="+tenant.Authority(), "TEAMSACCOUNT_GRAPH="+tenant.GraphURL(),
		"TEAMSACCOUNT_CA_FILE="+authority, "TMPDIR="+t.TempDir(),
	)
	sheet := filepath.Join(s.dir, "sheet.json")
	for _, step := range []struct {
		input     string
		arguments []string
	}{
		{replaced, []string{"add", "--name", "Head office", "--tenant-id", practice.TenantID, "--client-id", practice.ClientID, "--secret-stdin"}},
		{"", []string{"test"}},
		{"", []string{"test", "--json"}},
		{secret, []string{"set", "--secret-stdin"}},
		{"", []string{"test", "--json"}},
		{replaced, []string{"test", "--secret-stdin"}},
		{secret + "\x00", []string{"set", "--secret-stdin"}},
		{strings.Repeat(secret, 200), []string{"set", "--secret-stdin"}},
		{"", []string{"set", "--secret", secret}},
		{"", []string{"show"}},
		{"", []string{"show", "--json"}},
		{"", []string{"check", "--json"}},
		{"", []string{"export", sheet}},
		{"", []string{"export", "--seal", "--passphrase-file", s.word, filepath.Join(s.dir, "sealed.age")}},
		{"", []string{"doctor", "--json"}},
		{"", []string{"delete", "--yes"}},
		{"", []string{"import", "--passphrase-file", s.word, filepath.Join(s.dir, "sealed.age")}},
		{"", []string{"test", "--json"}},
	} {
		command := exec.Command(teamsctl, step.arguments...)
		command.Env, command.Stdin = env, strings.NewReader(step.input)
		var printed bytes.Buffer
		command.Stdout, command.Stderr = &printed, &printed
		_ = command.Run()
		name := fmt.Sprintf("what teamsctl %s printed", step.arguments[0])
		if err := scan.look(name, printed.Bytes()); err != nil {
			t.Errorf("%v: %s", err, printed.String())
		}
		if err := scan.directory(s.dir); err != nil {
			t.Errorf("after %s: %v", step.arguments[0], err)
		}
	}
	if err := scan.allProcesses(); err != nil {
		t.Error(err)
	}
	if err := scan.directory(s.home()); err != nil {
		t.Error(err)
	}
	now, err := s.now()
	if err != nil || now.Secret != secret {
		t.Errorf("the job was not done: %+v, %v", now, err)
	}
	t.Logf("looked into %d files and %d processes", scan.files, scan.processes)
}

func TestSecret_StaysInWhileTheWindowDoesTheWholeJob(t *testing.T) {
	if !*full {
		t.Skip("the tour looks into its files at every step; make torture looks further")
	}
	window, err := tour.Start(tour.Options{Binary: windowBinary(t), Pictures: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer window.Close()
	scan := newScanner(tour.Secrets()...)
	for _, step := range tour.Steps() {
		if _, err := window.Do(step); err != nil {
			t.Fatalf("%s: %v", step.Title, err)
		}
		if err := scan.desktop(window); err != nil {
			t.Errorf("%s: %v", step.Title, err)
		}
	}
	t.Logf("looked into %d files and %d processes", scan.files, scan.processes)
}

// desktop looks into everything on the desktop that another program could.
func (s *scanner) desktop(window *tour.Tour) error {
	for _, root := range window.Directories() {
		if err := s.directory(root); err != nil {
			return err
		}
	}
	text, err := window.Desktop().Clipboard()
	if err != nil {
		return err
	}
	if err := s.look("the clipboard", []byte(text)); err != nil {
		return err
	}
	return s.allProcesses()
}

// windowBinary is the window's program, as make binaries leaves it, or built
// for the test.
func windowBinary(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(filepath.Dir(teamsctl), "teamsaccount")
	if _, err := os.Stat(binary); err == nil {
		return binary
	}
	build := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", binary, "teamsaccount/cmd/teamsaccount")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build teamsaccount: %v\n%s", err, output)
	}
	return binary
}
