package entra_test

import (
	"context"
	"crypto/x509"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"teamsaccount/account"
	"teamsaccount/account/entra"
)

func TestFromEnvironment_ReadsAddresses(t *testing.T) {
	for _, name := range []string{"TEAMSACCOUNT_AUTHORITY", "TEAMSACCOUNT_GRAPH"} {
		for value, want := range map[string]string{
			"":                        "",
			"https://localhost:8443":  "https://localhost:8443",
			"https://localhost:8443/": "https://localhost:8443",
			"HTTPS://Login.Example":   "https://login.example",
			"https://[::1]:8443":      "https://[::1]:8443",
			" https://a.example ":     "https://a.example",
		} {
			options := fromEnvironment(t, map[string]string{name: value})
			got := options.Authority
			if name == "TEAMSACCOUNT_GRAPH" {
				got = options.Graph
			}
			if got != want {
				t.Errorf("%s=%q gives %q, want %q", name, value, got, want)
			}
		}
		for _, value := range []string{
			"http://localhost:8443", "localhost:8443", "localhost", "https://", "https:///x", "https://:8443",
			"https://user@localhost", "https://user:hunter2word@localhost", "https://localhost?x=1", "https://localhost?",
			"https://localhost/tenant", "https://localhost#x", "https://localhost#", "https://localhost:0",
			"https://localhost:99999", "https://localhost:x", "https:localhost", "ftp://localhost", "https://local host",
			"https://a\x1b[31m.example", "%zz",
		} {
			_, err := entra.FromEnvironment(t.Context(), environment(map[string]string{name: value}))
			if !account.IsProblem(err, account.ProblemInvalid) || !strings.Contains(err.Error(), name) {
				t.Errorf("%s=%q: error %v", name, value, err)
			}
			if err != nil && (strings.Contains(err.Error(), "hunter2word") || strings.Contains(err.Error(), "\x1b")) {
				t.Errorf("%s=%q: the error shows it: %q", name, value, err)
			}
		}
	}
}

func TestTester_NamesTheTestServer(t *testing.T) {
	if host := entra.New(entra.Options{Authority: "https://localhost:8443"}).TestServer(); host != "localhost:8443" {
		t.Errorf("test server %q", host)
	}
	if host := entra.New(entra.Options{}).TestServer(); host != "" {
		t.Errorf("without an authority: %q", host)
	}
}

func TestFromEnvironment_AddsTheCAFileToTheSystemsRoots(t *testing.T) {
	tenant := start(t, "valid")
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, tenant.CAPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	variables := map[string]string{
		"TEAMSACCOUNT_AUTHORITY": tenant.Authority(), "TEAMSACCOUNT_GRAPH": tenant.GraphURL(), "TEAMSACCOUNT_CA_FILE": file,
	}
	if got := run(t, fromEnvironment(t, variables), practice()); got.Kind != account.KindValid || stages(got) != "sppppp" {
		t.Errorf("with the file: %s, %s", got.Kind, got.Cause)
	}
	want, err := x509.SystemCertPool()
	if err != nil {
		t.Fatal(err)
	}
	want.AppendCertsFromPEM(tenant.CAPEM())
	if !fromEnvironment(t, variables).Roots.Equal(want) {
		t.Error("the system's own roots are not trusted beside the file's")
	}
	variables["TEAMSACCOUNT_CA_FILE"] = ""
	if got := run(t, fromEnvironment(t, variables), practice()); got.Kind != account.KindUnreachable || !strings.Contains(got.Cause, "Practice tenant CA") {
		t.Errorf("without it: %s, %s", got.Kind, got.Cause)
	}
}

func TestFromEnvironment_RefusesACAFileThatCannotServe(t *testing.T) {
	directory := t.TempDir()
	write := func(name, content string) string {
		file := filepath.Join(directory, name)
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for name, file := range map[string]string{
		"absent":         filepath.Join(directory, "absent.pem"),
		"a directory":    directory,
		"empty":          write("empty.pem", ""),
		"no PEM":         write("text.pem", "hello"),
		"no certificate": write("broken.pem", "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n"),
		"a device":       os.DevNull,
		"too long":       write("long.pem", strings.Repeat("x", 5<<20)),
	} {
		_, err := entra.FromEnvironment(t.Context(), environment(map[string]string{"TEAMSACCOUNT_CA_FILE": file}))
		if !account.IsProblem(err, account.ProblemInvalid) || !strings.Contains(err.Error(), "TEAMSACCOUNT_CA_FILE") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestFromEnvironment_EndsWhenTheReadingOfAFileIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := filepath.Join(t.TempDir(), "absent.pem")
	_, err := entra.FromEnvironment(ctx, environment(map[string]string{"TEAMSACCOUNT_CA_FILE": file}))
	if !account.IsProblem(err, account.ProblemCancelled) {
		t.Errorf("error %v", err)
	}
}
