package account

import (
	"slices"
	"testing"
	"time"
)

func TestCheckAccount_SaysWhatIsMissingAndWrong(t *testing.T) {
	today := time.Date(2027, 4, 30, 12, 0, 0, 0, time.UTC)
	refused, warned := complete(), complete()
	refused.ClientID, warned.Name = "no GUID", `"Head office"`
	undated := complete()
	undated.SecretExpires = ""
	for name, test := range map[string]struct {
		account          Account
		secret           SecretState
		ok, complete     bool
		missing          []Field
		errors, warnings []Field
		daysLeft         int
	}{
		"all well":             {complete(), SecretStored, true, true, []Field{}, nil, nil, 1},
		"no end date":          {undated, SecretStored, true, true, []Field{}, nil, nil, -1},
		"an unknown secret":    {complete(), SecretUnknown, true, true, []Field{}, nil, nil, 1},
		"no secret":            {complete(), SecretMissing, true, false, []Field{FieldClientSecret}, nil, nil, 1},
		"a value refused":      {refused, SecretStored, false, true, []Field{}, []Field{FieldClientID}, nil, 1},
		"a value with a quote": {warned, SecretStored, true, true, []Field{}, nil, []Field{FieldName}, 1},
	} {
		check := CheckAccount(Stored{Account: test.account, Present: true}, test.secret, today)
		if check.OK != test.ok || check.Complete != test.complete || !slices.Equal(check.Missing, test.missing) {
			t.Errorf("%s: ok %v, complete %v, missing %q", name, check.OK, check.Complete, check.Missing)
		}
		if !slices.Equal(fieldsOf(check.Errors), test.errors) || !slices.Equal(fieldsOf(check.Warnings), test.warnings) {
			t.Errorf("%s: errors %+v, warnings %+v", name, check.Errors, check.Warnings)
		}
		if known := check.DaysLeft != nil; known != (test.daysLeft >= 0) || known && *check.DaysLeft != test.daysLeft {
			t.Errorf("%s: the days left are known: %v", name, known)
		}
	}
}

func fieldsOf(findings []Finding) (fields []Field) {
	for _, finding := range findings {
		fields = append(fields, finding.Field)
	}
	return fields
}
