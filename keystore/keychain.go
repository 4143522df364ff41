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

// How long one call may take before it is given up.
const (
	// LimitAttended applies where a person can be asked to unlock the keychain
	// and needs the time to type a password.
	LimitAttended = 60 * time.Second
	// LimitUnattended applies where nobody can be asked: no display.
	LimitUnattended = 5 * time.Second
)

// grace is how long a call waits for an abandoned one before it to end, which
// may be ending right now.
const grace = time.Second

var _ account.Secrets = (*Keychain)(nil)

// Keychain is the operating system's keychain as account.Secrets. It may be
// used by several goroutines: one call to the system runs at a time, further
// ones wait for it.
//
// A call ends when its context does, and after LimitAttended or
// LimitUnattended at the latest. What the system is still doing then, such as
// showing its dialog, goes on in one goroutine; until that ends, further calls
// fail and say so.
type Keychain struct {
	flight flight
	system system
	limit  func() time.Duration
}

// New returns the keychain of the session that this process runs in. Nothing
// is asked and nothing connected before the first call.
func New() *Keychain {
	return &Keychain{
		flight: flight{grace: grace},
		limit:  func() time.Duration { return limitFor(attended()) },
	}
}

func limitFor(attended bool) time.Duration {
	if attended {
		return LimitAttended
	}
	return LimitUnattended
}

// Get returns the secret of an item, account.ErrNoSecret if the keychain
// answered and holds no such item, or an *account.Problem.
func (k *Keychain) Get(ctx context.Context, item string) (string, error) {
	if err := checkItem(item); err != nil {
		return "", err
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
	if err := checkItem(item); err != nil {
		return nothingStored(err, true)
	}
	if err := checkSecret(secret); err != nil {
		return nothingStored(err, true)
	}
	s := &storing{system: &k.system, item: item, secret: secret}
	_, err := k.ask(ctx, work{do: s.do, undo: s.undo})
	return nothingStored(problem(err, secret), s.nothing())
}

// Delete removes an item, and makes sure that it is gone. An item that is not
// there is no error. The error is an *account.Problem.
func (k *Keychain) Delete(ctx context.Context, item string) error {
	if err := checkItem(item); err != nil {
		return err
	}
	_, err := k.ask(ctx, work{do: func(context.Context) (string, error) { return "", remove(item) }})
	return problem(err, "")
}

// DeleteUnprompted is Delete for cleaning up: nobody is asked in it. Where the
// keychain is locked, or wants the deletion confirmed, it deletes nothing and
// returns an *account.Problem. (The tool that macOS has cannot be told not to
// ask; it asks where the login keychain was locked by hand.)
func (k *Keychain) DeleteUnprompted(ctx context.Context, item string) error {
	if err := checkItem(item); err != nil {
		return err
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

// ask runs one piece of work against the keychain, within ctx and the limit.
func (k *Keychain) ask(ctx context.Context, w work) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, k.limit())
	defer cancel()
	var at stage
	w.do = k.system.guarded(&at, w.do)
	secret, err := k.flight.run(ctx, w)
	if causeOf(err) == causeNoAnswer {
		return "", &failure{at.cause(), err}
	}
	return secret, err
}

// stage is how far a call has come, told by what it would mean if the call
// ended there by its time limit. The zero stage means causeNoAnswer.
type stage struct{ atomic.Pointer[cause] }

func (s *stage) enter(c cause) { s.Store(&c) }

func (s *stage) cause() cause {
	if c := s.Load(); c != nil {
		return *c
	}
	return causeNoAnswer
}
