package sandbox

import (
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
)

// handle answers as Entra ID and Microsoft Graph do, on both addresses: what
// is asked for is told by the path alone.
func (t *Tenant) handle(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	request := Request{r.Method, r.Host, r.URL.Path}
	if hook := t.note(request); hook != nil {
		hook(r.Context(), request)
	}
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	now := t.playing()
	switch {
	case !plays(host):
		http.Error(w, "unknown host", http.StatusMisdirectedRequest)
	case now.whole != nil:
		now.whole(w, r)
	default:
		t.route(w, r)
	}
}

// route finds what is asked for: /{tenant}/..., or one of the fixed paths.
func (t *Tenant) route(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/")
	tenant, rest, _ := strings.Cut(path, "/")
	switch {
	case path == "common/discovery/instance":
		t.instance(w, r)
	case tenant == "v1.0":
		t.answerGraph(w, r, rest)
	case rest == "v2.0/.well-known/openid-configuration":
		t.metadata(w, r, tenant)
	case rest == "oauth2/v2.0/token":
		t.token(w, r, tenant)
	case rest == "adminconsent":
		writePage(w, http.StatusOK, "Practice tenant: here an administrator consents to the app")
	case rest == "discovery/v2.0/keys":
		writeJSON(w, http.StatusOK, keySet())
	default:
		http.NotFound(w, r)
	}
}

// base is the address under which the client reached the tenant.
func base(r *http.Request) string { return "https://" + r.Host }

// instance answers instance discovery: this host is the one to ask.
func (t *Tenant) instance(w http.ResponseWriter, r *http.Request) {
	asked, err := url.Parse(r.URL.Query().Get("authorization_endpoint"))
	if err != nil || asked.Host == "" {
		malformedTenant.write(w, r)
		return
	}
	tenant, _, _ := strings.Cut(strings.TrimPrefix(asked.Path, "/"), "/")
	writeJSON(w, http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": base(r) + "/" + url.PathEscape(tenant) + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata": []map[string]any{{
			"preferred_network": r.Host, "preferred_cache": r.Host, "aliases": []string{r.Host},
		}},
	})
}

// metadata answers the OpenID metadata of a tenant, in which its cloud is told.
func (t *Tenant) metadata(w http.ResponseWriter, r *http.Request, tenant string) {
	if refused := t.refuseTenant(tenant); refused != nil {
		refused.write(w, r)
		return
	}
	document := metadataOf(base(r))
	change := t.playing().metadata
	if tenant == practiceElse {
		change = elsewhere
	}
	if change != nil {
		if refused := change(document); refused != nil {
			refused.write(w, r)
			return
		}
	}
	writeJSON(w, http.StatusOK, document)
}

// metadataOf returns the metadata of the practice tenant, in the global cloud.
func metadataOf(base string) map[string]any {
	at := base + "/" + practiceTenant
	return map[string]any{
		"token_endpoint":                        at + "/oauth2/v2.0/token",
		"token_endpoint_auth_methods_supported": []string{"client_secret_post"},
		"jwks_uri":                              at + "/discovery/v2.0/keys",
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"issuer":                                at + "/v2.0",
		"authorization_endpoint":                at + "/oauth2/v2.0/authorize",
		"tenant_region_scope":                   "EU",
		"cloud_instance_name":                   "microsoftonline.com",
		"cloud_graph_host_name":                 "graph.windows.net",
		"msgraph_host":                          "graph.microsoft.com",
	}
}

func (t *Tenant) refuseTenant(tenant string) *refusal {
	switch {
	case isPracticeTenant(tenant) || tenant == practiceElse:
		return nil
	case uuid.Validate(tenant) != nil && !strings.Contains(tenant, "."):
		return &malformedTenant
	}
	return &unknownTenant
}

// token checks a client credentials request, in Entra ID's order: the form,
// the tenant, the app, the secret.
func (t *Tenant) token(w http.ResponseWriter, r *http.Request, tenant string) {
	if r.Method != http.MethodPost {
		wrongMethod.write(w, r)
		return
	}
	if err := r.ParseForm(); err != nil {
		http.Error(w, "the form could not be read", http.StatusBadRequest)
		return
	}
	if refused := t.refuseRequest(tenant, r.PostForm); refused != nil {
		refused.write(w, r)
		return
	}
	playing, known := t.playOf(r.PostForm.Get("client_secret"))
	if !known {
		wrongSecret.write(w, r)
		return
	}
	if playing.token != nil {
		if refused := playing.token(t); refused != nil {
			refused.write(w, r)
			return
		}
	}
	if playing.issued != nil {
		playing.issued(w, r)
		return
	}
	t.issue(w, r, playing)
}

func (t *Tenant) refuseRequest(tenant string, form url.Values) *refusal {
	if refused := t.refuseTenant(tenant); refused != nil {
		return refused
	}
	switch {
	case form.Get("grant_type") != "client_credentials":
		return &wrongGrant
	case !strings.EqualFold(form.Get("client_id"), practiceClient):
		return &unknownApp
	case form.Get("client_secret") == "":
		return &noSecret
	case resourceOf(form.Get("scope")) == "":
		return &wrongScope
	}
	return nil
}

// playOf returns what a secret brings: the outcome that is being played, or
// else the one after which a practice secret is named.
func (t *Tenant) playOf(secret string) (play, bool) {
	if forced := t.playing(); forced.name != "" {
		return forced, true
	}
	return playOfSecret(secret)
}

// resourceOf returns the resource of a scope that ends in /.default, or nothing.
func resourceOf(scope string) string {
	first, _, _ := strings.Cut(scope, " ")
	resource, is := strings.CutSuffix(first, "/.default")
	if !is {
		return ""
	}
	return resource
}

// issue answers with a token, in the fields that Entra ID sends.
func (t *Tenant) issue(w http.ResponseWriter, r *http.Request, playing play) {
	token, err := signToken(base(r), resourceOf(r.PostForm.Get("scope")), playing, time.Now())
	if err != nil {
		http.Error(w, "the token could not be signed", http.StatusInternalServerError)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": token,
	})
}
