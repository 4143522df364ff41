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

// question is what was asked, as far as judging the answer needs it.
type question struct {
	phase   phase
	host    string
	account account.Account
	// secretLooksLikeID says that the secret has the shape of a GUID.
	secretLooksLikeID bool
}

// judge returns the object that a good answer holds, or the verdict on an
// answer that ends the test. It looks at the phase, the status and the body,
// in the order of the contract: an answer that only something else than a
// working Entra ID gives is no refusal, whatever it says.
func judge(a answer, q question) (map[string]json.RawMessage, *verdict) {
	switch {
	case a.status >= 300 && a.status <= 399:
		return nil, redirected(a, q)
	case a.status == http.StatusProxyAuthRequired:
		return nil, unreachable("proxy-signin", "proxy", texts.Of("entra.proxy.unnamed"), "host", q.host)
	}
	object, isObject := a.object()
	refused, isRefusal := readRefusal(object, a.header)
	switch {
	case a.status == http.StatusTooManyRequests || a.status >= 500:
		return nil, unavailable(a, q, refused)
	case isRefusal && passing(refused):
		return nil, unavailable(a, q, refused)
	case isRefusal:
		return nil, rejected(refused, q)
	case !isObject:
		return nil, garbled(a, q)
	case a.status != http.StatusOK && a.status != http.StatusCreated:
		return nil, unreachable("status", "host", q.host, "status", a.status)
	}
	return object, nil
}

// judgeMetadata judges the metadata of a tenant: whether the tenant exists,
// and whether it lives in the account's cloud.
func judgeMetadata(a answer, q question) *verdict {
	metadata, ended := judge(a, q)
	if ended != nil {
		return ended
	}
	for _, needed := range []string{"issuer", "authorization_endpoint", "token_endpoint"} {
		if text(metadata[needed]) == "" {
			return unreachable("not-metadata", "host", q.host)
		}
	}
	if other := otherCloud(metadata, q.account.Cloud); other != "" {
		return inOtherCloud(other)
	}
	return nil
}

// judgeToken judges the answer to the token request.
func judgeToken(a answer, q question) *verdict {
	token, ended := judge(a, q)
	if ended != nil {
		return ended
	}
	if text(token["access_token"]) == "" {
		return unreachable("no-token", "host", q.host)
	}
	return nil
}

// passing reports whether a refusal is about Microsoft's own state.
func passing(f refusal) bool {
	if f.oauth == "temporarily_unavailable" || f.oauth == "server_error" {
		return true
	}
	entry, known := advice.Find(f.number)
	return known && entry.Points == advice.Service
}

func redirected(a answer, q question) *verdict {
	to := ""
	if location, err := url.Parse(a.header.Get("Location")); err == nil {
		to = clean(location.Hostname(), maxHost)
	}
	if to == "" {
		return unreachable("redirect-nowhere", "host", q.host)
	}
	return unreachable("redirect", "host", q.host, "to", to)
}

func garbled(a answer, q question) *verdict {
	if title, is := a.page(); is && title != "" {
		return unreachable("page", "host", q.host, "title", title)
	} else if is {
		return unreachable("page-untitled", "host", q.host)
	}
	if len(a.body) > maxBody {
		return unreachable("endless", "host", q.host)
	}
	return unreachable("garbled", "host", q.host, "status", a.status)
}

// unavailable is the verdict on a server that says that it is not able to
// answer for the moment, with the wait that it asks for.
func unavailable(a answer, q question, refused refusal) *verdict {
	name := "passing"
	switch {
	case a.status == http.StatusTooManyRequests || refused.number == 90055:
		name = "throttled"
	case a.status >= 500:
		name = "unavailable"
	}
	ended := unreachable(name, "host", q.host, "status", a.status)
	if wait := a.retryAfter(); wait > 0 {
		ended.advice = texts.Of("entra.advice.wait", "wait", waitInWords(wait))
	}
	ended.refusal = refused
	if ended.refusal.trace == "" {
		ended.refusal.trace = firstID(a.header.Get("x-ms-request-id"))
	}
	return ended
}

// waitInWords says a wait in minutes, rounded up, or below a minute in seconds.
func waitInWords(wait time.Duration) string {
	unit, count := "minute", int(math.Ceil(wait.Minutes()))
	if wait < time.Minute {
		unit, count = "second", int(math.Ceil(wait.Seconds()))
	}
	if count != 1 {
		unit += "s"
	}
	return texts.Of("entra.wait."+unit, "count", count)
}

func inOtherCloud(cloud account.Cloud) *verdict {
	name := cloud.Label()
	return &verdict{
		kind:      account.KindRejected,
		cause:     texts.Of("entra.cause.other-cloud", "cloud", name),
		advice:    texts.Of("entra.advice.other-cloud", "cloud", name),
		field:     account.FieldCloud,
		elsewhere: true,
		cloud:     cloud,
	}
}
