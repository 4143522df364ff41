// Package keystore keeps client secrets in the operating system's keychain:
// the Secret Service on Linux, the Credential Manager on Windows, the login
// keychain on macOS. It is the only importer of go-keyring, whose calls may
// hang, panic, or report success without having stored anything; here every
// call ends in time, one is under way at a time, and what was stored is read
// back.
//
// Memory stands in where the person's own keychain must not be touched.
package keystore

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"teamsaccount/account"
)

// Service is the service name of every item; the item's name is its user name.
const Service = "teamsaccount"

// How long one call may take before it is given up. To find out why may take
// another second (patience), so that whoever waits does so for 60 and 5 seconds at
// most.
const (
	// LimitAttended applies where a person can be asked to unlock the keychain
	// and needs the time to type a password.
	LimitAttended = 60*time.Second - patience
	// LimitUnattended applies where nobody can be asked: no display.
	LimitUnattended = 5*time.Second - patience
)

var _ account.Secrets = (*Keychain)(nil)

// Keychain is the operating system's keychain as account.Secrets. It may be
// used by several goroutines: one call to the system runs at a time, further
// ones wait for it.
//
// A call ends when its context does, and after LimitAttended or
// LimitUnattended at the latest. What the system is still doing then, such as
// showing its dialog, goes on in one goroutine; further calls wait for that, as
// long as they may take themselves.
type Keychain struct {
	flight  flight
	system  system
	refusal refusal
	limit   func() time.Duration
}

// New returns the keychain of the session that this process runs in. Nothing
// is asked and nothing connected before the first call.
func New() *Keychain {
	k := &Keychain{limit: func() time.Duration { return limitFor(attended()) }}
	k.refusal.noted, k.refusal.note = context.WithCancelCause(context.Background())
	return k
}

// AskOnce is for a program that works on many documents: from now on, once the
// person closed the keychain's dialog or did not answer it, every further call
// fails with the same Problem and opens no other dialog.
func (k *Keychain) AskOnce() { k.refusal.lasting.Store(true) }

func limitFor(attended bool) time.Duration {
	if attended {
		return LimitAttended
	}
	return LimitUnattended
}

// Get returns the secret of an item, account.ErrNoSecret if the keychain
// answered and holds no such item, or an *account.Problem.
func (k *Keychain) Get(ctx context.Context, item string) (string, error) {
	if !account.IsItemName(item) {
		return "", account.ErrNoSecret
	}
	secret, err := k.ask(ctx, work{do: func(context.Context) (string, error) { return read(item) }})
	return secret, problem(err, "")
}

// Set stores a secret of 1 to account.MaxSecretBytes bytes of printable ASCII, replacing
// what the item held, and reads it back. The error is an *account.Problem.
//
// A Set that was given up, at its time limit or because ctx ended, may still
// store the secret later, when a dialog is answered or the service wakes up.
// The item is then deleted again if this process still runs; a caller that
// must leave no orphan remembers the item and deletes it at the next start.
func (k *Keychain) Set(ctx context.Context, item, secret string) error {
	if err := check(item, secret); err != nil {
		return nothingStored(err, true)
	}
	s := &storing{system: &k.system, item: item, secret: secret}
	_, err := k.ask(ctx, work{do: s.do, undo: s.undo})
	return nothingStored(problem(err, secret), s.nothing())
}

// Delete removes an item, and makes sure that it is gone. An item that is not
// there is no error. The error is an *account.Problem.
func (k *Keychain) Delete(ctx context.Context, item string) error {
	if !account.IsItemName(item) {
		return nil
	}
	_, err := k.ask(ctx, work{do: func(context.Context) (string, error) { return "", remove(item) }})
	return problem(err, "")
}

// DeleteUnprompted is Delete for cleaning up: nobody is asked in it. Where the
// keychain is locked, or wants the deletion confirmed, it deletes nothing and
// returns an *account.Problem. (The tool that macOS has cannot be told not to
// ask; it asks where the login keychain was locked by hand.)
func (k *Keychain) DeleteUnprompted(ctx context.Context, item string) error {
	if !account.IsItemName(item) {
		return nil
	}
	if err := context.Cause(k.refusal.noted); err != nil {
		return problem(err, "")
	}
	ctx, cancel := context.WithTimeout(ctx, k.limit())
	defer cancel()
	_, err := k.flight.run(ctx, work{do: func(ctx context.Context) (string, error) { return "", k.system.deleteUnprompted(ctx, item) }})
	return problem(err, "")
}

// Items lists the items of one account that the keychain holds, in no order.
// The error is account.ErrCannotList on macOS, or an *account.Problem.
func (k *Keychain) Items(ctx context.Context, accountID string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, k.limit())
	defer cancel()
	var names []string
	_, err := k.ask(ctx, work{do: func(ctx context.Context) (_ string, err error) {
		names, err = k.system.items(ctx)
		return "", err
	}})
	if err != nil {
		return nil, problem(err, "")
	}
	return slices.DeleteFunc(names, func(item string) bool { return !account.OwnsItem(accountID, item) }), nil
}

// probeItem holds a probe's item, and probeSecret its secret, which is none.
// Both are always the same: what a killed probe left, the next one takes away.
const (
	probeItem   = "probe"
	probeSecret = "this-is-no-secret"
)

// probes is how often a probe is tried: another program's may take the item
// away.
const probes = 3

// Probe shows that the keychain works: it stores an item of its own, reads it
// and deletes it. A probe that is interrupted deletes the item too, as far as
// nobody needs to be asked for that. The error is an *account.Problem.
func (k *Keychain) Probe(ctx context.Context) error {
	s := &storing{system: &k.system, item: probeItem, secret: probeSecret}
	_, err := k.ask(ctx, work{undo: s.undo, do: func(ctx context.Context) (_ string, err error) {
		for range probes {
			if _, err = s.do(ctx); causeOf(err) != causeNotStored {
				break
			}
		}
		if err == nil {
			err = remove(probeItem)
		}
		return "", err
	}})
	if err != nil && !s.nothing() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		_ = k.DeleteUnprompted(ctx, probeItem)
	}
	return problem(err, "")
}

// ask runs one piece of work against the keychain, within ctx and the limit.
func (k *Keychain) ask(ctx context.Context, w work) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, k.limit())
	defer cancel()
	unrefused, release := k.refusal.within(ctx)
	defer release()
	var at stage
	do := k.system.guarded(&at, w.do)
	w.do = func(ctx context.Context) (string, error) {
		if err := context.Cause(k.refusal.noted); err != nil {
			return "", err
		}
		secret, err := do(ctx)
		k.refusal.take(err)
		return secret, err
	}
	secret, err := k.flight.run(unrefused, w)
	switch {
	case ctx.Err() == nil && unrefused.Err() != nil:
		return "", context.Cause(unrefused)
	case causeOf(err) == causeNoAnswer:
		err = &failure{at.cause(ctx), err}
		k.refusal.take(err)
	}
	return secret, err
}

// refusal remembers, if it is to last, that the person was asked in vain.
type refusal struct {
	lasting atomic.Bool
	// noted ends with the error of the call that was refused.
	noted context.Context
	note  context.CancelCauseFunc
}

// take remembers an error that says that the person closed a dialog or did not
// answer it.
func (r *refusal) take(err error) {
	switch causeOf(err) {
	case causeLocked, causeUnlock, causeUnanswered, causeNoAnswer, causeSilentBus:
		if r.lasting.Load() {
			r.note(err)
		}
	}
}

// within returns a context that ends with ctx, and with a refusal.
func (r *refusal) within(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(r.noted, func() { cancel(context.Cause(r.noted)) })
	return ctx, func() {
		stop()
		cancel(nil)
	}
}

// stage is how far a call has come.
type stage struct {
	// ended is what it would mean if the call ended here by its time limit.
	ended atomic.Pointer[cause]
	// awake, once set, finds out whether the service still answers.
	awake atomic.Pointer[func(context.Context) bool]
}

func (s *stage) enter(c cause) { s.ended.Store(&c) }

// patience is how long a service may take to show that it is awake.
const patience = time.Second

// cause is why a call ended that came no farther. A service that is awake, and
// yet did not answer, waits for the person.
func (s *stage) cause(ctx context.Context) cause {
	c, awake := s.ended.Load(), s.awake.Load()
	switch {
	case c == nil:
		return causeNoAnswer
	case *c != causeNoAnswer || awake == nil:
		return *c
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if (*awake)(ctx) {
		return causeUnanswered
	}
	return causeNoAnswer
}
