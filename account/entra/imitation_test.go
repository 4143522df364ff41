package entra_test

import (
	"crypto/tls"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"strings"
	"testing"

	"teamsaccount/account/entra"
	"teamsaccount/account/entra/sandbox"
)

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
