package entra

import (
	"encoding/base64"
	"encoding/json"
	"strings"
)

// Limits of the permissions that are read from a token.
const (
	maxRoles    = 500
	maxRoleName = 120
)

// rolesOf returns the application permissions that a token carries. A token is
// meant for Microsoft Graph and not for us, so this is best effort: its
// signature is not checked, and readable is false if it has another form.
func rolesOf(token string) (roles []string, readable bool) {
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
		if name = clean(name, maxRoleName); name != "" {
			roles = append(roles, name)
		}
	}
	return roles, true
}
