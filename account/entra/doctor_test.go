package entra_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/entra"
)

func TestDoctor_LooksAtTheWayWithoutASecret(t *testing.T) {
	tenant := start(t, "valid")
	got := entra.Doctor(t.Context(), optionsFor(tenant), account.CloudGlobal)
	if !got.Reached() || got.Host != signInHost(tenant) || got.Issuer != "Practice tenant CA, Practice" {
		t.Errorf("%+v", got)
	}
	if !slices.Contains(got.Addresses, "127.0.0.1") || got.ResolveErr != "" {
		t.Errorf("addresses %v, %q", got.Addresses, got.ResolveErr)
	}
	if !got.ClockKnown || got.ClockOffset.Abs() > time.Minute {
		t.Errorf("clock %v, known %v", got.ClockOffset, got.ClockKnown)
	}
	requests := tenant.Requests()
	if len(requests) != 1 || requests[0].Method != http.MethodGet || !strings.HasPrefix(requests[0].Path, "/common/") {
		t.Errorf("requests %+v", requests)
	}
	graph, asked := entra.DoctorGraph(t.Context(), optionsFor(tenant), account.CloudGlobal)
	if !asked || !graph.Reached() {
		t.Errorf("Graph: asked %v, %+v", asked, graph)
	}
}

func TestDoctor_SaysWhatStandsInTheWay(t *testing.T) {
	for outcome, says := range map[string]string{
		"untrusted-certificate": "Practice TLS inspection",
		"expired-certificate":   "was valid until",
		"captive-portal":        "Practice Hotel",
		"redirect":              "portal.elsewhere.invalid",
		"unavailable":           "HTTP 503",
		"unreachable":           "dropped",
	} {
		got := entra.Doctor(t.Context(), optionsFor(start(t, outcome)), account.CloudGlobal)
		if got.Reached() || !strings.Contains(got.Cause, says) || got.Advice == "" {
			t.Errorf("%s: %+v", outcome, got)
		}
	}
	proxied := fromEnvironment(t, map[string]string{"HTTPS_PROXY": "http://ana:s3cret@" + startProxy(t, 407, "").address})
	if got := entra.Doctor(t.Context(), proxied, account.CloudUSGov); !strings.Contains(got.Cause, "407") ||
		!strings.Contains(got.Proxy, "ana:***@") || got.Host != "login.microsoftonline.us" {
		t.Errorf("behind a proxy: %+v", got)
	}
	if _, asked := entra.DoctorGraph(t.Context(), entra.Options{Authority: "https://localhost:1"}, account.CloudGlobal); asked {
		t.Error("Graph was asked although only a test server is set")
	}
}
