package entra

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"teamsaccount/account"
	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
)

func said(status int, body string) answer {
	return answer{status: status, header: http.Header{}, body: []byte(body), whole: true, at: time.Now()}
}

func TestClassify_PointsARejectionAtItsField(t *testing.T) {
	for _, test := range []struct {
		name      string
		phase     phase
		body      string
		field     account.Field
		also      account.Field
		elsewhere bool
		code      string
	}{
		{"known code", phaseToken, `{"error":"invalid_client","error_codes":[7000222]}`, "clientSecret", "", false, "AADSTS7000222"},
		{"code in the text alone", phaseToken, `{"error":"invalid_client","error_description":"AADSTS7000222: x"}`, "clientSecret", "", false, "AADSTS7000222"},
		{"code as text", phaseToken, `{"error":"invalid_client","error_codes":["7000222"]}`, "clientSecret", "", false, "AADSTS7000222"},
		{"known code behind an unknown one", phaseToken, `{"error":"invalid_client","error_codes":[12345,7000222]}`, "clientSecret", "", false, "AADSTS7000222"},
		{"unknown code, client", phaseToken, `{"error":"invalid_client","error_codes":[12345]}`, "clientSecret", "clientId", false, "AADSTS12345"},
		{"unknown code, app", phaseToken, `{"error":"unauthorized_client","error_codes":[12345]}`, "clientId", "tenantId", false, "AADSTS12345"},
		{"no code, tenant", phaseTenant, `{"error":"invalid_request"}`, "tenantId", "", false, "invalid_request"},
		{"no code, tenant by name", phaseToken, `{"error":"invalid_tenant"}`, "tenantId", "cloud", false, "invalid_tenant"},
		{"nothing known", phaseToken, `{"error":"something_new","error_codes":[12345]}`, "", "", false, "AADSTS12345"},
		{"consent", phaseToken, `{"error":"invalid_client","error_codes":[650056]}`, "", "", true, "AADSTS650056"},
		{"cloud", phaseToken, `{"error":"invalid_request","error_codes":[900382]}`, "cloud", "", true, "AADSTS900382"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, got := classify(said(400, test.body), question{phase: test.phase, host: "h"})
			if got == nil || got.kind != account.KindRejected {
				t.Fatalf("no refusal: %+v", got)
			}
			if got.field != test.field || got.also != test.also || got.elsewhere != test.elsewhere || got.said.code() != test.code {
				t.Errorf("field %q, also %q, elsewhere %v, code %q", got.field, got.also, got.elsewhere, got.said.code())
			}
			if got.cause == "" || got.advice == "" {
				t.Errorf("cause %q, advice %q", got.cause, got.advice)
			}
		})
	}
}

// TestRejected_ReadsWhatTheTextAndTheErrorSay holds that the text of an error is
// not overruled by the cause that its code usually has, and that the error's
// name is enough where it says enough.
func TestRejected_ReadsWhatTheTextAndTheErrorSay(t *testing.T) {
	for _, test := range []struct {
		name, oauth string
		codes       string
		text        string
		phase       phase
		field       account.Field
		elsewhere   bool
		says        string
	}{
		{"a tenant that is not known", "invalid_tenant", "", "", phaseTenant, "tenantId", false, "does not know this tenant"},
		{"a tenant that is not known, at the token", "invalid_tenant", "", "", phaseToken, "tenantId", false, "does not know this tenant"},
		{"a client that is not accepted", "invalid_client", "", "", phaseToken, "clientSecret", false, "does not accept this client secret"},
		{"an app that may not", "unauthorized_client", "", "", phaseToken, "clientId", false, "no app with this client ID"},
		{"a scope", "invalid_scope", "", "", phaseToken, "", true, "permissions in a form"},
		{"a resource", "invalid_resource", "", "", phaseToken, "cloud", true, "Microsoft Graph"},
		{"a policy", "access_denied", "", "", phaseToken, "", true, "forbids"},
		{"a name that says nothing", "invalid_request", "", "", phaseToken, "", false, "does not know"},
		{"the client ID in the text", "invalid_client", "", "AADSTS70002: The client_id is not valid.", phaseToken, "clientId", false, "client ID"},
		{"the client ID in the text alone", "invalid_client", "", "Bad client_id", phaseToken, "clientId", false, "client ID"},
		{"a public client by its text", "invalid_client", "7000215", "AADSTS7000215: The request requires a confidential client.", phaseToken, "clientId", false, "public client"},
		{"an expired secret by its text", "invalid_client", "12345", "AADSTS12345: The provided client secret keys are expired.", phaseToken, "clientSecret", false, "has expired"},
		{"a policy by its text", "invalid_grant", "12345", "Blocked by Conditional Access.", phaseToken, "", true, "Conditional Access"},
		{"a code before the name", "invalid_client", "7000112", "AADSTS7000112: Application is disabled.", phaseToken, "", true, "disabled"},
	} {
		t.Run(test.name, func(t *testing.T) {
			body := fmt.Sprintf(`{"error":%q,"error_description":%q,"error_codes":[%s]}`, test.oauth, test.text, test.codes)
			_, got := classify(said(401, body), question{phase: test.phase, host: "h"})
			if got == nil || got.kind != account.KindRejected || got.field != test.field || got.elsewhere != test.elsewhere ||
				!strings.Contains(got.cause, test.says) {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestRejected_SaysWhereANewSecretMayOnlyNeedTime(t *testing.T) {
	for _, c := range []struct {
		code    int
		looksID bool
		tooNew  bool
	}{{7000215, false, true}, {7000215, true, false}, {7000222, false, false}} {
		body := fmt.Sprintf(`{"error":"invalid_client","error_codes":[%d]}`, c.code)
		if _, got := classify(said(401, body), question{phase: phaseToken, secretLooksLikeID: c.looksID}); got.tooNew != c.tooNew {
			t.Errorf("%+v: time would help: %v", c, got.tooNew)
		}
	}
}

func TestRejected_DoesNotTakeAnExpiredSecretForItsID(t *testing.T) {
	q := question{phase: phaseToken, secretLooksLikeID: true}
	for body, says := range map[string]string{
		`{"error":"invalid_client","error_codes":[7000215]}`:                                        "looks like a secret's ID",
		`{"error":"invalid_client"}`:                                                                "looks like a secret's ID",
		`{"error":"invalid_client","error_codes":[7000222]}`:                                        "has expired",
		`{"error":"invalid_client","error_description":"The client secret keys are expired."}`:      "has expired",
		`{"error":"unauthorized_client","error_codes":[700016]}`:                                    "no app with this client ID",
		`{"error":"invalid_client","error_codes":[700025],"error_description":"Client is public."}`: "public client",
	} {
		if _, got := classify(said(401, body), q); !strings.Contains(got.cause, says) {
			t.Errorf("%s: %q", body, got.cause)
		}
	}
}

func TestOAuthError_KeepsEveryCode(t *testing.T) {
	for _, test := range []struct {
		body, code, message string
	}{
		{`{"error":"invalid_client","error_description":"AADSTS7000215: No.","error_codes":[7000215]}`, "AADSTS7000215", "No."},
		{`{"error":"invalid_client","error_description":"AADSTS700016: No.","error_codes":[7000215]}`, "AADSTS7000215", "No. (Microsoft also names AADSTS700016.)"},
		{`{"error":"invalid_client","error_description":"AADSTS700016: No.","error_codes":[12345]}`, "AADSTS700016", "No. (Microsoft also names AADSTS12345.)"},
		{`{"error":"invalid_client","error_description":"No.","error_codes":[12345,12346,7000222]}`, "AADSTS7000222", "No. (Microsoft also names AADSTS12345, AADSTS12346.)"},
		{`{"error":"invalid_client","error_description":"AADSTS50000: No. See AADSTS50001.","error_codes":[50000]}`, "AADSTS50000", "No. See AADSTS50001. (Microsoft also names AADSTS50001.)"},
		{`{"error":"invalid_client","error_codes":[0,-1,"x",null]}`, "invalid_client", "invalid_client"},
		{`{"error":"invalid_client","error_codes":[12345],"error_description":"AADSTS12346: No."}`, "AADSTS12345", "No. (Microsoft also names AADSTS12346.)"},
	} {
		got, is := said(401, test.body).oauthError()
		if !is || got.code() != test.code || got.text() != test.message {
			t.Errorf("%s: code %q, text %q", test.body, got.code(), got.text())
		}
	}
}

func TestClassify_TakesOnlyATextForAnOAuthError(t *testing.T) {
	for _, body := range []string{
		`{"error":{"code":"not_found"}}`, `{"error":{"code":"Forbidden","message":"no"}}`, `{"error":7}`, `{"error":["invalid_client"]}`,
		`{"error":null}`, `{"error":""}`, `{"error":" \u0000"}`, `{"errors":"invalid_client"}`, `{"Error":{"code":"x"}}`,
	} {
		for _, p := range []phase{phaseTenant, phaseToken} {
			_, got := classify(said(403, body), question{phase: p, host: "h"})
			if got == nil || got.kind != account.KindUnreachable || got.field != "" || !strings.Contains(got.cause, "HTTP 403") {
				t.Errorf("%s: %+v", body, got)
			}
		}
	}
}

func TestClassify_TellsStatusesApart(t *testing.T) {
	for _, test := range []struct {
		status int
		says   string
	}{
		{200, ""},
		{201, ""},
		{202, "HTTP 202"},
		{299, "HTTP 299"},
		{300, "was redirected"},
		{307, "was redirected"},
		{399, "was redirected"},
		{400, "HTTP 400"},
		{407, "wants a sign-in"},
		{428, "says nothing about the credentials (HTTP 428)"},
		{429, "too many requests"},
		{499, "says nothing about the credentials (HTTP 499)"},
		{500, "cannot answer at the moment (HTTP 500)"},
		{510, "cannot answer at the moment (HTTP 510)"},
		{511, "wants a sign-in"},
		{599, "cannot answer at the moment (HTTP 599)"},
	} {
		object, got := classify(said(test.status, `{"a":"b"}`), question{host: "h"})
		if test.says == "" && (got != nil || jsonText(object["a"]) != "b") ||
			test.says != "" && (got == nil || object != nil || got.kind != account.KindUnreachable || !strings.Contains(got.cause, test.says)) {
			t.Errorf("status %d: %v, %+v", test.status, object, got)
		}
	}
}

func TestClassify_TellsANetworksSignInFromAFault(t *testing.T) {
	_, got := classify(said(511, "<html></html>"), question{host: "h"})
	if got.kind != account.KindUnreachable || !strings.Contains(got.cause, "HTTP 511") || !strings.Contains(got.advice, "browser") {
		t.Errorf("%+v", got)
	}
}

func TestUnavailable_TellsTheWaitInWordsAndAsData(t *testing.T) {
	for _, status := range []int{429, 503, 500} {
		a := said(status, `{"error":"temporarily_unavailable"}`)
		a.header.Set("Retry-After", "90")
		_, got := classify(a, question{host: "h"})
		var result account.Result
		got.fill(&result)
		if result.RetryAfter != 90*time.Second || result.Advice != "Wait 2 minutes, then test again." {
			t.Errorf("status %d: wait %v, %q", status, result.RetryAfter, result.Advice)
		}
	}
	const trace, other = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
	for body, want := range map[string]string{
		"": other, "{}": other, `{"error":"server_error","trace_id":"` + trace + `"}`: trace, `{"error":"server_error"}`: other,
	} {
		a := said(503, body)
		a.header.Set("X-Ms-Request-Id", other)
		if _, got := classify(a, question{host: "h"}); got.said.trace != want {
			t.Errorf("%s: trace %q, want %q", body, got.said.trace, want)
		}
	}
	_, got := classify(said(429, ""), question{host: "h"})
	if got.retryAfter != 0 || !strings.Contains(got.advice, "a few minutes") {
		t.Errorf("without a wait: %+v", got)
	}
}

// TestClassify_EndsEveryKnownCodeAsItsRowSays walks the table of advice.
func TestClassify_EndsEveryKnownCodeAsItsRowSays(t *testing.T) {
	fields := map[advice.Points]account.Field{
		advice.Tenant: "tenantId", advice.Client: "clientId", advice.Secret: "clientSecret", advice.Cloud: "cloud",
	}
	for _, entry := range advice.Entries() {
		body := fmt.Sprintf(`{"error":"invalid_request","error_codes":[%d]}`, entry.Code)
		_, got := classify(said(400, body), question{phase: phaseToken})
		if entry.Points == advice.Service {
			if got.kind != account.KindUnreachable || got.field != "" {
				t.Errorf("AADSTS%d: %s, field %q", entry.Code, got.kind, got.field)
			}
			continue
		}
		vendors := entry.Points == advice.Tenant || entry.Points == advice.Client || entry.Points == advice.Secret
		if got.kind != account.KindRejected || got.field != fields[entry.Points] || got.elsewhere == vendors {
			t.Errorf("AADSTS%d: %s, field %q, elsewhere %v", entry.Code, got.kind, got.field, got.elsewhere)
		}
	}
}

func TestRejected_OffersTheCloudThatTheTextNames(t *testing.T) {
	for _, test := range []struct {
		text     string
		code     int
		from, to account.Cloud
	}{
		{"sign in at https://login.microsoftonline.us", 900382, account.CloudGlobal, account.CloudUSGov},
		{"the tenant is in login.partner.microsoftonline.cn", 90038, account.CloudGlobal, account.CloudChina},
		{"use login.microsoftonline.com", 900432, account.CloudUSGov, account.CloudGlobal},
		{"wrong endpoint", 900440, account.CloudUSGov, account.CloudGlobal},
		{"wrong endpoint", 900440, account.CloudGlobal, ""},
		{"wrong endpoint", 90038, account.CloudGlobal, ""},
	} {
		body := fmt.Sprintf(`{"error":"invalid_request","error_description":%q,"error_codes":[%d]}`, test.text, test.code)
		_, got := classify(said(400, body), question{account: account.Account{Cloud: test.from}})
		if got.cloud != test.to || got.field != account.FieldCloud {
			t.Errorf("%q from %s: cloud %q, field %q", test.text, test.from, got.cloud, got.field)
		}
	}
}

func TestPlainDescription_IsWithoutIDs(t *testing.T) {
	const trace, correlation = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
	for _, tail := range []string{
		" Trace ID: " + trace + " Correlation ID: " + correlation + " Timestamp: 2026-11-20 08:15:30Z",
		"\r\nTrace ID: " + trace + "\r\nCorrelation ID: " + correlation + "\r\nTimestamp: 2026-11-20 08:15:30Z",
		" trace id: " + trace,
		"",
	} {
		if got := plainDescription("AADSTS7000215: Invalid secret. Send the value." + tail); got != "Invalid secret. Send the value." {
			t.Errorf("with %q: %q", tail, got)
		}
	}
	if got := plainDescription("A Timestamp: is no time here"); got != "A Timestamp: is no time here" {
		t.Errorf("a word of the text was cut: %q", got)
	}
}

func TestOAuthError_TakesIDsFromTheFieldsOrElseFromTheText(t *testing.T) {
	const one, two = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
	got, is := said(400, `{"error":"x","error_description":"AADSTS1: No. Trace ID: `+one+` Correlation ID: `+two+` Timestamp: x",
		"timestamp":"2026-11-20 08:15:30Z"}`).oauthError()
	if !is || got.trace != one || got.correlation != two || got.timestamp != "2026-11-20T08:15:30Z" {
		t.Errorf("%+v", got)
	}
	atTheEnd := said(400, `{"error":"x","error_description":"No. Correlation ID: `+two+`"}`)
	if got, _ := atTheEnd.oauthError(); got.correlation != two {
		t.Errorf("%+v", got)
	}
	elsewhere := said(400, `{"error":"x","trace_id":"nonsense","timestamp":"nonsense"}`)
	elsewhere.header = http.Header{"Date": {"Fri, 20 Nov 2026 08:15:31 GMT"}, "X-Ms-Request-Id": {two}}
	if got, _ := elsewhere.oauthError(); got.trace != two || got.timestamp != "2026-11-20T08:15:31Z" {
		t.Errorf("%+v", got)
	}
}

func TestWaitInWords_SaysRetryAfterInItsGreatestUnit(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]string{
		"1": "1 second", "59": "59 seconds", "60": "1 minute", "61": "2 minutes", "120": "2 minutes", "3600": "1 hour", "3599": "1 hour", "5400": "90 minutes", "7200": "2 hours", "9000": "3 hours", "82799": "23 hours", "82800": "23 hours", "82801": "1 day", "86399": "1 day",
		"Sun, 22 Nov 2026 12:05:00 GMT": "5 minutes", "999999": "1 day",
		"": "", "0": "", "-5": "", "soon": "", "Sun, 22 Nov 2026 11:00:00 GMT": "", "99999999999999999999": "",
	} {
		a := said(429, "")
		a.header.Set("Retry-After", value)
		a.header.Set("Date", now.Format(http.TimeFormat))
		got := ""
		if wait := a.retryAfter(); wait > 0 {
			got = waitInWords(wait)
		}
		if got != want {
			t.Errorf("Retry-After %q: %q, want %q", value, got, want)
		}
	}
}

func TestClockOffset_IsTheServersLessOurs(t *testing.T) {
	at := time.Date(2026, 11, 22, 12, 0, 0, 900_000_000, time.UTC)
	for _, seconds := range []int{0, 1, -1, 420, -86400} {
		a := answer{header: http.Header{}, at: at}
		a.header.Set("Date", at.Add(time.Duration(seconds)*time.Second).Format(http.TimeFormat))
		if got, known := a.clockOffset(); !known || got != time.Duration(seconds)*time.Second {
			t.Errorf("%d s off is seen as %v, %v", seconds, got, known)
		}
	}
	if _, known := (answer{header: http.Header{"Date": {"yesterday"}}}).clockOffset(); known {
		t.Error("a date that is none is believed")
	}
}

func TestFailed_HasASentenceForEachFailure(t *testing.T) {
	wrap := func(err error) error { return &url.Error{Op: "Get", Err: &net.OpError{Op: "dial", Err: err}} }
	for _, test := range []struct {
		name   string
		err    error
		traced traced
		want   string
	}{
		{"not found", wrap(&net.DNSError{IsNotFound: true}), traced{step: stepName}, "name-not-found"},
		{"name server", wrap(&net.DNSError{IsTimeout: true}), traced{step: stepName}, "name-service"},
		{"refused", wrap(refusedErrnos[0]), traced{step: stepConnect}, "refused"},
		{"no route", wrap(noRouteErrnos[0]), traced{step: stepConnect}, "no-route"},
		{"host down", wrap(noRouteErrnos[1]), traced{step: stepConnect}, "no-route"},
		{"system's time-out", wrap(timeoutErrnos[0]), traced{step: stepConnect}, "timeout-connect"},
		{"reset", wrap(resetErrnos[0]), traced{step: stepTLS}, "dropped"},
		{"an alert in TLS", errors.New("remote error: tls: handshake failure"), traced{step: stepTLS}, "no-tls"},
		{"no HTTP", errors.New("net/http: HTTP/1.x transport connection broken: malformed HTTP response"), traced{step: stepAnswer}, "not-http"},
		{"anything", errors.New("x"), traced{step: stepConnect}, "failed"},
		{"an unknown number", wrap(syscall.Errno(12345)), traced{step: stepAnswer}, "failed"},
		{"proxy not found", wrap(&net.DNSError{IsNotFound: true}), traced{step: stepName, proxy: "http://p"}, "proxy"},
		{"proxy's address", fmt.Errorf("x: %w", errProxyAddress), traced{}, "proxy-address"},
		{"late name", context.DeadlineExceeded, traced{step: stepName}, "timeout-name"},
		{"late connection", context.DeadlineExceeded, traced{step: stepConnect}, "timeout-connect"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := failed(context.Background(), test.err, "login.example", test.traced)
			want := texts.Of("entra.cause."+test.want, "host", "login.example", "proxy", test.traced.proxy)
			if got.kind != account.KindUnreachable || got.cause != want {
				t.Errorf("%s: %q, want %q", got.kind, got.cause, want)
			}
		})
	}
}

func TestClean_LeavesOneLineThatCanBeShown(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                       "plain",
		"  two\r\n\tlines  ":          "two lines",
		"\x1b[31mred\x1b[0m":          "red",
		"\x1b]0;title\x07after":       "after",
		"\x1b]8;;https://x\x1b\\link": "link",
		"bell\x07 null\x00":           "bell null",
		"\u202eabc\u2066":             "abc",
		"zero\u200bwidth":             "zerowidth",
		"bad\xff\xfeutf8":             "badutf8",
		"\u009b31mred":                "31mred",
		"ünïcödé ✓":                   "ünïcödé ✓",
		"123456789012345678901":       "1234567890123456789…",
		"12345678901234567890":        "12345678901234567890",
	} {
		if got := clean(in, 20); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIntercepted_SeesWhatStandsInBetween(t *testing.T) {
	for _, test := range []struct {
		status      int
		body, title string
		intercepted bool
	}{
		{200, `{"a":1}`, "an object", false},
		{299, `{"a":1}`, "an object, at whatever status of success", false},
		{200, ``, "nothing", true},
		{200, `<html>`, "a page", true},
		{300, `{"a":1}`, "a redirect", true},
		{302, ``, "a redirect", true},
		{399, ``, "a redirect", true},
		{400, `{"error":"invalid_tenant"}`, "an error about the tenant that was not asked for", false},
		{400, ``, "an error of Graph", false},
		{401, ``, "an error of Graph", false},
		{403, `<html>`, "a page that blocks", true},
		{404, `x`, "an error in words", false},
		{407, ``, "a proxy", true},
		{429, ``, "too many requests", true},
		{499, `{}`, "an error", false},
		{500, `{}`, "a fault", true},
		{503, ``, "a fault", true},
		{511, ``, "a network", true},
	} {
		if got := intercepted(said(test.status, test.body), question{host: "h"}); (got != nil) != test.intercepted {
			t.Errorf("%d, %s: %+v", test.status, test.title, got)
		}
	}
}

func TestFailed_NamesTheCertificateThatIsOver(t *testing.T) {
	hour := time.Hour
	leaf := &x509.Certificate{NotBefore: time.Now().Add(-hour), NotAfter: time.Now().Add(hour)}
	between := &x509.Certificate{NotBefore: time.Now().Add(-3 * hour), NotAfter: time.Date(2020, 1, 2, 3, 4, 0, 0, time.Local)}
	future := &x509.Certificate{NotBefore: time.Date(2099, 1, 2, 3, 4, 0, 0, time.Local), NotAfter: time.Date(2100, 1, 2, 3, 4, 0, 0, time.Local)}
	for _, test := range []struct {
		at   *x509.Certificate
		says string
	}{
		{between, "was valid until 2020-01-02 03:04"},
		{future, "is valid only from 2099-01-02 03:04"},
		{nil, "was valid until " + leaf.NotAfter.Local().Format("2006-01-02 15:04")},
	} {
		err := &tls.CertificateVerificationError{
			UnverifiedCertificates: []*x509.Certificate{leaf},
			Err:                    x509.CertificateInvalidError{Cert: test.at, Reason: x509.Expired},
		}
		if got := failed(t.Context(), err, "h", traced{step: stepTLS}); !strings.Contains(got.cause, test.says) {
			t.Errorf("%q does not say %q", got.cause, test.says)
		}
	}
	for says, err := range map[string]error{
		"was issued by": &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: x509.NotAuthorizedToSign}},
		"was made for another host, one.example, two.example, 10.0.0.1; it was issued by “an authority without a name”": &tls.CertificateVerificationError{
			UnverifiedCertificates: []*x509.Certificate{{
				DNSNames: []string{"one.example", "two.example"}, IPAddresses: []net.IP{net.IPv4(10, 0, 0, 1), net.IPv4(10, 0, 0, 2)},
			}},
			Err: x509.HostnameError{Certificate: &x509.Certificate{}, Host: "h"},
		},
		"was made for another host, Name": &tls.CertificateVerificationError{
			UnverifiedCertificates: []*x509.Certificate{{Subject: pkix.Name{CommonName: "Name"}}},
			Err:                    x509.HostnameError{Certificate: &x509.Certificate{}, Host: "h"},
		},
	} {
		if got := failed(t.Context(), err, "h", traced{step: stepTLS}); !strings.Contains(got.cause, says) {
			t.Errorf("%q does not say %q", got.cause, says)
		}
	}
}

func TestProxyChoice_FollowsTheSettingsOfWindows(t *testing.T) {
	for _, test := range []struct {
		name             string
		enabled          bool
		server, override string
		host             string
		proxied          string
	}{
		{"off", false, "proxy.example:8080", "", "login.microsoftonline.com", ""},
		{"one for all", true, "proxy.example:8080", "", "login.microsoftonline.com", "http://proxy.example:8080"},
		{"one for https", true, "http=a.example:1;https=b.example:2", "", "login.microsoftonline.com", "http://b.example:2"},
		{"none for https", true, "http=a.example:1", "", "login.microsoftonline.com", ""},
		{"a host that bypasses", true, "p.example:1", "*.microsoftonline.com", "login.microsoftonline.com", ""},
		{"another host that bypasses", true, "p.example:1", "*.contoso.com; 10.*", "login.microsoftonline.com", "http://p.example:1"},
		{"local names", true, "p.example:1", "<local>", "intranet", ""},
		{"local names do not hold dots", true, "p.example:1", "<local>", "login.microsoftonline.com", "http://p.example:1"},
		{"an override with a scheme", true, "p.example:1", "https://login.microsoftonline.com", "login.microsoftonline.com", ""},
		{"an override with blanks", true, "p.example:1", "<local> *.contoso.com\tlogin.microsoftonline.com", "login.microsoftonline.com", ""},
		{"an override with the port", true, "p.example:1", "login.microsoftonline.com:443", "login.microsoftonline.com", ""},
		{"an override with another port", true, "p.example:1", "login.microsoftonline.com:80", "login.microsoftonline.com", "http://p.example:1"},
		{"an override with the port that is asked", true, "p.example:1", "*:8443", "login.example:8443", ""},
		{"a list with blanks", true, "http=a.example:1 https=b.example:2", "", "login.microsoftonline.com", "http://b.example:2"},
		{"two for all", true, "a.example:1;b.example:2", "", "login.microsoftonline.com", "http://a.example:1"},
		{"a list that ends in nothing", true, "a.example:1;", "", "login.microsoftonline.com", "http://a.example:1"},
		{"one for ftp, and one for the rest", true, "ftp=f.example:21;a.example:1", "", "login.microsoftonline.com", "http://a.example:1"},
		{"a pattern that is none", true, "p.example:1", "[", "login.microsoftonline.com", "http://p.example:1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			settings := parseProxySettings(test.enabled, test.server, test.override, "")
			choice, err := newProxyChoice(func(string) string { return "" }, settings)
			if err != nil {
				t.Fatal(err)
			}
			got, err := choice.to(&url.URL{Scheme: "https", Host: test.host})
			if err != nil {
				t.Fatal(err)
			}
			if shown := MaskProxy(got); shown != test.proxied {
				t.Errorf("proxy %q, want %q", shown, test.proxied)
			}
		})
	}
}

func TestProxyChoice_PutsHTTPSProxyBeforeTheSystemsSettings(t *testing.T) {
	settings := parseProxySettings(true, "system.example:1", "", "http://wpad/wpad.dat")
	if settings.script != "http://wpad/wpad.dat" {
		t.Errorf("script %q", settings.script)
	}
	lookup := func(name string) string { return map[string]string{"HTTPS_PROXY": "own.example:2"}[name] }
	choice, err := newProxyChoice(lookup, settings)
	if err != nil {
		t.Fatal(err)
	}
	got, err := choice.to(&url.URL{Scheme: "https", Host: "login.microsoftonline.com"})
	if err != nil || MaskProxy(got) != "http://own.example:2" {
		t.Errorf("proxy %v, error %v", got, err)
	}
}

func TestTester_NamesAProxyScriptWhereTheNetworkFails(t *testing.T) {
	options := Options{Authority: "https://127.0.0.1:1", ProxyScript: "http://wpad/wpad.dat"}
	credentials := account.Credentials{Secret: "x"}
	credentials.Account.TenantID = "tenant.example"
	got := New(options).Test(t.Context(), credentials, nil)
	if got.Kind != account.KindUnreachable || !strings.Contains(got.Advice, "automatic configuration script") {
		t.Errorf("%s: %s", got.Kind, got.Advice)
	}
}

func TestTester_SurvivesAPanicBelow(t *testing.T) {
	options := Options{Authority: "https://127.0.0.1:1", Proxy: func(*url.URL) (*url.URL, error) { panic("s3cret") }}
	credentials := account.Credentials{Secret: "x"}
	credentials.Account.TenantID = "tenant.example"
	got := New(options).Test(t.Context(), credentials, nil)
	if got.Kind != account.KindUnreachable || strings.Contains(fmt.Sprintf("%+v", got), "s3cret") {
		t.Errorf("%+v", got)
	}
}

func FuzzClassify(f *testing.F) {
	for _, body := range []string{
		`{"error":"invalid_client","error_description":"AADSTS7000215: x Trace ID: y","error_codes":[7000215],"timestamp":"2026-11-20 08:15:30Z"}`,
		`{"error":{"code":"x","message":"y"}}`, `{"issuer":"a","authorization_endpoint":"b","token_endpoint":"c","tenant_region_scope":"USGov"}`,
		`{"access_token":"x"}`, `<html><title>x</title></html>`, `{"error":"server_error"}`, `[]`, `null`, ``, "\xef\xbb\xbf{}", "\x1b[31m<a",
	} {
		for _, status := range []int{200, 302, 400, 401, 407, 429, 503} {
			f.Add(status, []byte(body), "text/html", "120")
		}
	}
	f.Fuzz(func(t *testing.T, status int, body []byte, contentType, retryAfter string) {
		a := answer{status: status, body: body, whole: true, at: time.Now(), header: http.Header{
			"Content-Type": {contentType}, "Retry-After": {retryAfter}, "Location": {string(body)}, "X-Ms-Request-Id": {string(body)},
		}}
		for _, classified := range []func(answer, question) *outcome{classifyMetadata, classifyToken} {
			got := classified(a, question{host: "h"})
			if got == nil {
				if status != 200 && status != 201 {
					t.Errorf("status %d is good", status)
				}
				continue
			}
			checkOutcome(t, status, got)
		}
	})
}

func checkOutcome(t *testing.T, status int, got *outcome) {
	t.Helper()
	if got.kind != account.KindRejected && got.kind != account.KindUnreachable {
		t.Errorf("kind %q", got.kind)
	}
	if got.kind == account.KindRejected && (status == 429 || status >= 500 || status >= 300 && status < 400) {
		t.Errorf("status %d is a refusal", status)
	}
	if got.kind == account.KindUnreachable && got.field != "" {
		t.Errorf("unreachable blames %q", got.field)
	}
	if got.cause == "" || got.advice == "" {
		t.Errorf("cause %q, advice %q", got.cause, got.advice)
	}
	f := got.said
	for _, shown := range []string{got.cause, got.advice, f.name, f.message, f.trace, f.correlation, f.timestamp} {
		if len([]rune(shown)) > maxMessage {
			t.Errorf("%d characters are shown", len(shown))
		}
		if strings.ContainsFunc(shown, unicode.IsControl) {
			t.Errorf("control characters in %q", shown)
		}
	}
}

func FuzzRolesOf(f *testing.F) {
	f.Add("eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJhIl19.x")
	f.Add("a.b.c")
	f.Add("..")
	f.Fuzz(func(t *testing.T, token string) {
		roles, readable := rolesOf(token, nil)
		if len(roles) > maxRoles || !readable && roles != nil {
			t.Errorf("%d roles, readable %v", len(roles), readable)
		}
		for _, role := range roles {
			if len([]rune(role)) > maxRoleName || strings.ContainsFunc(role, unicode.IsControl) {
				t.Errorf("role %q", role)
			}
		}
	})
}

func FuzzParseOrigin(f *testing.F) {
	for _, seed := range []string{"https://a", "https://a:1/", "https://u:p@a", "http://a", "https://[::1]:1", "https://a?x", "https://a#"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		got, err := parseOrigin(value)
		if err != nil {
			return
		}
		parsed, err := url.Parse(got)
		if err != nil || parsed.Scheme != "https" || parsed.Host == "" || parsed.User != nil || parsed.Path != "" || parsed.RawQuery != "" {
			t.Errorf("%q gives %q", value, got)
		}
		if again, err := parseOrigin(got); err != nil || again != got {
			t.Errorf("%q gives %q, which gives %q, %v", value, got, again, err)
		}
	})
}

func TestOrigin_KnowsThePortOfItsScheme(t *testing.T) {
	for _, test := range []struct {
		origin, address string
		holds           bool
	}{
		{"https://a.example", "https://a.example:443/x", true},
		{"https://a.example:443", "https://A.example/x?y", true},
		{"https://a.example:8443", "https://a.example:8443/", true},
		{"https://a.example", "https://a.example:8443/", false},
		{"https://a.example", "http://a.example/", false},
		{"https://a.example", "http://a.example:443/", false},
		{"http://a.example", "http://a.example:443/", false},
		{"https://a.example", "https://user@a.example/", false},
		{"https://a.example", "https://b.example/", false},
	} {
		address, err := url.Parse(test.address)
		if err != nil {
			t.Fatal(err)
		}
		if got := originAt(test.origin).holds(address); got != test.holds {
			t.Errorf("%s holds %s: %v", test.origin, test.address, got)
		}
	}
}
