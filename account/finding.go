package account

import "teamsaccount/assets/texts"

// Finding is what a rule says about one field, in words for a person.
type Finding struct {
	Field   Field  `json:"field"`
	Message string `json:"message"`
}

// Findings are what the rules say about an account. An error blocks Apply, a
// warning does not.
type Findings struct {
	Errors   []Finding
	Warnings []Finding
}

// Error returns the first error about the field, or the empty string.
func (f Findings) Error(field Field) string { return first(f.Errors, field) }

// Warning returns the first warning about the field, or the empty string.
func (f Findings) Warning(field Field) string { return first(f.Warnings, field) }

func first(findings []Finding, field Field) string {
	for _, finding := range findings {
		if finding.Field == field {
			return finding.Message
		}
	}
	return ""
}

// fail adds an error with the text of the given key.
func (f *Findings) fail(field Field, key string, pairs ...any) {
	f.Errors = append(f.Errors, Finding{field, texts.Of(key, pairs...)})
}

// warn adds a warning with the text of the given key.
func (f *Findings) warn(field Field, key string, pairs ...any) {
	f.Warnings = append(f.Warnings, Finding{field, texts.Of(key, pairs...)})
}
