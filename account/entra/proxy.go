package entra

import (
	"errors"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/http/httpproxy"
)

// proxySettings are the operating system's own proxy settings.
type proxySettings struct {
	// server is the proxy for https; empty if there is none.
	server string
	// bypass are the hosts to reach without it, with or without a port:
	// patterns with *, or <local> for every name without a dot.
	bypass []string
	// script is an automatic configuration, which this program cannot follow.
	script string
}

// errProxyAddress says no more: the address may hold a password.
var errProxyAddress = errors.New("the proxy's address is not valid")

// proxyChoice decides by the environment and the system's settings which proxy
// leads to an address.
type proxyChoice struct {
	proxy *url.URL
	// variable is the environment variable that names the proxy; empty where
	// the system's settings do.
	variable string
	// exempting is the environment variable that exempts hosts from it.
	exempting string
	exempt    func(*url.URL) bool
	system    proxySettings
}

// newProxyChoice reads HTTPS_PROXY and NO_PROXY and, where HTTPS_PROXY is not
// set, the system's settings. Where the address cannot be parsed, the choice
// has no proxy, and the error is errProxyAddress.
func newProxyChoice(lookup func(string) string, system proxySettings) (proxyChoice, error) {
	first := func(names ...string) (name, value string) {
		for _, name := range names {
			if value := lookup(name); value != "" {
				return name, value
			}
		}
		return "", ""
	}
	choice := proxyChoice{system: system}
	var address, hosts string
	choice.variable, address = first("HTTPS_PROXY", "https_proxy")
	choice.exempting, hosts = first("NO_PROXY", "no_proxy")
	if address == "" {
		address = system.server
	}
	if address == "" {
		return choice, nil
	}
	var err error
	if choice.proxy, err = parseProxyAddress(address); err != nil {
		return choice, err
	}
	// The library is asked for its rules of NO_PROXY only: it drops an address
	// that it cannot parse without a word.
	rules := httpproxy.Config{HTTPSProxy: "http://proxy.invalid", NoProxy: hosts}
	choose := rules.ProxyFunc()
	choice.exempt = func(address *url.URL) bool {
		proxy, err := choose(address)
		return err == nil && proxy == nil
	}
	return choice, nil
}

// to returns the proxy for an address; nil for none. Loopback addresses are
// reached without a proxy in any case.
func (c proxyChoice) to(address *url.URL) (*url.URL, error) {
	if c.proxy == nil || c.exempt(address) || c.variable == "" && c.system.bypasses(address) {
		return nil, nil
	}
	return c.proxy, nil
}

// exemption returns the environment variable that keeps an address from being
// reached through the proxy; empty if none does.
func (c proxyChoice) exemption(address *url.URL) string {
	if c.proxy == nil || !c.exempt(address) {
		return ""
	}
	return c.exempting
}

// parseProxyAddress reads the address of a proxy: http (the default), https,
// socks5 or socks5h, a user and a password if need be, a host and a port. The
// error is errProxyAddress.
func parseProxyAddress(value string) (*url.URL, error) {
	if !strings.Contains(value, "://") {
		value = "http://" + value
	}
	parsed, err := url.Parse(value)
	if err != nil {
		return nil, errProxyAddress
	}
	bare := (parsed.Path == "" || parsed.Path == "/") && parsed.RawQuery == "" && !parsed.ForceQuery &&
		parsed.Fragment == "" && !strings.HasSuffix(value, "#")
	known := slices.Contains([]string{"http", "https", "socks5", "socks5h"}, parsed.Scheme)
	if !known || !bare || parsed.Hostname() == "" || !isPort(parsed.Port(), strings.HasSuffix(parsed.Host, ":")) {
		return nil, errProxyAddress
	}
	return parsed, nil
}

// isPort reports whether port is empty, though no colon announces one, or a
// number from 1 to 65535.
func isPort(port string, announced bool) bool {
	if port == "" {
		return !announced
	}
	number, err := strconv.ParseUint(port, 10, 16)
	return err == nil && number != 0
}

// encryptsProxy reports whether address is reached through a proxy to which
// the connection is encrypted.
func (o Options) encryptsProxy(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil || o.Proxy == nil {
		return false
	}
	proxy, err := o.Proxy(parsed)
	return err == nil && proxy != nil && proxy.Scheme == "https"
}

func (s proxySettings) bypasses(address *url.URL) bool {
	host, port := strings.ToLower(address.Hostname()), address.Port()
	if port == "" {
		port = "443"
	}
	for _, pattern := range s.bypass {
		if pattern == "<local>" {
			if !strings.Contains(host, ".") {
				return true
			}
			continue
		}
		for _, name := range []string{host, host + ":" + port} {
			if matched, err := path.Match(pattern, name); err == nil && matched {
				return true
			}
		}
	}
	return false
}

// parseProxySettings reads the values ProxyServer, ProxyOverride and
// AutoConfigURL of Windows. The server is HOST:PORT for all protocols, or a
// list such as http=HOST:PORT;https=HOST:PORT. In both lists, blanks separate
// as semicolons do.
// Source: https://learn.microsoft.com/troubleshoot/windows-client/networking/configure-client-proxy-server-settings-by-registry-file
func parseProxySettings(enabled bool, server, override, script string) proxySettings {
	settings := proxySettings{script: clean(script, maxMessage)}
	if !enabled {
		return settings
	}
	settings.server = httpsServer(server)
	for pattern := range strings.FieldsFuncSeq(strings.ToLower(override), separates) {
		pattern = strings.TrimPrefix(strings.TrimPrefix(pattern, "https://"), "http://")
		settings.bypass = append(settings.bypass, pattern)
	}
	return settings
}

// httpsServer returns the server for HTTPS: its own, else the first that is for
// all protocols.
func httpsServer(server string) string {
	all := ""
	for part := range strings.FieldsFuncSeq(server, separates) {
		protocol, address, named := strings.Cut(part, "=")
		switch {
		case named && strings.EqualFold(protocol, "https"):
			return address
		case !named && all == "":
			all = part
		}
	}
	return all
}

func separates(r rune) bool { return r == ';' || unicode.IsSpace(r) }

// MaskProxy returns a proxy's address as it may be shown: its password, if it
// has one, as ***; empty for nil.
func MaskProxy(proxy *url.URL) string {
	if proxy == nil {
		return ""
	}
	user := ""
	if proxy.User != nil {
		user = clean(proxy.User.Username(), 60)
		if _, has := proxy.User.Password(); has {
			user += ":***"
		}
		user += "@"
	}
	return proxy.Scheme + "://" + user + clean(proxy.Host, maxHost)
}
