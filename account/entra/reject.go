package entra

import (
	"strings"

	"teamsaccount/account"
	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
)

// rejected is the verdict on a refusal. The OAuth error and the phase say that
// it is one; the code only chooses the field to look at and the words.
func rejected(f refusal, q question) *verdict {
	ended := &verdict{kind: account.KindRejected, refusal: f}
	if entry, known := advice.Find(f.number); known {
		ended.advise(entry, q)
	} else {
		ended.adviseUnknown(f, q)
	}
	ended.decide(q)
	return ended
}

// advise takes field and words from the table of known codes.
func (v *verdict) advise(entry advice.Entry, q question) {
	v.cause, v.advice = entry.Cause, entry.Remedy
	v.field, v.also = fieldOf(entry.Points), fieldOf(entry.Also)
	switch entry.Points {
	case advice.Tenant, advice.Client, advice.Secret:
	case advice.Cloud:
		v.elsewhere = true
		v.cloud = cloudInText(v.refusal.message, q.account.Cloud)
		if v.cloud == "" && entry.Code == 900440 && q.account.Cloud != account.CloudGlobal {
			v.cloud = account.CloudGlobal
		}
	default:
		v.elsewhere = true
	}
	v.consent = entry.Points == advice.Consent || entry.Points == advice.Agent
}

// fieldOf returns the field of the account that a code points at; none for
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

// adviseUnknown is the honest fallback for a code that the table lacks: the
// phase and the OAuth error say as much as they can.
// Source: RFC 6749, section 5.2.
func (v *verdict) adviseUnknown(f refusal, q question) {
	switch {
	case q.phase == phaseTenant || f.oauth == "invalid_tenant":
		v.field = account.FieldTenantID
	case f.oauth == "invalid_client":
		v.field, v.also = account.FieldClientSecret, account.FieldClientID
	case f.oauth == "unauthorized_client":
		v.field, v.also = account.FieldClientID, account.FieldTenantID
	}
	if v.field == "" {
		v.cause = texts.Of("entra.cause.unknown")
	} else {
		v.cause = texts.Of("entra.cause.unknown-field", "field", v.field.Label())
	}
	v.advice = texts.Of("entra.advice.unknown")
}

// decide uses what is known besides the answer where two fields may be at
// fault, or where a value has the look of a common mistake.
func (v *verdict) decide(q question) {
	a := q.account
	switch {
	case v.field == account.FieldClientID && same(a.ClientID, a.ObjectID):
		v.also = ""
		v.cause = texts.Of("entra.cause.client-is-object")
		v.advice = texts.Of("entra.advice.client-is-object")
	case v.field == account.FieldClientID && same(a.ClientID, a.TenantID):
		v.also = ""
		v.cause = texts.Of("entra.cause.client-is-tenant")
		v.advice = texts.Of("entra.advice.client-is-tenant")
	case v.field == account.FieldTenantID && same(a.TenantID, a.ClientID):
		v.also = ""
		v.cause = texts.Of("entra.cause.tenant-is-client")
		v.advice = texts.Of("entra.advice.tenant-is-client")
	case v.field == account.FieldTenantID && same(a.TenantID, a.ObjectID):
		v.also = ""
		v.cause = texts.Of("entra.cause.tenant-is-object")
		v.advice = texts.Of("entra.advice.tenant-is-object")
	case v.field == account.FieldClientID && v.also == account.FieldTenantID && q.phase == phaseToken:
		v.cause = texts.Of("entra.cause.client-or-tenant")
		v.advice = texts.Of("entra.advice.client-or-tenant")
	case v.field == account.FieldClientSecret && q.secretLooksLikeID && v.refusal.number != 7000222:
		v.also = ""
		v.cause = texts.Of("entra.cause.secret-is-id")
		v.advice = texts.Of("entra.advice.secret-is-id")
	}
}

func same(one, other string) bool { return one != "" && strings.EqualFold(one, other) }
