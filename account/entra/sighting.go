package entra

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync"
	"time"
)

// step is how far a connection has come.
type step string

const (
	stepName    step = "name"
	stepConnect step = "connect"
	stepTLS     step = "tls"
	stepAnswer  step = "answer"
)

// sighting is what was seen of the connections of one test. The transport
// tells it from several goroutines.
type sighting struct {
	mu          sync.Mutex
	step        step
	proxy       *url.URL
	proxyStatus int
	certificate *x509.Certificate
	// connected is called once, when the first connection is ready.
	connected func()
}

// trace returns the hooks for one request.
func (s *sighting) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn:           func(string) { s.reach(stepName) },
		DNSStart:          func(httptrace.DNSStartInfo) { s.reach(stepName) },
		ConnectStart:      func(string, string) { s.reach(stepConnect) },
		TLSHandshakeStart: func() { s.reach(stepTLS) },
		GotConn:           func(httptrace.GotConnInfo) { s.ready() },
	}
}

func (s *sighting) reach(now step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.step = now
}

func (s *sighting) ready() {
	s.mu.Lock()
	connected := s.connected
	s.step, s.connected = stepAnswer, nil
	s.mu.Unlock()
	if connected != nil {
		connected()
	}
}

// chose remembers the proxy that is used.
func (s *sighting) chose(proxy *url.URL) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.proxy = proxy
}

// proxyAnswered remembers what the proxy said to CONNECT.
func (s *sighting) proxyAnswered(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.proxyStatus = status
}

// presented remembers the certificate of the server.
func (s *sighting) presented(certificate *x509.Certificate) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.certificate = certificate
}

// seen is a copy of a sighting at one moment.
type seen struct {
	step        step
	proxy       string
	proxyStatus int
	issuer      string
}

// atProxy reports whether a proxy is used that has not led on to the host yet.
func (s seen) atProxy() bool {
	return s.proxy != "" && s.proxyStatus != http.StatusOK && s.step != stepAnswer
}

func (s *sighting) now() seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	return seen{s.step, MaskProxy(s.proxy), s.proxyStatus, issuerOf(s.certificate)}
}

// issuerOf names the authority that issued a certificate.
func issuerOf(certificate *x509.Certificate) string {
	if certificate == nil {
		return ""
	}
	issuer := certificate.Issuer
	name := issuer.CommonName
	if len(issuer.Organization) > 0 && issuer.Organization[0] != name {
		name = strings.TrimPrefix(name+", "+issuer.Organization[0], ", ")
	}
	return clean(name, maxTitle)
}

// transport returns the transport of one test. Nothing of it outlives the
// test, so that no connection of an earlier one hides a fault.
func (o Options) transport(s *sighting) *http.Transport {
	return &http.Transport{
		Proxy: func(request *http.Request) (*url.URL, error) {
			if o.Proxy == nil {
				return nil, nil
			}
			proxy, err := o.Proxy(request.URL)
			if err != nil {
				// The error names the address, and so its password.
				return nil, errProxyAddress
			}
			s.chose(proxy)
			return proxy, nil
		},
		OnProxyConnectResponse: proxyConnectObserver(s),
		TLSClientConfig: &tls.Config{
			RootCAs:    o.Roots,
			MinVersion: tls.VersionTLS12,
			VerifyConnection: func(state tls.ConnectionState) error {
				if len(state.PeerCertificates) > 0 {
					s.presented(state.PeerCertificates[0])
				}
				return nil
			},
		},
		MaxResponseHeaderBytes: 64 << 10,
		IdleConnTimeout:        time.Minute,
	}
}
