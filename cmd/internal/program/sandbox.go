package program

import (
	"os"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/account/entra/sandbox"
	"teamsaccount/assets/texts"
	"teamsaccount/keystore"
)

// SandboxDefault is the outcome of --sandbox without a name: the credentials
// decide.
const SandboxDefault = "valid"

// startSandbox starts a program that touches nothing of the person's own: its
// document and state lie in a temporary directory, its secrets in memory, and
// its tests go to the practice tenant, whatever the environment says.
func startSandbox(setup Setup) (*Program, error) {
	outcome := setup.Sandbox
	if outcome == SandboxDefault {
		outcome = ""
	}
	tenant, err := sandbox.Start(outcome)
	if err != nil {
		return nil, &account.Problem{Kind: account.ProblemInvalid, What: texts.Of("program.sandbox", "reason", err), Err: err}
	}
	p := &Program{Practice: tenant, env: func(string) string { return "" }}
	p.temporary, err = os.MkdirTemp("", "teamsaccount-sandbox-")
	if err != nil {
		p.Close()
		return nil, &account.Problem{Kind: account.ProblemFailed, What: texts.Of("program.temporary", "reason", err), Err: err}
	}
	p.assemble(p.temporary, "", keystore.NewMemory(), setup.Notify)
	p.Network = entra.Options{Authority: tenant.Authority(), Graph: tenant.GraphURL(), Roots: tenant.Roots(), Proxy: tenant.Proxy}
	p.Service.Tester = entra.New(p.Network)
	return p, nil
}
