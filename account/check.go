package account

import "time"

// SecretState says whether the keychain holds the account's secret.
type SecretState string

// The states of a secret. SecretUnknown: the keychain did not answer, or was
// not asked.
const (
	SecretStored  SecretState = "stored"
	SecretMissing SecretState = "missing"
	SecretUnknown SecretState = "unknown"
)

// Check is what can be said about an account without a network. Its JSON form
// is the contract of `teamsctl check --json`.
type Check struct {
	File          string    `json:"file"`
	Kind          Kind      `json:"kind,omitempty"`
	OK            bool      `json:"ok"`
	Complete      bool      `json:"complete"`
	Missing       []Field   `json:"missing"`
	Errors        []Finding `json:"errors"`
	Warnings      []Finding `json:"warnings"`
	SecretExpires string    `json:"secretExpires"`
	// DaysLeft is nil without an end date.
	DaysLeft *int `json:"daysLeft"`
}

// CheckAccount applies all rules to a document's content. A secret whose state
// is unknown counts as unknown, not as missing; Service.SecretState knows that
// an account which names no item has none.
func CheckAccount(stored Stored, secret SecretState, today time.Time) Check {
	if !stored.Present {
		return Check{OK: true, Missing: Missing(Account{}, secret != SecretMissing), Errors: []Finding{}, Warnings: []Finding{}}
	}
	a, touched := Normalize(stored.Account)
	findings := validateNormalized(a, SecretEdit{})
	for _, field := range touched {
		findings.warn(field, "rule.removed")
	}
	missing := Missing(a, secret != SecretMissing)
	check := Check{
		OK:            len(findings.Errors) == 0,
		Complete:      len(missing) == 0,
		Missing:       missing,
		Errors:        append([]Finding{}, findings.Errors...),
		Warnings:      append([]Finding{}, findings.Warnings...),
		SecretExpires: a.SecretExpires,
	}
	if days, known := DaysLeft(a.SecretExpires, today); known {
		check.DaysLeft = &days
	}
	return check
}

// CheckProblem is the check of a document that could not be read. A document
// that is not understood has KindDocument.
func CheckProblem(err error) Check {
	check := Check{Missing: []Field{}, Errors: []Finding{{Message: err.Error()}}, Warnings: []Finding{}}
	if IsProblem(err, ProblemDocument) {
		check.Kind = KindDocument
	}
	return check
}
