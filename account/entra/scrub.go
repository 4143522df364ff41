package entra

import (
	"strings"

	"teamsaccount/account"
)

// leastMasked is the shortest secret that is looked for in what a server said.
// Entra ID's own have 16 characters at least; a shorter text would be found in
// words that have nothing to do with it.
const leastMasked = 8

// masked returns a text without the secret, should a server have echoed it.
func masked(text, secret string) string {
	if len(secret) < leastMasked {
		return text
	}
	return strings.ReplaceAll(text, secret, "***")
}

// scrub masks the secret in everything of a result that a server has a say in.
func scrub(result *account.Result, secret string) {
	for _, place := range []*string{
		&result.Message, &result.Code, &result.Cause, &result.Advice, &result.CorrelationID, &result.TraceID,
	} {
		*place = masked(*place, secret)
	}
	for i := range result.Stages {
		result.Stages[i].Detail = masked(result.Stages[i].Detail, secret)
	}
	for i := range result.Permissions.Granted {
		result.Permissions.Granted[i] = masked(result.Permissions.Granted[i], secret)
	}
}
