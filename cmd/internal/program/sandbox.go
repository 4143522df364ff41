package program

import (
	"os"
	"os/signal"
	"sync"
	"syscall"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/account/entra/sandbox"
	"teamsaccount/assets/texts"
	"teamsaccount/keystore"
)

// startSandbox starts a program that touches nothing of the person's own: its
// document and state lie in a temporary directory, its secrets in memory, and
// its tests go to the practice tenant, whatever the environment says.
func startSandbox(setup Setup) (*Program, error) {
	tenant, err := sandbox.Start("")
	if err != nil {
		return nil, &account.Problem{Kind: account.ProblemFailed, What: texts.Of("program.sandbox", "reason", err), Err: err}
	}
	keychain := keystore.NewMemory()
	p := &Program{Practice: &Practice{tenant: tenant, keychain: keychain}, env: func(string) string { return "" }}
	if err := p.Practice.Play(setup.Sandbox); err != nil {
		p.Close()
		return nil, &account.Problem{Kind: account.ProblemInvalid, What: texts.Of("program.outcome", "outcome", setup.Sandbox), Err: err}
	}
	p.temporary, err = os.MkdirTemp("", "teamsaccount-sandbox-")
	if err != nil {
		p.Close()
		return nil, &account.Problem{Kind: account.ProblemFailed, What: texts.Of("program.temporary", "reason", err), Err: err}
	}
	p.closeOnSignal()
	p.assemble(p.temporary, "", keychain, setup.Notify)
	p.Network = entra.Options{Authority: tenant.Authority(), Graph: tenant.GraphURL(), Roots: tenant.Roots(), Proxy: tenant.Proxy}
	p.Service.Tester = entra.New(p.Network)
	return p, nil
}

// closeOnSignal removes the temporary directory when the program is terminated
// or its terminal closes, and then ends it with the status that a shell gives
// to a program that died of this signal.
func (p *Program) closeOnSignal() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGHUP)
	closed := make(chan struct{})
	p.stopSignals = sync.OnceFunc(func() {
		signal.Stop(signals)
		close(closed)
	})
	go func() {
		select {
		case got := <-signals:
			p.Close()
			number, _ := got.(syscall.Signal)
			os.Exit(128 + int(number))
		case <-closed:
		}
	}()
}
