package entra_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/account/entra/sandbox"
)

// listen accepts connections and gives each to serve until the test ends.
func listen(t *testing.T, serve func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(conn)
		}
	}()
	return listener.Addr().String()
}

// silent reads whatever comes and says nothing.
func silent(conn net.Conn) {
	_, _ = io.Copy(io.Discard, conn)
	_ = conn.Close()
}

// closedPort is an address on which nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

// webServer is a TLS server on loopback, with the options that lead to it.
func webServer(t *testing.T, handler http.HandlerFunc) entra.Options {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = quiet()
	server.StartTLS()
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return entra.Options{Authority: server.URL, Roots: roots}
}

// certify returns a certificate for 127.0.0.1 that signs itself, and a pool
// that trusts it.
func certify(t *testing.T, from, to time.Time, ips ...net.IP) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test issuer"},
		NotBefore: from, NotAfter: to, IPAddresses: ips, DNSNames: []string{"other.example"},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

// tlsServer shows a certificate and then hangs up.
func tlsServer(t *testing.T, certificate tls.Certificate) (address string) {
	return listen(t, func(conn net.Conn) {
		server := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{certificate}})
		_ = server.Handshake()
		_ = server.Close()
	})
}

func TestTester_HasASentenceForWhatIsNotEntrasFault(t *testing.T) {
	hour := time.Hour
	now := time.Now()
	loopback := net.IPv4(127, 0, 0, 1)
	for _, test := range []struct {
		name    string
		options func(*testing.T) entra.Options
		// deadline is for servers that never answer.
		deadline time.Duration
		stages   string
		says     []string
	}{
		{
			name: "name not found", stages: "sfssss", says: []string{"login.nowhere.invalid", "The name"},
			options: func(*testing.T) entra.Options { return entra.Options{Authority: "https://login.nowhere.invalid"} },
		},
		{
			name: "refused", stages: "sfssss", says: []string{"refused the connection", "port 443"},
			options: func(t *testing.T) entra.Options { return entra.Options{Authority: "https://" + closedPort(t)} },
		},
		{
			name: "no encryption in time", deadline: 100 * time.Millisecond,
			stages: "sfssss", says: []string{"encryption in time"},
			options: func(t *testing.T) entra.Options { return entra.Options{Authority: "https://" + listen(t, silent)} },
		},
		{
			name: "no answer in time", deadline: 500 * time.Millisecond,
			stages: "spfsss", says: []string{"did not answer in time"},
			options: func(t *testing.T) entra.Options { return optionsFor(start(t, "no-answer")) },
		},
		{
			name: "dropped", stages: "sfssss", says: []string{"was dropped"},
			options: func(t *testing.T) entra.Options {
				return entra.Options{Authority: "https://" + listen(t, func(conn net.Conn) { _ = conn.Close() })}
			},
		},
		{
			name: "dropped in the middle of the answer", stages: "spfsss", says: []string{"broken or incomplete"},
			options: func(t *testing.T) entra.Options {
				return webServer(t, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Length", "1000")
					_, _ = io.WriteString(w, `{"issuer":`)
				})
			},
		},
		{
			name: "not TLS", stages: "sfssss", says: []string{"does not speak TLS"},
			options: func(t *testing.T) entra.Options {
				return entra.Options{Authority: "https://" + listen(t, func(conn net.Conn) {
					_, _ = io.WriteString(conn, "HTTP/1.1 400 Bad Request\r\n\r\n")
					silent(conn)
				})}
			},
		},
		{
			name: "TLS inspection", stages: "sfssss",
			says:    []string{"Practice TLS inspection", "TEAMSACCOUNT_CA_FILE", "system's store"},
			options: func(t *testing.T) entra.Options { return optionsFor(start(t, "untrusted-certificate")) },
		},
		{
			name: "certificate over", stages: "sfssss", says: []string{"was valid until", "clock", "Test issuer"},
			options: func(t *testing.T) entra.Options {
				certificate, pool := certify(t, now.Add(-2*hour), now.Add(-hour), loopback)
				return entra.Options{Authority: "https://" + tlsServer(t, certificate), Roots: pool}
			},
		},
		{
			name: "certificate not begun", stages: "sfssss", says: []string{"only from", "Set this computer's clock"},
			options: func(t *testing.T) entra.Options {
				certificate, pool := certify(t, now.Add(hour), now.Add(2*hour), loopback)
				return entra.Options{Authority: "https://" + tlsServer(t, certificate), Roots: pool}
			},
		},
		{
			name: "certificate of another", stages: "sfssss", says: []string{"made for another host, other.example"},
			options: func(t *testing.T) entra.Options {
				certificate, pool := certify(t, now.Add(-hour), now.Add(hour))
				return entra.Options{Authority: "https://" + tlsServer(t, certificate), Roots: pool}
			},
		},
		{
			name: "captive portal", stages: "spfsss", says: []string{"“Practice Hotel: please sign in to use the network”"},
			options: func(t *testing.T) entra.Options { return optionsFor(start(t, "captive-portal")) },
		},
		{
			name: "block page", stages: "spfsss", says: []string{"web page answered", "“Blocked by policy 7”"},
			options: func(t *testing.T) entra.Options {
				return webServer(t, func(w http.ResponseWriter, _ *http.Request) {
					w.WriteHeader(http.StatusForbidden)
					_, _ = io.WriteString(w, "<html><body>\n<h1>Blocked by policy 7</h1><p>details nobody shall see</p></body></html>")
				})
			},
		},
		{
			name: "redirect", stages: "spfsss", says: []string{"portal.elsewhere.invalid", "not followed"},
			options: func(t *testing.T) entra.Options { return optionsFor(start(t, "redirect")) },
		},
		{
			name: "throttled for a minute and a half", stages: "spfsss", says: []string{"HTTP 429", "2 minutes"},
			options: func(t *testing.T) entra.Options { return answering(t, http.StatusTooManyRequests, "90", "") },
		},
		{
			name: "unavailable", stages: "spfsss", says: []string{"HTTP 503", "1 second,"},
			options: func(t *testing.T) entra.Options { return answering(t, http.StatusServiceUnavailable, "1", "") },
		},
		{
			name: "a gateway's fault", stages: "spfsss", says: []string{"HTTP 502", "Wait a moment"},
			options: func(t *testing.T) entra.Options { return answering(t, http.StatusBadGateway, "", "<html></html>") },
		},
		{
			name: "truncated JSON", stages: "spfsss", says: []string{"broken or incomplete"},
			options: func(t *testing.T) entra.Options { return answering(t, http.StatusOK, "", `{"issuer":"x`) },
		},
		{
			name: "JSON of no tenant", stages: "spfsss", says: []string{"does not describe a tenant"},
			options: func(t *testing.T) entra.Options { return answering(t, http.StatusOK, "", `{}`) },
		},
		{
			name: "JSON without an error", stages: "spfsss", says: []string{"HTTP 404"},
			options: func(t *testing.T) entra.Options { return answering(t, http.StatusNotFound, "", `{"message":"no"}`) },
		},
		{
			name: "an endless answer", stages: "spfsss", says: []string{"far too long"},
			options: func(t *testing.T) entra.Options {
				return answering(t, http.StatusOK, "", `{"a":"`+strings.Repeat("x", 2<<20)+`"}`)
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			options := test.options(t)
			deadline := test.deadline
			if deadline == 0 {
				deadline = 20 * time.Second
			}
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			got := entra.New(options).Test(ctx, practice(), nil)
			if got.Kind != account.KindUnreachable || got.Field != "" || got.Title != account.KindUnreachable.Title() {
				t.Errorf("kind %s, field %q, title %q", got.Kind, got.Field, got.Title)
			}
			if s := stages(got); s != test.stages {
				t.Errorf("stages %s, want %s", s, test.stages)
			}
			for _, words := range test.says {
				if !strings.Contains(got.Cause+" "+got.Advice, words) {
					t.Errorf("%q and %q do not say %q", got.Cause, got.Advice, words)
				}
			}
			if strings.Contains(got.Cause, "nobody shall see") {
				t.Errorf("the body of a page is shown: %q", got.Cause)
			}
		})
	}
}

// answering is a server that gives every request the same answer.
func answering(t *testing.T, status int, retryAfter, body string) entra.Options {
	t.Helper()
	return webServer(t, func(w http.ResponseWriter, _ *http.Request) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

func TestTester_IsUnreachableForEveryTroubleAtTheToken(t *testing.T) {
	for _, test := range []struct {
		name string
		// token answers the token request.
		token http.HandlerFunc
	}{
		{"redirect that would post the secret again", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		}},
		{"page", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html></html>") }},
		{"empty object", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "{}") }},
		{"token of a wrong type", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"access_token":["x"],"expires_in":3599}`)
		}},
		{"token that never expires", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"access_token":"x","token_type":"Bearer"}`)
		}},
		{"token for another scope", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"access_token":"x","expires_in":3599,"scope":"https://other.example/.default"}`)
		}},
		{"fault of the server", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = io.WriteString(w, `{"error":"invalid_client","error_codes":[7000215]}`)
		}},
		{"passing fault in an OAuth error", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"error":"temporarily_unavailable"}`)
		}},
		{"passing fault by its code", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"error":"invalid_request","error_codes":[90033]}`)
		}},
		{"hang-up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := run(t, imitation(t, nil, test.token), practice())
			if got.Kind != account.KindUnreachable || stages(got) != "sppfss" {
				t.Errorf("%s, stages %s: %s", got.Kind, stages(got), got.Cause)
			}
		})
	}
}

func TestTester_TakesAnOAuthErrorForARejectionAtWhateverStatus(t *testing.T) {
	for _, status := range []int{200, 201, 400, 401, 403, 404, 418} {
		got := run(t, imitation(t, nil, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, `{"error":"invalid_client","error_description":"AADSTS7000215: No.","error_codes":[7000215]}`)
		}), practice())
		if got.Kind != account.KindRejected || got.Code != "AADSTS7000215" || got.Message != "No." {
			t.Errorf("status %d: %s, code %q, message %q", status, got.Kind, got.Code, got.Message)
		}
	}
}

func TestTester_EndsWithTheDeadlineOnADeadNetwork(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	got := entra.New(entra.Options{Authority: "https://" + listen(t, silent)}).Test(ctx, practice(), nil)
	if got.Kind != account.KindUnreachable {
		t.Errorf("%s: %s", got.Kind, got.Cause)
	}
	if late := time.Duration(got.ElapsedMs)*time.Millisecond - 50*time.Millisecond; late > 5*time.Second {
		t.Errorf("the test ended %v after its deadline", late)
	}
}

func TestTester_EndsAtOnceWhenCancelled(t *testing.T) {
	for _, held := range []string{"/v2.0/.well-known/openid-configuration", "/oauth2/v2.0/token", "/v1.0/"} {
		t.Run(held, func(t *testing.T) {
			tenant := start(t, "valid")
			ctx, cancel := context.WithCancel(t.Context())
			release := make(chan struct{})
			defer close(release)
			tenant.SetHook(func(_ context.Context, request sandbox.Request) {
				if strings.Contains(request.Path, held) {
					cancel()
					<-release // the server never answers while the test runs
				}
			})
			got := entra.New(optionsFor(tenant)).Test(ctx, practice(), nil)
			if got.Kind != account.KindCancelled || got.OK || strings.Contains(stages(got), "f") {
				t.Errorf("%s, stages %s", got.Kind, stages(got))
			}
		})
	}
}

func TestTester_AsksNobodyWhenItIsOverBeforeItBegins(t *testing.T) {
	tenant := start(t, "valid")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := entra.New(optionsFor(tenant)).Test(ctx, practice(), nil); got.Kind != account.KindCancelled || asked(tenant) != "" {
		t.Errorf("%s, asked %q", got.Kind, asked(tenant))
	}
}
