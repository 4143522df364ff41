package entra

import (
	"encoding/json"
	"math"
	"net/http"
	"net/url"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
)

// phase is the request that an answer answers.
type phase int

const (
	phaseTenant phase = iota
	phaseToken
)

// question is what was asked, as far as classifying the answer needs it.
type question struct {
	phase   phase
	host    string
	account account.Account
	// secretLooksLikeID says that the secret has the shape of a GUID.
	secretLooksLikeID bool
}

// classify returns the object that a good answer holds, or the outcome of an
// answer that ends the test. It looks at the status before the body: an answer that only something else than a working Entra ID
// gives is no rejection, whatever it says.
func classify(a answer, q question) (map[string]json.RawMessage, *outcome) {
	switch {
	case a.status >= 300 && a.status <= 399:
		return nil, redirected(a, q)
	case a.status == http.StatusProxyAuthRequired:
		return nil, unreachable(
			texts.Of("entra.cause.proxy-signin", "proxy", texts.Of("entra.proxy.unnamed"), "host", q.host, "status", a.status),
			texts.Of("entra.advice.proxy-signin", "host", q.host))
	case a.status == http.StatusNetworkAuthenticationRequired:
		return nil, unreachable(
			texts.Of("entra.cause.network-signin", "status", a.status), texts.Of("entra.advice.network-signin"))
	}
	object, isObject := a.object()
	said, isError := a.oauthError()
	switch {
	case a.status == http.StatusTooManyRequests || a.status >= 500:
		return nil, unavailable(a, q, said)
	case isError && transient(said):
		return nil, unavailable(a, q, said)
	case isError:
		return nil, rejected(said, q)
	case !isObject:
		return nil, garbled(a, q)
	case a.status != http.StatusOK && a.status != http.StatusCreated:
		return nil, otherStatus(a, q)
	}
	return object, nil
}

// classifyMetadata says whether metadata confirms the tenant: it exists, and
// lives in the account's cloud. It returns nil if so.
func classifyMetadata(a answer, q question) *outcome {
	metadata, ended := classify(a, q)
	if ended != nil {
		return ended
	}
	for _, needed := range []string{"issuer", "authorization_endpoint", "token_endpoint"} {
		if jsonText(metadata[needed]) == "" {
			return notMetadata(q.host)
		}
	}
	if other := otherCloud(metadata, q.account.Cloud); other != "" {
		return inOtherCloud(other)
	}
	return nil
}

func notMetadata(host string) *outcome {
	return unreachable(texts.Of("entra.cause.not-metadata", "host", host), texts.Of("entra.advice.not-metadata"))
}

// classifyToken says whether an answer holds a token. It returns nil if so.
func classifyToken(a answer, q question) *outcome {
	token, ended := classify(a, q)
	if ended != nil {
		return ended
	}
	if jsonText(token["access_token"]) == "" {
		return withoutToken(q.host)
	}
	return nil
}

func withoutToken(host string) *outcome {
	return unreachable(texts.Of("entra.cause.no-token", "host", host), texts.Of("entra.advice.no-token"))
}

// transient reports whether an OAuth error is about Microsoft's own state.
func transient(said oauthError) bool {
	if said.name == "temporarily_unavailable" || said.name == "server_error" {
		return true
	}
	entry, known := advice.Find(said.number())
	return known && entry.Points == advice.Service
}

func redirected(a answer, q question) *outcome {
	to := ""
	if location, err := url.Parse(a.header.Get("Location")); err == nil {
		to = a.clean(location.Hostname(), maxHost)
	}
	if to == "" {
		return unreachable(texts.Of("entra.cause.redirect-nowhere", "host", q.host), texts.Of("entra.advice.redirect"))
	}
	return unreachable(texts.Of("entra.cause.redirect", "host", q.host, "to", to), texts.Of("entra.advice.redirect"))
}

func garbled(a answer, q question) *outcome {
	title, isPage := a.page()
	pairs := []any{"host", q.host, "status", a.status, "title", title}
	switch {
	case isPage && title != "":
		return unreachable(texts.Of("entra.cause.page", pairs...), texts.Of("entra.advice.page"))
	case isPage:
		return unreachable(texts.Of("entra.cause.page-untitled", pairs...), texts.Of("entra.advice.page"))
	case len(a.body) > maxBody:
		return unreachable(texts.Of("entra.cause.endless", pairs...), texts.Of("entra.advice.endless"))
	case a.status == http.StatusSwitchingProtocols:
		return otherStatus(a, q)
	}
	return unreachable(texts.Of("entra.cause.garbled", pairs...), texts.Of("entra.advice.garbled"))
}

func otherStatus(a answer, q question) *outcome {
	return unreachable(texts.Of("entra.cause.status", "host", q.host, "status", a.status), texts.Of("entra.advice.status"))
}

// unavailable is the outcome of a server that says that it is not able to
// answer for the moment, with the wait that it asks for.
func unavailable(a answer, q question, said oauthError) *outcome {
	pairs := []any{"host", q.host, "status", a.status}
	ended := unreachable(texts.Of("entra.cause.transient"), texts.Of("entra.advice.transient"))
	switch {
	case a.status == http.StatusTooManyRequests || said.number() == codeThrottled:
		ended = unreachable(texts.Of("entra.cause.throttled", pairs...), texts.Of("entra.advice.throttled"))
	case a.status >= 500:
		ended = unreachable(texts.Of("entra.cause.unavailable", pairs...), texts.Of("entra.advice.transient"))
	}
	if ended.retryAfter = a.retryAfter(); ended.retryAfter > 0 {
		ended.advice = texts.Of("entra.advice.wait", "wait", waitInWords(ended.retryAfter))
	}
	ended.said = said
	if ended.said.trace == "" {
		ended.said.trace = firstID(a.header.Get("x-ms-request-id"))
	}
	return ended
}

// waitInWords says a wait in its greatest unit, rounded up; in minutes below
// two hours, unless it is one whole hour.
func waitInWords(wait time.Duration) string {
	up := func(count float64) int { return int(math.Ceil(count)) }
	switch {
	case wait <= time.Second:
		return texts.Of("entra.wait.second")
	case wait < time.Minute:
		return texts.Of("entra.wait.seconds", "count", up(wait.Seconds()))
	case wait <= time.Minute:
		return texts.Of("entra.wait.minute")
	case up(wait.Minutes()) == 60:
		return texts.Of("entra.wait.hour")
	case wait < 2*time.Hour:
		return texts.Of("entra.wait.minutes", "count", up(wait.Minutes()))
	case wait <= 23*time.Hour:
		return texts.Of("entra.wait.hours", "count", up(wait.Hours()))
	}
	return texts.Of("entra.wait.day")
}

func inOtherCloud(cloud account.Cloud) *outcome {
	return &outcome{
		kind:      account.KindRejected,
		cause:     texts.Of("entra.cause.other-cloud", "cloud", cloud.Label()),
		advice:    texts.Of("entra.advice.other-cloud", "cloud", cloud.Label()),
		field:     account.FieldCloud,
		elsewhere: true,
		cloud:     cloud,
	}
}
