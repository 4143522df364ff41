package entra

import (
	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// verdict is why a test ended early: its outcome, and what is known about it.
// It never holds a secret, nor an error of MSAL.
type verdict struct {
	kind account.Kind
	// cause and advice are a sentence each: what happened, and what to do.
	cause  string
	advice string
	// refusal is what Microsoft said; zero if it said nothing.
	refusal refusal
	field   account.Field
	also    account.Field
	// elsewhere says that the refusal points at none of the three values.
	elsewhere bool
	// cloud is the cloud in which the tenant lives, where that is another.
	cloud account.Cloud
	// consent says that an administrator's consent would help.
	consent bool
}

// unreachable is the verdict that Entra ID could not be asked. name chooses
// the sentences entra.cause.NAME and entra.advice.NAME; pairs are for both.
func unreachable(name string, pairs ...any) *verdict {
	return &verdict{
		kind:   account.KindUnreachable,
		cause:  texts.Of("entra.cause."+name, pairs...),
		advice: texts.Of("entra.advice."+name, pairs...),
	}
}

func cancelled() *verdict { return &verdict{kind: account.KindCancelled} }

// incomplete is the verdict on credentials that no request can be made of.
func incomplete(field account.Field) *verdict {
	return &verdict{
		kind:  account.KindIncomplete,
		cause: texts.Of("entra.cause.incomplete", "field", field.Label()),
		field: field,
	}
}
