// Package sandbox is a practice tenant of Microsoft Entra ID: a TLS server on
// loopback, with a certificate authority of its own, that checks credentials
// and answers as Entra ID does, and that can be told to play every outcome of
// Test connection. Programs run it for --sandbox; tests run it as their Entra.
package sandbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Limits of the server. It serves this machine only, but a test may send it
// anything.
const (
	maxHeader   = 64 << 10
	maxBody     = 64 << 10
	maxRequests = 1000
	readTimeout = 10 * time.Second
)

// Tenant is a running practice tenant. Its methods may be called from any
// goroutine.
type Tenant struct {
	certificates *certificates
	server       *http.Server
	signIn       net.Listener
	graph        net.Listener
	proxy        net.Listener
	proxyServer  *http.Server
	serving      sync.WaitGroup
	closing      sync.Once

	mu     sync.Mutex
	forced play
	// tries counts the tries of an outcome that refuses the first ones.
	tries    int
	hook     func(context.Context, Request)
	requests []Request
}

// Request is a request that reached the tenant, without what it carried.
type Request struct {
	Method string
	// Host is the host and port that the client asked for.
	Host string
	Path string
}

// Start starts a practice tenant that plays the named outcome of Outcomes; the
// empty name lets the credentials decide. Close must be called.
func Start(outcome string) (*Tenant, error) {
	forced, err := findPlay(outcome)
	if err != nil {
		return nil, err
	}
	certificates, err := newCertificates()
	if err != nil {
		return nil, fmt.Errorf("make the practice certificates: %w", err)
	}
	tenant := &Tenant{certificates: certificates, forced: forced}
	if err := tenant.listen(); err != nil {
		return nil, fmt.Errorf("start the practice tenant: %w", err)
	}
	return tenant, nil
}

func (t *Tenant) listen() error {
	for _, place := range []*net.Listener{&t.signIn, &t.graph, &t.proxy} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return errors.Join(err, t.stopListening())
		}
		*place = listener
	}
	t.server, t.proxyServer = newServer(t.handle), newServer(t.refuseConnect)
	config := &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: t.certificate}
	wanting := config.Clone()
	wanting.ClientAuth = tls.RequireAnyClientCert
	config.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		if t.playing().wantsCertificate {
			return wanting, nil
		}
		return nil, nil
	}
	for _, listener := range []net.Listener{t.signIn, t.graph} {
		t.serving.Go(func() {
			_ = t.server.Serve(tls.NewListener(resetting{listener, t}, config))
		})
	}
	t.serving.Go(func() { _ = t.proxyServer.Serve(t.proxy) })
	return nil
}

func (t *Tenant) stopListening() error {
	var all error
	for _, listener := range []net.Listener{t.signIn, t.graph, t.proxy} {
		if listener != nil {
			all = errors.Join(all, listener.Close())
		}
	}
	return all
}

func newServer(handle http.HandlerFunc) *http.Server {
	return &http.Server{
		Handler:           handle,
		ReadHeaderTimeout: readTimeout,
		ReadTimeout:       readTimeout,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    maxHeader,
		// A client that refuses the certificate is part of the play.
		ErrorLog: log.New(io.Discard, "", 0),
	}
}

// Close stops the tenant and drops every connection. It may be called twice.
func (t *Tenant) Close() error {
	var err error
	t.closing.Do(func() {
		err = errors.Join(t.server.Close(), t.proxyServer.Close())
		t.serving.Wait()
	})
	return err
}

// Authority is the address that takes the place of the sign-in host.
func (t *Tenant) Authority() string { return "https://" + t.signIn.Addr().String() }

// GraphURL is the address that takes the place of Microsoft Graph's host.
func (t *Tenant) GraphURL() string { return "https://" + t.graph.Addr().String() }

// Proxy chooses the proxy for an address as a client's transport asks for it:
// none, but while an outcome is played that a proxy brings about.
func (t *Tenant) Proxy(*url.URL) (*url.URL, error) {
	if t.playing().proxyStatus == 0 {
		return nil, nil
	}
	return &url.URL{Scheme: "http", User: t.playing().proxyUser, Host: t.proxy.Addr().String()}, nil
}

// refuseConnect is the whole of the practice proxy: it lets nobody through.
func (t *Tenant) refuseConnect(w http.ResponseWriter, _ *http.Request) {
	status := t.playing().proxyStatus
	switch status {
	case 0:
		status = http.StatusForbidden
	case http.StatusProxyAuthRequired:
		w.Header().Set("Proxy-Authenticate", `Basic realm="practice"`)
	}
	w.WriteHeader(status)
}

// CAPEM is the certificate of the practice certificate authority, in PEM.
func (t *Tenant) CAPEM() []byte { return t.certificates.pem() }

// Roots is a pool that holds the practice certificate authority and no other.
func (t *Tenant) Roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(t.certificates.trusted.certificate)
	return pool
}

// SetOutcome makes the tenant play the named outcome of Outcomes from now on;
// the empty name lets the credentials decide again.
func (t *Tenant) SetOutcome(name string) error {
	forced, err := findPlay(name)
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.forced, t.tries = forced, 0
	return nil
}

// Outcome is the name of the outcome that is being played, or empty.
func (t *Tenant) Outcome() string { return t.playing().name }

// SetHook makes the tenant call hook before each answer. The hook may block,
// until ctx ends at the latest; nil removes it.
func (t *Tenant) SetHook(hook func(ctx context.Context, request Request)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hook = hook
}

// Requests lists the requests so far, at most the first 1,000.
func (t *Tenant) Requests() []Request {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]Request(nil), t.requests...)
}

func (t *Tenant) playing() play {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.forced
}

// note records a request and returns the hook to call for it.
func (t *Tenant) note(request Request) func(context.Context, Request) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.requests) < maxRequests {
		t.requests = append(t.requests, request)
	}
	return t.hook
}

// refuseFirst refuses the first tries of an outcome with refused, and returns
// nil for those after them.
func (t *Tenant) refuseFirst(tries int, refused *refusal) *refusal {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tries++
	if t.tries > tries {
		return nil
	}
	return refused
}

// resetting is a listener that drops connections at once while the tenant
// plays a server that cannot be reached.
type resetting struct {
	net.Listener
	tenant *Tenant
}

func (l resetting) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil || !l.tenant.playing().reset {
			return conn, err
		}
		if tcp, is := conn.(*net.TCPConn); is {
			_ = tcp.SetLinger(0)
		}
		_ = conn.Close()
	}
}
