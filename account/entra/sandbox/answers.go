package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
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
	// retryAfter is the wait that is asked for; 0 for none.
	retryAfter time.Duration
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
	noPermissions = refusal{
		status: http.StatusUnauthorized, oauth: "invalid_client", code: 650056,
		text: "The app is misconfigured: it lists no permissions for Microsoft Graph, or an administrator has not consented to them.",
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

// throttled asks the client to wait.
func throttled(wait time.Duration) *refusal {
	return &refusal{
		status: http.StatusTooManyRequests, oauth: "temporarily_unavailable", code: 90055,
		text:       "The server is throttling requests of this tenant.",
		retryAfter: wait,
	}
}

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
	if f.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(f.retryAfter.Seconds())))
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

// answerNothing keeps the client waiting until it gives up or the tenant closes.
func answerNothing(_ http.ResponseWriter, r *http.Request) {
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

func answerUnavailable(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Retry-After", "30")
	writePage(w, http.StatusServiceUnavailable, "Service unavailable")
}

func answerPortal(w http.ResponseWriter, _ *http.Request) {
	writePage(w, http.StatusOK, "Practice Hotel: please sign in to use the network")
}

func answerNetworkSignIn(w http.ResponseWriter, _ *http.Request) {
	writePage(w, http.StatusNetworkAuthenticationRequired, "Practice Hotel: please sign in to use the network")
}

func answerBlocked(w http.ResponseWriter, _ *http.Request) {
	writePage(w, http.StatusNotFound, "Practice filter: this site is blocked")
}

func answerRedirect(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://portal.elsewhere.invalid/sign-in", http.StatusFound)
}

// answerBroken sends the beginning of a token answer and not its end.
func answerBroken(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = io.WriteString(w, `{"token_type":"Bearer","expires_in":3599,"access_tok`)
}

func writePage(w http.ResponseWriter, status int, title string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, "<!DOCTYPE html>\n<html><head><title>"+title+"</title></head><body><h1>"+title+"</h1></body></html>\n")
}
