package entra_test

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/account/entra/sandbox"
)

func TestTester_SendsTheSecretToTheAuthorityAlone(t *testing.T) {
	var reached atomic.Int32
	foreign := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(foreign.Close)
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(plain.Close)
	for name, endpoint := range map[string]string{
		"another port":           foreign.URL + "/token",
		"no encryption":          plain.URL + "/token",
		"another name":           strings.Replace(foreign.URL, "127.0.0.1", "localhost", 1) + "/token",
		"a user in the address":  "https://login.microsoftonline.com@" + strings.TrimPrefix(foreign.URL, "https://"),
		"no address":             "::::",
		"nothing but a path":     "/token",
		"an address of no host":  "https:///token",
		"another scheme at all":  "file:///etc/passwd",
		"a name that looks like": "https://login.microsoftonline.com.elsewhere.invalid/token",
	} {
		t.Run(name, func(t *testing.T) {
			posted := false
			options := imitation(t, func(metadata map[string]any) { metadata["token_endpoint"] = endpoint },
				func(http.ResponseWriter, *http.Request) { posted = true })
			// Trusting the foreign server's certificate must not help it.
			options.Roots.AddCert(foreign.Certificate())
			got := run(t, options, practice())
			if got.Kind != account.KindUnreachable || got.Stage(account.StageToken).Status != account.StatusFailed {
				t.Errorf("%s, stages %s: %s", got.Kind, stages(got), got.Cause)
			}
			if posted || reached.Load() != 0 {
				t.Error("a token request was sent")
			}
		})
	}
}

func TestTester_DoesNotTrustMetadataOfAnotherHost(t *testing.T) {
	posted := false
	options := imitation(t, func(metadata map[string]any) { metadata["issuer"] = "https://login.elsewhere.invalid/x/v2.0" },
		func(http.ResponseWriter, *http.Request) { posted = true })
	got := run(t, options, practice())
	if got.Kind != account.KindUnreachable || posted || !strings.Contains(got.Cause, "another address, login.elsewhere.invalid.") {
		t.Errorf("%s, posted %v: %s", got.Kind, posted, got.Cause)
	}
}

func TestTester_FollowsNoRedirect(t *testing.T) {
	var reached atomic.Int32
	elsewhere := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(elsewhere.Close)
	for _, status := range []int{301, 302, 303, 307, 308} {
		options := imitation(t, nil, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL, status)
		})
		options.Roots.AddCert(elsewhere.Certificate())
		if got := run(t, options, practice()); got.Kind != account.KindUnreachable || reached.Load() != 0 {
			t.Errorf("status %d: %s, followed %d times", status, got.Kind, reached.Load())
		}
	}
}

func TestTester_KeepsTheSecretWhereMetadataNamesAnotherCloud(t *testing.T) {
	for _, test := range []struct {
		key, value string
		cloud      account.Cloud
	}{
		{"cloud_instance_name", "microsoftonline.us", account.CloudUSGov},
		{"msgraph_host", "graph.microsoft.us", account.CloudUSGov},
		{"msgraph_host", "dod-graph.microsoft.us", account.CloudUSGov},
		{"tenant_region_scope", "USGov", account.CloudUSGov},
		{"tenant_region_scope", "USG", account.CloudUSGov},
		{"cloud_instance_name", "partner.microsoftonline.cn", account.CloudChina},
		{"msgraph_host", "microsoftgraph.chinacloudapi.cn", account.CloudChina},
		{"tenant_region_scope", "CN", account.CloudChina},
	} {
		t.Run(test.key+" "+test.value, func(t *testing.T) {
			posted := false
			got := run(t, imitation(t, func(metadata map[string]any) { metadata[test.key] = test.value },
				func(http.ResponseWriter, *http.Request) { posted = true }), practice())
			if got.Kind != account.KindRejected || got.Field != account.FieldCloud || got.Cloud != test.cloud || posted {
				t.Errorf("%s, field %q, cloud %q, posted %v", got.Kind, got.Field, got.Cloud, posted)
			}
		})
	}
}

func TestTester_LearnsNothingFromMetadataOfAPrivateCloud(t *testing.T) {
	for key, value := range map[string]any{
		"cloud_instance_name": "stack.contoso.example", "msgraph_host": 7, "tenant_region_scope": "EU",
	} {
		asked := false
		run(t, imitation(t, func(metadata map[string]any) { metadata[key] = value },
			func(w http.ResponseWriter, _ *http.Request) { asked = true; w.WriteHeader(http.StatusTeapot) }), practice())
		if !asked {
			t.Errorf("%s = %v stopped the test", key, value)
		}
	}
}

func TestTester_AsksForTheScopeOfTheAccountsCloud(t *testing.T) {
	for cloud, want := range map[account.Cloud]string{
		account.CloudGlobal: "https://graph.microsoft.com/.default",
		account.CloudUSGov:  "https://graph.microsoft.us/.default",
		account.CloudChina:  "https://microsoftgraph.chinacloudapi.cn/.default",
	} {
		scope := ""
		credentials := practice()
		credentials.Account.Cloud = cloud
		run(t, imitation(t, nil, func(w http.ResponseWriter, r *http.Request) {
			scope = r.PostFormValue("scope")
			w.WriteHeader(http.StatusTeapot)
		}), credentials)
		if first, _, _ := strings.Cut(scope, " "); first != want {
			t.Errorf("%s: scope %q, want %q", cloud, scope, want)
		}
	}
}

func TestTester_MakesNoMoreRequestsThanMSAL(t *testing.T) {
	bare := start(t, "valid")
	secret, err := confidential.NewCredFromSecret(practice().Secret)
	if err != nil {
		t.Fatal(err)
	}
	client, err := confidential.New(bare.Authority()+"/"+practice().Account.TenantID, practice().Account.ClientID, secret,
		confidential.WithInstanceDiscovery(false), confidential.WithHTTPClient(trusting(bare)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.AcquireTokenByCredential(t.Context(), []string{"https://graph.microsoft.com/.default"}); err != nil {
		t.Fatal(err)
	}
	ours := start(t, "valid")
	options := optionsFor(ours)
	options.Graph = ""
	if got := run(t, options, practice()); got.Kind != account.KindValid || got.Stage(account.StageExpiry).Status != account.StatusSkipped {
		t.Fatalf("%s, stages %s", got.Kind, stages(got))
	}
	if asked(ours) != asked(bare) {
		t.Errorf("ours asks for %q, MSAL for %q", asked(ours), asked(bare))
	}
}

// TestTester_ShowsTheSecretNowhere runs every outcome, and servers that send the
// secret back, and looks for secret and token in all that comes out.
func TestTester_ShowsTheSecretNowhere(t *testing.T) {
	var logged strings.Builder
	before := log.Writer()
	log.SetOutput(&logged)
	t.Cleanup(func() { log.SetOutput(before) })

	const secret = "Sup3r~practice.secret_that-nobody-may-see"
	echo := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			_, _ = fmt.Fprintf(w, body, r.PostFormValue("client_secret"))
		}
	}
	servers := map[string]entra.Options{
		"in a refusal": imitation(t, nil, echo(401, `{"error":"invalid_client","error_description":"AADSTS7000215: your secret %s is wrong","correlation_id":"x"}`)),
		"as the error": imitation(t, nil, echo(401, `{"error":"%s"}`)),
		"in a page":    imitation(t, nil, echo(200, `<html><title>%s</title></html>`)),
		"in a token":   imitation(t, nil, echo(200, `{"access_token":"%s","expires_in":3599}`)),
		"in broken":    imitation(t, nil, echo(200, `{"access_token":"%s`)),
		"in a redirect": imitation(t, nil, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://"+r.PostFormValue("client_secret"), http.StatusFound)
		}),
	}
	for _, outcome := range sandbox.Outcomes() {
		if outcome.Name != "no-answer" {
			servers[outcome.Name] = optionsFor(start(t, outcome.Name))
		}
	}
	for name, options := range servers {
		t.Run(name, func(t *testing.T) {
			credentials := practice()
			credentials.Secret = secret
			var said strings.Builder
			tester := entra.New(options)
			got := tester.Test(t.Context(), credentials, func(stage account.Stage) { fmt.Fprintf(&said, "%+v %#v", stage, stage) })
			encoded, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&said, "%v %+v %#v %s %+v %#v %v %+v", got, got, got, encoded, tester, tester, credentials, credentials)
			for _, hidden := range []string{secret, secret[:16], "eyJ"} {
				if strings.Contains(said.String(), hidden) {
					t.Errorf("%q shows in %s", hidden, said.String())
				}
			}
		})
	}
	if strings.Contains(logged.String(), secret) {
		t.Error("the secret was logged")
	}
}

func TestTester_ShowsHostileAnswersClean(t *testing.T) {
	long := strings.Repeat("long ", 30_000)
	for name, body := range map[string]string{
		"escape sequences": `{"error":"invalid_client","error_description":"AADSTS7000215: \u001b[31mred\u001b[0m \u0007bell\u001b]0;title\u0007 \u202eturned\r\nlines"}`,
		"much text":        `{"error":"` + long + `","error_description":"` + long + `","trace_id":"` + long + `","timestamp":"` + long + `"}`,
		"wrong types":      `{"error":"invalid_client","error_description":{"a":1},"error_codes":"x","trace_id":7,"correlation_id":[],"timestamp":false}`,
		"odd codes":        `{"error":"invalid_client","error_codes":[-1,1e400,99999999999999999999,"AADSTS1",null,{}]}`,
		"not UTF-8":        "{\"error\":\"invalid_client\",\"error_description\":\"\xff\xfe\"}",
	} {
		t.Run(name, func(t *testing.T) {
			got := run(t, imitation(t, nil, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(http.StatusUnauthorized)
				_, _ = io.WriteString(w, body)
			}), practice())
			if got.Kind != account.KindRejected {
				t.Errorf("%s: %s", got.Kind, got.Cause)
			}
			encoded, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			if len(encoded) > 20_000 {
				t.Errorf("the result has %d bytes", len(encoded))
			}
			for _, field := range []string{got.Message, got.Code, got.TraceID, got.CorrelationID, got.Timestamp, got.Cause, got.Advice} {
				if strings.ContainsFunc(field, func(r rune) bool { return r < ' ' || r >= 0x7f && r <= 0x9f || r == 0x202e || r == '\uFFFD' }) {
					t.Errorf("control characters in %q", field)
				}
			}
		})
	}
}

func TestTester_AcceptsATokenOfAnotherForm(t *testing.T) {
	got := run(t, imitation(t, nil, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"access_token":"opaque","token_type":"Bearer","expires_in":"3599"}`)
	}), practice())
	if got.Kind != account.KindValid || got.Stage(account.StagePermissions).Status != account.StatusSkipped || len(got.Permissions.Missing) != 0 {
		t.Errorf("%s, stages %s, permissions %+v", got.Kind, stages(got), got.Permissions)
	}
}

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

// trusting is an ordinary client that trusts the practice tenant.
func trusting(tenant *sandbox.Tenant) *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: tenant.Roots()}}}
}

// imitation is a server that gives sound metadata and leaves the token request
// to the test. change may spoil the metadata.
func imitation(t *testing.T, change func(metadata map[string]any), token http.HandlerFunc) entra.Options {
	t.Helper()
	return webServer(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			token(w, r)
			return
		}
		tenant, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		base := "https://" + r.Host + "/" + tenant
		metadata := map[string]any{
			"issuer":                 base + "/v2.0",
			"authorization_endpoint": base + "/oauth2/v2.0/authorize",
			"token_endpoint":         base + "/oauth2/v2.0/token",
		}
		if change != nil {
			change(metadata)
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(metadata)
	})
}
