package sandbox

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// The practice credentials: GUIDs that nobody takes for real ones.
const (
	practiceID       = "44444444-4444-4444-8444-444444444444"
	practiceTenant   = "11111111-1111-4111-8111-111111111111"
	practiceDomain   = "practice.example"
	practiceClient   = "22222222-2222-4222-8222-222222222222"
	practiceObject   = "33333333-3333-4333-8333-333333333333"
	practiceElse     = "66666666-6666-4666-8666-666666666666" // a tenant of another cloud
	practiceSecretID = "55555555-5555-4555-8555-555555555555"
)

// secretOf names the practice secret after the outcome that it brings.
func secretOf(outcome string) string {
	return "practice-" + strings.TrimSuffix(outcome, "-secret") + "-secret"
}

// Practice returns the practice account, complete but for a keychain item, and
// the secret with which its test is valid.
func Practice() (a account.Account, secret string) {
	a = account.New()
	a.ID = practiceID
	a.Name = texts.Of("entra.sandbox.account")
	a.TenantID = practiceTenant
	a.ClientID = practiceClient
	return a, secretOf("valid")
}

// Outcome is one thing that the practice tenant can play.
type Outcome struct {
	// Name is what --sandbox=NAME and SetOutcome take.
	Name string
	// Title is a few words for a list, Description a sentence.
	Title       string
	Description string
	// Kind is the outcome of Test connection with the practice account.
	Kind account.Kind
	// Secret is the practice secret that brings this outcome by itself; empty
	// where the outcome shows before a secret is sent.
	Secret string
}

// Outcomes lists what the practice tenant can play, in the order to show.
func Outcomes() []Outcome {
	list := []Outcome{}
	for _, p := range allPlays() {
		list = append(list, Outcome{Name: p.name, Title: p.title, Description: p.description, Kind: p.kind, Secret: p.secret})
	}
	return list
}

// shown is the certificate that a play shows to clients.
type shown int

const (
	showsGood shown = iota
	showsExpired
	showsFuture
	showsUntrusted
	showsOtherName
)

// play is how the tenant behaves for one outcome. What is nil or zero is
// behaved as a real tenant would.
type play struct {
	name   string
	kind   account.Kind
	secret string
	// title is a few words for a list, description a sentence.
	title, description string

	reset bool
	shows shown
	// wantsCertificate asks clients for a certificate.
	wantsCertificate bool
	// proxyStatus is what a proxy in between answers; 0: there is none.
	proxyStatus int
	// proxyUser is the user that the proxy is told; nil for none.
	proxyUser *url.Userinfo
	// whole answers every request.
	whole http.HandlerFunc
	// metadata changes the tenant's metadata, or refuses it.
	metadata func(document map[string]any) *refusal
	// token refuses the token; nil lets the secret through.
	token func(t *Tenant) *refusal
	// issued answers instead of the token.
	issued http.HandlerFunc
	roles  []string
	// expiresIn is the life that Graph tells of the secret.
	expiresIn time.Duration
	// graph answers instead of Microsoft Graph.
	graph http.HandlerFunc
}

// findPlay returns the play of this name; the empty name is that of a tenant
// that lets the credentials decide.
func findPlay(name string) (play, error) {
	if name == "" {
		return play{}, nil
	}
	for _, p := range allPlays() {
		if p.name == name {
			return p, nil
		}
	}
	return play{}, fmt.Errorf("no such outcome: %q", name)
}

// playOfSecret returns the play that a practice secret brings.
func playOfSecret(secret string) (play, bool) {
	for _, p := range allPlays() {
		if p.secret != "" && p.secret == secret {
			return p, true
		}
	}
	return play{}, false
}

const halfYear = 180 * 24 * time.Hour

var (
	enoughRoles = []string{"User.Read.All", "Presence.Read.All", "Chat.Read.All"}
	allRoles    = append([]string{"Application.Read.All"}, enoughRoles...)
)

func allPlays() []play {
	return slices.Concat(goodPlays(), refusals(), troubles(), networkTroubles())
}

// described completes a play with its name, its texts and its kind.
func described(name string, kind account.Kind, title, description string, p play) play {
	p.name, p.kind, p.title, p.description = name, kind, title, description
	return p
}

func goodPlays() []play {
	good := func(name, title, description string, p play) play {
		p.secret = secretOf(name)
		if p.expiresIn == 0 {
			p.expiresIn = halfYear
		}
		return described(name, account.KindValid, title, description, p)
	}
	return []play{
		good("valid", texts.Of("entra.sandbox.valid.title"), texts.Of("entra.sandbox.valid.description"),
			play{roles: allRoles}),
		good("no-consent", texts.Of("entra.sandbox.no-consent.title"), texts.Of("entra.sandbox.no-consent.description"),
			play{}),
		good("one-permission", texts.Of("entra.sandbox.one-permission.title"), texts.Of("entra.sandbox.one-permission.description"),
			play{roles: allRoles[:3]}),
		good("no-expiry-permission", texts.Of("entra.sandbox.no-expiry-permission.title"), texts.Of("entra.sandbox.no-expiry-permission.description"),
			play{roles: enoughRoles}),
		good("graph-blocked", texts.Of("entra.sandbox.graph-blocked.title"), texts.Of("entra.sandbox.graph-blocked.description"),
			play{roles: allRoles, graph: answerBlocked}),
		good("expiring-soon", texts.Of("entra.sandbox.expiring-soon.title"), texts.Of("entra.sandbox.expiring-soon.description"),
			play{roles: allRoles, expiresIn: 9 * 24 * time.Hour}),
	}
}

func refusals() []play {
	refused := func(name, title, description string, with refusal) play {
		return described(name, account.KindRejected, title, description, play{
			secret: secretOf(name),
			token:  func(*Tenant) *refusal { return &with },
		})
	}
	secretID := refused("secret-id", texts.Of("entra.sandbox.secret-id.title"), texts.Of("entra.sandbox.secret-id.description"), wrongSecret)
	secretID.secret = practiceSecretID
	return []play{
		refused("wrong-secret", texts.Of("entra.sandbox.wrong-secret.title"), texts.Of("entra.sandbox.wrong-secret.description"), wrongSecret),
		secretID,
		refused("expired-secret", texts.Of("entra.sandbox.expired-secret.title"), texts.Of("entra.sandbox.expired-secret.description"), expiredSecret),
		described("new-secret", account.KindRejected,
			texts.Of("entra.sandbox.new-secret.title"), texts.Of("entra.sandbox.new-secret.description"),
			play{
				secret: secretOf("new-secret"), roles: allRoles, expiresIn: halfYear,
				token: func(t *Tenant) *refusal { return t.refuseFirst(2, &wrongSecret) },
			}),
		refused("unknown-app", texts.Of("entra.sandbox.unknown-app.title"), texts.Of("entra.sandbox.unknown-app.description"), unknownApp),
		refused("disabled-app", texts.Of("entra.sandbox.disabled-app.title"), texts.Of("entra.sandbox.disabled-app.description"), disabledApp),
		refused("no-service-principal", texts.Of("entra.sandbox.no-service-principal.title"), texts.Of("entra.sandbox.no-service-principal.description"), noServicePrincipal),
		refused("consent-needed", texts.Of("entra.sandbox.consent-needed.title"), texts.Of("entra.sandbox.consent-needed.description"), noPermissions),
		described("unknown-tenant", account.KindRejected,
			texts.Of("entra.sandbox.unknown-tenant.title"), texts.Of("entra.sandbox.unknown-tenant.description"),
			play{metadata: func(map[string]any) *refusal { return &unknownTenant }}),
		described("other-cloud", account.KindRejected,
			texts.Of("entra.sandbox.other-cloud.title"), texts.Of("entra.sandbox.other-cloud.description"),
			play{metadata: elsewhere}),
		refused("conditional-access", texts.Of("entra.sandbox.conditional-access.title"), texts.Of("entra.sandbox.conditional-access.description"), conditionalAccess),
		refused("public-client", texts.Of("entra.sandbox.public-client.title"), texts.Of("entra.sandbox.public-client.description"), publicClient),
	}
}

// troubles are those of Microsoft's side, or of what answers in its place.
func troubles() []play {
	trouble := func(name, title, description string, p play) play {
		if p.token != nil || p.issued != nil {
			p.secret = secretOf(name)
		}
		return described(name, account.KindUnreachable, title, description, p)
	}
	return []play{
		trouble("throttled", texts.Of("entra.sandbox.throttled.title"), texts.Of("entra.sandbox.throttled.description"),
			play{token: func(*Tenant) *refusal { return throttled(2 * time.Minute) }}),
		trouble("throttled-once", texts.Of("entra.sandbox.throttled-once.title"), texts.Of("entra.sandbox.throttled-once.description"),
			play{
				roles: allRoles, expiresIn: halfYear,
				token: func(t *Tenant) *refusal { return t.refuseFirst(1, throttled(5*time.Second)) },
			}),
		trouble("unavailable", texts.Of("entra.sandbox.unavailable.title"), texts.Of("entra.sandbox.unavailable.description"),
			play{whole: answerUnavailable}),
		trouble("captive-portal", texts.Of("entra.sandbox.captive-portal.title"), texts.Of("entra.sandbox.captive-portal.description"),
			play{whole: answerPortal}),
		trouble("network-sign-in", texts.Of("entra.sandbox.network-sign-in.title"), texts.Of("entra.sandbox.network-sign-in.description"),
			play{whole: answerNetworkSignIn}),
		trouble("redirect", texts.Of("entra.sandbox.redirect.title"), texts.Of("entra.sandbox.redirect.description"),
			play{whole: answerRedirect}),
		trouble("broken-json", texts.Of("entra.sandbox.broken-json.title"), texts.Of("entra.sandbox.broken-json.description"),
			play{issued: answerBroken}),
		trouble("no-answer", texts.Of("entra.sandbox.no-answer.title"), texts.Of("entra.sandbox.no-answer.description"),
			play{whole: answerNothing}),
		trouble("foreign-endpoint", texts.Of("entra.sandbox.foreign-endpoint.title"), texts.Of("entra.sandbox.foreign-endpoint.description"),
			play{metadata: foreignEndpoint}),
	}
}

// networkTroubles are those of connection, TLS and proxy.
func networkTroubles() []play {
	trouble := func(name, title, description string, p play) play {
		return described(name, account.KindUnreachable, title, description, p)
	}
	return []play{
		trouble("unreachable", texts.Of("entra.sandbox.unreachable.title"), texts.Of("entra.sandbox.unreachable.description"),
			play{reset: true}),
		trouble("untrusted-certificate", texts.Of("entra.sandbox.untrusted-certificate.title"), texts.Of("entra.sandbox.untrusted-certificate.description"),
			play{shows: showsUntrusted}),
		trouble("expired-certificate", texts.Of("entra.sandbox.expired-certificate.title"), texts.Of("entra.sandbox.expired-certificate.description"),
			play{shows: showsExpired}),
		trouble("future-certificate", texts.Of("entra.sandbox.future-certificate.title"), texts.Of("entra.sandbox.future-certificate.description"),
			play{shows: showsFuture}),
		trouble("other-name", texts.Of("entra.sandbox.other-name.title"), texts.Of("entra.sandbox.other-name.description"),
			play{shows: showsOtherName}),
		trouble("client-certificate", texts.Of("entra.sandbox.client-certificate.title"), texts.Of("entra.sandbox.client-certificate.description"),
			play{wantsCertificate: true}),
		trouble("proxy-forbids", texts.Of("entra.sandbox.proxy-forbids.title"), texts.Of("entra.sandbox.proxy-forbids.description"),
			play{proxyStatus: http.StatusForbidden}),
		trouble("proxy-sign-in", texts.Of("entra.sandbox.proxy-sign-in.title"), texts.Of("entra.sandbox.proxy-sign-in.description"),
			play{proxyStatus: http.StatusProxyAuthRequired}),
		trouble("proxy-password", texts.Of("entra.sandbox.proxy-password.title"), texts.Of("entra.sandbox.proxy-password.description"),
			play{proxyStatus: http.StatusProxyAuthRequired, proxyUser: url.UserPassword("practice", "wrong")}),
	}
}

// elsewhere makes the metadata that of a tenant in the US Government cloud.
func elsewhere(document map[string]any) *refusal {
	document["tenant_region_scope"] = "USGov"
	document["cloud_instance_name"] = "microsoftonline.us"
	document["cloud_graph_host_name"] = "graph.windows.net"
	document["msgraph_host"] = "graph.microsoft.us"
	return nil
}

func foreignEndpoint(document map[string]any) *refusal {
	document["token_endpoint"] = "https://login.elsewhere.invalid/oauth2/v2.0/token"
	return nil
}

func isPracticeTenant(tenant string) bool {
	return strings.EqualFold(tenant, practiceTenant) || strings.EqualFold(tenant, practiceDomain)
}
