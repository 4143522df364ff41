//go:build !windows

package entra

// systemProxy returns nothing: elsewhere than on Windows, HTTPS_PROXY and
// NO_PROXY are where a system keeps its proxy settings for programs.
func systemProxy() proxySettings { return proxySettings{} }
