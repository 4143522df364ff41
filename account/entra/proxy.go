package entra

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// proxySettings are the operating system's own proxy settings.
type proxySettings struct {
	// server is the proxy for https; empty if there is none.
	server string
	// bypass are the hosts to reach without it: patterns with *, or <local>
	// for every name without a dot.
	bypass []string
	// script is an automatic configuration, which this program cannot follow.
	script string
}

// proxyFunc returns the choice of a proxy by HTTPS_PROXY and NO_PROXY, as Go's
// own client makes it, and, where HTTPS_PROXY is not set, by the system's
// settings. Loopback addresses are reached without a proxy in any case.
func proxyFunc(lookup func(string) string, system proxySettings) func(*url.URL) (*url.URL, error) {
	first := func(names ...string) string {
		for _, name := range names {
			if value := lookup(name); value != "" {
				return value
			}
		}
		return ""
	}
	config := httpproxy.Config{
		HTTPSProxy: first("HTTPS_PROXY", "https_proxy"),
		NoProxy:    first("NO_PROXY", "no_proxy"),
	}
	if config.HTTPSProxy != "" || system.server == "" {
		return config.ProxyFunc()
	}
	config.HTTPSProxy = system.server
	choose := config.ProxyFunc()
	return func(address *url.URL) (*url.URL, error) {
		if system.bypasses(address.Hostname()) {
			return nil, nil
		}
		return choose(address)
	}
}

func (s proxySettings) bypasses(host string) bool {
	host = strings.ToLower(host)
	for _, pattern := range s.bypass {
		if pattern == "<local>" {
			if !strings.Contains(host, ".") {
				return true
			}
			continue
		}
		if matched, err := path.Match(pattern, host); err == nil && matched {
			return true
		}
	}
	return false
}

// parseProxySettings reads the values ProxyServer, ProxyOverride and
// AutoConfigURL of Windows. The server is HOST:PORT for all protocols, or a
// list such as http=HOST:PORT;https=HOST:PORT.
// Source: https://learn.microsoft.com/troubleshoot/windows-client/networking/configure-client-proxy-server-settings-by-registry-file
func parseProxySettings(enabled bool, server, override, script string) proxySettings {
	settings := proxySettings{script: clean(script, maxMessage)}
	if !enabled {
		return settings
	}
	settings.server = httpsServer(server)
	for pattern := range strings.SplitSeq(override, ";") {
		pattern = strings.ToLower(strings.TrimSpace(pattern))
		pattern = strings.TrimPrefix(strings.TrimPrefix(pattern, "https://"), "http://")
		if pattern != "" {
			settings.bypass = append(settings.bypass, pattern)
		}
	}
	return settings
}

func httpsServer(server string) string {
	if !strings.Contains(server, "=") {
		return strings.TrimSpace(server)
	}
	for part := range strings.SplitSeq(server, ";") {
		protocol, address, _ := strings.Cut(strings.TrimSpace(part), "=")
		if strings.EqualFold(protocol, "https") {
			return strings.TrimSpace(address)
		}
	}
	return ""
}

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
