package entra

import (
	"net/url"

	"teamsaccount/account"
)

// SignIn returns the address of the sign-in host that a test of an account in
// this cloud asks.
func (o Options) SignIn(cloud account.Cloud) string { return o.authority(cloud) }

// MaskProxy returns a proxy's address as it may be shown: its password, if it
// has one, as ***; empty for nil.
func MaskProxy(proxy *url.URL) string { return maskProxy(proxy) }
