// Package licenses holds the licenses of everything that is linked into the
// programs. licenses.txt is written by `make licenses`; a test holds it against
// the modules that are linked.
package licenses

import _ "embed"

//go:embed licenses.txt
var text string

// Text returns the licenses as plain text, for a person to read.
func Text() string { return text }
