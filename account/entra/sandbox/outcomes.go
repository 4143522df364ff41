package sandbox

import (
	"fmt"
	"net/http"
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
		list = append(list, Outcome{
			Name:        p.name,
			Title:       texts.Of("entra.sandbox." + p.name + ".title"),
			Description: texts.Of("entra.sandbox." + p.name + ".description"),
			Kind:        p.kind,
			Secret:      p.secret,
		})
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
)

// play is how the tenant behaves for one outcome. What is nil or zero is
// behaved as a real tenant would.
type play struct {
	name   string
	kind   account.Kind
	secret string

	reset bool
	shows shown
	// proxyStatus is what a proxy in between answers; 0: there is none.
	proxyStatus int
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
	return append(append(goodPlays(), refusals()...), troubles()...)
}

func goodPlays() []play {
	good := func(name string, expiresIn time.Duration, roles ...string) play {
		return play{name: name, kind: account.KindValid, secret: secretOf(name), roles: roles, expiresIn: expiresIn}
	}
	return []play{
		good("valid", halfYear, allRoles...),
		good("no-consent", halfYear),
		good("no-expiry-permission", halfYear, enoughRoles...),
		good("expiring-soon", 9*24*time.Hour, allRoles...),
	}
}

func refusals() []play {
	refused := func(name string, with refusal) play {
		return play{
			name: name, kind: account.KindRejected, secret: secretOf(name),
			token: func(*Tenant) *refusal { return &with },
		}
	}
	secretID := refused("secret-id", wrongSecret)
	secretID.secret = practiceSecretID
	fresh := play{
		name: "new-secret", kind: account.KindRejected, secret: secretOf("new-secret"),
		roles: allRoles, expiresIn: halfYear,
		token: func(t *Tenant) *refusal {
			if t.tryNewSecret() {
				return nil
			}
			return &wrongSecret
		},
	}
	return []play{
		refused("wrong-secret", wrongSecret),
		secretID,
		refused("expired-secret", expiredSecret),
		fresh,
		refused("unknown-app", unknownApp),
		refused("disabled-app", disabledApp),
		refused("no-service-principal", noServicePrincipal),
		{
			name: "unknown-tenant", kind: account.KindRejected,
			metadata: func(map[string]any) *refusal { return &unknownTenant },
		},
		{name: "other-cloud", kind: account.KindRejected, metadata: elsewhere},
		refused("conditional-access", conditionalAccess),
		refused("public-client", publicClient),
	}
}

func troubles() []play {
	trouble := func(name string) play { return play{name: name, kind: account.KindUnreachable} }
	atToken := func(name string, issued http.HandlerFunc) play {
		p := trouble(name)
		p.secret, p.issued = secretOf(name), issued
		return p
	}
	whole := func(name string, answer http.HandlerFunc) play {
		p := trouble(name)
		p.whole = answer
		return p
	}
	foreign, reset := trouble("foreign-endpoint"), trouble("unreachable")
	foreign.metadata = foreignEndpoint
	reset.reset = true
	showing := func(name string, what shown) play {
		p := trouble(name)
		p.shows = what
		return p
	}
	proxied := func(name string, status int) play {
		p := trouble(name)
		p.proxyStatus = status
		return p
	}
	return []play{
		atToken("throttled", answerThrottled),
		whole("unavailable", answerUnavailable),
		whole("captive-portal", answerPortal),
		whole("redirect", answerRedirect),
		atToken("broken-json", answerBroken),
		whole("no-answer", answerNothing),
		reset,
		foreign,
		showing("untrusted-certificate", showsUntrusted),
		showing("expired-certificate", showsExpired),
		showing("future-certificate", showsFuture),
		proxied("proxy-forbids", http.StatusForbidden),
		proxied("proxy-sign-in", http.StatusProxyAuthRequired),
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
