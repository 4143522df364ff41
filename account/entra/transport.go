package entra

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"teamsaccount/assets/texts"
)

// Bounds of what one test takes from a network, whatever is sent to it.
const (
	// maxTime is how long a test may take where its caller sets no deadline.
	maxTime = 30 * time.Second
	// maxHeader bounds the headers of one answer with all interim (1xx)
	// answers before it, and those of a proxy's answer, in bytes.
	maxHeader = 64 << 10
	// maxBody bounds what is read of the body of one answer, decompressed, in
	// bytes. Real ones are below 10 KiB.
	maxBody = 1 << 20
	// maxGraphTime bounds what the last stage takes of the test's time: it
	// only adds a date.
	maxGraphTime = 10 * time.Second
	// maxProxyHandshake bounds the TLS handshake with and behind a proxy that
	// is addressed as https://. One that speaks plain HTTP may wait for the end
	// of a line and never say so.
	maxProxyHandshake = 3 * time.Second
)

// errStopped ends MSAL's work; the outcome says why.
var errStopped = errors.New("the test has stopped")

// gatedTransport is the transport that MSAL is given. It lets two requests
// pass, each once: that for the tenant's metadata, and, after that confirmed
// the tenant, that for a token, both to the authority and nowhere else. It
// keeps the outcome of the first thing that goes wrong.
//
// MSAL checks the metadata's issuer, but would post the secret to whatever
// token_endpoint the metadata names.
type gatedTransport struct {
	base     http.RoundTripper
	trace    *connectionTrace
	masker   *masker
	origin   origin
	question question
	// tenantConfirmed is called when the metadata has confirmed the tenant.
	tenantConfirmed func()

	metadataAsked, confirmed, tokenAsked bool
	// issuer is the address of the issuer that the metadata names.
	issuer  *url.URL
	outcome *outcome
	last    answer
}

// RoundTrip classifies each answer before MSAL sees it.
func (g *gatedTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	switch {
	case g.outcome != nil:
		return g.stop(request, g.outcome)
	case !g.origin.holds(request.URL):
		return g.stop(request, g.foreign("entra.cause.foreign", request.URL))
	case request.Method == http.MethodGet && !g.metadataAsked:
		g.metadataAsked = true
		return g.ask(request, phaseTenant)
	case request.Method == http.MethodPost && g.confirmed && !g.tokenAsked:
		g.tokenAsked = true
		return g.ask(request, phaseToken)
	}
	return g.stop(request, unreachable(
		texts.Of("entra.cause.unexpected", "host", g.question.host), texts.Of("entra.advice.unexpected")))
}

// foreign is the outcome of an answer that names another address than the one
// that was asked, for which text has the words. Where only its scheme or port
// differs, the whole address is shown.
func (g *gatedTransport) foreign(text string, other *url.URL) *outcome {
	to := other.Hostname()
	if strings.EqualFold(to, g.origin.host) {
		to = (&url.URL{Scheme: other.Scheme, Host: other.Host}).String()
	}
	return unreachable(
		texts.Of(text, "host", g.question.host, "to", g.masker.clean(to, maxHost)), texts.Of("entra.advice.foreign"))
}

func (g *gatedTransport) ask(request *http.Request, p phase) (*http.Response, error) {
	got, err := send(g.base, g.trace, g.masker, request)
	if err != nil {
		g.outcome = failed(request.Context(), err, g.question.host, g.trace.now())
		return nil, errStopped
	}
	g.last = got
	q := g.question
	q.phase = p
	if p == phaseTenant {
		g.outcome = classifyMetadata(got, q)
		g.issuer = got.issuer()
	} else {
		g.outcome = classifyToken(got, q)
	}
	if g.outcome != nil {
		return nil, errStopped
	}
	if p == phaseTenant {
		g.confirmed = true
		g.tenantConfirmed()
	}
	return got.response(request), nil
}

// stop refuses a request before anything of it is sent.
func (g *gatedTransport) stop(request *http.Request, ended *outcome) (*http.Response, error) {
	g.outcome = ended
	if request.Body != nil {
		_ = request.Body.Close()
	}
	return nil, errStopped
}

// send sends one request, follows no redirect, and reads the answer.
func send(base http.RoundTripper, trace *connectionTrace, m *masker, request *http.Request) (answer, error) {
	ctx := httptrace.WithClientTrace(request.Context(), trace.hooks())
	response, err := base.RoundTrip(request.WithContext(ctx))
	if err != nil {
		return answer{}, err
	}
	got, err := readAnswer(response, m)
	if err != nil {
		return answer{}, err
	}
	return got, context.Cause(ctx)
}

// origin is the scheme, host and port of an address.
type origin struct{ scheme, host, port string }

func originOf(address *url.URL) origin {
	port := address.Port()
	if port == "" && address.Scheme == "https" {
		port = "443"
	}
	return origin{address.Scheme, strings.ToLower(address.Hostname()), port}
}

func (o origin) holds(address *url.URL) bool {
	return address.User == nil && o == originOf(address)
}

// originAt returns the origin of an address; one that is no address has an
// origin that holds nothing.
func originAt(address string) origin {
	parsed, err := url.Parse(address)
	if err != nil {
		return origin{}
	}
	return originOf(parsed)
}

// originHost returns the host of an address, with its port if it names one.
func originHost(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return clean(parsed.Host, maxHost)
}
