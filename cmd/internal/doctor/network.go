package doctor

import (
	"context"
	"net/url"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/assets/texts"
)

const (
	// hostPatience bounds the questions to one host.
	hostPatience = 10 * time.Second
	// clockTolerance is how far clocks may differ before certificates and
	// tokens begin to look as if they were not valid yet or any more.
	clockTolerance = 5 * time.Minute
)

// network reports how the sign-in host and Microsoft Graph are reached.
func (e *Examination) network(ctx context.Context, cloud account.Cloud) {
	if host := e.Program.TestServer(); host != "" {
		e.report("testServer", Warning, texts.Of("doctor.testServer.host", "host", host), texts.Of("doctor.testServer"))
	}
	e.proxy(cloud)
	if e.Offline {
		for _, name := range []string{"name", "connection", "clock", "graph"} {
			e.report(name, Skipped, texts.Of("doctor.offline"), "")
		}
		return
	}
	e.signIn(ctx, cloud)
	e.graph(ctx, cloud)
}

// proxy reports the proxy in force for the sign-in host.
func (e *Examination) proxy(cloud account.Cloud) {
	options := e.Program.Network
	var proxy *url.URL
	exemption := ""
	address, err := url.Parse(options.SignIn(cloud))
	if err == nil && options.Proxy != nil {
		proxy, err = options.Proxy(address)
	}
	if err == nil && options.ProxyExemption != nil {
		exemption = options.ProxyExemption(address)
	}
	switch {
	case err != nil:
		e.report("proxy", Failed, texts.Of("doctor.proxy.bad"), texts.Of("doctor.proxy.bad.advice"))
	case proxy != nil:
		e.report("proxy", OK, entra.MaskProxy(proxy), "")
	case exemption != "":
		e.report("proxy", OK, texts.Of("doctor.proxy.exempt", "host", address.Host, "name", exemption), "")
	case options.ProxyScript != "":
		e.report("proxy", Warning, texts.Of("doctor.proxy.script", "script", options.ProxyScript),
			texts.Of("doctor.proxy.script.advice"))
	default:
		e.report("proxy", OK, texts.Of("doctor.proxy.none"), "")
	}
}

// signIn reports name, certificate and clock of the sign-in host.
func (e *Examination) signIn(ctx context.Context, cloud account.Cloud) {
	ctx, cancel := context.WithTimeout(ctx, hostPatience)
	defer cancel()
	e.busy(texts.Of("doctor.connecting", "host", e.Program.Network.SignIn(cloud)))
	found := entra.Doctor(ctx, e.Program.Network, cloud)
	e.name(found)
	e.connection("connection", found)
	e.clock(found)
}

// graph reports whether Microsoft Graph is reached, which tells when a secret
// expires. Nothing else needs it.
func (e *Examination) graph(ctx context.Context, cloud account.Cloud) {
	ctx, cancel := context.WithTimeout(ctx, hostPatience)
	defer cancel()
	found, asked := entra.DoctorGraph(ctx, e.Program.Network, cloud)
	if !asked {
		e.report("graph", Skipped, texts.Of("doctor.noGraph"), "")
		return
	}
	e.connection("graph", found)
}

// name reports whether the host's name is known here. Behind a proxy it need
// not be: the proxy looks it up.
func (e *Examination) name(found entra.Diagnosis) {
	switch {
	case len(found.Addresses) > 0:
		e.report("name", OK, texts.Of("doctor.resolved", "host", found.Host, "address", found.Addresses[0]), "")
	case found.Proxy != "":
		e.report("name", OK, texts.Of("doctor.unresolvedProxied", "host", found.Host), "")
	default:
		e.report("name", Failed, found.ResolveErr, texts.Of("doctor.unresolved.advice"))
	}
}

// connection reports the authority of the certificate that the host shows.
func (e *Examination) connection(name string, found entra.Diagnosis) {
	if !found.Reached() {
		e.report(name, Failed, found.Cause, found.Advice)
		return
	}
	e.report(name, OK, texts.Of("doctor.connected", "host", found.Host,
		"issuer", found.Issuer, "ms", found.Elapsed.Milliseconds()), "")
}

// clock reports how far the host's clock is from ours.
func (e *Examination) clock(found entra.Diagnosis) {
	switch {
	case !found.ClockKnown:
		e.report("clock", Skipped, texts.Of("doctor.noDate"), "")
	case found.ClockOffset.Abs() > clockTolerance:
		e.report("clock", Failed, texts.Of("doctor.clock", "offset", found.ClockOffset),
			texts.Of("doctor.clock.advice"))
	default:
		e.report("clock", OK, texts.Of("doctor.clock", "offset", found.ClockOffset), "")
	}
}
