package entra

import (
	"context"
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

// connectionTrace is what was seen of the connections of one test. The
// transport tells it from several goroutines.
type connectionTrace struct {
	mu          sync.Mutex
	step        step
	proxy       *url.URL
	proxyStatus int
	certificate *x509.Certificate
	// clientCertificate says that the server asked for one.
	clientCertificate bool
	// connected is called once, when the first connection is ready.
	connected func()
}

// hooks returns the hooks for one request.
func (t *connectionTrace) hooks() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn:           func(string) { t.reach(stepName) },
		DNSStart:          func(httptrace.DNSStartInfo) { t.reach(stepName) },
		ConnectStart:      func(string, string) { t.reach(stepConnect) },
		TLSHandshakeStart: func() { t.reach(stepTLS) },
		GotConn:           func(httptrace.GotConnInfo) { t.ready() },
	}
}

func (t *connectionTrace) reach(now step) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.step = now
}

func (t *connectionTrace) ready() {
	t.mu.Lock()
	connected := t.connected
	t.step, t.connected = stepAnswer, nil
	t.mu.Unlock()
	if connected != nil {
		connected()
	}
}

// proxyChosen remembers the proxy that is used.
func (t *connectionTrace) proxyChosen(proxy *url.URL) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.proxy = proxy
}

// proxyAnswered remembers what the proxy said to CONNECT.
func (t *connectionTrace) proxyAnswered(_ context.Context, _ *url.URL, _ *http.Request, response *http.Response) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.proxyStatus = response.StatusCode
	return nil
}

// certificateShown remembers the certificate of the server.
func (t *connectionTrace) certificateShown(state tls.ConnectionState) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(state.PeerCertificates) > 0 {
		t.certificate = state.PeerCertificates[0]
	}
	return nil
}

// certificateWanted remembers that the server asks for a client certificate,
// and gives none: this program has none.
func (t *connectionTrace) certificateWanted(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clientCertificate = true
	return &tls.Certificate{}, nil
}

// traced is a copy of a connectionTrace at one moment.
type traced struct {
	step step
	// proxy is the proxy's address, its password as ***; proxyURL is nil
	// without a proxy.
	proxy             string
	proxyURL          *url.URL
	proxyStatus       int
	issuer            string
	clientCertificate bool
}

// atProxy reports whether a proxy is used that has not led on to the host yet.
func (t traced) atProxy() bool {
	return t.proxy != "" && t.proxyStatus != http.StatusOK && t.step != stepAnswer
}

// atProxyTLS reports whether the connection to the proxy itself is being
// encrypted.
func (t traced) atProxyTLS() bool {
	return t.proxyURL != nil && t.proxyURL.Scheme == "https" && t.proxyStatus == 0 && t.step == stepTLS
}

func (t *connectionTrace) now() traced {
	t.mu.Lock()
	defer t.mu.Unlock()
	return traced{t.step, MaskProxy(t.proxy), t.proxy, t.proxyStatus, issuerOf(t.certificate), t.clientCertificate}
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

// namesOf lists the names that a certificate is for, the first three at most.
func namesOf(certificate *x509.Certificate) string {
	if certificate == nil {
		return ""
	}
	names := append([]string(nil), certificate.DNSNames...)
	for _, address := range certificate.IPAddresses {
		names = append(names, address.String())
	}
	if len(names) == 0 {
		names = []string{certificate.Subject.CommonName}
	}
	return clean(strings.Join(names[:min(len(names), 3)], ", "), maxHost)
}

// transport returns the transport of one test to address. Nothing of it
// outlives the test, so that no connection of an earlier one hides a fault.
func (o Options) transport(address string, trace *connectionTrace) *http.Transport {
	transport := &http.Transport{
		Proxy: func(request *http.Request) (*url.URL, error) {
			if o.Proxy == nil {
				return nil, nil
			}
			proxy, err := o.Proxy(request.URL)
			if err != nil {
				// The error names the address, and so its password.
				return nil, errProxyAddress
			}
			trace.proxyChosen(proxy)
			return proxy, nil
		},
		OnProxyConnectResponse: trace.proxyAnswered,
		TLSClientConfig: &tls.Config{
			RootCAs:              o.Roots,
			MinVersion:           tls.VersionTLS12,
			VerifyConnection:     trace.certificateShown,
			GetClientCertificate: trace.certificateWanted,
		},
		MaxResponseHeaderBytes: maxHeader,
		IdleConnTimeout:        time.Minute,
	}
	if o.encryptsProxy(address) {
		transport.TLSHandshakeTimeout = maxProxyHandshake
	}
	return transport
}
