package document

import (
	"bytes"
	"encoding/json"

	"teamsaccount/account"
)

// format is a document of version 1, its keys in the order in which they are
// written.
type format struct {
	Version int              `json:"version"`
	Account *account.Account `json:"account"`
	Secret  *string          `json:"secret,omitempty"`
}

// Encode writes a document: the same bytes for the same account, ending in a
// line break. With present false it is the document from which the account was
// deleted. Text that is not UTF-8 cannot be kept; see account.Validate.
func Encode(a account.Account, present bool) []byte {
	if !present {
		return marshal(format{Version: version})
	}
	return marshal(format{Version: version, Account: &a})
}

// EncodeWithSecret writes a document with the secret in it, in the clear: only
// ever to be encrypted.
func EncodeWithSecret(a account.Account, secret string) []byte {
	return marshal(format{Version: version, Account: &a, Secret: &secret})
}

// marshal writes JSON as all our files have it: two blanks for each level,
// < > & as they are, a line break at the end.
func marshal(value any) []byte {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		// Our types hold only what JSON can hold.
		panic(err)
	}
	return buffer.Bytes()
}
