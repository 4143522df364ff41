package entra

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
)

// errStopped ends MSAL's work; the verdict says why.
var errStopped = errors.New("the test has stopped")

// wire is the transport that MSAL is given. It lets two requests pass, each
// once: that for the tenant's metadata, and, after that proved the tenant, that
// for a token, both to the authority and nowhere else. It keeps the verdict on
// the first thing that goes wrong.
//
// MSAL checks the metadata's issuer, but would post the secret to whatever
// token_endpoint the metadata names.
type wire struct {
	base     http.RoundTripper
	sighting *sighting
	origin   origin
	question question
	// proved is called when the metadata has proved the tenant.
	proved func()

	asked, passed, sent bool
	verdict             *verdict
	last                answer
}

// RoundTrip judges each answer before MSAL sees it.
func (w *wire) RoundTrip(request *http.Request) (*http.Response, error) {
	switch {
	case w.verdict != nil:
		return w.stop(request, w.verdict)
	case !w.origin.holds(request.URL):
		return w.stop(request, unreachable("foreign", "host", w.question.host,
			"to", clean(request.URL.Hostname(), maxHost)))
	case request.Method == http.MethodGet && !w.asked:
		w.asked = true
		return w.exchange(request, phaseTenant, judgeMetadata)
	case request.Method == http.MethodPost && w.passed && !w.sent:
		w.sent = true
		return w.exchange(request, phaseToken, judgeToken)
	}
	return w.stop(request, unreachable("unexpected", "host", w.question.host))
}

func (w *wire) exchange(request *http.Request, p phase, judged func(answer, question) *verdict) (*http.Response, error) {
	got, err := send(w.base, w.sighting, request)
	if err != nil {
		w.verdict = failed(request.Context(), err, w.question.host, w.sighting.now())
		return nil, errStopped
	}
	w.last = got
	q := w.question
	q.phase = p
	if ended := judged(got, q); ended != nil {
		w.verdict = ended
		return nil, errStopped
	}
	if p == phaseTenant {
		w.passed = true
		w.proved()
	}
	return got.response(request), nil
}

// stop refuses a request before anything of it is sent.
func (w *wire) stop(request *http.Request, ended *verdict) (*http.Response, error) {
	if w.verdict == nil {
		w.verdict = ended
	}
	if request.Body != nil {
		_ = request.Body.Close()
	}
	return nil, errStopped
}

// send sends one request, follows no redirect, and reads the answer.
func send(base http.RoundTripper, s *sighting, request *http.Request) (answer, error) {
	traced := httptrace.WithClientTrace(request.Context(), s.trace())
	response, err := base.RoundTrip(request.WithContext(traced))
	if err != nil {
		return answer{}, err
	}
	got, err := readAnswer(response)
	if err != nil {
		return answer{}, err
	}
	return got, context.Cause(traced)
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
