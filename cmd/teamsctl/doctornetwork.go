package main

import (
	"context"
	"net/url"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
)

const (
	// doctorPatience bounds the questions to one host.
	doctorPatience = 10 * time.Second
	// clockTolerance is how far clocks may differ before certificates and
	// tokens begin to look as if they were not valid yet or any more.
	clockTolerance = 5 * time.Minute
)

// network reports how the sign-in host and Microsoft Graph are reached. offline
// skips that, but not the settings.
func (e *doctorCommand) network(ctx context.Context, p *program.Program, cloud account.Cloud) {
	if host := p.TestServer(); host != "" {
		e.report("testServer", healthWarning, texts.Of("terminal.testServer", "host", host), texts.Of("terminal.doctor.testServer"))
	}
	e.proxy(p.Network, cloud)
	if e.offline {
		for _, name := range []string{"name", "connection", "clock", "graph"} {
			e.report(name, healthSkipped, texts.Of("terminal.doctor.offline"), "")
		}
		return
	}
	e.signIn(ctx, p.Network, cloud)
	e.graph(ctx, p.Network, cloud)
}

// proxy reports the proxy in force for the sign-in host.
func (e *doctorCommand) proxy(options entra.Options, cloud account.Cloud) {
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
		e.report("proxy", healthFailed, texts.Of("terminal.doctor.proxy.bad"), texts.Of("terminal.doctor.proxy.bad.advice"))
	case proxy != nil:
		e.report("proxy", healthOK, entra.MaskProxy(proxy), "")
	case exemption != "":
		e.report("proxy", healthOK, texts.Of("terminal.doctor.proxy.exempt", "host", address.Host, "name", exemption), "")
	case options.ProxyScript != "":
		e.report("proxy", healthWarning, texts.Of("terminal.doctor.proxy.script", "script", options.ProxyScript),
			texts.Of("terminal.doctor.proxy.script.advice"))
	default:
		e.report("proxy", healthOK, texts.Of("terminal.doctor.proxy.none"), "")
	}
}

// signIn reports name, certificate and clock of the sign-in host.
func (e *doctorCommand) signIn(ctx context.Context, options entra.Options, cloud account.Cloud) {
	ctx, cancel := context.WithTimeout(ctx, doctorPatience)
	defer cancel()
	e.asking(options.SignIn(cloud))
	found := entra.Doctor(ctx, options, cloud)
	e.name(found)
	e.connection("connection", found)
	e.clock(found)
}

// graph reports whether Microsoft Graph is reached, which tells when a secret
// expires. Nothing else needs it.
func (e *doctorCommand) graph(ctx context.Context, options entra.Options, cloud account.Cloud) {
	ctx, cancel := context.WithTimeout(ctx, doctorPatience)
	defer cancel()
	found, asked := entra.DoctorGraph(ctx, options, cloud)
	if !asked {
		e.report("graph", healthSkipped, texts.Of("terminal.doctor.noGraph"), "")
		return
	}
	e.connection("graph", found)
}

func (e *doctorCommand) asking(address string) {
	if !e.asJSON {
		e.Progress.Show(texts.Of("terminal.doctor.connecting", "host", address))
	}
}

// name reports whether the host's name is known here. Behind a proxy it need
// not be: the proxy looks it up.
func (e *doctorCommand) name(found entra.Diagnosis) {
	switch {
	case len(found.Addresses) > 0:
		e.report("name", healthOK, texts.Of("terminal.doctor.resolved", "host", found.Host, "address", found.Addresses[0]), "")
	case found.Proxy != "":
		e.report("name", healthOK, texts.Of("terminal.doctor.unresolvedProxied", "host", found.Host), "")
	default:
		e.report("name", healthFailed, found.ResolveErr, texts.Of("terminal.doctor.unresolved.advice"))
	}
}

// connection reports the authority of the certificate that the host shows.
func (e *doctorCommand) connection(name string, found entra.Diagnosis) {
	if !found.Reached() {
		e.report(name, healthFailed, found.Cause, found.Advice)
		return
	}
	e.report(name, healthOK, texts.Of("terminal.doctor.connected", "host", found.Host,
		"issuer", found.Issuer, "ms", found.Elapsed.Milliseconds()), "")
}

// clock reports how far the host's clock is from ours.
func (e *doctorCommand) clock(found entra.Diagnosis) {
	switch {
	case !found.ClockKnown:
		e.report("clock", healthSkipped, texts.Of("terminal.doctor.noDate"), "")
	case found.ClockOffset.Abs() > clockTolerance:
		e.report("clock", healthFailed, texts.Of("terminal.doctor.clock", "offset", found.ClockOffset),
			texts.Of("terminal.doctor.clock.advice"))
	default:
		e.report("clock", healthOK, texts.Of("terminal.doctor.clock", "offset", found.ClockOffset), "")
	}
}
