// Package entra asks Microsoft Entra ID whether the credentials of an account
// are good, and says what is wrong with them where they are not. It is the
// only importer of MSAL.
//
// MSAL makes the requests, through a transport of this package that watches
// and steers them: the first is the stage tenant, the second the stage token.
// What went wrong is told from the phase, the HTTP status and the body as that
// transport saw them, never from MSAL's errors, which are dropped here because
// they carry the request with the secret in it.
package entra

import (
	"context"
	"errors"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// grace is how long a test that has to end may take to say so itself.
const grace = 50 * time.Millisecond

// Tester tests accounts against Microsoft Entra ID. It implements
// account.Tester and may be used from several goroutines.
type Tester struct{ options Options }

var _ account.Tester = (*Tester)(nil)

// New returns a Tester. The addresses in options are of the form that
// FromEnvironment makes.
func New(options Options) *Tester { return &Tester{options} }

// TestServer returns the host of an authority that takes the place of
// Microsoft's; empty if there is none.
func (t *Tester) TestServer() string { return t.options.TestServer() }

// Test implements account.Tester. The deadline of ctx, or else maxTime, bounds
// the whole test; nothing is tried twice. It returns within milliseconds of the
// end of ctx even if something below it hangs; observe is not called after it
// has returned.
func (t *Tester) Test(ctx context.Context, c account.Credentials, observe func(account.Stage)) account.Result {
	if _, has := ctx.Deadline(); !has {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, maxTime)
		defer cancel()
	}
	began := time.Now()
	m := newMasker(c.Secret)
	watched := &stages{observe: func(stage account.Stage) {
		if observe != nil {
			stage.Detail = m.mask(stage.Detail)
			observe(stage)
		}
	}}
	result, ended := t.await(ctx, t.options.newRun(c, m, watched))
	if !ended {
		result = abandoned(ctx, watched)
	}
	watched.close(account.StatusSkipped, "", &result)
	result.Support.Host = originHost(t.options.SignIn(c.Account.Cloud))
	result.ElapsedMs = time.Since(began).Milliseconds()
	m.maskResult(&result)
	return result
}

// await runs the test in a goroutine of its own, so that nothing below can
// keep the caller. A test whose context has ended has a moment to say how far
// it came; ended is false if the moment passes.
func (t *Tester) await(ctx context.Context, r *run) (result account.Result, ended bool) {
	done := make(chan account.Result, 1)
	go func() { done <- r.do(ctx) }()
	select {
	case result := <-done:
		return result, true
	case <-ctx.Done():
	}
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case result := <-done:
		return result, true
	case <-timer.C:
		return account.Result{}, false
	}
}

// abandoned is the result of a test that did not end by itself.
func abandoned(ctx context.Context, watched *stages) account.Result {
	ended := cancelled()
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		ended = unreachable(texts.Of("entra.cause.timeout"), texts.Of("entra.advice.timeout"))
	}
	result := account.NewResult()
	status, detail := ended.stage()
	watched.close(status, detail, &result)
	ended.fill(&result)
	return result
}
