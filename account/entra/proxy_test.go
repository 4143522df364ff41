package entra_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
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
	options, err := entra.FromEnvironment(t.Context(), environment(variables))
	if err != nil {
		t.Fatal(err)
	}
	return options
}

// signInHost is where a tenant's sign-in address listens.
func signInHost(tenant *sandbox.Tenant) string {
	return strings.TrimPrefix(tenant.Authority(), "https://")
}

func TestProxy_LeadsToMicrosoftsOwnHosts(t *testing.T) {
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

func TestProxy_IsAskedForTheHostOfTheCloud(t *testing.T) {
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

func TestProxy_RefusalHasItsOwnSentence(t *testing.T) {
	const user = "ana:s3cret-word@"
	answering := func(status int) func(*testing.T) string {
		return func(t *testing.T) string { return startProxy(t, status, "").address }
	}
	for _, test := range []struct {
		name string
		// before is what stands before the host in HTTPS_PROXY.
		before string
		proxy  func(*testing.T) string
		within time.Duration
		says   []string
	}{
		{"wants a sign-in", "http://", answering(407), 0, []string{"HTTP 407", "wants a sign-in", "HTTPS_PROXY"}},
		{"wants a sign-in as a web server does", "http://", answering(401), 0, []string{"HTTP 401", "wants a sign-in"}},
		{"refuses the password", "http://" + user, answering(407), 0, []string{"HTTP 407", "does not accept the user and password"}},
		{"refuses the password as a web server does", "http://" + user, answering(401), 0, []string{"HTTP 401", "does not accept"}},
		{"forbids", "http://" + user, answering(403), 0, []string{"HTTP 403", "does not allow", "login.microsoftonline.com"}},
		{"fails", "http://" + user, answering(502), 0, []string{"HTTP 502", "refused to connect"}},
		{"is not there", "http://" + user, closedPort, 0, []string{"could not be reached"}},
		{"says nothing", "http://" + user, func(t *testing.T) string { return listen(t, silent) }, 100 * time.Millisecond, []string{"did not connect", "in time"}},
		{"speaks plain HTTP", "https://" + user, func(t *testing.T) string {
			server := httptest.NewServer(http.NotFoundHandler())
			t.Cleanup(server.Close)
			return strings.TrimPrefix(server.URL, "http://")
		}, 0, []string{"does not answer with TLS", "http:// instead of https://"}},
		{"hangs up on TLS", "https://" + user, func(t *testing.T) string {
			return listen(t, func(conn net.Conn) { _ = conn.Close() })
		}, 0, []string{"does not answer with TLS"}},
		{"waits for the end of a line", "https://" + user, func(t *testing.T) string { return listen(t, silent) }, 0, []string{"does not answer with TLS"}},
		{"answers without an end", "http://" + user, func(t *testing.T) string {
			return listen(t, func(conn net.Conn) {
				_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n")
				endless(conn, "X-Header: "+strings.Repeat("x", 1000)+"\r\n")
			})
		}, 0, []string{"could not be reached"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			address := test.proxy(t)
			options := fromEnvironment(t, map[string]string{"HTTPS_PROXY": test.before + address})
			within := test.within
			if within == 0 {
				within = 20 * time.Second
			}
			ctx, cancel := context.WithTimeout(t.Context(), within)
			defer cancel()
			got := entra.New(options).Test(ctx, practice(), nil)
			if got.Kind != account.KindUnreachable || stages(got) != "sfssss" || ctx.Err() != nil && test.within == 0 {
				t.Errorf("%s, stages %s, context %v", got.Kind, stages(got), ctx.Err())
			}
			said := got.Cause + " " + got.Advice
			for _, words := range append(test.says, strings.Replace(test.before, ":s3cret-word", ":***", 1)+address) {
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

func TestProxy_ShowingABadCertificateIsNamed(t *testing.T) {
	now := time.Now()
	certificate, _ := certify(t, now.Add(-time.Hour), now.Add(time.Hour), net.IPv4(127, 0, 0, 1))
	address := tlsServer(t, certificate)
	got := run(t, fromEnvironment(t, map[string]string{"HTTPS_PROXY": "https://" + address}), practice())
	if got.Kind != account.KindUnreachable || !strings.Contains(got.Cause, "The certificate of 127.0.0.1 was issued by “Test issuer”") {
		t.Errorf("%s: %s", got.Kind, got.Cause)
	}
}

func TestFromEnvironment_RefusesAProxyThatCannotBeParsed(t *testing.T) {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy"} {
		for _, value := range []string{
			"http://ana:pass%word@proxy.example:3128", "http://ana:a/b@proxy.example:3128", "http://ana:1/b@proxy.example:3128",
			" http://proxy.example:3128", "http://proxy.example:3128 ", "http://ana:a#b@proxy.example", "http://ana:a?b@proxy.example",
			"http://", "http://:3128", "http://proxy.example:0", "http://proxy.example:99999", "http://proxy.example:x", "http://proxy.example:",
			"ftp://proxy.example", "http://proxy.example/path", "ana:a/b@proxy.example:3128", "http://proxy.example\x00",
		} {
			_, err := entra.FromEnvironment(t.Context(), environment(map[string]string{name: value}))
			if !account.IsProblem(err, account.ProblemInvalid) || !strings.Contains(err.Error(), name) {
				t.Errorf("%s=%q: error %v", name, value, err)
				continue
			}
			problem := new(account.Problem)
			if errors.As(err, &problem) && (!strings.Contains(problem.Remedy, "%25") || !strings.Contains(problem.Remedy, "%2F") ||
				strings.Contains(problem.What+problem.Remedy, "proxy.example")) {
				t.Errorf("%s=%q: %q, %q", name, value, problem.What, problem.Remedy)
			}
		}
	}
}

func TestFromEnvironment_UnderstandsTheAddressOfAProxy(t *testing.T) {
	login := &url.URL{Scheme: "https", Host: "login.microsoftonline.com"}
	for value, want := range map[string]string{
		"http://proxy.example:3128":                    "http://proxy.example:3128",
		"http://proxy.example:3128/":                   "http://proxy.example:3128",
		"proxy.example:3128":                           "http://proxy.example:3128",
		"proxy.example":                                "http://proxy.example",
		"10.0.0.1:8080":                                "http://10.0.0.1:8080",
		"http://[::1]:3128":                            "http://[::1]:3128",
		"https://proxy.example":                        "https://proxy.example",
		"socks5://proxy.example:1080":                  "socks5://proxy.example:1080",
		"socks5h://proxy.example:1080":                 "socks5h://proxy.example:1080",
		"HTTP://proxy.example:3128":                    "http://proxy.example:3128",
		"http://ana:pass%25wor%2Fd@proxy.example:3128": "http://ana:***@proxy.example:3128",
		"ana:word@proxy.example:3128":                  "http://ana:***@proxy.example:3128",
	} {
		got, err := fromEnvironment(t, map[string]string{"HTTPS_PROXY": value}).Proxy(login)
		if err != nil || entra.MaskProxy(got) != want {
			t.Errorf("HTTPS_PROXY=%q: %q, %v, want %q", value, entra.MaskProxy(got), err, want)
		}
	}
}

func TestProxy_DoesNotHideTLSInspection(t *testing.T) {
	tenant := start(t, "untrusted-certificate")
	options := fromEnvironment(t, map[string]string{"HTTPS_PROXY": startProxy(t, http.StatusOK, signInHost(tenant)).address})
	options.Roots = tenant.Roots()
	got := run(t, options, practice())
	if got.Kind != account.KindUnreachable || !strings.Contains(got.Cause, "Practice TLS inspection") || !strings.Contains(got.Advice, "TEAMSACCOUNT_CA_FILE") {
		t.Errorf("%s: %s %s", got.Kind, got.Cause, got.Advice)
	}
}

func TestFromEnvironment_RespectsNoProxy(t *testing.T) {
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
		exempting := ""
		if test.noProxy != "" && !test.proxied {
			exempting = "NO_PROXY"
		}
		if got := options.ProxyExemption(address); got != exempting {
			t.Errorf("NO_PROXY=%q, %s: exempted by %q, want %q", test.noProxy, test.address, got, exempting)
		}
	}
}

func TestTester_KeepsNobodyWhereTheChoiceOfAProxyHangs(t *testing.T) {
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
	for range 20 {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		if got := tester.Test(ctx, practice(), nil); got.Kind != account.KindUnreachable {
			t.Errorf("%s: %s", got.Kind, got.Cause)
		}
		cancel()
	}
	if len(asked) != 20 {
		t.Errorf("%d of 20 tests began: one waits for another", len(asked))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := tester.Test(ctx, practice(), nil); got.Kind != account.KindCancelled {
		t.Errorf("after a cancel: %s", got.Kind)
	}
}

// childResult is where the child process of the next test writes its result.
const childResult = "TEAMSACCOUNT_TEST_CHILD_RESULT"

// TestFromEnvironment_PutsAServerInMicrosoftsPlaceByStandardVariables runs in
// a process of its own, which has these variables from its start. On Unix the
// server's authority is one of the system's, by SSL_CERT_FILE, which Go reads
// once; elsewhere it is added to them.
func TestFromEnvironment_PutsAServerInMicrosoftsPlaceByStandardVariables(t *testing.T) {
	if file := os.Getenv(childResult); file != "" {
		options, err := entra.FromEnvironment(t.Context(), os.Getenv)
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
	trusting := "SSL_CERT_FILE"
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		trusting = "TEAMSACCOUNT_CA_FILE"
	}
	for _, outcome := range []string{"valid", "expired-secret"} {
		tenant := start(t, outcome)
		ca, result := filepath.Join(t.TempDir(), "ca.pem"), filepath.Join(t.TempDir(), "result.json")
		if err := os.WriteFile(ca, tenant.CAPEM(), 0o600); err != nil {
			t.Fatal(err)
		}
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
		// Windows needs variables of its own, such as SystemRoot, for sockets.
		child.Env = append(withoutNetworkVariables(os.Environ()),
			trusting+"="+ca, childResult+"="+result,
			"HTTPS_PROXY=http://"+startProxy(t, http.StatusOK, signInHost(tenant)).address)
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
			t.Errorf("%s: %s, stages %s, code %q, %+v", outcome, got.Kind, stages(got), got.Code, got.Stages)
		}
	}
}

// withoutNetworkVariables leaves out what would change where a test goes.
func withoutNetworkVariables(environment []string) []string {
	return slices.DeleteFunc(environment, func(variable string) bool {
		name, _, _ := strings.Cut(strings.ToUpper(variable), "=")
		return strings.HasSuffix(name, "_PROXY") || strings.HasPrefix(name, "TEAMSACCOUNT_") || name == "SSL_CERT_DIR"
	})
}
