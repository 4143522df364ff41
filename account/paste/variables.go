package paste

import (
	"strings"

	"teamsaccount/account"
)

// variable matches one line of an environment or configuration: an optional
// command, a name with an optional prefix, = or :, a value.
var variable = form(`(?im)^[ \t]*(?:export[ \t]+|set[ \t]+|\$env:|-[ \t]+)?["']?(?:[a-z0-9]+_)*` +
	`(tenant_?id|client_?id|app_?id|object_?id|client_?secret|authority_host|environment)["']?[ \t]*[=:][ \t]*(.*)$`)

var variableFields = map[string]account.Field{
	"tenantid":     account.FieldTenantID,
	"clientid":     account.FieldClientID,
	"appid":        account.FieldClientID,
	"objectid":     account.FieldObjectID,
	"clientsecret": account.FieldClientSecret,
}

// environmentClouds are the names of clouds in AZURE_ENVIRONMENT and
// ARM_ENVIRONMENT, in small letters.
var environmentClouds = map[string]account.Cloud{
	"public": account.CloudGlobal, "azurecloud": account.CloudGlobal, "azurepubliccloud": account.CloudGlobal,
	"usgovernment": account.CloudUSGov, "azureusgovernment": account.CloudUSGov, "azureusgovernmentcloud": account.CloudUSGov,
	"china": account.CloudChina, "azurechinacloud": account.CloudChina,
}

// readVariables reads lines such as AZURE_TENANT_ID=….
func readVariables(found pasted, text string) {
	for _, match := range variable().FindAllStringSubmatch(text, -1) {
		name, value := strings.ToLower(strings.ReplaceAll(match[1], "_", "")), unquoted(match[2])
		switch name {
		case "authorityhost":
			if cloud, known := cloudOfAddress(value); known {
				found.add(account.FieldCloud, string(cloud))
			}
		case "environment":
			found.add(account.FieldCloud, string(environmentClouds[strings.ToLower(value)]))
		case "clientsecret":
			found.add(account.FieldClientSecret, value)
		default:
			found.add(variableFields[name], strings.TrimRight(value, ",;"))
		}
	}
}

// unquoted returns the value at the beginning of a text: what stands in
// quotes, else what stands before the first blank.
func unquoted(text string) string {
	text = strings.TrimSpace(text)
	if text != "" && (text[0] == '"' || text[0] == '\'') {
		if inner, _, closed := strings.Cut(text[1:], text[:1]); closed {
			return inner
		}
	}
	text, _, _ = strings.Cut(strings.ReplaceAll(text, "\t", " "), " ")
	return strings.TrimRight(text, `"'`)
}
