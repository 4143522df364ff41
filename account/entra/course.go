package entra

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	"github.com/google/uuid"

	"teamsaccount/account"
	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
)

// course is one test from the first stage to the last. It runs in one
// goroutine; only progress and sighting are told things from others.
type course struct {
	options     Options
	credentials account.Credentials
	host        string
	progress    *progress
	sighting    *sighting
	transport   *http.Transport
	wire        *wire
	result      account.Result
}

// run runs the stages network to expiry and returns what they found. A panic
// below becomes a verdict; its text, which could hold anything, is dropped.
func (o Options) run(ctx context.Context, c account.Credentials, tell func(account.Stage)) (result account.Result) {
	course := o.newCourse(c, tell)
	defer course.transport.CloseIdleConnections()
	defer func() {
		if recover() != nil {
			result = course.conclude(unreachable("internal"))
		}
	}()
	course.progress.begin(account.StageNetwork)
	token, ended := course.signIn(ctx)
	if ended != nil {
		return course.conclude(ended)
	}
	course.progress.next(account.StatusPassed, texts.Of("entra.stage.token"), account.StagePermissions)
	course.comparePermissions(token)
	if ended := course.askExpiry(ctx, token); ended != nil {
		return course.conclude(ended)
	}
	return course.conclude(&verdict{kind: account.KindValid})
}

func (o Options) newCourse(c account.Credentials, tell func(account.Stage)) *course {
	authority := o.SignIn(c.Account.Cloud)
	created := &course{
		options:     o,
		credentials: c,
		host:        originHost(authority),
		sighting:    &sighting{},
		result:      account.NewResult(),
	}
	created.progress = &progress{tell: tell, result: &created.result}
	created.transport = o.transport(created.sighting)
	created.sighting.connected = created.connected
	created.wire = &wire{
		base:     created.transport,
		sighting: created.sighting,
		origin:   originAt(authority),
		question: question{host: created.host, account: c.Account, secretLooksLikeID: looksLikeGUID(c.Secret)},
		proved:   created.proved,
	}
	return created
}

// connected ends the stage network: name, connection, proxy and TLS are good.
func (c *course) connected() {
	detail := texts.Of("entra.stage.network", "host", c.host, "ms", c.progress.elapsed().Milliseconds())
	if proxy := c.sighting.now().proxy; proxy != "" {
		detail = texts.Of("entra.stage.network-proxy", "host", c.host,
			"ms", c.progress.elapsed().Milliseconds(), "proxy", proxy)
	}
	c.progress.next(account.StatusPassed, detail, account.StageTenant)
}

// proved ends the stage tenant: it exists, and in this cloud.
func (c *course) proved() {
	name := c.cloud().Label()
	c.progress.next(account.StatusPassed, texts.Of("entra.stage.tenant", "cloud", name), account.StageToken)
}

func (c *course) cloud() account.Cloud {
	if cloud := c.credentials.Account.Cloud; cloud.Known() {
		return cloud
	}
	return account.CloudGlobal
}

// tenantShape is a GUID or a domain of a tenant, in lower case. The rules of the
// account are stricter; this keeps anything else out of an address.
var tenantShape = regexp.MustCompile(`^[0-9a-z]([0-9a-z.-]{0,251}[0-9a-z])?$`)

// signIn has a new MSAL client ask for a token: MSAL keeps tokens, so that one
// which was used before would pass a wrong secret.
func (c *course) signIn(ctx context.Context) (token string, ended *verdict) {
	tenant := strings.ToLower(c.credentials.Account.TenantID)
	if !tenantShape.MatchString(tenant) || tenant == "adfs" || tenant == "dstsv2" {
		return "", incomplete(account.FieldTenantID)
	}
	secret, err := confidential.NewCredFromSecret(c.credentials.Secret)
	if err != nil {
		return "", incomplete(account.FieldClientSecret)
	}
	client, err := confidential.New(
		c.options.SignIn(c.credentials.Account.Cloud)+"/"+url.PathEscape(tenant),
		c.credentials.Account.ClientID, secret,
		confidential.WithHTTPClient(&http.Client{Transport: c.wire, CheckRedirect: followNone}),
		confidential.WithInstanceDiscovery(false),
		// MSAL_FORCE_REGION in the environment would change the host.
		confidential.WithAzureRegion("DisableMsalForceRegion"),
	)
	if err != nil {
		return "", unreachable("internal")
	}
	answered, err := client.AcquireTokenByCredential(ctx, []string{hostsOf(c.credentials.Account.Cloud).scope()})
	switch {
	case c.wire.verdict != nil:
		return "", c.wire.verdict
	case err != nil:
		return "", c.refusedByMSAL(ctx)
	}
	return answered.AccessToken, nil
}

// refusedByMSAL is the verdict where MSAL was not content with answers that
// were good by themselves. Its error is not looked at: it may hold the token.
func (c *course) refusedByMSAL(ctx context.Context) *verdict {
	switch {
	case ctx.Err() != nil:
		return failed(ctx, ctx.Err(), c.host, c.sighting.now())
	case c.wire.sent:
		return unreachable("no-token", "host", c.host)
	case c.wire.passed:
		return unreachable("foreign-issuer", "host", c.host)
	}
	return unreachable("internal")
}

func looksLikeGUID(value string) bool { return len(value) == 36 && uuid.Validate(value) == nil }

func followNone(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// comparePermissions compares what the token carries with what is needed.
func (c *course) comparePermissions(token string) {
	roles, readable := rolesOf(token)
	c.result.Permissions.Granted = append(c.result.Permissions.Granted, roles...)
	if !readable {
		// Microsoft may change the form of its tokens at any time.
		c.progress.end(account.StatusSkipped, texts.Of("entra.stage.permissions-unreadable"))
		return
	}
	names := []string{}
	for _, permission := range advice.Missing(roles) {
		names = append(names, permission.Name)
	}
	c.result.Permissions.Missing = append(c.result.Permissions.Missing, names...)
	if len(names) == 0 {
		c.progress.end(account.StatusPassed, texts.Of("entra.stage.permissions"))
		return
	}
	c.result.ConsentURL = c.consentURL()
	c.result.Advice = texts.Of("entra.advice.permissions")
	c.progress.end(account.StatusWarning,
		texts.Of("entra.stage.permissions-missing", "names", strings.Join(names, ", ")))
}

// consentURL is the page on which an administrator grants the app what it asks
// for. Source: https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
func (c *course) consentURL() string {
	return c.options.SignIn(c.credentials.Account.Cloud) + "/" +
		url.PathEscape(strings.ToLower(c.credentials.Account.TenantID)) +
		"/adminconsent?client_id=" + url.QueryEscape(c.credentials.Account.ClientID)
}

// conclude ends the stage that is running and fills the result.
func (c *course) conclude(ended *verdict) account.Result {
	c.progress.end(ended.mark())
	ended.conclude(&c.result)
	if c.options.ProxyScript != "" && c.result.Stage(account.StageNetwork).Status == account.StatusFailed {
		c.result.Advice += " " + texts.Of("entra.advice.proxy-script")
	}
	if ended.consent {
		c.result.ConsentURL = c.consentURL()
	}
	c.result.Support.Proxy = c.sighting.now().proxy
	if offset, known := c.wire.last.clockOffset(); known {
		seconds := int64(offset / time.Second)
		c.result.Support.ClockOffsetSeconds = &seconds
	}
	return c.result
}

// conclude writes the verdict into a result.
func (v *verdict) conclude(result *account.Result) {
	if v.kind == account.KindIncomplete {
		result.Missing = []account.Field{v.field}
	}
	if v.kind != account.KindValid {
		result.Cause, result.Advice = v.cause, v.advice
		result.Message, result.Code = v.refusal.message, v.refusal.code()
		result.CorrelationID, result.TraceID = v.refusal.correlation, v.refusal.trace
		result.Timestamp = v.refusal.timestamp
		result.Field, result.AlsoField = v.field, v.also
		result.Elsewhere, result.Cloud = v.elsewhere, v.cloud
		if v.refusal.number != 0 {
			result.LookupURL = advice.LookupURL(v.refusal.number)
		}
	}
	result.SetKind(v.kind)
}
