package entra

import (
	"strings"

	"teamsaccount/account"
	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
)

// rejected is the outcome of an OAuth error. That error and the phase say that
// it is one; code and text only choose the field to look at and the words.
func rejected(said oauthError, q question) *outcome {
	ended := &outcome{kind: account.KindRejected, said: said}
	if entry, known := explanation(said); known {
		ended.explain(entry, q)
	} else {
		ended.explainUnknown(q)
	}
	ended.compareValues(q)
	return ended
}

// explanation returns what is known about an OAuth error: by its code; by its
// text, where that names another cause than the code usually has; or else by
// its name.
func explanation(said oauthError) (advice.Entry, bool) {
	byCode, known := advice.Find(said.number())
	if byText, is := advice.InText(said.message); is && (!known || byText.Points != byCode.Points) {
		return byText, true
	}
	if known {
		return byCode, true
	}
	return advice.OAuth(said.name)
}

// Numbers of AADSTS codes with a meaning of their own here.
const (
	// codeWrongSecret is also what Microsoft Entra ID answers for some seconds to
	// a secret that was only just made.
	codeWrongSecret = 7000215
	// codeExpiredSecret: the secret was right once.
	codeExpiredSecret = 7000222
	// codeThrottled: the tenant asks too often.
	codeThrottled = 90055
	// codeOtherCloud: the tenant is in another cloud than the one that was asked.
	codeOtherCloud = 900440
)

// explain takes field and words from what is known about the error.
func (o *outcome) explain(entry advice.Entry, q question) {
	o.cause, o.advice = entry.Cause, entry.Remedy
	o.tooNew, o.expired = entry.Code == codeWrongSecret, entry.Code == codeExpiredSecret
	o.field, o.also = fieldOf(entry.Points), fieldOf(entry.Also)
	switch entry.Points {
	case advice.Tenant, advice.Client, advice.Secret:
	case advice.Cloud:
		o.elsewhere = true
		o.cloud = cloudInText(o.said.message, q.account.Cloud)
		if o.cloud == "" && entry.Code == codeOtherCloud && q.account.Cloud != account.CloudGlobal {
			o.cloud = account.CloudGlobal
		}
	default:
		o.elsewhere = true
	}
	for _, points := range []advice.Points{entry.Points, entry.Also} {
		o.consent = o.consent || points == advice.Consent || points == advice.Agent
	}
}

// fieldOf returns the field of the account that an error points at; none for
// what lies outside of the account.
func fieldOf(points advice.Points) account.Field {
	switch points {
	case advice.Tenant:
		return account.FieldTenantID
	case advice.Client:
		return account.FieldClientID
	case advice.Secret:
		return account.FieldClientSecret
	case advice.Cloud:
		return account.FieldCloud
	}
	return ""
}

// explainUnknown is the honest fallback for an error about which nothing is
// known: the phase says as much as it can.
func (o *outcome) explainUnknown(q question) {
	o.cause = texts.Of("entra.cause.unknown")
	if q.phase == phaseTenant {
		o.field = account.FieldTenantID
		o.cause = texts.Of("entra.cause.unknown-field", "field", o.field.Label())
	}
	o.advice = texts.Of("entra.advice.unknown")
}

// compareValues uses what is known besides the answer where two fields may be
// at fault, or where a value has the look of a common mistake.
func (o *outcome) compareValues(q question) {
	a := q.account
	switch {
	case o.field == account.FieldClientID && same(a.ClientID, a.ObjectID):
		o.also = ""
		o.cause = texts.Of("entra.cause.client-is-object")
		o.advice = texts.Of("entra.advice.client-is-object")
	case o.field == account.FieldClientID && same(a.ClientID, a.TenantID):
		o.also = ""
		o.cause = texts.Of("entra.cause.client-is-tenant")
		o.advice = texts.Of("entra.advice.client-is-tenant")
	case o.field == account.FieldTenantID && same(a.TenantID, a.ClientID):
		o.also = ""
		o.cause = texts.Of("entra.cause.tenant-is-client")
		o.advice = texts.Of("entra.advice.tenant-is-client")
	case o.field == account.FieldTenantID && same(a.TenantID, a.ObjectID):
		o.also = ""
		o.cause = texts.Of("entra.cause.tenant-is-object")
		o.advice = texts.Of("entra.advice.tenant-is-object")
	case o.field == account.FieldClientID && o.also == account.FieldTenantID && q.phase == phaseToken:
		o.cause = texts.Of("entra.cause.client-or-tenant")
		o.advice = texts.Of("entra.advice.client-or-tenant")
	case o.field == account.FieldClientSecret && q.secretLooksLikeID && !o.expired:
		o.also, o.tooNew = "", false
		o.cause = texts.Of("entra.cause.secret-is-id")
		o.advice = texts.Of("entra.advice.secret-is-id")
	}
}

func same(one, other string) bool { return one != "" && strings.EqualFold(one, other) }
