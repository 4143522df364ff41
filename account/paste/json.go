package paste

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"teamsaccount/account"
)

// jsonKeys are the keys, in small letters, under which the Azure tools write
// what an account needs.
var jsonKeys = map[string]account.Field{
	"appid":                      account.FieldClientID,
	"clientid":                   account.FieldClientID,
	"client_id":                  account.FieldClientID,
	"tenant":                     account.FieldTenantID,
	"tenantid":                   account.FieldTenantID,
	"tenant_id":                  account.FieldTenantID,
	"password":                   account.FieldClientSecret,
	"clientsecret":               account.FieldClientSecret,
	"client_secret":              account.FieldClientSecret,
	"secrettext":                 account.FieldClientSecret,
	"objectid":                   account.FieldObjectID,
	"displayname":                account.FieldName,
	"enddatetime":                account.FieldSecretExpires,
	"activedirectoryendpointurl": account.FieldCloud,
}

// readJSON reads the first JSON object of the text, with whatever a terminal
// shows before and after it.
func readJSON(found pasted, text string) {
	start := strings.IndexByte(text, '{')
	if start < 0 {
		return
	}
	var object map[string]any
	if json.NewDecoder(strings.NewReader(text[start:])).Decode(&object) != nil {
		return
	}
	// In a fixed order, since of several values for a field the first counts.
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if text, is := object[key].(string); is {
			readMember(found, strings.ToLower(key), text)
		}
	}
	readApplicationObject(found, object)
	if found[account.FieldClientID] == "" {
		// The name of a secret, or of something else that is no app.
		delete(found, account.FieldName)
	}
}

func readMember(found pasted, key, value string) {
	switch field := jsonKeys[key]; field {
	case "":
	case account.FieldCloud:
		if cloud, known := cloudOfAddress(value); known {
			found.add(account.FieldCloud, string(cloud))
		}
	case account.FieldSecretExpires:
		found.add(field, readDate(value))
	default:
		found.add(field, value)
	}
}

// readApplicationObject takes the object ID from what Microsoft Graph says
// about an application; that of its service principal is another one.
func readApplicationObject(found pasted, object map[string]any) {
	of, _ := object["@odata.context"].(string)
	id, _ := object["id"].(string)
	if strings.Contains(of, "#applications") {
		found.add(account.FieldObjectID, id)
	}
}
