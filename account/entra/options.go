package entra

import (
	"context"
	"crypto/x509"
	"errors"
	"net/url"
	"strings"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
	"teamsaccount/assets/texts"
)

// The environment variables that this package reads, besides HTTPS_PROXY and
// NO_PROXY.
const (
	envAuthority = "TEAMSACCOUNT_AUTHORITY"
	envGraph     = "TEAMSACCOUNT_GRAPH"
	envCAFile    = "TEAMSACCOUNT_CA_FILE"
)

// maxCAFile bounds the file of certificates, in bytes.
const maxCAFile = 4 << 20

// Options say where a test goes and whom it trusts. The zero value asks the
// account's cloud, directly, and trusts the system's certificate authorities.
type Options struct {
	// Authority takes the place of the cloud's sign-in host: an https address
	// without path, such as https://localhost:8443. Empty: the cloud's own.
	Authority string
	// Graph takes the place of Microsoft Graph's host, likewise. While it is
	// empty and Authority is not, Graph is not asked.
	Graph string
	// Roots are the certificate authorities to trust; nil means the system's.
	Roots *x509.CertPool
	// Proxy returns the proxy for an address, nil for none; nil uses none at all.
	Proxy func(*url.URL) (*url.URL, error)
	// ProxyExemption returns the name of the setting that keeps an address from
	// being reached through the proxy, such as NO_PROXY; empty if none does. It
	// may be nil.
	ProxyExemption func(*url.URL) string
	// ProxyScript is an automatic proxy configuration that the system names
	// and this program cannot follow; empty if there is none.
	ProxyScript string
}

// FromEnvironment returns the options that the environment variables and the
// system's proxy settings give. lookup is os.Getenv in production; an empty
// variable counts as unset. A fault is a Problem with ProblemInvalid, or with
// ProblemCancelled if ctx was cancelled while a file was read; nothing has been
// contacted then.
func FromEnvironment(ctx context.Context, lookup func(name string) string) (Options, error) {
	var options Options
	var err error
	if options.Authority, err = originFrom(lookup, envAuthority); err != nil {
		return Options{}, err
	}
	if options.Graph, err = originFrom(lookup, envGraph); err != nil {
		return Options{}, err
	}
	if options.Roots, err = rootsFrom(ctx, lookup(envCAFile)); err != nil {
		return Options{}, err
	}
	system := systemProxy()
	choice, err := newProxyChoice(lookup, system)
	switch {
	case err == nil:
		options.Proxy, options.ProxyExemption = choice.to, choice.exemption
	case choice.variable != "":
		// The value may hold a password, so it is not shown.
		return Options{}, &account.Problem{
			Kind:   account.ProblemInvalid,
			What:   texts.Of("entra.env.proxy", "name", choice.variable),
			Remedy: texts.Of("entra.env.proxy.remedy", "name", choice.variable),
		}
	default:
		options.Proxy = func(*url.URL) (*url.URL, error) { return nil, errProxyAddress }
	}
	options.ProxyScript = system.script
	return options, nil
}

// TestServer returns the host, with its port if it has one, of an authority
// that takes the place of Microsoft's; empty if there is none.
func (o Options) TestServer() string {
	return strings.TrimPrefix(o.Authority, "https://")
}

func originFrom(lookup func(string) string, name string) (string, error) {
	value := strings.TrimSpace(lookup(name))
	if value == "" {
		return "", nil
	}
	address, err := parseOrigin(value)
	if err != nil {
		// The value may hold a password, so neither it nor the cause is shown.
		return "", &account.Problem{
			Kind:   account.ProblemInvalid,
			What:   texts.Of("entra.env.address", "name", name),
			Remedy: texts.Of("entra.env.address.remedy", "name", name),
		}
	}
	return address, nil
}

var errNoOrigin = errors.New("not an https address of a host")

// parseOrigin returns an https address of nothing but a host and a port, with
// neither a user, a path, a query nor a fragment.
func parseOrigin(value string) (string, error) {
	parsed, err := url.Parse(value)
	if err != nil {
		return "", errNoOrigin
	}
	plain := parsed.User == nil && parsed.RawQuery == "" && !parsed.ForceQuery && parsed.Fragment == ""
	bare := parsed.Opaque == "" && (parsed.Path == "" || parsed.Path == "/")
	if parsed.Scheme != "https" || parsed.Hostname() == "" || !plain || !bare || strings.HasSuffix(value, "#") {
		return "", errNoOrigin
	}
	if !isPort(parsed.Port(), false) {
		return "", errNoOrigin
	}
	return "https://" + strings.TrimSuffix(strings.ToLower(parsed.Host), ":"), nil
}

// rootsFrom returns the system's certificate authorities and those of the
// file; nil without a file, which leaves the choice to the system.
func rootsFrom(ctx context.Context, path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	data, err := file.Read(ctx, path, maxCAFile)
	if err != nil {
		kind := account.ProblemInvalid
		if errors.Is(ctx.Err(), context.Canceled) {
			kind = account.ProblemCancelled
		}
		return nil, &account.Problem{
			Kind:   kind,
			What:   texts.Of("entra.env.cafile", "name", envCAFile, "file", clean(path, 300), "reason", clean(file.Cause(err), 300)),
			Remedy: texts.Of("entra.env.cafile.remedy", "name", envCAFile),
			Err:    err,
		}
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(data) {
		return nil, &account.Problem{
			Kind:   account.ProblemInvalid,
			What:   texts.Of("entra.env.cafile.empty", "name", envCAFile, "file", clean(path, 300)),
			Remedy: texts.Of("entra.env.cafile.remedy", "name", envCAFile),
		}
	}
	return pool, nil
}
