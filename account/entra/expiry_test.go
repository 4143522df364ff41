package entra_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/entra"
)

// graph is the practice tenant with a Graph of the test's own.
func graph(t *testing.T, answer http.HandlerFunc) entra.Options {
	t.Helper()
	tenant := start(t, "valid")
	server := httptest.NewUnstartedServer(answer)
	server.Config.ErrorLog = quiet()
	server.StartTLS()
	t.Cleanup(server.Close)
	options := optionsFor(tenant)
	options.Graph = server.URL
	options.Roots.AddCert(server.Certificate())
	return options
}

// telling is a Graph that answers with this status and body.
func telling(t *testing.T, status int, body string) entra.Options {
	return graph(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

// app is an app with secrets, each a hint and an end.
func app(secrets ...string) string {
	list := []string{}
	for i := 0; i < len(secrets); i += 2 {
		list = append(list, fmt.Sprintf(`{"hint":%s,"endDateTime":"%s"}`, secrets[i], secrets[i+1]))
	}
	return `{"id":"33333333-3333-4333-8333-333333333333","appId":"x","passwordCredentials":[` + strings.Join(list, ",") + `]}`
}

func TestExpiry_ComesFromTheSecretWhoseHintMatches(t *testing.T) {
	soon, late := time.Now().Add(40*24*time.Hour).UTC(), time.Now().Add(400*24*time.Hour).UTC()
	past := time.Now().Add(-24 * time.Hour).UTC()
	at := func(end time.Time) string { return end.Format(time.RFC3339) }
	day := func(end time.Time) string { return end.Local().Format(time.DateOnly) }
	for _, test := range []struct {
		name, app, expires string
		status             account.Status
	}{
		{"one", app(`"pra"`, at(late)), day(late), account.StatusPassed},
		{"another before it", app(`"abc"`, at(soon), `"pra"`, at(late)), day(late), account.StatusPassed},
		{"the earliest of several", app(`"pra"`, at(late), `"pra"`, at(soon)), day(soon), account.StatusPassed},
		{"not one that is over", app(`"pra"`, at(past), `"pra"`, at(late)), day(late), account.StatusPassed},
		{"fractions of a second", app(`"pra"`, late.Format("2006-01-02T15:04:05.9999999Z")), day(late), account.StatusPassed},
		{"none matches", app(`"abc"`, at(soon)), "", account.StatusSkipped},
		{"no hint", app(`null`, at(soon)), "", account.StatusSkipped},
		{"an empty hint", app(`""`, at(soon)), "", account.StatusSkipped},
		{"no date", app(`"pra"`, "soon"), "", account.StatusSkipped},
		{"no secrets", app(), "", account.StatusSkipped},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := run(t, telling(t, http.StatusOK, test.app), practice())
			stage := got.Stage(account.StageExpiry)
			if got.Kind != account.KindValid || got.SecretExpires != test.expires || stage.Status != test.status {
				t.Errorf("%s, expires %q, want %q, stage %+v", got.Kind, got.SecretExpires, test.expires, stage)
			}
			if stage.Detail == "" || test.expires != "" && !strings.Contains(stage.Detail, test.expires) {
				t.Errorf("the stage says %q", stage.Detail)
			}
		})
	}
}

func TestExpiry_NeverSpoilsAValidConnection(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		body   string
		ends   account.Status
	}{
		{"not signed in", 401, `{"error":{"code":"InvalidAuthenticationToken"}}`, account.StatusSkipped},
		{"not allowed", 403, `{"error":{"code":"Authorization_RequestDenied"}}`, account.StatusSkipped},
		{"not found", 404, `{"error":{"code":"Request_ResourceNotFound"}}`, account.StatusWarning},
		{"a gateway's not found", 404, `{}`, account.StatusSkipped},
		{"a gateway's page", 404, `<html><title>Filter</title></html>`, account.StatusSkipped},
		{"a gateway's not allowed", 403, `no`, account.StatusSkipped},
		{"a gateway's not allowed in JSON", 403, `{"error":"forbidden"}`, account.StatusSkipped},
		{"throttled", 429, ``, account.StatusWarning},
		{"down", 503, ``, account.StatusWarning},
		{"redirect", 302, ``, account.StatusWarning},
		{"page", 200, `<html></html>`, account.StatusWarning},
		{"truncated", 200, `{"id":"`, account.StatusWarning},
		{"wrong types", 200, `{"id":7,"passwordCredentials":"x"}`, account.StatusWarning},
		{"another object", 200, `{"value":[]}`, account.StatusWarning},
		{"endless", 200, `{"id":"x","a":"` + strings.Repeat("x", 2<<20) + `"}`, account.StatusWarning},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := run(t, telling(t, test.status, test.body), practice())
			stage := got.Stage(account.StageExpiry)
			gateway := strings.HasPrefix(test.name, "a gateway's")
			if !got.OK || got.Kind != account.KindValid || stage.Status != test.ends || stage.Detail == "" ||
				gateway && !strings.Contains(stage.Detail, "Not known") ||
				strings.Contains(test.name, "gateway's page") != strings.Contains(stage.Detail, "“Filter”") {
				t.Errorf("%s, ok %v, stage %+v", got.Kind, got.OK, stage)
			}
		})
	}
	unreachable := optionsFor(start(t, "valid"))
	unreachable.Graph = "https://" + closedPort(t)
	got := run(t, unreachable, practice())
	if stage := got.Stage(account.StageExpiry); !got.OK || stage.Status != account.StatusWarning || !strings.Contains(stage.Detail, "refused") {
		t.Errorf("refused: ok %v, stage %+v", got.OK, stage)
	}
}

func TestExpiry_ChecksTheObjectIDAgainstTheApp(t *testing.T) {
	credentials := practice()
	credentials.Account.ObjectID = "33333333-3333-4333-8333-333333333333"
	if got := run(t, optionsFor(start(t, "valid")), credentials); stages(got) != "sppppp" || got.Field != "" {
		t.Errorf("the right one: stages %s, field %q", stages(got), got.Field)
	}
	credentials.Account.ObjectID = "99999999-9999-4999-8999-999999999999"
	got := run(t, optionsFor(start(t, "valid")), credentials)
	stage := got.Stage(account.StageExpiry)
	if !got.OK || stage.Status != account.StatusWarning || !strings.Contains(stage.Detail, "33333333-") || got.Field != account.FieldObjectID {
		t.Errorf("another one: ok %v, field %q, stage %+v", got.OK, got.Field, stage)
	}
	if got.SecretExpires == "" {
		t.Error("another object ID hides the expiry")
	}
}

func TestExpiry_AsksForTheAppAloneWithTheTokenAlone(t *testing.T) {
	var asked *http.Request
	options := graph(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r
		w.WriteHeader(http.StatusForbidden)
	})
	run(t, options, practice())
	a := practice().Account
	if asked.URL.Path != "/v1.0/applications(appId='"+a.ClientID+"')" || asked.URL.RawQuery != "$select=id,appId,passwordCredentials" {
		t.Errorf("asked for %s", asked.URL)
	}
	if !strings.HasPrefix(asked.Header.Get("Authorization"), "Bearer ey") || asked.Method != http.MethodGet {
		t.Errorf("%s without a token", asked.Method)
	}
}

func TestExpiry_AsksGraphBesideATestServerOnlyIfItIsNamed(t *testing.T) {
	options := optionsFor(start(t, "valid"))
	options.Graph = ""
	got := run(t, options, practice())
	stage := got.Stage(account.StageExpiry)
	if !got.OK || stage.Status != account.StatusSkipped || !strings.Contains(stage.Detail, "TEAMSACCOUNT_GRAPH") {
		t.Errorf("ok %v, stage %+v", got.OK, stage)
	}
}
