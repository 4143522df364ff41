package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
)

// refusal is an error answer of Entra ID.
type refusal struct {
	status int
	oauth  string
	code   int
	text   string
	// suberror is sent with some answers of a policy.
	suberror string
	// lookup says that Entra ID sends the address of its page about the code.
	lookup bool
}

var (
	wrongSecret = refusal{
		status: http.StatusUnauthorized, oauth: "invalid_client", code: 7000215, lookup: true,
		text: "Invalid client secret provided. Send the value of a client secret of app '" + practiceClient + "', not the secret's ID.",
	}
	expiredSecret = refusal{
		status: http.StatusUnauthorized, oauth: "invalid_client", code: 7000222,
		text: "The client secrets of app '" + practiceClient + "' that match have expired.",
	}
	unknownApp = refusal{
		status: http.StatusBadRequest, oauth: "unauthorized_client", code: 700016,
		text: "The application was not found in the directory 'Practice'.",
	}
	disabledApp = refusal{
		status: http.StatusBadRequest, oauth: "unauthorized_client", code: 7000112,
		text: "Application '" + practiceClient + "'(Practice app) is disabled.",
	}
	noServicePrincipal = refusal{
		status: http.StatusBadRequest, oauth: "unauthorized_client", code: 7000229,
		text: "The application '" + practiceClient + "' has no service principal in the tenant.",
	}
	unknownTenant = refusal{
		status: http.StatusBadRequest, oauth: "invalid_tenant", code: 90002,
		text: "The tenant was not found. Check the tenant ID and the cloud.",
	}
	malformedTenant = refusal{
		status: http.StatusBadRequest, oauth: "invalid_request", code: 900023,
		text: "The tenant identifier is neither a valid DNS name nor a valid external domain.",
	}
	conditionalAccess = refusal{
		status: http.StatusBadRequest, oauth: "invalid_grant", code: 53003, suberror: "message_only",
		text: "Access was blocked by a Conditional Access policy, which does not allow a token to be issued.",
	}
	publicClient = refusal{
		status: http.StatusUnauthorized, oauth: "invalid_client", code: 700025,
		text: "The client is public, so it may present neither a client assertion nor a client secret.",
	}
	noSecret = refusal{
		status: http.StatusUnauthorized, oauth: "invalid_client", code: 7000218,
		text: "The request body must hold 'client_assertion' or 'client_secret'.",
	}
	wrongGrant = refusal{
		status: http.StatusBadRequest, oauth: "unsupported_grant_type", code: 70003,
		text: "The app requested a grant type that is not supported.",
	}
	wrongScope = refusal{
		status: http.StatusBadRequest, oauth: "invalid_scope", code: 1002012,
		text: "The scope of a client credentials request must end in '/.default'.",
	}
	wrongMethod = refusal{
		status: http.StatusBadRequest, oauth: "invalid_request", code: 900561,
		text: "The endpoint accepts POST requests only.",
	}
)

// write answers with the refusal in the shape of Entra ID: one line of text
// that ends in the ids of this answer, and the same ids in fields.
func (f refusal) write(w http.ResponseWriter, r *http.Request) {
	trace, correlation := uuid.NewString(), correlationOf(r)
	at := time.Now().UTC().Format("2006-01-02 15:04:05Z")
	body := map[string]any{
		"error": f.oauth,
		"error_description": fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s",
			f.code, f.text, trace, correlation, at),
		"error_codes":    []int{f.code},
		"timestamp":      at,
		"trace_id":       trace,
		"correlation_id": correlation,
	}
	if f.suberror != "" {
		body["suberror"] = f.suberror
	}
	if f.lookup {
		body["error_uri"] = fmt.Sprintf("%s/error?code=%d", base(r), f.code)
	}
	w.Header().Set("x-ms-request-id", trace)
	writeJSON(w, f.status, body)
}

// correlationOf returns the client's request ID, as Entra ID does, or a new one.
func correlationOf(r *http.Request) string {
	if id, err := uuid.Parse(r.Header.Get("client-request-id")); err == nil {
		return id.String()
	}
	return uuid.NewString()
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		http.Error(w, "internal", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store, no-cache")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}
