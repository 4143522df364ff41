package entra

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// hintLength is how many of a secret's first characters Graph tells.
// Source: https://learn.microsoft.com/graph/api/resources/passwordcredential
const hintLength = 3

// application is what Graph tells of an app's registration.
type application struct {
	ID                  string `json:"id"`
	PasswordCredentials []struct {
		Hint        string `json:"hint"`
		EndDateTime string `json:"endDateTime"`
	} `json:"passwordCredentials"`
}

// askExpiry runs the stage expiry. Whatever Graph says, the connection stays
// valid; only a person who cancels ends the test here.
func (r *run) askExpiry(ctx context.Context, token string) *outcome {
	r.stages.begin(account.StageExpiry)
	graph := r.options.graph(r.credentials.Account.Cloud)
	if graph == "" {
		r.stages.end(account.StatusSkipped, texts.Of("entra.expiry.no-graph", "name", envGraph))
		return nil
	}
	status, detail := r.readExpiry(ctx, graph, token)
	if ctx.Err() == context.Canceled {
		return cancelled()
	}
	r.stages.end(status, detail)
	return nil
}

func (r *run) readExpiry(ctx context.Context, graph, token string) (account.Status, string) {
	ctx, cancel := context.WithTimeout(ctx, maxGraphTime)
	defer cancel()
	host := originHost(graph)
	request, err := graphRequest(ctx, graph, r.credentials.Account.ClientID, token)
	if err != nil {
		return account.StatusWarning, texts.Of("entra.expiry.garbled", "host", host)
	}
	// A trace of its own: the support report is about the sign-in.
	trace := &connectionTrace{}
	transport := r.options.transport(graph, trace)
	defer transport.CloseIdleConnections()
	got, err := send(transport, trace, r.masker, request)
	if err != nil {
		return account.StatusWarning, texts.Of("entra.expiry.failed", "why", failed(ctx, err, host, trace.now()).cause)
	}
	return r.classifyGraph(got, host)
}

// classifyGraph tells what Graph answered. Only Graph's own error says
// something about the app: a gateway's pages have the same status.
func (r *run) classifyGraph(got answer, host string) (account.Status, string) {
	title, isPage := got.page()
	switch code := got.graphError(); {
	case got.status == http.StatusOK:
		return r.compareApplication(got, host)
	case code != "" && (got.status == http.StatusUnauthorized || got.status == http.StatusForbidden):
		return account.StatusSkipped, texts.Of("entra.expiry.forbidden")
	case code == "Request_ResourceNotFound":
		return account.StatusWarning, texts.Of("entra.expiry.not-found")
	case isPage && title != "":
		return account.StatusSkipped, texts.Of("entra.expiry.page", "host", host, "title", title)
	case got.status == http.StatusUnauthorized || got.status == http.StatusForbidden || got.status == http.StatusNotFound:
		return account.StatusSkipped, texts.Of("entra.expiry.not-graph", "host", host, "status", got.status)
	}
	return account.StatusWarning, texts.Of("entra.expiry.status", "host", host, "status", got.status)
}

// graphError returns the code of an error of Microsoft Graph; empty if the
// answer is none.
// Source: https://learn.microsoft.com/graph/errors
func (a answer) graphError() string {
	object, _ := a.object()
	var found struct{ Code, Message string }
	if json.Unmarshal(object["error"], &found) != nil {
		return ""
	}
	return found.Code
}

// graphRequest asks for the app by its client ID; an app may ask for itself
// even where it may not ask for others.
// Source: https://learn.microsoft.com/graph/api/application-get
func graphRequest(ctx context.Context, graph, clientID, token string) (*http.Request, error) {
	address := graph + "/v1.0/applications(appId='" + url.PathEscape(clientID) + "')" +
		"?$select=id,appId,passwordCredentials"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Accept", "application/json")
	return request, nil
}

// compareApplication takes the end date of the secret in use, and compares the
// object ID with the account's.
func (r *run) compareApplication(got answer, host string) (account.Status, string) {
	var app application
	if !got.whole || json.Unmarshal(got.body, &app) != nil || app.ID == "" {
		return account.StatusWarning, texts.Of("entra.expiry.garbled", "host", host)
	}
	status, details := account.StatusSkipped, texts.Of("entra.expiry.no-match")
	if end, found := app.endOf(r.credentials.Secret); found {
		r.result.SecretExpires = lastDay(end)
		status, details = account.StatusPassed, texts.Of("entra.expiry.passed", "date", r.result.SecretExpires)
	}
	if object := r.credentials.Account.ObjectID; object != "" && !strings.EqualFold(object, app.ID) {
		r.result.Field = account.FieldObjectID
		r.result.Advice = texts.Of("entra.advice.other-object")
		return account.StatusWarning, details + " " + texts.Of("entra.expiry.other-object", "id", got.clean(app.ID, maxID))
	}
	return status, details
}

// endOf returns the end of the secret whose hint matches. Where several match,
// it is the one that ends first of those that still work, for the secret has
// just worked: a warning that comes early does less harm.
func (a application) endOf(secret string) (end time.Time, found bool) {
	now := time.Now()
	for _, credential := range a.PasswordCredentials {
		hint := credential.Hint
		if len(hint) != hintLength || !strings.HasPrefix(secret, hint) {
			continue
		}
		at, err := time.Parse(time.RFC3339, credential.EndDateTime)
		if err != nil || at.Before(now) {
			continue
		}
		if !found || at.Before(end) {
			end, found = at, true
		}
	}
	return end, found
}

// lastDay is the day on which a secret stops to work, in the local calendar:
// the day that the portal shows, and from which on it counts as expired.
func lastDay(end time.Time) string { return end.Local().Format(time.DateOnly) }
