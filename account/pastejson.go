package account

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// jsonKeys are the keys, in small letters, under which the Azure tools write
// what an account needs.
var jsonKeys = map[string]Field{
	"appid":                      FieldClientID,
	"clientid":                   FieldClientID,
	"client_id":                  FieldClientID,
	"tenant":                     FieldTenantID,
	"tenantid":                   FieldTenantID,
	"tenant_id":                  FieldTenantID,
	"password":                   FieldClientSecret,
	"clientsecret":               FieldClientSecret,
	"client_secret":              FieldClientSecret,
	"secrettext":                 FieldClientSecret,
	"objectid":                   FieldObjectID,
	"displayname":                FieldName,
	"enddatetime":                FieldSecretExpires,
	"activedirectoryendpointurl": FieldCloud,
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
	if found[FieldClientID] == "" {
		// The name of a secret, or of something else that is no app.
		delete(found, FieldName)
	}
}

func readMember(found pasted, key, value string) {
	switch field := jsonKeys[key]; field {
	case "":
	case FieldCloud:
		if cloud, known := cloudOfAddress(value); known {
			found.add(FieldCloud, string(cloud))
		}
	case FieldSecretExpires:
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
		found.add(FieldObjectID, id)
	}
}
