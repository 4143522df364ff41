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

const (
	// atOnce bounds the tests of one Tester that run at the same time.
	atOnce = 8
	// longest is how long a test without a deadline may take.
	longest = 30 * time.Second
	// grace is how long a test that has to end may take to say so itself.
	grace = 50 * time.Millisecond
)

// Tester tests accounts against Microsoft Entra ID. It implements
// account.Tester and may be used from several goroutines.
type Tester struct {
	options Options
	slots   chan struct{}
}

var _ account.Tester = (*Tester)(nil)

// New returns a Tester. The addresses in options are of the form that
// FromEnvironment makes.
func New(options Options) *Tester {
	return &Tester{options: options, slots: make(chan struct{}, atOnce)}
}

// TestServer returns the host of an authority that takes the place of
// Microsoft's; empty if there is none.
func (t *Tester) TestServer() string { return t.options.TestServer() }

// Test implements account.Tester. The deadline of ctx, or else 30 s, bounds the
// whole test; nothing is tried twice. It returns within milliseconds of the
// end of ctx even if something below it hangs; observe is not called after it
// has returned.
func (t *Tester) Test(ctx context.Context, c account.Credentials, observe func(account.Stage)) account.Result {
	if observe == nil {
		observe = func(account.Stage) {}
	}
	if _, has := ctx.Deadline(); !has {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, longest)
		defer cancel()
	}
	began := time.Now()
	watched := newWatch(func(stage account.Stage) {
		stage.Detail = masked(stage.Detail, c.Secret)
		observe(stage)
	})
	result := t.await(ctx, c, watched)
	result.Support.Host = originHost(t.options.SignIn(c.Account.Cloud))
	result.ElapsedMs = time.Since(began).Milliseconds()
	scrub(&result, c.Secret)
	return result
}

// await runs the test in a goroutine of its own, so that nothing below can
// keep the caller. An abandoned goroutine keeps its slot until it ends, which
// bounds their number.
func (t *Tester) await(ctx context.Context, c account.Credentials, watched *watch) account.Result {
	select {
	case t.slots <- struct{}{}:
	case <-ctx.Done():
		return watched.abandoned(ctx)
	}
	done := make(chan account.Result, 1)
	go func() {
		defer func() { <-t.slots }()
		done <- t.options.run(ctx, c, watched.tell)
	}()
	for {
		select {
		case stage := <-watched.stages:
			watched.observed(stage)
		case result := <-done:
			watched.drain()
			return result
		case <-ctx.Done():
			return watched.lastWord(ctx, done)
		}
	}
}

// watch carries the stages from the goroutine of a test to that of its caller.
type watch struct {
	stages  chan account.Stage
	observe func(account.Stage)
	result  account.Result
	running account.Stage
}

func newWatch(observe func(account.Stage)) *watch {
	// Each stage is told twice, so that telling never blocks.
	return &watch{
		stages:  make(chan account.Stage, 2*len(account.StageNames())),
		observe: observe,
		result:  account.NewResult(),
	}
}

func (w *watch) tell(stage account.Stage) {
	select {
	case w.stages <- stage:
	default:
	}
}

func (w *watch) observed(stage account.Stage) {
	if stage.Status == account.StatusRunning {
		w.running = stage
	} else {
		w.running = account.Stage{}
		w.result.SetStage(stage)
	}
	w.observe(stage)
}

func (w *watch) drain() {
	for {
		select {
		case stage := <-w.stages:
			w.observed(stage)
		default:
			return
		}
	}
}

// lastWord gives a test whose context has ended a moment to say how far it
// came, and says it itself if the moment passes.
func (w *watch) lastWord(ctx context.Context, done <-chan account.Result) account.Result {
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case result := <-done:
		w.drain()
		return result
	case <-timer.C:
		w.drain()
		return w.abandoned(ctx)
	}
}

// abandoned is the result of a test that did not end by itself.
func (w *watch) abandoned(ctx context.Context) account.Result {
	ended := cancelled()
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		ended = unreachable("timeout")
	}
	if w.running.Name != "" {
		w.observed(ended.stage(w.running))
	}
	ended.conclude(&w.result)
	return w.result
}

// stage returns the end of the stage during which the verdict was reached.
func (v *verdict) stage(running account.Stage) account.Stage {
	running.Status, running.Detail = v.mark()
	return running
}

// mark is the status and the detail of the stage that a verdict ends.
func (v *verdict) mark() (account.Status, string) {
	if v.kind == account.KindCancelled {
		return account.StatusSkipped, texts.Of("entra.stage.cancelled")
	}
	return account.StatusFailed, v.cause
}
