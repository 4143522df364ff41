package account_test

import (
	"testing"

	"teamsaccount/account"
)

func TestField_HasALabelAndSaysWhatBelongsIntoIt(t *testing.T) {
	for _, field := range account.Fields() {
		if label := field.Label(); label == "" || label == string(field) {
			t.Errorf("%s is called %q", field, label)
		}
		if field.Help() == "" {
			t.Errorf("%s has no help", field)
		}
	}
	if help := account.FieldSecretItem.Help(); help != "" {
		t.Errorf("what nobody edits has the help %q", help)
	}
}

func TestLabels_LeavesOutWhatIsNoField(t *testing.T) {
	fields := []account.Field{account.FieldTenantID, "", account.FieldClientID}
	if got := account.Labels(fields); got != "Directory (Tenant) ID, Client ID" {
		t.Errorf("they are called %q", got)
	}
}
