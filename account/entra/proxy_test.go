package entra_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/account/entra/sandbox"
)

// proxy is a CONNECT proxy on loopback.
type proxy struct {
	address string
	mu      sync.Mutex
	seen    []*http.Request
}

// startProxy starts a proxy that answers CONNECT with status and, if that is
// 200, leads every connection to the target.
func startProxy(t *testing.T, status int, target string) *proxy {
	t.Helper()
	started := &proxy{}
	started.address = listen(t, func(conn net.Conn) {
		defer func() { _ = conn.Close() }()
		reader := bufio.NewReader(conn)
		request, err := http.ReadRequest(reader)
		if err != nil {
			return
		}
		started.mu.Lock()
		started.seen = append(started.seen, request)
		started.mu.Unlock()
		_, _ = fmt.Fprintf(conn, "HTTP/1.1 %d %s\r\n\r\n", status, http.StatusText(status))
		if status != http.StatusOK {
			return
		}
		server, err := net.Dial("tcp", target)
		if err != nil {
			return
		}
		defer func() { _ = server.Close() }()
		go func() { _, _ = io.Copy(server, reader) }()
		_, _ = io.Copy(conn, server)
	})
	return started
}

func (p *proxy) requests() []*http.Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.seen)
}

// environment returns a lookup of these variables and no others.
func environment(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

func fromEnvironment(t *testing.T, variables map[string]string) entra.Options {
	t.Helper()
	options, err := entra.FromEnvironment(environment(variables))
	if err != nil {
		t.Fatal(err)
	}
	return options
}

// signInHost is where a tenant's sign-in address listens.
func signInHost(tenant *sandbox.Tenant) string {
	return strings.TrimPrefix(tenant.Authority(), "https://")
}

func TestMicrosoftsOwnHostsAreReachedThroughAProxy(t *testing.T) {
	tenant := start(t, "valid")
	through := startProxy(t, http.StatusOK, signInHost(tenant))
	options := fromEnvironment(t, map[string]string{"HTTPS_PROXY": "http://ana:s3cret-word@" + through.address})
	options.Roots = tenant.Roots()
	got := run(t, options, practice())
	if got.Kind != account.KindValid || stages(got) != "sppppp" {
		t.Fatalf("%s, stages %s: %s", got.Kind, stages(got), got.Cause)
	}
	hosts := []string{}
	for _, request := range through.requests() {
		hosts = append(hosts, request.Host)
		if request.Header.Get("Proxy-Authorization") == "" {
			t.Errorf("the proxy was not told who connects to %s", request.Host)
		}
	}
	if want := []string{"login.microsoftonline.com:443", "graph.microsoft.com:443"}; !slices.Equal(hosts, want) {
		t.Errorf("connected to %v, want %v", hosts, want)
	}
	if got.Support.Proxy != "http://ana:***@"+through.address {
		t.Errorf("proxy shown as %q", got.Support.Proxy)
	}
	if detail := got.Stage(account.StageNetwork).Detail; !strings.Contains(detail, "ana:***@") || strings.Contains(detail, "s3cret") {
		t.Errorf("network: %s", detail)
	}
}

func TestEachCloudHasItsOwnHost(t *testing.T) {
	for cloud, host := range map[account.Cloud]string{
		account.CloudGlobal: "login.microsoftonline.com:443",
		account.CloudUSGov:  "login.microsoftonline.us:443",
		account.CloudChina:  "login.partner.microsoftonline.cn:443",
	} {
		refusing := startProxy(t, http.StatusForbidden, "")
		credentials := practice()
		credentials.Account.Cloud = cloud
		run(t, fromEnvironment(t, map[string]string{"https_proxy": refusing.address}), credentials)
		if seen := refusing.requests(); len(seen) != 1 || seen[0].Host != host {
			t.Errorf("%s: asked the proxy for %v, want %s", cloud, seen, host)
		}
	}
}

func TestAProxysRefusalHasItsOwnSentence(t *testing.T) {
	for _, test := range []struct {
		name   string
		proxy  func(*testing.T) string
		within time.Duration
		says   []string
	}{
		{"wants a sign-in", func(t *testing.T) string { return startProxy(t, 407, "").address }, 0, []string{"HTTP 407", "wants a sign-in", "HTTPS_PROXY"}},
		{"forbids", func(t *testing.T) string { return startProxy(t, 403, "").address }, 0, []string{"HTTP 403", "does not allow", "login.microsoftonline.com"}},
		{"fails", func(t *testing.T) string { return startProxy(t, 502, "").address }, 0, []string{"HTTP 502", "refused to connect"}},
		{"is not there", closedPort, 0, []string{"could not be reached"}},
		{"says nothing", func(t *testing.T) string { return listen(t, silent) }, 100 * time.Millisecond, []string{"did not connect", "in time"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			address := test.proxy(t)
			options := fromEnvironment(t, map[string]string{"HTTPS_PROXY": "http://ana:s3cret-word@" + address})
			within := test.within
			if within == 0 {
				within = 20 * time.Second
			}
			ctx, cancel := context.WithTimeout(t.Context(), within)
			defer cancel()
			got := entra.New(options).Test(ctx, practice(), nil)
			if got.Kind != account.KindUnreachable || stages(got) != "sfssss" {
				t.Errorf("%s, stages %s", got.Kind, stages(got))
			}
			said := got.Cause + " " + got.Advice
			for _, words := range append(test.says, "http://ana:***@"+address) {
				if !strings.Contains(said, words) {
					t.Errorf("%q does not say %q", said, words)
				}
			}
			if encoded, _ := json.Marshal(got); strings.Contains(string(encoded), "s3cret-word") {
				t.Errorf("the proxy's password is shown: %s", encoded)
			}
		})
	}
}

func TestTLSInspectionBehindAProxyIsNamed(t *testing.T) {
	tenant := start(t, "untrusted-certificate")
	options := fromEnvironment(t, map[string]string{"HTTPS_PROXY": startProxy(t, http.StatusOK, signInHost(tenant)).address})
	options.Roots = tenant.Roots()
	got := run(t, options, practice())
	if got.Kind != account.KindUnreachable || !strings.Contains(got.Cause, "Practice TLS inspection") || !strings.Contains(got.Advice, "TEAMSACCOUNT_CA_FILE") {
		t.Errorf("%s: %s %s", got.Kind, got.Cause, got.Advice)
	}
}

func TestNoProxyIsRespected(t *testing.T) {
	for _, test := range []struct {
		noProxy, address string
		proxied          bool
	}{
		{"", "https://login.microsoftonline.com", true},
		{".microsoftonline.com", "https://login.microsoftonline.com", false},
		{"*", "https://login.microsoftonline.com", false},
		{"graph.microsoft.com", "https://login.microsoftonline.com", true},
		{"", "https://127.0.0.1:8443", false},
		{"", "https://localhost:8443", false},
	} {
		options := fromEnvironment(t, map[string]string{"HTTPS_PROXY": "http://proxy.example:3128", "NO_PROXY": test.noProxy})
		address, err := url.Parse(test.address)
		if err != nil {
			t.Fatal(err)
		}
		chosen, err := options.Proxy(address)
		if err != nil || (chosen != nil) != test.proxied {
			t.Errorf("NO_PROXY=%q, %s: proxy %v, error %v", test.noProxy, test.address, chosen, err)
		}
	}
}

func TestAHangingProxyChoiceKeepsNobody(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	asked := make(chan struct{}, 100)
	tester := entra.New(entra.Options{
		Authority: "https://login.nowhere.invalid",
		Proxy: func(*url.URL) (*url.URL, error) {
			asked <- struct{}{}
			<-release
			return nil, nil
		},
	})
	for range 20 { // more than may hang at the same time
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		if got := tester.Test(ctx, practice(), nil); got.Kind != account.KindUnreachable {
			t.Errorf("%s: %s", got.Kind, got.Cause)
		}
		cancel()
	}
	if len(asked) > 8 {
		t.Errorf("%d tests hang at the same time", len(asked))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := tester.Test(ctx, practice(), nil); got.Kind != account.KindCancelled {
		t.Errorf("after a cancel: %s", got.Kind)
	}
}

// childResult is where the child process of the next test writes its result.
const childResult = "TEAMSACCOUNT_TEST_CHILD_RESULT"

// TestStandardVariablesPutAServerInMicrosoftsPlace runs in a process of its
// own, because Go reads SSL_CERT_FILE once.
func TestStandardVariablesPutAServerInMicrosoftsPlace(t *testing.T) {
	if file := os.Getenv(childResult); file != "" {
		options, err := entra.FromEnvironment(os.Getenv)
		if err != nil {
			t.Fatal(err)
		}
		encoded, err := json.Marshal(run(t, options, practice()))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, encoded, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, outcome := range []string{"valid", "expired-secret"} {
		tenant := start(t, outcome)
		ca, result := filepath.Join(t.TempDir(), "ca.pem"), filepath.Join(t.TempDir(), "result.json")
		if err := os.WriteFile(ca, tenant.CAPEM(), 0o600); err != nil {
			t.Fatal(err)
		}
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
		child.Env = []string{
			"SSL_CERT_FILE=" + ca, childResult + "=" + result,
			"HTTPS_PROXY=http://" + startProxy(t, http.StatusOK, signInHost(tenant)).address,
		}
		if output, err := child.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, output)
		}
		data, err := os.ReadFile(result)
		if err != nil {
			t.Fatal(err)
		}
		var got account.Result
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if want := outcomes[outcome]; stages(got) != want.stages || got.Code != want.code {
			t.Errorf("%s: %s, stages %s, code %q", outcome, got.Kind, stages(got), got.Code)
		}
	}
}
