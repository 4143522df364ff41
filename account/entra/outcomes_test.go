package entra_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/account/entra/sandbox"
)

func start(t testing.TB, outcome string) *sandbox.Tenant {
	t.Helper()
	tenant, err := sandbox.Start(outcome)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tenant.Close() })
	return tenant
}

func optionsFor(tenant *sandbox.Tenant) entra.Options {
	return entra.Options{Authority: tenant.Authority(), Graph: tenant.GraphURL(), Roots: tenant.Roots(), Proxy: tenant.Proxy}
}

func practice() account.Credentials {
	a, secret := sandbox.Practice()
	return account.Credentials{Account: a, Secret: secret}
}

// run runs a test with a deadline that a sound one never meets.
func run(t testing.TB, options entra.Options, c account.Credentials) account.Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	return entra.New(options).Test(ctx, c, nil)
}

// stages writes the stages as one word: p, f, w and s for their ends.
func stages(r account.Result) string {
	var word strings.Builder
	for _, stage := range r.Stages {
		word.WriteString(string(stage.Status[:1]))
	}
	return word.String()
}

// asked tells the requests that reached a tenant, in short.
func asked(tenant *sandbox.Tenant) string {
	names := []string{}
	for _, request := range tenant.Requests() {
		switch {
		case strings.HasSuffix(request.Path, "/v2.0/.well-known/openid-configuration"):
			names = append(names, "metadata")
		case strings.HasSuffix(request.Path, "/oauth2/v2.0/token"):
			names = append(names, "token")
		case strings.HasPrefix(request.Path, "/v1.0/"):
			names = append(names, "graph")
		default:
			names = append(names, request.Path)
		}
	}
	return strings.Join(names, " ")
}

// expected is what a test of the practice account finds for one outcome. The
// first of the stages is the caller's, and skipped here.
type expected struct {
	stages    string
	asked     string
	code      string
	field     account.Field
	also      account.Field
	elsewhere bool
	// says are words of the cause or the advice.
	says string
}

var outcomes = map[string]expected{
	"valid":                 {stages: "sppppp", asked: "metadata token graph"},
	"no-consent":            {stages: "spppws", asked: "metadata token graph", says: "grant the missing permissions"},
	"one-permission":        {stages: "spppwp", asked: "metadata token graph", says: "grant the missing permissions"},
	"graph-blocked":         {stages: "spppps", asked: "metadata token graph"},
	"consent-needed":        {stages: "sppfss", asked: "metadata token", code: "AADSTS650056", elsewhere: true, says: "grant consent"},
	"throttled-once":        {stages: "sppfss", asked: "metadata token", code: "AADSTS90055", says: "5 seconds"},
	"network-sign-in":       {stages: "spfsss", asked: "metadata", says: "sign in to the network"},
	"other-name":            {stages: "sfssss", asked: "", says: "portal.elsewhere.invalid"},
	"client-certificate":    {stages: "spfsss", asked: "", says: "client certificate"},
	"proxy-password":        {stages: "sfssss", asked: "", says: "does not accept the user and password"},
	"no-expiry-permission":  {stages: "spppps", asked: "metadata token graph"},
	"expiring-soon":         {stages: "sppppp", asked: "metadata token graph"},
	"wrong-secret":          {stages: "sppfss", asked: "metadata token", code: "AADSTS7000215", field: "clientSecret", says: "Value"},
	"secret-id":             {stages: "sppfss", asked: "metadata token", code: "AADSTS7000215", field: "clientSecret", says: "Value"},
	"expired-secret":        {stages: "sppfss", asked: "metadata token", code: "AADSTS7000222", field: "clientSecret", says: "has expired"},
	"new-secret":            {stages: "sppfss", asked: "metadata token", code: "AADSTS7000215", field: "clientSecret", says: "a few minutes to work"},
	"unknown-app":           {stages: "sppfss", asked: "metadata token", code: "AADSTS700016", field: "clientId", also: "tenantId", says: "The tenant exists"},
	"disabled-app":          {stages: "sppfss", asked: "metadata token", code: "AADSTS7000112", elsewhere: true, says: "disabled"},
	"no-service-principal":  {stages: "sppfss", asked: "metadata token", code: "AADSTS7000229", elsewhere: true, says: "enterprise application"},
	"unknown-tenant":        {stages: "spfsss", asked: "metadata", code: "AADSTS90002", field: "tenantId", also: "cloud", says: "does not know this tenant"},
	"other-cloud":           {stages: "spfsss", asked: "metadata", field: "cloud", elsewhere: true, says: "US Government"},
	"conditional-access":    {stages: "sppfss", asked: "metadata token", code: "AADSTS53003", elsewhere: true, says: "policy"},
	"public-client":         {stages: "sppfss", asked: "metadata token", code: "AADSTS700025", field: "clientId", says: "public client"},
	"throttled":             {stages: "sppfss", asked: "metadata token", code: "AADSTS90055", says: "2 minutes"},
	"unavailable":           {stages: "spfsss", asked: "metadata", says: "30 seconds"},
	"captive-portal":        {stages: "spfsss", asked: "metadata", says: "Practice Hotel"},
	"redirect":              {stages: "spfsss", asked: "metadata", says: "portal.elsewhere.invalid"},
	"broken-json":           {stages: "sppfss", asked: "metadata token", says: "broken or incomplete"},
	"unreachable":           {stages: "sfssss", asked: "", says: "dropped"},
	"foreign-endpoint":      {stages: "sppfss", asked: "metadata", says: "login.elsewhere.invalid"},
	"untrusted-certificate": {stages: "sfssss", asked: "", says: "TEAMSACCOUNT_CA_FILE"},
	"expired-certificate":   {stages: "sfssss", asked: "", says: "clock"},
	"future-certificate":    {stages: "sfssss", asked: "", says: "Set this computer's clock"},
	"proxy-forbids":         {stages: "sfssss", asked: "", says: "HTTP 403"},
	"proxy-sign-in":         {stages: "sfssss", asked: "", says: "HTTP 407"},
}

func (e expected) check(t *testing.T, got account.Result, requests string) {
	t.Helper()
	if s := stages(got); s != e.stages {
		t.Errorf("stages %s, want %s: %+v", s, e.stages, got.Stages)
	}
	if requests != e.asked {
		t.Errorf("asked for %q, want %q", requests, e.asked)
	}
	if got.Code != e.code {
		t.Errorf("code %q, want %q", got.Code, e.code)
	}
	if got.Field != e.field || got.AlsoField != e.also {
		t.Errorf("fields %q and %q, want %q and %q", got.Field, got.AlsoField, e.field, e.also)
	}
	if got.Elsewhere != e.elsewhere {
		t.Errorf("elsewhere %v, want %v", got.Elsewhere, e.elsewhere)
	}
	if !strings.Contains(got.Cause+" "+got.Advice, e.says) {
		t.Errorf("%q and %q do not say %q", got.Cause, got.Advice, e.says)
	}
}

func TestTester_FindsEveryOutcomeOfThePracticeTenant(t *testing.T) {
	for _, outcome := range sandbox.Outcomes() {
		if outcome.Name == "no-answer" {
			continue // TestDeadline
		}
		t.Run(outcome.Name, func(t *testing.T) {
			want, known := outcomes[outcome.Name]
			if !known {
				t.Fatal("nothing is expected of this outcome")
			}
			tenant := start(t, outcome.Name)
			got := run(t, optionsFor(tenant), practice())
			if got.Kind != outcome.Kind || got.OK != (outcome.Kind == account.KindValid) || got.Title != outcome.Kind.Title() {
				t.Errorf("kind %s, ok %v, title %q", got.Kind, got.OK, got.Title)
			}
			want.check(t, got, asked(tenant))
		})
	}
}

func TestTester_FindsTheOutcomesThatPracticeSecretsBring(t *testing.T) {
	for _, outcome := range sandbox.Outcomes() {
		if outcome.Secret == "" {
			continue
		}
		t.Run(outcome.Name, func(t *testing.T) {
			tenant := start(t, "")
			credentials := practice()
			credentials.Secret = outcome.Secret
			got := run(t, optionsFor(tenant), credentials)
			if got.Kind != outcome.Kind {
				t.Errorf("kind %s, want %s", got.Kind, outcome.Kind)
			}
			outcomes[outcome.Name].check(t, got, asked(tenant))
		})
	}
}

func TestTester_TellsWhatMicrosoftSaid(t *testing.T) {
	tenant := start(t, "wrong-secret")
	got := run(t, optionsFor(tenant), practice())
	if !strings.HasPrefix(got.Message, "Invalid client secret provided.") || strings.Contains(got.Message, "Trace ID") {
		t.Errorf("message %q", got.Message)
	}
	if uuid.Validate(got.CorrelationID) != nil || uuid.Validate(got.TraceID) != nil {
		t.Errorf("correlation %q, trace %q", got.CorrelationID, got.TraceID)
	}
	if at, err := time.Parse(time.RFC3339, got.Timestamp); err != nil || time.Since(at).Abs() > time.Hour {
		t.Errorf("timestamp %q", got.Timestamp)
	}
	if got.LookupURL != "https://login.microsoftonline.com/error?code=7000215" {
		t.Errorf("lookup %q", got.LookupURL)
	}
	if got.Stage(account.StageToken).Detail != got.Cause {
		t.Errorf("the failed stage says %q, not %q", got.Stage(account.StageToken).Detail, got.Cause)
	}
}

func TestTester_PutsOurExplanationFirstWhereTheValuesMayBeRight(t *testing.T) {
	vendors := "This means that the provided Client Secret, Directory (Tenant) ID, or Client ID is invalid"
	blamed := run(t, optionsFor(start(t, "wrong-secret")), practice())
	if !strings.HasPrefix(blamed.Explanation, vendors) {
		t.Errorf("explanation %q", blamed.Explanation)
	}
	elsewhere := run(t, optionsFor(start(t, "conditional-access")), practice())
	ours := strings.Index(elsewhere.Explanation, "The three values may be right")
	if ours != 0 || !strings.Contains(elsewhere.Explanation, "The vendor's guide says: "+vendors) {
		t.Errorf("explanation %q", elsewhere.Explanation)
	}
}

func TestTester_OffersTheOtherCloud(t *testing.T) {
	got := run(t, optionsFor(start(t, "other-cloud")), practice())
	if got.Cloud != account.CloudUSGov || got.Field != account.FieldCloud {
		t.Errorf("cloud %q, field %q", got.Cloud, got.Field)
	}
	credentials := practice()
	credentials.Account.Cloud = account.CloudUSGov
	if got := run(t, optionsFor(start(t, "other-cloud")), credentials); got.Kind != account.KindValid {
		t.Errorf("after switching: %s, %s", got.Kind, got.Cause)
	}
	if got := run(t, optionsFor(start(t, "")), credentials); got.Cloud != account.CloudGlobal || got.Kind != account.KindRejected {
		t.Errorf("a global tenant from the US Government cloud: %s, cloud %q", got.Kind, got.Cloud)
	}
}

func TestTester_BlamesTheFieldThatHoldsAnothersID(t *testing.T) {
	other := "99999999-9999-4999-8999-999999999999"
	for _, test := range []struct {
		name   string
		change func(*account.Account)
		field  account.Field
		also   account.Field
		says   string
	}{
		{"client is object", func(a *account.Account) { a.ClientID, a.ObjectID = other, other }, "clientId", "", "object ID"},
		{"client is tenant", func(a *account.Account) { a.ClientID = a.TenantID }, "clientId", "", "tenant ID"},
		{"tenant is client", func(a *account.Account) { a.TenantID = a.ClientID }, "tenantId", "", "client ID"},
		{"tenant is object", func(a *account.Account) { a.TenantID, a.ObjectID = other, other }, "tenantId", "", "object ID"},
		{"nothing is the same", func(a *account.Account) { a.ClientID = other }, "clientId", "tenantId", "The tenant exists"},
	} {
		t.Run(test.name, func(t *testing.T) {
			credentials := practice()
			test.change(&credentials.Account)
			got := run(t, optionsFor(start(t, "")), credentials)
			if got.Field != test.field || got.AlsoField != test.also || !strings.Contains(got.Cause, test.says) {
				t.Errorf("fields %q and %q: %s", got.Field, got.AlsoField, got.Cause)
			}
		})
	}
}

func TestTester_RecognizesASecretsID(t *testing.T) {
	credentials := practice()
	credentials.Secret = uuid.NewString()
	got := run(t, optionsFor(start(t, "")), credentials)
	if got.Field != account.FieldClientSecret || !strings.Contains(got.Cause, "looks like a secret's ID") {
		t.Errorf("field %q: %s", got.Field, got.Cause)
	}
}

func TestTester_AcceptsANewSecretWhenTriedAgain(t *testing.T) {
	tenant := start(t, "new-secret")
	tester := entra.New(optionsFor(tenant))
	kinds := []account.Kind{}
	for range 3 {
		kinds = append(kinds, tester.Test(t.Context(), practice(), nil).Kind)
	}
	if want := []account.Kind{account.KindRejected, account.KindRejected, account.KindValid}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
}

func TestTester_DoesNotHideAWrongSecretBehindAValidOne(t *testing.T) {
	tester := entra.New(optionsFor(start(t, "")))
	wrong := practice()
	wrong.Secret = "not-a-practice-secret"
	if first := tester.Test(t.Context(), practice(), nil); first.Kind != account.KindValid {
		t.Fatalf("first: %s", first.Kind)
	}
	if second := tester.Test(t.Context(), wrong, nil); second.Kind != account.KindRejected {
		t.Errorf("second: %s", second.Kind)
	}
}

func TestTester_TakesADomainInAnyCaseForTheTenant(t *testing.T) {
	tenant := start(t, "")
	credentials := practice()
	credentials.Account.TenantID = "Practice.EXAMPLE"
	if got := run(t, optionsFor(tenant), credentials); got.Kind != account.KindValid {
		t.Fatalf("%s: %s", got.Kind, got.Cause)
	}
	if first := tenant.Requests()[0].Path; first != "/practice.example/v2.0/.well-known/openid-configuration" {
		t.Errorf("asked for %s", first)
	}
}

func TestTester_SendsNoValuesThatNoRequestCanBeMadeOf(t *testing.T) {
	for _, tenantID := range []string{"", "../x", "a b", "adfs", "@evil.example/x", ":8443", "{tenant}", "a?b", "dstsv2"} {
		tenant := start(t, "")
		credentials := practice()
		credentials.Account.TenantID = tenantID
		got := run(t, optionsFor(tenant), credentials)
		if got.Kind != account.KindIncomplete || got.Field != account.FieldTenantID || asked(tenant) != "" ||
			!slices.Equal(got.Missing, []account.Field{account.FieldTenantID}) {
			t.Errorf("tenant %q: %s, field %q, asked %q", tenantID, got.Kind, got.Field, asked(tenant))
		}
	}
	credentials := practice()
	credentials.Secret = ""
	if got := run(t, optionsFor(start(t, "")), credentials); got.Kind != account.KindIncomplete || got.Field != account.FieldClientSecret {
		t.Errorf("no secret: %s, field %q", got.Kind, got.Field)
	}
}

func TestTester_ComparesPermissionsWithTheToken(t *testing.T) {
	granted := run(t, optionsFor(start(t, "valid")), practice())
	if !slices.Contains(granted.Permissions.Granted, "Chat.Read.All") || len(granted.Permissions.Missing) != 0 || granted.ConsentURL != "" {
		t.Errorf("granted %+v, consent %q", granted.Permissions, granted.ConsentURL)
	}
	tenant := start(t, "no-consent")
	lacking := run(t, optionsFor(tenant), practice())
	if detail := lacking.Stage(account.StagePermissions).Detail; !strings.HasPrefix(detail, "3 permissions are missing: User.Read.All, ") {
		t.Errorf("the stage says %q", detail)
	}
	if one := run(t, optionsFor(start(t, "one-permission")), practice()); !strings.HasPrefix(
		one.Stage(account.StagePermissions).Detail, "1 permission is missing: Chat.Read.All.") {
		t.Errorf("the stage says %q", one.Stage(account.StagePermissions).Detail)
	}
	a, _ := sandbox.Practice()
	want := tenant.Authority() + "/" + a.TenantID + "/adminconsent?client_id=" + a.ClientID
	if len(lacking.Permissions.Missing) != 3 || lacking.ConsentURL != want || !lacking.OK {
		t.Errorf("missing %v, consent %q, ok %v", lacking.Permissions.Missing, lacking.ConsentURL, lacking.OK)
	}
	if refused := run(t, optionsFor(start(t, "no-service-principal")), practice()); refused.ConsentURL == "" {
		t.Error("a refusal that consent mends has no consent link")
	}
}

func TestTester_TellsStagesAsTheyPass(t *testing.T) {
	tenant := start(t, "valid")
	type told struct {
		name   account.StageName
		status account.Status
	}
	var got []told
	entra.New(optionsFor(tenant)).Test(t.Context(), practice(), func(stage account.Stage) {
		got = append(got, told{stage.Name, stage.Status})
	})
	var want []told
	for _, name := range account.StageNames()[1:] {
		want = append(want, told{name, account.StatusRunning}, told{name, account.StatusPassed})
	}
	if !slices.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
}

func TestTester_TellsAStageWhileItRuns(t *testing.T) {
	tenant := start(t, "valid")
	told := make(chan struct{})
	tenant.SetHook(func(ctx context.Context, _ sandbox.Request) {
		select { // no answer leaves before the stage that waits for it was told
		case <-told:
		case <-ctx.Done():
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	got := entra.New(optionsFor(tenant)).Test(ctx, practice(), func(stage account.Stage) {
		if stage.Name == account.StageTenant && stage.Status == account.StatusRunning {
			close(told)
		}
	})
	if got.Kind != account.KindValid {
		t.Errorf("%s: %s", got.Kind, got.Cause)
	}
}

func TestTester_IgnoresARegionInTheEnvironment(t *testing.T) {
	t.Setenv("MSAL_FORCE_REGION", "westeurope")
	tenant := start(t, "valid")
	if got := run(t, optionsFor(tenant), practice()); got.Kind != account.KindValid || asked(tenant) != "metadata token graph" {
		t.Errorf("%s: asked for %q", got.Kind, asked(tenant))
	}
}

func TestTester_SaysWhereAndWhenForSupport(t *testing.T) {
	tenant := start(t, "wrong-secret")
	got := run(t, optionsFor(tenant), practice())
	if got.Support.Host != strings.TrimPrefix(tenant.Authority(), "https://") {
		t.Errorf("support %+v", got.Support)
	}
	if offset, known := got.Support.ClockOffset(); !known || offset.Abs() > time.Minute {
		t.Errorf("the clock of this machine is off by %v from itself", offset)
	}
}

// TestTester_RunsAnyNumberAtOnce holds that no test waits for another: the
// tenant answers only after all of them have asked.
func TestTester_RunsAnyNumberAtOnce(t *testing.T) {
	const many = 40
	tenant := start(t, "valid")
	var asking atomic.Int32
	all := make(chan struct{})
	tenant.SetHook(func(ctx context.Context, request sandbox.Request) {
		if strings.HasSuffix(request.Path, "/openid-configuration") && asking.Add(1) == many {
			close(all)
		}
		select {
		case <-all:
		case <-ctx.Done():
		}
	})
	tester := entra.New(optionsFor(tenant))
	results := make(chan account.Result, many)
	for range many {
		go func() {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			results <- tester.Test(ctx, practice(), nil)
		}()
	}
	for range many {
		if got := <-results; got.Kind != account.KindValid {
			t.Fatalf("%s: %s", got.Kind, got.Cause)
		}
	}
}

func TestTester_OffersTheWaitAndTheConsentLinkAsData(t *testing.T) {
	if got := run(t, optionsFor(start(t, "throttled")), practice()); got.RetryAfter != 2*time.Minute {
		t.Errorf("wait %v", got.RetryAfter)
	}
	tester := entra.New(optionsFor(start(t, "throttled-once")))
	if first := tester.Test(t.Context(), practice(), nil); first.RetryAfter != 5*time.Second {
		t.Errorf("first: %s, wait %v", first.Kind, first.RetryAfter)
	}
	if second := tester.Test(t.Context(), practice(), nil); second.Kind != account.KindValid || second.RetryAfter != 0 {
		t.Errorf("second: %s, wait %v", second.Kind, second.RetryAfter)
	}
	a, _ := sandbox.Practice()
	for outcome, wanted := range map[string]bool{
		"valid": false, "one-permission": true, "no-consent": true, "consent-needed": true, "no-service-principal": true,
		"wrong-secret": false, "conditional-access": false,
	} {
		tenant := start(t, outcome)
		want := ""
		if wanted {
			want = tenant.Authority() + "/" + a.TenantID + "/adminconsent?client_id=" + a.ClientID
		}
		if got := run(t, optionsFor(tenant), practice()); got.ConsentURL != want {
			t.Errorf("%s: consent link %q, want %q", outcome, got.ConsentURL, want)
		}
	}
}

func TestTester_TellsHowFarTheServersClockIsOff(t *testing.T) {
	got := run(t, webServer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusTeapot)
	}), practice())
	if offset, known := got.Support.ClockOffset(); !known || (offset-time.Hour).Abs() > time.Minute || len(got.Missing) != 0 {
		t.Errorf("off by %v, known %v, missing %v", offset, known, got.Missing)
	}
}
