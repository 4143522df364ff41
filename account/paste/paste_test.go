package paste

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
)

const (
	pastedTenant = "11111111-2222-4333-8444-555555555555"
	pastedClient = "66666666-7777-4888-9999-0000000000aa"
	pastedObject = "bbbbbbbb-7777-4888-9999-0000000000bb"
	pastedID     = "cccccccc-7777-4888-9999-0000000000cc"
	pastedSecret = "fak8Q~not-a-real-secret.0123456789_abcde"
)

// values returns what a paste fills, the secret included.
func values(p Paste) map[account.Field]string {
	all := map[account.Field]string{}
	for _, field := range p.Fields {
		all[field] = p.Value(field)
	}
	return all
}

func TestRead_UnderstandsBlocks(t *testing.T) {
	ids := map[account.Field]string{account.FieldName: "Teams for ACME", account.FieldTenantID: pastedTenant, account.FieldClientID: pastedClient, account.FieldObjectID: pastedObject}
	tenantAndClient := map[account.Field]string{account.FieldTenantID: pastedTenant, account.FieldClientID: pastedClient}
	credentials := map[account.Field]string{account.FieldTenantID: pastedTenant, account.FieldClientID: pastedClient, account.FieldClientSecret: pastedSecret}
	with := func(values map[account.Field]string, more ...string) map[account.Field]string {
		all := maps.Clone(values)
		for i := 0; i < len(more); i += 2 {
			all[account.Field(more[i])] = more[i+1]
		}
		return all
	}
	longest := "Client ID: " + pastedClient
	longest += strings.Repeat(" ", MaxBytes-len(longest))
	tests := []struct {
		name, text string
		want       map[account.Field]string
	}{
		// The Overview page.
		{"Overview, label and value below each other", `Essentials
			Display name
			:
			Teams for ACME
			Copy to clipboard
			Application (client) ID
			:
			` + pastedClient + `
			Copy to clipboard
			Object ID
			:
			` + pastedObject + `
			Directory (tenant) ID
			:
			` + pastedTenant + `
			Supported account types
			:
			My organization only
			Client credentials
			:
			0 certificate, 1 secret
			Redirect URIs
			:
			1 web, 0 spa, 0 public client
			Application ID URI
			:
			api://` + pastedClient, ids},
		{"Overview, the value on the next line", "Display name\nTeams for ACME\nApplication (client) ID\n" + pastedClient +
			"\nObject ID\n" + pastedObject + "\nDirectory (tenant) ID\n" + pastedTenant + "\n", ids},
		{"Overview, with tabs", "Display name\tTeams for ACME\nApplication (client) ID\t" + pastedClient +
			"\nObject ID\t" + pastedObject + "\nDirectory (tenant) ID\t" + pastedTenant, ids},
		{"Overview, with colons and Windows line ends", "Display name: Teams for ACME\r\nApplication (client) ID: " + pastedClient +
			"\r\nObject ID : " + pastedObject + "\r\nDirectory (tenant) ID :" + pastedTenant + "\r\n", ids},
		{"Overview, with blanks", "Display name   Teams for ACME\nApplication (client) ID " + pastedClient +
			"\nObject ID  " + pastedObject + "\nDirectory (tenant) ID     " + pastedTenant, ids},
		{"Overview, all on one line", "Application (client) ID " + pastedClient + " Directory (tenant) ID " + pastedTenant, tenantAndClient},
		{"Overview, in other letters, with what is invisible", "\ufeffAPPLICATION (CLIENT)\u00a0ID:\u200b" + pastedClient + "\ndirectory (TENANT) id\u2003" + pastedTenant + "\u200b", tenantAndClient},
		{"the vendor's word", "Account (client) ID: " + pastedClient + "\nDirectory (Tenant) ID: " + pastedTenant, tenantAndClient},
		{"from a wiki", "* **Application (client) ID**: `" + pastedClient + "`\n| Directory (tenant) ID | {" + pastedTenant + "} |", tenantAndClient},
		{"a domain as tenant", "Tenant ID: contoso.onmicrosoft.com\nClient ID: " + pastedClient, with(tenantAndClient, "tenantId", "contoso.onmicrosoft.com")},
		{"a label without a value takes no other's", "Display name:\nObject ID:\nApplication (client) ID: " + pastedClient + "\nDirectory (tenant) ID", map[account.Field]string{account.FieldClientID: pastedClient}},
		{"the first of two values counts", "Client ID: " + pastedClient + "\nClient ID: " + pastedObject, map[account.Field]string{account.FieldClientID: pastedClient}},
		{"German", "Anzeigename\n: Teams for ACME\nAnwendungs-ID (Client)\n:\n" + pastedClient + "\nObjekt-ID : " + pastedObject + "\nVerzeichnis-ID (Mandant)\n" + pastedTenant, ids},
		{"Spanish", "Nombre para mostrar: Teams for ACME\nId. de aplicación (cliente): " + pastedClient + "\nId. de objeto: " + pastedObject + "\nId. de directorio (inquilino): " + pastedTenant, ids},
		{"French", "Nom d’affichage : Teams for ACME\nID d’application (client)\n" + pastedClient + "\nID de l’objet\n" + pastedObject + "\nID de l’annuaire (locataire)\n" + pastedTenant, ids},

		// Addresses.
		{
			"portal address", "https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/" + pastedClient + "/isMSAApp~/false",
			map[account.Field]string{account.FieldClientID: pastedClient, account.FieldCloud: "global"},
		},
		{
			"portal address with the tenant in its query", "https://entra.microsoft.com/?tenantId=" + pastedTenant + "#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/" + pastedClient,
			map[account.Field]string{account.FieldTenantID: pastedTenant, account.FieldClientID: pastedClient, account.FieldCloud: "global"},
		},
		{
			"older portal address with object ID and tenant", "https://portal.azure.us/?feature=x#@contoso.onmicrosoft.com/blade/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/Overview/quickStartType//sourceType/Microsoft_AAD_IAM/appId/" +
				pastedClient + "/objectId/" + pastedObject + "/isMSAApp/",
			map[account.Field]string{account.FieldClientID: pastedClient, account.FieldObjectID: pastedObject, account.FieldTenantID: "contoso.onmicrosoft.com", account.FieldCloud: "usgov"},
		},
		{
			"Entra portal in China", "https://entra.microsoftonline.cn/#@" + pastedTenant + "/view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/%7E/Credentials/appId~/" + pastedClient,
			with(tenantAndClient, "cloud", "china"),
		},
		{
			"US Government Entra portal", "https://entra.microsoft.us/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/" + pastedClient,
			map[account.Field]string{account.FieldClientID: pastedClient, account.FieldCloud: "usgov"},
		},
		{
			"a portal with the tenant as its path", "https://entra.microsoft.com/" + pastedTenant + "/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/" + pastedClient,
			with(tenantAndClient, "cloud", "global"),
		},
		{
			"a portal before the portal", "see <https://ms.portal.azure.cn/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/appId/" + pastedClient + ">.",
			map[account.Field]string{account.FieldClientID: pastedClient, account.FieldCloud: "china"},
		},
		{
			"an enterprise application's object ID is not the app's", "https://portal.azure.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/" + pastedObject + "/appId/" + pastedClient,
			map[account.Field]string{account.FieldClientID: pastedClient, account.FieldCloud: "global"},
		},
		{
			"metadata endpoint", "https://login.microsoftonline.com/" + pastedTenant + "/v2.0/.well-known/openid-configuration",
			map[account.Field]string{account.FieldTenantID: pastedTenant, account.FieldCloud: "global"},
		},
		{
			"token endpoint by domain in US Government", "https://login.microsoftonline.us/contoso.onmicrosoft.us/oauth2/v2.0/token",
			map[account.Field]string{account.FieldTenantID: "contoso.onmicrosoft.us", account.FieldCloud: "usgov"},
		},
		{
			"consent link in China", "https://login.partner.microsoftonline.cn/" + pastedTenant + "/adminconsent?client_id=" + pastedClient + "&state=1",
			with(tenantAndClient, "cloud", "china"),
		},
		{"an endpoint of any tenant", "https://login.microsoftonline.com/common/oauth2/v2.0/token", nil},
		{"a portal's front page", "https://portal.azure.com/", nil},
		{
			"two addresses", "https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/x/appId/" + pastedClient + "\nhttps://login.microsoftonline.com/" + pastedTenant + "/v2.0/.well-known/openid-configuration",
			with(tenantAndClient, "cloud", "global"),
		},
		{
			"a portal address that names the tenant", "https://portal.azure.cn/#view/x/tenantId/" + pastedTenant,
			map[account.Field]string{account.FieldTenantID: pastedTenant, account.FieldCloud: "china"},
		},
		{
			"an address that names nothing says nothing of the cloud", "Client ID: " + pastedClient + "\nsee https://portal.azure.cn/",
			map[account.Field]string{account.FieldClientID: pastedClient},
		},
		{"another host", "https://portal.azure.com.example.org/#view/Microsoft_AAD_RegisteredApps/x/appId/" + pastedClient, nil},

		// JSON.
		{"az ad sp create-for-rbac", `{
			"appId": "` + pastedClient + `",
			"displayName": "Teams for ACME",
			"password": "` + pastedSecret + `",
			"tenant": "` + pastedTenant + `"
		}`, with(credentials, "name", "Teams for ACME")},
		{
			"the same with the terminal around it", "$ az ad sp create-for-rbac -n x\nWARNING: protect these credentials\n{\"appId\":\"" + pastedClient + "\",\"displayName\":\"Teams for ACME\",\"password\":\"" + pastedSecret + "\",\"tenant\":\"" + pastedTenant + "\"}\n$ ",
			with(credentials, "name", "Teams for ACME"),
		},
		{
			"--sdk-auth", `{"clientId": "` + pastedClient + `", "clientSecret": "` + pastedSecret + `", "subscriptionId": "` + pastedObject + `", "tenantId": "` + pastedTenant + `",
			"activeDirectoryEndpointUrl": "https://login.microsoftonline.us", "resourceManagerEndpointUrl": "https://management.usgovcloudapi.net/", "managementEndpointUrl": "x"}`,
			with(credentials, "cloud", "usgov"),
		},
		{
			"--sdk-auth in China", `{"clientId": "` + pastedClient + `", "tenantId": "` + pastedTenant + `", "activeDirectoryEndpointUrl": "https://login.chinacloudapi.cn/"}`,
			with(tenantAndClient, "cloud", "china"),
		},
		{
			"a new secret from Microsoft Graph", `{"displayName": "second", "secretText": "` + pastedSecret + `", "keyId": "` + pastedID + `", "endDateTime": "2027-05-01T12:30:00Z"}`,
			map[account.Field]string{account.FieldClientSecret: pastedSecret, account.FieldSecretExpires: "2027-05-01"},
		},
		{
			"an application from Microsoft Graph", `{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications/$entity", "id": "` + pastedObject + `", "appId": "` + pastedClient + `", "displayName": "Teams for ACME", "passwordCredentials": []}`,
			map[account.Field]string{account.FieldName: "Teams for ACME", account.FieldClientID: pastedClient, account.FieldObjectID: pastedObject},
		},
		{
			"a service principal's id is no object ID of ours", `{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#servicePrincipals/$entity", "id": "` + pastedObject + `", "appId": "` + pastedClient + `"}`,
			map[account.Field]string{account.FieldClientID: pastedClient},
		},
		{"values of another type", `{"appId": 7, "tenant": null, "password": ["x"], "clientId": "` + pastedClient + `"}`, map[account.Field]string{account.FieldClientID: pastedClient}},
		{"JSON that is torn", `{"appId": "` + pastedClient + `", "tena`, nil},
		{"JSON of something else", `{"version": 1, "account": null}`, nil},

		// Environment variables and the like.
		{"environment", "AZURE_TENANT_ID=" + pastedTenant + "\nAZURE_CLIENT_ID=" + pastedClient + "\nAZURE_CLIENT_SECRET=" + pastedSecret + "\n", credentials},
		{
			"shell", "export ARM_TENANT_ID=\"" + pastedTenant + "\"\nexport ARM_CLIENT_ID='" + pastedClient + "' # app\nexport ARM_CLIENT_SECRET='" + pastedSecret + "'\nexport ARM_ENVIRONMENT=usgovernment",
			with(credentials, "cloud", "usgov"),
		},
		{"PowerShell and cmd", "$env:AZURE_TENANT_ID = \"" + pastedTenant + "\"\r\nset AZURE_CLIENT_ID=" + pastedClient + "\r\n", tenantAndClient},
		{"YAML and Terraform", "  client_id: " + pastedClient + "\n  - tenant_id = \"" + pastedTenant + "\"\n", tenantAndClient},
		{
			"authority host", "AZURE_AUTHORITY_HOST=https://login.partner.microsoftonline.cn/\nAZURE_CLIENT_ID=" + pastedClient,
			map[account.Field]string{account.FieldClientID: pastedClient, account.FieldCloud: "china"},
		},
		{
			"authority host without a scheme", "AZURE_AUTHORITY_HOST=login.microsoftonline.us\nAZURE_CLIENT_ID=" + pastedClient,
			map[account.Field]string{account.FieldClientID: pastedClient, account.FieldCloud: "usgov"},
		},
		{"a secret with signs of its own", "AZURE_CLIENT_ID=" + pastedClient + "\nAZURE_CLIENT_SECRET=\"a=b#c;d:e fake\"", map[account.Field]string{account.FieldClientID: pastedClient, account.FieldClientSecret: "a=b#c;d:e fake"}},
		{"gaps of an example", "AZURE_TENANT_ID=<your-tenant-id>\nAZURE_CLIENT_ID=" + pastedClient + "\nAZURE_CLIENT_SECRET=${SECRET}\n", map[account.Field]string{account.FieldClientID: pastedClient}},
		{"no values", "AZURE_TENANT_ID=\nAZURE_CLIENT_ID=\nAZURE_CLIENT_SECRET=\n", nil},

		// Certificates & secrets.
		{
			"a row with labels", "Description: one\nExpires: 5/13/2027\nValue: " + pastedSecret + "\nSecret ID: " + pastedID,
			map[account.Field]string{account.FieldClientSecret: pastedSecret, account.FieldSecretExpires: "2027-05-13"},
		},
		{
			"labels and values below each other", "Value\n" + pastedSecret + "\nCopy to clipboard\nSecret ID\n" + pastedID + "\nExpires\n13.5.2027",
			map[account.Field]string{account.FieldClientSecret: pastedSecret, account.FieldSecretExpires: "2027-05-13"},
		},
		{
			"a table with tabs", "Description\tExpires\tValue\tSecret ID\nmy secret\t5/13/2027\t" + pastedSecret + "\t" + pastedID,
			map[account.Field]string{account.FieldClientSecret: pastedSecret, account.FieldSecretExpires: "2027-05-13"},
		},
		{
			"a table that begins with the value", "Value\tExpires\tSecret ID\n" + pastedSecret + "\t5/13/2027\t" + pastedID,
			map[account.Field]string{account.FieldClientSecret: pastedSecret, account.FieldSecretExpires: "2027-05-13"},
		},
		{"a table that ends before its last value", "Client ID\t" + pastedClient + "\nSecret ID\tValue\n" + pastedID, map[account.Field]string{account.FieldClientID: pastedClient}},
		{
			"a table without a description, older secrets masked", "Description\tExpires\tValue\tSecret ID\n\t5/1/2027\tabc****************\t" + pastedObject + "\n\t2027-05-13\t" + pastedSecret + "\t" + pastedID,
			map[account.Field]string{account.FieldClientSecret: pastedSecret, account.FieldSecretExpires: "2027-05-13"},
		},
		{
			"a table, cell below cell", "Description\nExpires\nValue\nSecret ID\nmy-secret-description\n5/1/2027\n" + pastedSecret + "\nCopy to clipboard\n" + pastedID + "\nCopy to clipboard",
			map[account.Field]string{account.FieldClientSecret: pastedSecret},
		},
		{"a table with two secrets in the clear tells neither", "Value\tSecret ID\n" + pastedSecret + "\t" + pastedID + "\n" + pastedSecret + "x\t" + pastedObject, nil},
		{"only masked secrets", "Description\tExpires\tValue\tSecret ID\none\t5/13/2027\tabc****************\t" + pastedID, nil},
		{
			"a labeled secret beside IDs", "Client ID: " + pastedClient + "\nTenant ID: " + pastedTenant + "\nClient secret: " + pastedSecret + "\nExpires on: 1 May 2027",
			with(credentials, "secretExpires", "2027-05-01"),
		},
		{"a label before the shortest secret", "Client secret: 8~letter", map[account.Field]string{account.FieldClientSecret: "8~letter"}},
		{
			"a label before the longest secret", "Client secret: " + strings.Repeat("~", account.MaxSecretBytes),
			map[account.Field]string{account.FieldClientSecret: strings.Repeat("~", account.MaxSecretBytes)},
		},
		{"what is shorter or longer is no secret", "Client secret: letters\nClient secret: " + strings.Repeat("~", account.MaxSecretBytes+1), nil},
		{"what follows is no secret", "Client ID: " + pastedClient + "\nClient secrets (1)\nNew client secret\nClient secret: not shown any more", map[account.Field]string{account.FieldClientID: pastedClient}},
		{
			"our own copy of all fields", "Name: Head office\nDirectory (Tenant) ID: " + pastedTenant + "\nClient ID: " + pastedClient + "\nClient Secret: \nExpires at: 2027-05-01\nObject ID: \nCloud: Global\n",
			with(tenantAndClient, "secretExpires", "2027-05-01"),
		},

		// What is no block.
		{"nothing", "", nil},
		{"a GUID", pastedClient, nil},
		{"a GUID with a line break", pastedClient + "\r\n", nil},
		{"a domain", "contoso.onmicrosoft.com", nil},
		{"a secret", pastedSecret, nil},
		{"a name", "Teams, head office: value of our tenant ID", nil},
		{"several lines", "one\ntwo\nthree", nil},
		{"a display name alone", "Display name: Teams", nil},
		{"a value alone", "Value: " + pastedSecret, nil},
		{"a cloud alone", "AZURE_ENVIRONMENT=AzureChinaCloud", nil},
		{"another ID", "Secret ID: " + pastedID, nil},
		{"another label before the words", "Subscription tenant_client ID note: " + pastedID, nil},
		{"a text as long as may be", longest, map[account.Field]string{account.FieldClientID: pastedClient}},
		{"a text too long", longest + " ", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			read := Read(test.text)
			if got := values(read); !maps.Equal(got, test.want) {
				t.Errorf("read %v, want %v", got, test.want)
			}
			if read.Block() != (len(test.want) > 0) {
				t.Errorf("Block() = %v", read.Block())
			}
		})
	}
}

func TestRead_GivesFieldsInTheOrderOfTheForm(t *testing.T) {
	read := Read("Object ID: " + pastedObject + "\nClient secret: " + pastedSecret + "\nExpires: 2027-05-01\nClient ID: " + pastedClient)
	if got := read.String(); got != "paste of clientId, clientSecret, secretExpires, objectId" {
		t.Errorf("the fields are a %s", got)
	}
}

func TestPaste_NeverPrintsTheSecret(t *testing.T) {
	read := Read("Client secret: " + pastedSecret)
	if read.Value(account.FieldClientSecret) != pastedSecret {
		t.Fatal("the secret was not read")
	}
	inside := struct{ hidden Paste }{read}
	inJSON, err := json.Marshal(read)
	if err != nil {
		t.Fatal(err)
	}
	for _, printed := range []string{
		fmt.Sprint(read), fmt.Sprintf("%+v", read), fmt.Sprintf("%#v", read), fmt.Sprintf("%v", &read),
		fmt.Sprintf("%+v %#v", inside, inside), string(inJSON),
	} {
		if strings.Contains(printed, "not-a-real-secret") {
			t.Errorf("printed: %s", printed)
		}
	}
}

func TestReadDate_TakesWhatIsUnambiguous(t *testing.T) {
	tests := map[string]string{
		"2027-05-01":              "2027-05-01",
		"2027-05-01T00:00:00Z":    "2027-05-01",
		"2027-05-01 10:00":        "2027-05-01",
		"5/13/2027":               "2027-05-13",
		"13/5/2027":               "2027-05-13",
		"13/05/2027, 10:11:12 AM": "2027-05-13",
		"5/5/2027":                "2027-05-05",
		"1.5.2027":                "2027-05-01",
		"May 1, 2027":             "2027-05-01",
		"1 May 2027":              "2027-05-01",
		"01-May-2027":             "2027-05-01",
		"5/1/2027":                "",
		"01/05/2027":              "",
		"2027-02-30":              "",
		"31.2.2027":               "",
		"13/13/2027":              "",
		"5/13/27":                 "2027-05-13",
		"2027-05-011":             "",
		"in 6 months":             "",
		"Never":                   "",
		"":                        "",
	}
	for text, want := range tests {
		if got := readDate(text); got != want {
			t.Errorf("%q is the date %q, want %q", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Display name\n:\nTeams\nCopy to clipboard\nApplication (client) ID\n:\n" + pastedClient)
	f.Add(`{"appId":"` + pastedClient + `","displayName":"a\nb","password":"x\u2028y","tenant":"` + pastedTenant + `"}`)
	f.Add("AZURE_CLIENT_SECRET='a\tb'\nAZURE_CLIENT_ID=\"\u0085\"")
	f.Add("Description\tExpires\tValue\tSecret ID\n\t2027-05-13\t" + pastedSecret + "\t" + pastedID)
	f.Add("https://portal.azure.us/#@contoso.us/blade/Microsoft_AAD_RegisteredApps/x/appId/" + pastedClient + "/objectId/" + pastedObject)
	f.Fuzz(func(t *testing.T, text string) {
		read := Read(text)
		for _, field := range read.Fields {
			value := read.Value(field)
			if value == "" || strings.ContainsFunc(value, account.IsControl) {
				t.Errorf("%s is %+q", field, value)
			}
			if cleaned, removed := account.Clean(field, value); removed {
				t.Errorf("%s is %q, cleaned it is %q", field, value, cleaned)
			}
		}
		if cloud := read.Value(account.FieldCloud); cloud != "" && !account.Cloud(cloud).Known() {
			t.Errorf("the cloud is %q", cloud)
		}
		if date := read.Value(account.FieldSecretExpires); date != "" {
			if _, err := time.Parse(time.DateOnly, date); err != nil {
				t.Errorf("the date is %q", date)
			}
		}
		if again := Read(text); again.String() != read.String() || !maps.Equal(values(again), values(read)) {
			t.Errorf("%s the first time, %s the second", read, again)
		}
	})
}
