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

// graphTime bounds what the last stage may take of the test's own time: it
// only adds a date.
const graphTime = 10 * time.Second

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
func (c *course) askExpiry(ctx context.Context, token string) *verdict {
	c.progress.begin(account.StageExpiry)
	graph := c.options.graph(c.credentials.Account.Cloud)
	if graph == "" {
		c.progress.end(account.StatusSkipped, texts.Of("entra.expiry.no-graph", "name", envGraph))
		return nil
	}
	status, detail := c.readExpiry(ctx, graph, token)
	if ctx.Err() == context.Canceled {
		return cancelled()
	}
	c.progress.end(status, detail)
	return nil
}

func (c *course) readExpiry(ctx context.Context, graph, token string) (account.Status, string) {
	ctx, cancel := context.WithTimeout(ctx, graphTime)
	defer cancel()
	host := originHost(graph)
	request, err := graphRequest(ctx, graph, c.credentials.Account.ClientID, token)
	if err != nil {
		return account.StatusWarning, texts.Of("entra.expiry.garbled", "host", host)
	}
	// A sighting of its own: the support report is about the sign-in.
	seen := &sighting{}
	transport := c.options.transport(seen)
	defer transport.CloseIdleConnections()
	got, err := send(transport, seen, request)
	if err != nil {
		return account.StatusWarning, texts.Of("entra.expiry.failed", "why", failed(ctx, err, host, seen.now()).cause)
	}
	switch got.status {
	case http.StatusOK:
		return c.compareApplication(got, host)
	case http.StatusUnauthorized, http.StatusForbidden:
		return account.StatusSkipped, texts.Of("entra.expiry.forbidden")
	case http.StatusNotFound:
		return account.StatusWarning, texts.Of("entra.expiry.not-found")
	}
	return account.StatusWarning, texts.Of("entra.expiry.status", "host", host, "status", got.status)
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
func (c *course) compareApplication(got answer, host string) (account.Status, string) {
	var app application
	if !got.whole || json.Unmarshal(got.body, &app) != nil || app.ID == "" {
		return account.StatusWarning, texts.Of("entra.expiry.garbled", "host", host)
	}
	status, details := account.StatusSkipped, texts.Of("entra.expiry.no-match")
	if end, found := app.endOf(c.credentials.Secret); found {
		c.result.SecretExpires = lastDay(end)
		status, details = account.StatusPassed, texts.Of("entra.expiry.passed", "date", c.result.SecretExpires)
	}
	if object := c.credentials.Account.ObjectID; object != "" && !strings.EqualFold(object, app.ID) {
		c.result.Field = account.FieldObjectID
		c.result.Advice = texts.Of("entra.advice.other-object")
		return account.StatusWarning, details + " " + texts.Of("entra.expiry.other-object", "id", clean(app.ID, maxID))
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
