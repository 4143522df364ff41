package sandbox_test

import (
	"bytes"
	"context"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"teamsaccount/account/entra/sandbox"
	"teamsaccount/assets/texts"
)

func start(t *testing.T, outcome string) *sandbox.Tenant {
	t.Helper()
	tenant, err := sandbox.Start(outcome)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tenant.Close(); err != nil {
			t.Error(err)
		}
	})
	return tenant
}

func client(tenant *sandbox.Tenant) *http.Client {
	return &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{RootCAs: tenant.Roots()}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// ask sends a form, or, without one, a GET, and decodes the answer.
func ask(t *testing.T, tenant *sandbox.Tenant, address string, form url.Values) (int, http.Header, map[string]any) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if form != nil {
		request, err = http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(form.Encode()))
	}
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return do(t, tenant, request)
}

func do(t *testing.T, tenant *sandbox.Tenant, request *http.Request) (int, http.Header, map[string]any) {
	t.Helper()
	c := client(tenant)
	defer c.CloseIdleConnections()
	response, err := c.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	_ = json.Unmarshal(data, &object)
	return response.StatusCode, response.Header, object
}

func form(change func(url.Values)) url.Values {
	a, secret := sandbox.Practice()
	values := url.Values{
		"grant_type": {"client_credentials"}, "client_id": {a.ClientID}, "client_secret": {secret},
		"scope": {"https://graph.microsoft.com/.default openid offline_access profile"},
	}
	if change != nil {
		change(values)
	}
	return values
}

func tokenURL(tenant *sandbox.Tenant) string {
	a, _ := sandbox.Practice()
	return tenant.Authority() + "/" + a.TenantID + "/oauth2/v2.0/token"
}

func TestTenant_NamesItsEndpointsAndCloud(t *testing.T) {
	tenant := start(t, "")
	a, _ := sandbox.Practice()
	status, _, metadata := ask(t, tenant, tenant.Authority()+"/"+a.TenantID+"/v2.0/.well-known/openid-configuration?", nil)
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	for key, want := range map[string]string{
		"token_endpoint":      tokenURL(tenant),
		"issuer":              tenant.Authority() + "/" + a.TenantID + "/v2.0",
		"cloud_instance_name": "microsoftonline.com",
		"msgraph_host":        "graph.microsoft.com",
	} {
		if metadata[key] != want {
			t.Errorf("%s = %v, want %s", key, metadata[key], want)
		}
	}
}

func TestTenant_LeadsFromInstanceDiscoveryToItsMetadata(t *testing.T) {
	tenant := start(t, "")
	a, _ := sandbox.Practice()
	endpoint := url.QueryEscape(tenant.Authority() + "/" + a.TenantID + "/oauth2/v2.0/authorize")
	status, _, found := ask(t, tenant,
		tenant.Authority()+"/common/discovery/instance?api-version=1.1&authorization_endpoint="+endpoint, nil)
	want := tenant.Authority() + "/" + a.TenantID + "/v2.0/.well-known/openid-configuration"
	if status != http.StatusOK || found["tenant_discovery_endpoint"] != want {
		t.Errorf("status %d, endpoint %v, want %s", status, found["tenant_discovery_endpoint"], want)
	}
}

func TestTenant_SignsTokensWithThePublishedKey(t *testing.T) {
	tenant := start(t, "")
	status, _, answer := ask(t, tenant, tokenURL(tenant), form(nil))
	if status != http.StatusOK {
		t.Fatalf("status %d: %v", status, answer)
	}
	a, _ := sandbox.Practice()
	_, _, keys := ask(t, tenant, tenant.Authority()+"/"+a.TenantID+"/discovery/v2.0/keys", nil)
	claims := jwt.MapClaims{}
	token, err := jwt.ParseWithClaims(answer["access_token"].(string), claims, func(token *jwt.Token) (any, error) {
		return publicKey(t, keys, token.Header["kid"]), nil
	}, jwt.WithValidMethods([]string{"RS256"}), jwt.WithAudience("https://graph.microsoft.com"), jwt.WithExpirationRequired())
	if err != nil || !token.Valid {
		t.Fatalf("the token does not verify: %v", err)
	}
	if claims["appid"] != a.ClientID || claims["tid"] != a.TenantID {
		t.Errorf("the token is for app %v in tenant %v", claims["appid"], claims["tid"])
	}
	if roles, _ := claims["roles"].([]any); len(roles) == 0 {
		t.Error("the token carries no roles")
	}
}

func publicKey(t *testing.T, keys map[string]any, kid any) *rsa.PublicKey {
	t.Helper()
	for _, entry := range keys["keys"].([]any) {
		key := entry.(map[string]any)
		if key["kid"] != kid {
			continue
		}
		number := func(name string) *big.Int {
			data, err := base64.RawURLEncoding.DecodeString(key[name].(string))
			if err != nil {
				t.Fatal(err)
			}
			return new(big.Int).SetBytes(data)
		}
		return &rsa.PublicKey{N: number("n"), E: int(number("e").Int64())}
	}
	t.Fatalf("the key %v is not published", kid)
	return nil
}

func TestTenant_ChecksCredentialsInEntrasOrder(t *testing.T) {
	a, _ := sandbox.Practice()
	for _, test := range []struct {
		name   string
		tenant string
		change func(url.Values)
		status int
		oauth  string
		code   float64
	}{
		{"another tenant", uuid.NewString(), nil, 400, "invalid_tenant", 90002},
		{"another domain", "other.example", nil, 400, "invalid_tenant", 90002},
		{"no tenant's name at all", "nonsense", nil, 400, "invalid_request", 900023},
		{"another app", a.TenantID, func(v url.Values) { v.Set("client_id", uuid.NewString()) }, 400, "unauthorized_client", 700016},
		{"no secret", a.TenantID, func(v url.Values) { v.Del("client_secret") }, 401, "invalid_client", 7000218},
		{"another secret", a.TenantID, func(v url.Values) { v.Set("client_secret", "nonsense") }, 401, "invalid_client", 7000215},
		{"a secret's ID", a.TenantID, func(v url.Values) { v.Set("client_secret", uuid.NewString()) }, 401, "invalid_client", 7000215},
		{"another grant", a.TenantID, func(v url.Values) { v.Set("grant_type", "password") }, 400, "unsupported_grant_type", 70003},
		{"a scope of its own", a.TenantID, func(v url.Values) { v.Set("scope", "User.Read") }, 400, "invalid_scope", 1002012},
	} {
		t.Run(test.name, func(t *testing.T) {
			tenant := start(t, "")
			status, _, answer := ask(t, tenant, tenant.Authority()+"/"+test.tenant+"/oauth2/v2.0/token", form(test.change))
			codes, _ := answer["error_codes"].([]any)
			if status != test.status || answer["error"] != test.oauth || len(codes) != 1 || codes[0] != test.code {
				t.Errorf("got %d %v %v, want %d %s %v", status, answer["error"], codes, test.status, test.oauth, test.code)
			}
		})
	}
}

func TestTenant_RefusesInEntrasShape(t *testing.T) {
	tenant := start(t, "wrong-secret")
	_, header, answer := ask(t, tenant, tokenURL(tenant), form(nil))
	description, _ := answer["error_description"].(string)
	trace, _ := answer["trace_id"].(string)
	correlation, _ := answer["correlation_id"].(string)
	at, _ := answer["timestamp"].(string)
	if uuid.Validate(trace) != nil || uuid.Validate(correlation) != nil {
		t.Errorf("trace %q, correlation %q", trace, correlation)
	}
	if _, err := time.Parse("2006-01-02 15:04:05Z", at); err != nil {
		t.Errorf("timestamp %q", at)
	}
	tail := "Trace ID: " + trace + " Correlation ID: " + correlation + " Timestamp: " + at
	if !strings.HasPrefix(description, "AADSTS7000215: ") || !strings.HasSuffix(description, tail) || strings.Contains(description, "\n") {
		t.Errorf("description %q", description)
	}
	if header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("content type %q", header.Get("Content-Type"))
	}
	if answer["error_uri"] != tenant.Authority()+"/error?code=7000215" {
		t.Errorf("error_uri %v", answer["error_uri"])
	}
}

func TestTenant_TellsTheAppOnlyToATokenThatMayReadIt(t *testing.T) {
	a, _ := sandbox.Practice()
	for _, test := range []struct {
		name, secret, app, authorization string
		status                           int
	}{
		{name: "with the permission", secret: "practice-valid-secret", app: a.ClientID, status: 200},
		{name: "without it", secret: "practice-no-expiry-permission-secret", app: a.ClientID, status: 403},
		{name: "another app", secret: "practice-valid-secret", app: uuid.NewString(), status: 404},
		{name: "no token", app: a.ClientID, status: 401},
		{name: "a token of one's own", app: a.ClientID, authorization: "Bearer a.b.c", status: 401},
	} {
		t.Run(test.name, func(t *testing.T) {
			tenant := start(t, "")
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet,
				tenant.GraphURL()+"/v1.0/applications(appId='"+test.app+"')", nil)
			if err != nil {
				t.Fatal(err)
			}
			if test.secret != "" {
				_, _, answer := ask(t, tenant, tokenURL(tenant), form(func(v url.Values) { v.Set("client_secret", test.secret) }))
				test.authorization = "Bearer " + answer["access_token"].(string)
			}
			if test.authorization != "" {
				request.Header.Set("Authorization", test.authorization)
			}
			status, _, answer := do(t, tenant, request)
			if status != test.status {
				t.Fatalf("status %d, want %d", status, test.status)
			}
			if credentials, _ := answer["passwordCredentials"].([]any); (len(credentials) > 0) != (status == 200) {
				t.Errorf("status %d with %d secrets", status, len(credentials))
			}
		})
	}
}

func TestOutcomes_AreDescribedAndCanBePlayed(t *testing.T) {
	names := map[string]bool{}
	for _, outcome := range sandbox.Outcomes() {
		if names[outcome.Name] {
			t.Errorf("%s stands there twice", outcome.Name)
		}
		names[outcome.Name] = true
		if outcome.Kind == "" {
			t.Errorf("%s has no kind", outcome.Name)
		}
		if outcome.Title != texts.Of("entra.sandbox."+outcome.Name+".title") ||
			outcome.Description != texts.Of("entra.sandbox."+outcome.Name+".description") {
			t.Errorf("%s is called %q: %q", outcome.Name, outcome.Title, outcome.Description)
		}
		tenant := start(t, outcome.Name)
		if tenant.Outcome() != outcome.Name {
			t.Errorf("plays %q, not %q", tenant.Outcome(), outcome.Name)
		}
	}
	for _, name := range []string{
		"valid", "no-consent", "wrong-secret", "secret-id", "expired-secret", "new-secret", "unknown-app", "disabled-app",
		"no-service-principal", "unknown-tenant", "other-cloud", "conditional-access", "public-client", "throttled",
		"unavailable", "captive-portal", "redirect", "broken-json", "no-answer", "unreachable", "foreign-endpoint",
		"untrusted-certificate", "expired-certificate", "no-expiry-permission", "expiring-soon",
		"future-certificate", "proxy-forbids", "proxy-sign-in", "proxy-password", "one-permission", "graph-blocked",
		"consent-needed", "throttled-once", "network-sign-in", "other-name", "client-certificate",
	} {
		if !names[name] {
			t.Errorf("the outcome %s is missing", name)
		}
	}
}

func TestTenant_RefusesAnUnknownOutcome(t *testing.T) {
	if tenant, err := sandbox.Start("nonsense"); err == nil {
		_ = tenant.Close()
		t.Error("an outcome that does not exist was started")
	}
	tenant := start(t, "throttled")
	if err := tenant.SetOutcome("nonsense"); err == nil || tenant.Outcome() != "throttled" {
		t.Errorf("error %v, now playing %q", err, tenant.Outcome())
	}
}

func TestTenant_RefusesTheFirstTriesOfAnOutcome(t *testing.T) {
	tenant := start(t, "")
	asNew := form(func(v url.Values) { v.Set("client_secret", "practice-new-secret") })
	for try, want := range []int{401, 401, 200, 200} {
		if status, _, _ := ask(t, tenant, tokenURL(tenant), asNew); status != want {
			t.Errorf("try %d: status %d, want %d", try+1, status, want)
		}
	}
}

func TestTenant_KeepsRequestsWithoutWhatTheyCarried(t *testing.T) {
	tenant := start(t, "")
	_, secret := sandbox.Practice()
	ask(t, tenant, tokenURL(tenant), form(nil))
	requests := tenant.Requests()
	if len(requests) != 1 || requests[0].Method != http.MethodPost || !strings.HasSuffix(requests[0].Path, "/oauth2/v2.0/token") {
		t.Fatalf("requests %+v", requests)
	}
	if data, _ := json.Marshal(requests); bytes.Contains(data, []byte(secret)) {
		t.Error("the secret is kept")
	}
}

func TestTenant_CallsItsHookBeforeEachAnswer(t *testing.T) {
	tenant := start(t, "")
	seen := make(chan string, 1)
	tenant.SetHook(func(_ context.Context, request sandbox.Request) { seen <- request.Method })
	ask(t, tenant, tokenURL(tenant), form(nil))
	if method := <-seen; method != http.MethodPost {
		t.Errorf("the hook saw %s", method)
	}
}

func TestTenant_BoundsBodies(t *testing.T) {
	tenant := start(t, "")
	status, _, _ := ask(t, tenant, tokenURL(tenant), form(func(v url.Values) { v.Set("client_secret", strings.Repeat("x", 1<<20)) }))
	if status != http.StatusBadRequest {
		t.Errorf("status %d", status)
	}
}

func TestTenant_AnswersToItsOwnNamesOnly(t *testing.T) {
	tenant := start(t, "")
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, tenant.Authority()+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "attacker.example"
	if status, _, _ := do(t, tenant, request); status != http.StatusMisdirectedRequest {
		t.Errorf("status %d", status)
	}
}

func TestTenant_ReleasesAClientThatWaitsWhenClosed(t *testing.T) {
	tenant := start(t, "no-answer")
	arrived := make(chan struct{})
	tenant.SetHook(func(context.Context, sandbox.Request) { close(arrived) })
	failed := make(chan error, 1)
	go func() {
		response, err := client(tenant).Get(tenant.Authority() + "/")
		if err == nil {
			_ = response.Body.Close()
		}
		failed <- err
	}()
	<-arrived
	if err := tenant.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-failed; err == nil {
		t.Error("a tenant that never answers answered")
	}
}

func TestTenant_HasACAThatIsUsableAsAFile(t *testing.T) {
	tenant := start(t, "")
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(tenant.CAPEM()) || !pool.Equal(tenant.Roots()) {
		t.Error("the PEM does not hold the tenant's authority")
	}
}

func TestPractice_IsComplete(t *testing.T) {
	a, secret := sandbox.Practice()
	for name, value := range map[string]string{"name": a.Name, "tenant": a.TenantID, "client": a.ClientID, "secret": secret} {
		if value == "" {
			t.Errorf("the practice %s is empty", name)
		}
	}
	if uuid.Validate(a.ID) != nil || !a.Cloud.Known() {
		t.Errorf("ID %q, cloud %q", a.ID, a.Cloud)
	}
}
