package entra

import (
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
)

// outcome is how a test ended, and what is known about it. It never holds a
// secret, nor an error of MSAL.
type outcome struct {
	kind account.Kind
	// cause and advice are a sentence each: what happened, and what to do.
	cause  string
	advice string
	// said is the error that Microsoft answered with; zero if there was none.
	said  oauthError
	field account.Field
	also  account.Field
	// elsewhere says that the error points at none of the three values.
	elsewhere bool
	// cloud is the cloud in which the tenant lives, where that is another.
	cloud account.Cloud
	// consent says that an administrator's consent would help.
	consent bool
	// tooNew says that a secret which was only just made is refused in this way.
	tooNew bool
	// expired says that the secret was right once.
	expired bool
	// retryAfter is how long the server asked to wait; zero if it did not.
	retryAfter time.Duration
}

// valid is the outcome that every request was answered as it should.
func valid() *outcome { return &outcome{kind: account.KindValid} }

// cancelled is the outcome that the person ended the test.
func cancelled() *outcome { return &outcome{kind: account.KindCancelled} }

// unreachable is the outcome that Entra ID could not be asked.
func unreachable(cause, advice string) *outcome {
	return &outcome{kind: account.KindUnreachable, cause: cause, advice: advice}
}

// internalFault is the outcome that this program is at fault.
func internalFault() *outcome {
	return unreachable(texts.Of("entra.cause.internal"), texts.Of("entra.advice.internal"))
}

// incomplete is the outcome that no request can be made of the credentials.
func incomplete(field account.Field) *outcome {
	return &outcome{
		kind:  account.KindIncomplete,
		cause: texts.Of("entra.cause.incomplete", "field", field.Label()),
		field: field,
	}
}

// stage is the status and the detail of the stage during which a test ended.
func (o *outcome) stage() (account.Status, string) {
	if o.kind == account.KindCancelled {
		return account.StatusSkipped, texts.Of("entra.stage.cancelled")
	}
	return account.StatusFailed, o.cause
}

// fill writes the outcome into a result.
func (o *outcome) fill(result *account.Result) {
	if o.kind == account.KindIncomplete {
		result.Missing = []account.Field{o.field}
	}
	if o.kind != account.KindValid {
		result.Cause, result.Advice = o.cause, o.advice
		result.Message, result.Code = o.said.text(), o.said.code()
		result.CorrelationID, result.TraceID = o.said.correlation, o.said.trace
		result.Timestamp = o.said.timestamp
		result.Field, result.AlsoField = o.field, o.also
		result.Elsewhere, result.Cloud = o.elsewhere, o.cloud
		result.RetryAfter, result.SecretTooNew = o.retryAfter, o.tooNew
		if number := o.said.number(); number != 0 {
			result.LookupURL = advice.LookupURL(number)
		}
	}
	result.SetKind(o.kind)
}
