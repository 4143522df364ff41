package entra

import (
	"encoding/json"
	"strings"

	"teamsaccount/account"
)

// hosts are the addresses of one national cloud.
// Source: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
type hosts struct {
	authority string
	graph     string
}

// scope asks for whatever permissions were granted for Microsoft Graph.
func (h hosts) scope() string { return h.graph + "/.default" }

var cloudHosts = map[account.Cloud]hosts{
	account.CloudGlobal: {"https://login.microsoftonline.com", "https://graph.microsoft.com"},
	account.CloudUSGov:  {"https://login.microsoftonline.us", "https://graph.microsoft.us"},
	account.CloudChina:  {"https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn"},
}

// hostsOf returns the addresses of a cloud; an account without a known cloud
// lives in the global one.
func hostsOf(cloud account.Cloud) hosts {
	if found, known := cloudHosts[cloud]; known {
		return found
	}
	return cloudHosts[account.CloudGlobal]
}

// SignIn returns the address of the sign-in host that a test of an account in
// this cloud asks.
func (o Options) SignIn(cloud account.Cloud) string {
	if o.Authority != "" {
		return o.Authority
	}
	return hostsOf(cloud).authority
}

// graph is the address of Microsoft Graph to ask; empty if it may not be asked.
func (o Options) graph(cloud account.Cloud) string {
	switch {
	case o.Graph != "":
		return o.Graph
	case o.Authority != "":
		return ""
	}
	return hostsOf(cloud).graph
}

// otherCloud returns the cloud that a tenant's metadata names, if that is
// another than the account's; else it is empty. Values that name no cloud that
// is known here, such as a private one's, count as saying nothing.
func otherCloud(metadata map[string]json.RawMessage, expected account.Cloud) account.Cloud {
	if !expected.Known() {
		expected = account.CloudGlobal
	}
	for _, named := range []account.Cloud{
		cloudOfHost(jsonText(metadata["cloud_instance_name"])),
		cloudOfHost(jsonText(metadata["msgraph_host"])),
		cloudOfRegion(jsonText(metadata["tenant_region_scope"])),
	} {
		if named != "" && named != expected {
			return named
		}
	}
	return ""
}

func cloudOfHost(host string) account.Cloud {
	host = strings.ToLower(host)
	within := func(domains ...string) bool {
		for _, domain := range domains {
			if host == domain || strings.HasSuffix(host, "."+domain) {
				return true
			}
		}
		return false
	}
	switch {
	case within("microsoftonline.us", "microsoft.us", "usgovcloudapi.net"):
		return account.CloudUSGov
	case within("microsoftonline.cn", "chinacloudapi.cn"):
		return account.CloudChina
	case within("microsoftonline.com", "microsoft.com", "windows.net"):
		return account.CloudGlobal
	}
	return ""
}

// cloudOfRegion knows the regions that are clouds of their own; the others,
// such as NA or EU, lie in the global cloud, but a region alone proves that no
// more than its absence does.
func cloudOfRegion(region string) account.Cloud {
	switch strings.ToLower(region) {
	case "usgov", "usg", "dod":
		return account.CloudUSGov
	case "cn", "china":
		return account.CloudChina
	}
	return ""
}

// cloudInText returns the cloud that the text of a refusal names, if that is
// another than the account's; else it is empty. It serves an offer only.
func cloudInText(message string, expected account.Cloud) account.Cloud {
	message = strings.ToLower(message)
	for _, candidate := range []struct {
		cloud account.Cloud
		words []string
	}{
		{account.CloudUSGov, []string{"microsoftonline.us", "usgov", "us government", "fairfax"}},
		{account.CloudChina, []string{"microsoftonline.cn", "chinacloud", "mooncake"}},
		{account.CloudGlobal, []string{"microsoftonline.com", "public cloud"}},
	} {
		for _, word := range candidate.words {
			if candidate.cloud != expected && strings.Contains(message, word) {
				return candidate.cloud
			}
		}
	}
	return ""
}
