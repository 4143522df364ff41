package paste

import (
	"net/url"
	"strings"

	"teamsaccount/account"
)

// address matches a web address in a text.
var address = form("(?i)https?://[^\\s\"'<>|\\\\^`{}]+")

// signInHosts are the hosts whose paths begin with a tenant.
var signInHosts = map[string]account.Cloud{
	"login.microsoftonline.com":        account.CloudGlobal,
	"login.microsoft.com":              account.CloudGlobal,
	"login.windows.net":                account.CloudGlobal,
	"sts.windows.net":                  account.CloudGlobal,
	"login.microsoftonline.us":         account.CloudUSGov,
	"login.partner.microsoftonline.cn": account.CloudChina,
	"login.chinacloudapi.cn":           account.CloudChina,
}

// portalHosts are the administrators' portals.
var portalHosts = map[string]account.Cloud{
	"portal.azure.com":         account.CloudGlobal,
	"entra.microsoft.com":      account.CloudGlobal,
	"portal.azure.us":          account.CloudUSGov,
	"entra.microsoft.us":       account.CloudUSGov,
	"portal.azure.cn":          account.CloudChina,
	"entra.microsoftonline.cn": account.CloudChina,
}

// readAddresses reads the addresses of portal pages and sign-in endpoints. The
// host names the cloud, but only where the address names something in it.
func readAddresses(found pasted, text string) {
	for _, match := range address().FindAllString(text, -1) {
		parsed, err := url.Parse(strings.TrimRight(match, ".,;:!?)]"))
		if err != nil {
			continue
		}
		named := pasted{}
		host := strings.ToLower(parsed.Hostname())
		cloud, signIn := signInHosts[host]
		if signIn {
			readSignIn(named, parsed)
		} else if portal, is := portalCloud(host); is {
			cloud = portal
			readPortal(named, parsed)
		}
		if len(named) > 0 {
			named.add(account.FieldCloud, string(cloud))
		}
		for field, value := range named {
			found.add(field, value)
		}
	}
}

// portalCloud returns the cloud of a portal's host, which may have another
// word before it, as in ms.portal.azure.com.
func portalCloud(host string) (cloud account.Cloud, is bool) {
	for portal, cloud := range portalHosts {
		if host == portal || strings.HasSuffix(host, "."+portal) {
			return cloud, true
		}
	}
	return "", false
}

// cloudOfAddress returns the cloud of a sign-in host's address.
func cloudOfAddress(text string) (account.Cloud, bool) {
	parsed, err := url.Parse(text)
	if err != nil {
		return "", false
	}
	host := strings.ToLower(parsed.Hostname())
	if host == "" {
		// AZURE_AUTHORITY_HOST may be a bare host.
		host = strings.ToLower(strings.Trim(text, "/"))
	}
	cloud, known := signInHosts[host]
	return cloud, known
}

// readSignIn reads an address such as
// https://login.microsoftonline.com/TENANT/v2.0/.well-known/openid-configuration.
func readSignIn(named pasted, parsed *url.URL) {
	tenant, _, _ := strings.Cut(strings.TrimPrefix(parsed.Path, "/"), "/")
	addTenant(named, tenant)
	addGUID(named, account.FieldClientID, parsed.Query().Get("client_id"))
}

// readPortal reads an address such as
// https://portal.azure.com/#@TENANT/…/ApplicationMenuBlade/~/Overview/appId/GUID/…
// or https://entra.microsoft.com/?tenantId=GUID#view/….
// The pages of enterprise applications name the object ID of the service
// principal, which is not the app's.
func readPortal(named pasted, parsed *url.URL) {
	whole := parsed.Path + "/" + parsed.RawQuery + "/" + parsed.Fragment
	parts := strings.FieldsFunc(whole, func(r rune) bool { return strings.ContainsRune("/?&#=", r) })
	ofApp := strings.Contains(strings.ToLower(parsed.Fragment), "registeredapps")
	for i, part := range parts {
		if tenant, is := strings.CutPrefix(part, "@"); is {
			addTenant(named, tenant)
		} else if i == 0 {
			addTenant(named, part)
		}
		if i+1 == len(parts) {
			break
		}
		value := parts[i+1]
		switch strings.ToLower(strings.TrimSuffix(part, "~")) {
		case "appid", "clientid":
			addGUID(named, account.FieldClientID, value)
		case "tenantid", "tenant":
			addTenant(named, value)
		case "objectid":
			if ofApp {
				addGUID(named, account.FieldObjectID, value)
			}
		}
	}
}

func addGUID(named pasted, field account.Field, value string) {
	if account.IsGUID(value) {
		named.add(field, value)
	}
}

// addTenant adds a tenant, but none of the words that stand for any tenant.
func addTenant(named pasted, tenant string) {
	if account.IsGUID(tenant) || account.IsDomain(tenant) {
		named.add(account.FieldTenantID, tenant)
	}
}
