package document_test

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"teamsaccount/account"
	"teamsaccount/assets/schema"
)

// The schema and Decode say the same about every sample that a schema can
// judge.

func TestSchema_AcceptsWhatIsUnderstood(t *testing.T) {
	published := compileSchema(t)
	for _, test := range understood {
		if test.beyondSchema {
			continue
		}
		if err := validateSchema(published, test.text); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

func TestSchema_RefusesWhatIsNotUnderstood(t *testing.T) {
	published := compileSchema(t)
	for _, test := range notUnderstood {
		err := validateSchema(published, test.text)
		if test.beyondSchema && err != nil && strings.Contains(err.Error(), "jsonschema") {
			t.Errorf("%s: the sample is marked as beyond a schema, but it is refused: %v", test.name, err)
		}
		if !test.beyondSchema && err == nil {
			t.Errorf("%s: the schema accepts it", test.name)
		}
	}
}

func TestSchema_TellsTheDefaults(t *testing.T) {
	published := compileSchema(t)
	of := published.Properties["account"].OneOf[0].Ref
	messages := of.Properties["messages"].Ref
	for _, key := range account.MessageKeys() {
		property := messages.Properties[string(key)]
		if property == nil || property.Default == nil || *property.Default != account.DefaultMessages().Text(key) {
			t.Errorf("the schema has another default of %s", key)
		}
	}
	if *of.Properties["cloud"].Default != string(account.CloudGlobal) {
		t.Error("the schema has another default cloud")
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(strings.NewReader(schema.Account))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("account.schema.json", text); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("account.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func validateSchema(published *jsonschema.Schema, text string) error {
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return published.Validate(value)
}
