package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
)

const (
	// doctorPatience bounds each question to the network.
	doctorPatience = 10 * time.Second
	// clockTolerance is how far clocks may differ before certificates and
	// tokens begin to look as if they were not valid yet or any more.
	clockTolerance = 5 * time.Minute
)

// network reports how the sign-in host is reached. offline skips it, but not
// the settings.
func (e *examining) network(ctx context.Context, p *program.Program, cloud account.Cloud) {
	if host := p.TestServer(); host != "" {
		e.report("testServer", healthWarning, texts.Of("terminal.testServer", "host", host), texts.Of("terminal.doctor.testServer"))
	}
	address, err := url.Parse(p.Network.SignIn(cloud))
	if err != nil {
		e.problem("proxy", healthFailed, err)
		return
	}
	proxied := e.proxy(p.Network, address)
	if e.offline {
		for _, name := range []string{"name", "connection", "clock"} {
			e.report(name, healthSkipped, texts.Of("terminal.doctor.offline"), "")
		}
		return
	}
	e.progress.show(texts.Of("terminal.doctor.connecting", "host", address.Host))
	e.name(ctx, address.Hostname(), proxied)
	e.connection(ctx, p.Network, address)
}

// proxy reports the proxy in force for the sign-in host.
func (e *examining) proxy(options entra.Options, address *url.URL) (proxied bool) {
	var proxy *url.URL
	var err error
	if options.Proxy != nil {
		proxy, err = options.Proxy(address)
	}
	switch {
	case err != nil:
		e.report("proxy", healthFailed, texts.Of("terminal.doctor.proxy.bad"), texts.Of("terminal.doctor.proxy.bad.advice"))
	case proxy != nil:
		e.report("proxy", healthOK, texts.Of("terminal.doctor.proxy", "proxy", entra.MaskProxy(proxy)), "")
	case options.ProxyScript != "":
		e.report("proxy", healthWarning, texts.Of("terminal.doctor.proxy.script", "script", options.ProxyScript),
			texts.Of("terminal.doctor.proxy.script.advice"))
	default:
		e.report("proxy", healthOK, texts.Of("terminal.doctor.proxy.none"), "")
	}
	return proxy != nil
}

// name reports whether the sign-in host's name is known here. Behind a proxy
// it need not be: the proxy looks it up.
func (e *examining) name(ctx context.Context, host string, proxied bool) {
	ctx, cancel := context.WithTimeout(ctx, doctorPatience)
	defer cancel()
	addresses, err := net.DefaultResolver.LookupHost(ctx, host)
	switch {
	case err == nil:
		e.report("name", healthOK, texts.Of("terminal.doctor.resolved", "host", host, "address", addresses[0]), "")
	case proxied:
		e.report("name", healthOK, texts.Of("terminal.doctor.unresolvedProxied", "host", host), "")
	default:
		e.report("name", healthFailed, texts.Of("terminal.doctor.unresolved", "host", host), texts.Of("terminal.doctor.unresolved.advice"))
	}
}

// connection reports the certificate that the sign-in host shows, and how far
// its clock is from ours. The host's answer itself says nothing here.
func (e *examining) connection(ctx context.Context, options entra.Options, address *url.URL) {
	ctx, cancel := context.WithTimeout(ctx, doctorPatience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, address.String()+"/", nil)
	if err != nil {
		e.problem("connection", healthFailed, err)
		return
	}
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: options.Roots, MinVersion: tls.VersionTLS12},
		Proxy: func(request *http.Request) (*url.URL, error) {
			if options.Proxy == nil {
				return nil, nil
			}
			return options.Proxy(request.URL)
		},
		MaxResponseHeaderBytes: 64 << 10,
		DisableKeepAlives:      true,
	}
	defer transport.CloseIdleConnections()
	begun := time.Now()
	response, err := transport.RoundTrip(request)
	took := time.Since(begun)
	if err != nil {
		e.unconnected(ctx, address, err)
		return
	}
	_ = response.Body.Close()
	e.report("connection", healthOK, texts.Of("terminal.doctor.connected", "host", address.Host,
		"issuer", issuer(response.TLS.PeerCertificates), "ms", took.Milliseconds()), "")
	e.clock(response.Header.Get("Date"), begun.Add(took/2))
}

// unconnected reports why the sign-in host could not be reached. The error may
// name a proxy with its password, so it is told by its kind only.
func (e *examining) unconnected(ctx context.Context, address *url.URL, err error) {
	var untrusted *tls.CertificateVerificationError
	var invalid x509.CertificateInvalidError
	key := "terminal.doctor.unconnected"
	seen := ""
	switch {
	case errors.As(err, &untrusted):
		key, seen = "terminal.doctor.untrusted", issuer(untrusted.UnverifiedCertificates)
		if errors.As(err, &invalid) && invalid.Reason == x509.Expired {
			key = "terminal.doctor.expired"
		}
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		key = "terminal.doctor.slow"
	}
	e.report("connection", healthFailed, texts.Of(key, "host", address.Host, "issuer", seen), texts.Of(key+".advice"))
	e.report("clock", healthSkipped, texts.Of("terminal.doctor.noAnswer"), "")
}

func issuer(chain []*x509.Certificate) string {
	if len(chain) == 0 {
		return ""
	}
	return chain[0].Issuer.String()
}

// clock compares the Date of an answer, which counts whole seconds, with our
// clock half way through the exchange.
func (e *examining) clock(date string, now time.Time) {
	told, err := http.ParseTime(date)
	if err != nil {
		e.report("clock", healthSkipped, texts.Of("terminal.doctor.noDate"), "")
		return
	}
	offset := told.Sub(now).Round(time.Second)
	if offset.Abs() > clockTolerance {
		e.report("clock", healthFailed, texts.Of("terminal.doctor.clock", "offset", offset), texts.Of("terminal.doctor.clock.advice"))
		return
	}
	e.report("clock", healthOK, texts.Of("terminal.doctor.clock", "offset", offset), "")
}
