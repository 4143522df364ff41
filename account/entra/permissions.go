package entra

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"

	"teamsaccount/account"
	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
)

// Limits of the permissions that are read from a token.
const (
	maxRoles    = 500
	maxRoleName = 120
)

// comparePermissions runs the stage permissions: what the token carries
// against what is needed.
func (r *run) comparePermissions(token string) {
	roles, readable := rolesOf(token, r.masker)
	r.result.Permissions.Granted = append(r.result.Permissions.Granted, roles...)
	if !readable {
		// Microsoft may change the form of its tokens at any time.
		r.stages.end(account.StatusSkipped, texts.Of("entra.stage.permissions-unreadable"))
		return
	}
	names := []string{}
	for _, permission := range advice.Missing(roles) {
		names = append(names, permission.Name)
	}
	r.result.Permissions.Missing = append(r.result.Permissions.Missing, names...)
	if len(names) == 0 {
		r.stages.end(account.StatusPassed, texts.Of("entra.stage.permissions"))
		return
	}
	r.result.ConsentURL = r.consentURL()
	r.result.Advice = texts.Of("entra.advice.permissions")
	pairs := []any{"count", len(names), "names", strings.Join(names, ", ")}
	detail := texts.Of("entra.stage.permissions-missing", pairs...)
	if len(names) == 1 {
		detail = texts.Of("entra.stage.permission-missing", pairs...)
	}
	r.stages.end(account.StatusWarning, detail)
}

// rolesOf returns the application permissions that a token carries. A token is
// meant for Microsoft Graph and not for us, so this is best effort: its
// signature is not checked, and readable is false if it has another form.
func rolesOf(token string, m *masker) (roles []string, readable bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, false
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil, false
	}
	var claims struct {
		Roles json.RawMessage `json:"roles"`
	}
	if json.Unmarshal(payload, &claims) != nil {
		return nil, false
	}
	var names []string
	if len(claims.Roles) > 0 && json.Unmarshal(claims.Roles, &names) != nil {
		return nil, false
	}
	for _, name := range names[:min(len(names), maxRoles)] {
		if name = m.clean(name, maxRoleName); name != "" {
			roles = append(roles, name)
		}
	}
	return roles, true
}

// consentURL is the page on which an administrator grants the app what it asks
// for. Source: https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
func (r *run) consentURL() string {
	return r.options.SignIn(r.credentials.Account.Cloud) + "/" +
		url.PathEscape(strings.ToLower(r.credentials.Account.TenantID)) +
		"/adminconsent?client_id=" + url.QueryEscape(r.credentials.Account.ClientID)
}
