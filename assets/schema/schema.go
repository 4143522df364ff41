// Package schema holds the JSON Schema of the account document, for other
// programs that write or check documents.
package schema

import _ "embed"

// Account is the schema (JSON Schema, draft 2020-12) of the account document.
// It describes what the program understands; the rules of the account, such as
// the form of a client ID, are applied after that.
//
//go:embed account.schema.json
var Account string
