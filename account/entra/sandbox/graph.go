package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// answerGraph answers GET /v1.0/applications(appId='...') as Microsoft Graph
// does, by what the token in the request allows.
func (t *Tenant) answerGraph(w http.ResponseWriter, r *http.Request, path string) {
	if r.Method != http.MethodGet {
		refuseGraph(w, http.StatusMethodNotAllowed, "Request_BadRequest", "The method is not allowed.")
		return
	}
	token, err := readToken(r.Header.Get("Authorization"))
	if err != nil {
		refuseGraph(w, http.StatusUnauthorized, "InvalidAuthenticationToken", "The access token is not valid.")
		return
	}
	if playing, err := findPlay(token.Plays); err == nil && playing.graph != nil {
		playing.graph(w, r)
		return
	}
	app, is := strings.CutPrefix(path, "applications(appId='")
	app, closed := strings.CutSuffix(app, "')")
	switch {
	case !is || !closed:
		refuseGraph(w, http.StatusBadRequest, "BadRequest", "The resource is not known.")
	case !slices.Contains(token.Roles, "Application.Read.All"):
		refuseGraph(w, http.StatusForbidden, "Authorization_RequestDenied", "The privileges do not suffice for the operation.")
	case !strings.EqualFold(app, practiceClient):
		refuseGraph(w, http.StatusNotFound, "Request_ResourceNotFound", "The resource does not exist.")
	default:
		writeJSON(w, http.StatusOK, application(base(r), token.Plays))
	}
}

// application is the practice app with two secrets: an old one, and the one
// with which the token was asked for.
func application(base, outcome string) map[string]any {
	playing, err := findPlay(outcome)
	if err != nil || playing.expiresIn == 0 {
		playing.expiresIn = halfYear
	}
	now := time.Now().UTC()
	secret := func(hint, name, id string, from, to time.Duration) map[string]any {
		return map[string]any{
			"customKeyIdentifier": nil,
			"displayName":         name,
			"endDateTime":         now.Add(to).Format(time.RFC3339),
			"hint":                hint,
			"keyId":               id,
			"secretText":          nil,
			"startDateTime":       now.Add(from).Format(time.RFC3339),
		}
	}
	return map[string]any{
		"@odata.context": base + "/v1.0/$metadata#applications(id,appId,passwordCredentials)/$entity",
		"id":             practiceObject,
		"appId":          practiceClient,
		"passwordCredentials": []any{
			secret("Old", "last year's", "77777777-7777-4777-8777-777777777777", -2*halfYear, -24*time.Hour),
			secret(secretOf(outcome)[:3], "practice", practiceSecretID, -24*time.Hour, playing.expiresIn),
		},
	}
}

func refuseGraph(w http.ResponseWriter, status int, code, message string) {
	id := uuid.NewString()
	writeJSON(w, status, map[string]any{"error": map[string]any{
		"code": code, "message": message,
		"innerError": map[string]any{
			"date": time.Now().UTC().Format("2006-01-02T15:04:05"), "request-id": id, "client-request-id": id,
		},
	}})
}
