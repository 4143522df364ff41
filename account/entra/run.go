package entra

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// run is one test from the first stage to the last. It runs in one goroutine;
// only its stages and its trace are told things from others.
type run struct {
	options     Options
	credentials account.Credentials
	host        string
	masker      *masker
	stages      *stages
	trace       *connectionTrace
	gate        *gatedTransport
	result      account.Result
}

func (o Options) newRun(c account.Credentials, m *masker, s *stages) *run {
	authority := o.SignIn(c.Account.Cloud)
	r := &run{
		options:     o,
		credentials: c,
		host:        originHost(authority),
		masker:      m,
		stages:      s,
		trace:       &connectionTrace{},
		result:      account.NewResult(),
	}
	r.trace.connected = r.connected
	r.gate = &gatedTransport{
		trace:           r.trace,
		masker:          m,
		origin:          originAt(authority),
		question:        question{host: r.host, account: c.Account, secretLooksLikeID: account.IsGUID(c.Secret)},
		tenantConfirmed: r.tenantConfirmed,
	}
	return r
}

// do runs the stages network to expiry and returns what they found. A panic
// below becomes an outcome; its text, which could hold anything, is dropped.
func (r *run) do(ctx context.Context) (result account.Result) {
	defer func() {
		if recover() != nil {
			result = r.finish(internalFault())
		}
	}()
	transport := r.options.transport(r.options.SignIn(r.credentials.Account.Cloud), r.trace)
	defer transport.CloseIdleConnections()
	r.gate.base = transport
	r.stages.begin(account.StageNetwork)
	token, ended := r.signIn(ctx)
	if ended != nil {
		return r.finish(ended)
	}
	r.stages.next(account.StatusPassed, texts.Of("entra.stage.token"), account.StagePermissions)
	r.comparePermissions(token)
	if ended := r.askExpiry(ctx, token); ended != nil {
		return r.finish(ended)
	}
	return r.finish(valid())
}

// connected ends the stage network: name, connection, proxy and TLS are good.
func (r *run) connected() {
	pairs := []any{"host", r.host, "ms", r.stages.elapsed().Milliseconds(), "proxy", r.trace.now().proxy}
	detail := texts.Of("entra.stage.network", pairs...)
	if r.trace.now().proxy != "" {
		detail = texts.Of("entra.stage.network-proxy", pairs...)
	}
	r.stages.next(account.StatusPassed, detail, account.StageTenant)
}

// tenantConfirmed ends the stage tenant: it exists, and in this cloud.
func (r *run) tenantConfirmed() {
	cloud := r.credentials.Account.Cloud
	if !cloud.Known() {
		cloud = account.CloudGlobal
	}
	r.stages.next(account.StatusPassed, texts.Of("entra.stage.tenant", "cloud", cloud.Label()), account.StageToken)
}

// tenantShape is a GUID or a domain of a tenant, in lower case. The rules of the
// account are stricter; this keeps anything else out of an address.
var tenantShape = regexp.MustCompile(`^[0-9a-z]([0-9a-z.-]{0,251}[0-9a-z])?$`)

// signIn has a new MSAL client ask for a token: MSAL keeps tokens, so that one
// which was used before would pass a wrong secret.
func (r *run) signIn(ctx context.Context) (token string, ended *outcome) {
	tenant := strings.ToLower(r.credentials.Account.TenantID)
	if !tenantShape.MatchString(tenant) || tenant == "adfs" || tenant == "dstsv2" {
		return "", incomplete(account.FieldTenantID)
	}
	secret, err := confidential.NewCredFromSecret(r.credentials.Secret)
	if err != nil {
		return "", incomplete(account.FieldClientSecret)
	}
	client, err := confidential.New(
		r.options.SignIn(r.credentials.Account.Cloud)+"/"+url.PathEscape(tenant),
		r.credentials.Account.ClientID, secret,
		confidential.WithHTTPClient(&http.Client{Transport: r.gate, CheckRedirect: followNone}),
		confidential.WithInstanceDiscovery(false),
		// MSAL_FORCE_REGION in the environment would change the host.
		confidential.WithAzureRegion("DisableMsalForceRegion"),
	)
	if err != nil {
		return "", internalFault()
	}
	answered, err := client.AcquireTokenByCredential(ctx, []string{hostsOf(r.credentials.Account.Cloud).scope()})
	switch {
	case r.gate.outcome != nil:
		return "", r.gate.outcome
	case err != nil:
		return "", r.refusedByMSAL(ctx)
	}
	return answered.AccessToken, nil
}

// refusedByMSAL is the outcome where MSAL was not content with answers that
// were good by themselves. Its error is not looked at: it may hold the token.
func (r *run) refusedByMSAL(ctx context.Context) *outcome {
	switch {
	case ctx.Err() != nil:
		return failed(ctx, ctx.Err(), r.host, r.trace.now())
	case r.gate.tokenAsked:
		return withoutToken(r.host)
	case r.gate.confirmed && r.gate.issuer.Host != "" && !r.gate.origin.holds(r.gate.issuer):
		return r.gate.foreign("entra.cause.foreign-issuer", r.gate.issuer)
	case r.gate.confirmed:
		return notMetadata(r.host)
	}
	return internalFault()
}

func followNone(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// finish ends the stage that is running and fills the result.
func (r *run) finish(ended *outcome) account.Result {
	r.stages.end(ended.stage())
	ended.fill(&r.result)
	if r.options.ProxyScript != "" && ended.kind == account.KindUnreachable && r.trace.now().step != stepAnswer {
		r.result.Advice += " " + texts.Of("entra.advice.proxy-script")
	}
	if ended.consent {
		r.result.ConsentURL = r.consentURL()
	}
	r.result.Support.Proxy = r.trace.now().proxy
	if offset, known := r.gate.last.clockOffset(); known {
		seconds := int64(offset / time.Second)
		r.result.Support.ClockOffsetSeconds = &seconds
	}
	return r.result
}
