package entra

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"

	"teamsaccount/account"
)

// Diagnosis is what was found on the way to one host, without any secret.
type Diagnosis struct {
	// Host is the host that was asked, with its port if the address names one.
	Host string
	// Addresses are those that this computer finds for the name; behind a
	// proxy there may be none without harm.
	Addresses []string
	// ResolveErr says why there are no addresses; empty if there are.
	ResolveErr string
	// Proxy is the proxy that was used, its password as ***; empty if none.
	Proxy string
	// ProxyScript is an automatic proxy configuration that the system names
	// and this program cannot follow; empty if there is none.
	ProxyScript string
	// Issuer names the authority that issued the host's certificate.
	Issuer string
	// ClockOffset is the host's Date less this machine's clock, in whole
	// seconds; valid if ClockKnown.
	ClockOffset time.Duration
	ClockKnown  bool
	// Elapsed is how long it took to get the answer.
	Elapsed time.Duration
	// Cause says why the host could not be asked, and Advice what to do about
	// it; both are empty if it answered.
	Cause  string
	Advice string
}

// Reached reports whether the host answered as it should.
func (d Diagnosis) Reached() bool { return d.Cause == "" }

// Doctor looks at the way to the sign-in host of a cloud: name, proxy, TLS,
// clock. It makes one request, which names no tenant and holds no secret. It
// ends when ctx does.
func Doctor(ctx context.Context, options Options, cloud account.Cloud) Diagnosis {
	return options.diagnose(ctx, options.SignIn(cloud), "/common/v2.0/.well-known/openid-configuration")
}

// DoctorGraph is Doctor for the host of Microsoft Graph; asked is false where
// a test server takes the place of Entra ID and none that of Graph.
func DoctorGraph(ctx context.Context, options Options, cloud account.Cloud) (d Diagnosis, asked bool) {
	graph := options.graph(cloud)
	if graph == "" {
		return Diagnosis{}, false
	}
	return options.diagnose(ctx, graph, "/v1.0/"), true
}

func (o Options) diagnose(ctx context.Context, address, path string) Diagnosis {
	host := originHost(address)
	found := Diagnosis{Host: host, ProxyScript: o.ProxyScript}
	found.resolve(ctx, address)

	trace := &connectionTrace{}
	transport := o.transport(address, trace)
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+path, nil)
	if err != nil {
		found.fail(internalFault())
		return found
	}
	began := time.Now()
	got, err := send(transport, trace, nil, request)
	found.Elapsed = time.Since(began)
	last := trace.now()
	found.Proxy, found.Issuer = last.proxy, last.issuer
	if err != nil {
		found.fail(failed(ctx, err, host, last))
		return found
	}
	found.ClockOffset, found.ClockKnown = got.clockOffset()
	found.fail(intercepted(got, question{host: host}))
	return found
}

func (d *Diagnosis) resolve(ctx context.Context, address string) {
	parsed, err := url.Parse(address)
	if err != nil {
		return
	}
	d.Addresses, err = net.DefaultResolver.LookupHost(ctx, parsed.Hostname())
	if err != nil {
		d.ResolveErr = failedConnection(err, d.Host, stepName).cause
	}
}

func (d *Diagnosis) fail(ended *outcome) {
	if ended != nil {
		d.Cause, d.Advice = ended.cause, ended.advice
	}
}

// intercepted is the outcome of an answer that shows that something stands in
// between; nil for any other, since the request was about no tenant.
func intercepted(a answer, q question) *outcome {
	_, isPage := a.page()
	_, isObject := a.object()
	if isObject && a.status < 300 || !isPage && a.status >= 400 && a.status < 500 &&
		a.status != http.StatusProxyAuthRequired && a.status != http.StatusTooManyRequests {
		return nil
	}
	_, ended := classify(a, q)
	return ended
}
