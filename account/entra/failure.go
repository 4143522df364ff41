package entra

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"

	"teamsaccount/assets/texts"
)

var errProxyAddress = errors.New("the proxy's address is not valid")

// proxyConnectObserver tells the sighting what a proxy says to CONNECT.
func proxyConnectObserver(s *sighting) func(context.Context, *url.URL, *http.Request, *http.Response) error {
	return func(_ context.Context, _ *url.URL, _ *http.Request, response *http.Response) error {
		s.proxyAnswered(response.StatusCode)
		return nil
	}
}

// failed is the verdict on a request that got no answer. err is the
// transport's error; of its text nothing is shown that could hold a password.
func failed(ctx context.Context, err error, host string, s seen) *verdict {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return cancelled()
	case errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(err, context.DeadlineExceeded):
		return timedOut(host, s)
	case errors.Is(err, errProxyAddress):
		return unreachable("proxy-address")
	case s.proxyStatus != 0 && s.proxyStatus != http.StatusOK:
		return refusedByProxy(host, s)
	}
	if ended := failedTLS(err, host, s); ended != nil {
		return ended
	}
	if s.atProxy() {
		return unreachable("proxy", "host", host, "proxy", s.proxy)
	}
	return failedConnection(err, host)
}

func timedOut(host string, s seen) *verdict {
	pairs := []any{"host", host, "proxy", s.proxy}
	if s.atProxy() {
		return unreachable("timeout-proxy", pairs...)
	}
	switch s.step {
	case stepName:
		return unreachable("timeout-name", pairs...)
	case stepTLS:
		return unreachable("timeout-tls", pairs...)
	case stepAnswer:
		return unreachable("timeout-answer", pairs...)
	}
	return unreachable("timeout-connect", pairs...)
}

func refusedByProxy(host string, s seen) *verdict {
	pairs := []any{"host", host, "proxy", s.proxy, "status", s.proxyStatus}
	switch s.proxyStatus {
	case http.StatusProxyAuthRequired:
		return unreachable("proxy-signin", pairs...)
	case http.StatusForbidden:
		return unreachable("proxy-forbids", pairs...)
	}
	return unreachable("proxy-status", pairs...)
}

// failedTLS is the verdict on a connection whose encryption could not be
// agreed on; nil if that is not what failed.
func failedTLS(err error, host string, s seen) *verdict {
	var verification *tls.CertificateVerificationError
	var certificate *x509.Certificate
	if errors.As(err, &verification) && len(verification.UnverifiedCertificates) > 0 {
		certificate = verification.UnverifiedCertificates[0]
	}
	issuer := issuerOf(certificate)
	if issuer == "" {
		issuer = texts.Of("entra.issuer.unnamed")
	}
	pairs := []any{"host", host, "issuer", issuer}

	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		if invalid.Cert != nil {
			certificate = invalid.Cert
		}
		return outOfTime(certificate, pairs)
	case errors.As(err, &unknown):
		return unreachable("untrusted", pairs...)
	case errors.As(err, &name):
		return unreachable("other-name", pairs...)
	case errors.As(err, &verification):
		return unreachable("untrusted", pairs...)
	case errors.As(err, &record), s.step == stepTLS && !dropped(err):
		return unreachable("no-tls", pairs...)
	}
	return nil
}

// outOfTime tells a certificate that is over from one that has not begun: the
// latter, and often the former, means that this machine's clock is wrong.
func outOfTime(certificate *x509.Certificate, pairs []any) *verdict {
	now := time.Now()
	pairs = append(pairs, "now", inWords(now))
	if certificate != nil && now.Before(certificate.NotBefore) {
		return unreachable("not-yet-valid", append(pairs, "date", inWords(certificate.NotBefore))...)
	}
	over := ""
	if certificate != nil {
		over = inWords(certificate.NotAfter)
	}
	return unreachable("expired", append(pairs, "date", over)...)
}

func inWords(at time.Time) string { return at.Local().Format("2006-01-02 15:04 MST") }

func failedConnection(err error, host string) *verdict {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return unreachable("name-not-found", "host", host)
	case errors.As(err, &dns):
		return unreachable("name-service", "host", host)
	case isErrno(err, refusedErrnos):
		return unreachable("refused", "host", host)
	case isErrno(err, noRouteErrnos):
		return unreachable("no-route", "host", host)
	case isErrno(err, timeoutErrnos):
		return unreachable("timeout-connect", "host", host)
	case dropped(err):
		return unreachable("dropped", "host", host)
	}
	return unreachable("failed", "host", host)
}

// dropped reports whether the other side ended the connection.
func dropped(err error) bool {
	return isErrno(err, resetErrnos) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

func isErrno(err error, numbers []syscall.Errno) bool {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return false
	}
	for _, candidate := range numbers {
		if number == candidate {
			return true
		}
	}
	return false
}
