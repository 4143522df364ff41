package service

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Test runs Test connection on the applied account. pending says that edits
// wait to be applied: the outcome is then incomplete. observe is told of every
// stage as it begins and ends, from any goroutine. Test writes nothing.
func (s *Service) Test(ctx context.Context, opened Opened, pending bool, observe func(account.Stage)) account.Result {
	return s.test(ctx, opened, observe, func(t *attempt) (string, bool) {
		if pending {
			t.result.Message = texts.Of("test.pending")
			return "", false
		}
		return t.storedSecret()
	})
}

// TestWith is Test with a secret that is given and not read from the keychain.
func (s *Service) TestWith(ctx context.Context, opened Opened, secret string, observe func(account.Stage)) account.Result {
	return s.test(ctx, opened, observe, func(t *attempt) (string, bool) {
		return t.givenSecret(secret)
	})
}

// attempt is the credentials stage of one test, which decides whether the rest
// begins.
type attempt struct {
	service *Service
	ctx     context.Context
	observe func(account.Stage)
	opened  Opened
	account account.Account
	result  account.Result
	// kind is how the test ends if it ends with this stage.
	kind account.Kind
}

func (s *Service) test(ctx context.Context, opened Opened, observe func(account.Stage), secret func(*attempt) (string, bool)) account.Result {
	begun := time.Now()
	t := &attempt{service: s, ctx: ctx, observe: observe, opened: opened, result: account.NewResult(), kind: account.KindIncomplete}
	t.account, _ = account.Normalize(opened.Account)
	observe(account.Stage{Name: account.StageCredentials, Status: account.StatusRunning})
	value, ready := secret(t)
	stage := account.Stage{Name: account.StageCredentials, Status: account.StatusPassed, ElapsedMs: time.Since(begun).Milliseconds()}
	if !ready {
		stage.Status = account.StatusFailed
		t.result.SetKind(t.kind)
		stage.Detail = cmp.Or(t.result.Message, t.result.Explanation)
		t.result.SetStage(stage)
	}
	observe(stage)
	if ready {
		t.result = s.ask(ctx, account.Credentials{Account: t.account, Secret: value}, observe)
		t.result.SetStage(stage)
	}
	t.result.File = opened.Path
	t.result.Support.Name = t.account.Name
	t.result.Support.TenantID, t.result.Support.ClientID = t.account.TenantID, t.account.ClientID
	t.result.Support.Program = s.Program
	t.result.Support.At = begun.UTC()
	t.result.ElapsedMs = time.Since(begun).Milliseconds()
	return t.result
}

// ask runs the tester within the time that the network is given.
func (s *Service) ask(ctx context.Context, c account.Credentials, observe func(account.Stage)) account.Result {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(s.NetworkTimeout, defaultNetworkTimeout))
	defer cancel()
	return s.Tester.Test(ctx, c, observe)
}

// storedSecret reads the secret from the keychain. A keychain that fails is
// the outcome only if nothing else is missing.
func (t *attempt) storedSecret() (string, bool) {
	item := t.account.SecretItem
	if !t.opened.Present || item == "" {
		return t.givenSecret("")
	}
	if missing := account.Missing(t.account, true); len(missing) > 0 {
		return t.givenSecret("present")
	}
	secret, err := t.askKeychain(item)
	switch {
	case errors.Is(err, account.ErrNoSecret):
		return t.givenSecret("")
	case err != nil:
		t.keychainFailed(err)
		return "", false
	}
	return t.givenSecret(secret)
}

// slowKeychain is how long the keychain may take before a person is told
// that it may be waiting for them.
const slowKeychain = 300 * time.Millisecond

// askKeychain reads the secret. A keychain that takes its time is told of in the
// stage that runs: it may be showing a dialog.
func (t *attempt) askKeychain(item string) (string, error) {
	answered, told := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(told)
		timer := time.NewTimer(slowKeychain)
		defer timer.Stop()
		select {
		case <-answered:
		case <-timer.C:
			t.observe(account.Stage{
				Name: account.StageCredentials, Status: account.StatusRunning, Detail: texts.Of("test.keychainWaits"),
			})
		}
	}()
	secret, err := t.service.Secrets.Get(t.ctx, item)
	close(answered)
	<-told
	return secret, err
}

// givenSecret checks that the account with this secret is complete and
// well-formed.
func (t *attempt) givenSecret(secret string) (string, bool) {
	t.result.Missing = account.Missing(t.account, secret != "")
	if len(t.result.Missing) > 0 {
		t.result.Field = t.result.Missing[0]
		t.result.Message = texts.Of("test.missing", "fields", account.Labels(t.result.Missing))
		return "", false
	}
	for _, finding := range account.Validate(t.account, account.ReplaceSecret(secret)).Errors {
		if neededToConnect(finding.Field) {
			t.result.Field = finding.Field
			t.result.Message = texts.Of("service.invalid", "field", finding.Field.Label(), "finding", finding.Message)
			return "", false
		}
	}
	return secret, true
}

// neededToConnect reports whether a fault of a field keeps the account from being
// tested.
func neededToConnect(field account.Field) bool {
	switch field {
	case account.FieldName, account.FieldTenantID, account.FieldClientID, account.FieldClientSecret, account.FieldObjectID, account.FieldCloud:
		return true
	}
	return false
}

func (t *attempt) keychainFailed(err error) {
	t.kind = account.KindKeychain
	if account.IsProblem(err, account.ProblemCancelled) || errors.Is(t.ctx.Err(), context.Canceled) {
		t.kind = account.KindCancelled
		return
	}
	t.result.Message, t.result.Advice = account.WhatAndRemedy(err)
}

// ProblemResult is the result for a document that could not be opened.
func (s *Service) ProblemResult(path string, err error) account.Result {
	result := account.NewResult()
	result.File = path
	result.Support.Program, result.Support.At = s.Program, s.Now().UTC()
	result.Message = err.Error()
	result.SetKind(account.KindDocument)
	return result
}

// Remember records the outcome of a test, and after a valid one deletes the
// replaced secrets, unless the document holds another secret by now. It returns
// the document with its new record.
func (s *Service) Remember(ctx context.Context, opened Opened, result account.Result) (Opened, error) {
	if !opened.Present || result.Kind == account.KindCancelled {
		return opened, nil
	}
	err := s.States.Update(opened.Account.ID, func(r *account.Record) {
		r.LastTest, r.LastKind, r.TestedDigest = s.Now(), result.Kind, Digest(opened.Account)
		r.LastMissing = len(result.Permissions.Missing)
	})
	opened.Record, _ = s.States.Record(opened.Account.ID)
	if result.Kind == account.KindValid {
		opened = s.dropPrevious(ctx, opened, func(account.Previous) bool { return true })
	}
	return opened, err
}

// Digest identifies what a test depends on, without the secret: a new secret
// has a new item.
func Digest(a account.Account) string {
	tested, err := json.Marshal([]string{a.TenantID, a.ClientID, a.ObjectID, string(a.Cloud), a.SecretItem})
	if err != nil {
		panic(err) // strings always have a JSON form
	}
	sum := sha256.Sum256(tested)
	return hex.EncodeToString(sum[:])
}

// Untested reports whether the account was changed since its last test; true
// if there was none.
func (o Opened) Untested() bool {
	return o.Record.LastTest.IsZero() || o.Record.TestedDigest != Digest(o.Account)
}
