package entra

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"
	"time"

	"teamsaccount/assets/texts"
)

// failed is the outcome of a request that got no answer. err is the
// transport's error; of its text nothing is shown that could hold a password.
func failed(ctx context.Context, err error, host string, t traced) *outcome {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return cancelled()
	case errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(err, context.DeadlineExceeded):
		return timedOut(host, t)
	case errors.Is(err, errProxyAddress):
		return unreachable(texts.Of("entra.cause.proxy-address"), texts.Of("entra.advice.proxy-address"))
	case t.proxyStatus != 0 && t.proxyStatus != http.StatusOK:
		return refusedByProxy(host, t)
	case t.clientCertificate && (isRemoteAlert(err) || dropped(err)):
		return unreachable(texts.Of("entra.cause.client-certificate", "host", host), texts.Of("entra.advice.client-certificate"))
	case t.atProxyTLS() && !isCertificateError(err):
		return unreachable(texts.Of("entra.cause.proxy-no-tls", "proxy", t.proxy), texts.Of("entra.advice.proxy-no-tls"))
	case t.step == stepTLS && isTimeout(err):
		return timedOut(host, t)
	}
	shown := host
	if t.atProxyTLS() {
		shown = t.proxyURL.Hostname()
	}
	if ended := failedTLS(err, shown, t); ended != nil {
		return ended
	}
	if t.atProxy() {
		return unreachable(texts.Of("entra.cause.proxy", "proxy", t.proxy), texts.Of("entra.advice.proxy"))
	}
	return failedConnection(err, host, t.step)
}

func timedOut(host string, t traced) *outcome {
	pairs := []any{"host", host, "proxy", t.proxy}
	if t.atProxy() {
		return unreachable(texts.Of("entra.cause.timeout-proxy", pairs...), texts.Of("entra.advice.timeout-proxy", pairs...))
	}
	switch t.step {
	case stepName:
		return unreachable(texts.Of("entra.cause.timeout-name", pairs...), texts.Of("entra.advice.timeout-name"))
	case stepTLS:
		return unreachable(texts.Of("entra.cause.timeout-tls", pairs...), texts.Of("entra.advice.timeout-tls", pairs...))
	case stepAnswer:
		return unreachable(texts.Of("entra.cause.timeout-answer", pairs...), texts.Of("entra.advice.timeout-answer", pairs...))
	}
	return notConnectedInTime(host)
}

func notConnectedInTime(host string) *outcome {
	return unreachable(texts.Of("entra.cause.timeout-connect", "host", host), texts.Of("entra.advice.timeout-connect", "host", host))
}

// refusedByProxy is the outcome of a proxy that does not lead on to the host.
// Some ask for a user and a password with the status of a web server.
func refusedByProxy(host string, t traced) *outcome {
	pairs := []any{"host", host, "proxy", t.proxy, "status", t.proxyStatus}
	switch t.proxyStatus {
	case http.StatusProxyAuthRequired, http.StatusUnauthorized:
		if t.proxyURL != nil && t.proxyURL.User != nil {
			return unreachable(texts.Of("entra.cause.proxy-password", pairs...), texts.Of("entra.advice.proxy-password"))
		}
		return unreachable(texts.Of("entra.cause.proxy-signin", pairs...), texts.Of("entra.advice.proxy-signin", pairs...))
	case http.StatusForbidden:
		return unreachable(texts.Of("entra.cause.proxy-forbids", pairs...), texts.Of("entra.advice.proxy-forbids", pairs...))
	}
	return unreachable(texts.Of("entra.cause.proxy-status", pairs...), texts.Of("entra.advice.proxy-status", pairs...))
}

// failedTLS is the outcome of a connection whose encryption could not be
// agreed on; nil if that is not what failed.
func failedTLS(err error, host string, t traced) *outcome {
	var verification *tls.CertificateVerificationError
	var certificate *x509.Certificate
	if errors.As(err, &verification) && len(verification.UnverifiedCertificates) > 0 {
		certificate = verification.UnverifiedCertificates[0]
	}
	issuer := issuerOf(certificate)
	if issuer == "" {
		issuer = texts.Of("entra.issuer.unnamed")
	}
	pairs := []any{"host", host, "issuer", issuer, "names", namesOf(certificate)}

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
	case errors.As(err, &name) && !errors.As(err, &unknown):
		return unreachable(texts.Of("entra.cause.other-name", pairs...), texts.Of("entra.advice.other-name", pairs...))
	case errors.As(err, &verification):
		return unreachable(texts.Of("entra.cause.untrusted", pairs...), texts.Of("entra.advice.untrusted", pairs...))
	case errors.As(err, &record), t.step == stepTLS && !dropped(err):
		return unreachable(texts.Of("entra.cause.no-tls", pairs...), texts.Of("entra.advice.no-tls", pairs...))
	}
	return nil
}

// outOfTime tells a certificate that is over from one that has not begun: the
// latter, and often the former, means that this machine's clock is wrong.
func outOfTime(certificate *x509.Certificate, pairs []any) *outcome {
	now := time.Now()
	pairs = append(pairs, "now", inWords(now))
	if certificate != nil && now.Before(certificate.NotBefore) {
		pairs = append(pairs, "date", inWords(certificate.NotBefore))
		return unreachable(texts.Of("entra.cause.not-yet-valid", pairs...), texts.Of("entra.advice.not-yet-valid"))
	}
	over := ""
	if certificate != nil {
		over = inWords(certificate.NotAfter)
	}
	pairs = append(pairs, "date", over)
	return unreachable(texts.Of("entra.cause.expired", pairs...), texts.Of("entra.advice.expired"))
}

func inWords(at time.Time) string { return at.Local().Format("2006-01-02 15:04 MST") }

func failedConnection(err error, host string, reached step) *outcome {
	var dns *net.DNSError
	var network *net.OpError
	pairs := []any{"host", host}
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return unreachable(texts.Of("entra.cause.name-not-found", pairs...), texts.Of("entra.advice.name-not-found"))
	case errors.As(err, &dns):
		return unreachable(texts.Of("entra.cause.name-service", pairs...), texts.Of("entra.advice.name-service"))
	case isErrno(err, refusedErrnos):
		return unreachable(texts.Of("entra.cause.refused", pairs...), texts.Of("entra.advice.refused", pairs...))
	case isErrno(err, noRouteErrnos):
		return unreachable(texts.Of("entra.cause.no-route", pairs...), texts.Of("entra.advice.no-route"))
	case isErrno(err, timeoutErrnos):
		return notConnectedInTime(host)
	case dropped(err):
		return unreachable(texts.Of("entra.cause.dropped", pairs...), texts.Of("entra.advice.dropped"))
	case reached == stepAnswer && !errors.As(err, &network):
		return unreachable(texts.Of("entra.cause.not-http", pairs...), texts.Of("entra.advice.not-http", pairs...))
	}
	return unreachable(texts.Of("entra.cause.failed", pairs...), texts.Of("entra.advice.failed"))
}

// dropped reports whether the other side ended the connection.
func dropped(err error) bool {
	return isErrno(err, resetErrnos) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// isRemoteAlert reports whether the other side ended TLS with an alert.
func isRemoteAlert(err error) bool {
	var network *net.OpError
	return errors.As(err, &network) && network.Op == "remote error"
}

func isCertificateError(err error) bool {
	var verification *tls.CertificateVerificationError
	return errors.As(err, &verification)
}

func isTimeout(err error) bool {
	var network net.Error
	return errors.As(err, &network) && network.Timeout()
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
