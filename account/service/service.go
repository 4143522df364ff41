// Package service orders document, keychain and tester: it opens, applies,
// deletes and tests the account of one document at a time. It reaches them
// through the ports of package account, which cmd connects.
package service

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Service opens, applies, deletes and tests the account of one document at a
// time. It is the one place that orders document, keychain and tester. Its
// methods block; a window calls them off its UI goroutine. They may be called
// from several goroutines at once.
type Service struct {
	Documents account.Documents
	Secrets   account.Secrets
	Tester    account.Tester
	States    account.States
	// Now is the clock; time.Now in production.
	Now func() time.Time
	// Program names the program, its version and the system, for support.
	Program string
	// NetworkTimeout bounds what a test does on the network; 0 is 30 seconds.
	NetworkTimeout time.Duration
}

const (
	defaultNetworkTimeout = 30 * time.Second
	// recoveryTimeout bounds how long an open waits for a lock and a keychain
	// that it needs only to clean up.
	recoveryTimeout = 3 * time.Second
	// previousKept is how long a replaced secret stays if no test succeeds.
	previousKept = 24 * time.Hour
)

// Opened is a document as it was opened: what a form edits, and what Apply
// compares the disk with.
type Opened struct {
	// Path is the document's file as the person named it.
	Path string
	account.Stored
	// Record is what is remembered about the account; zero if there is none.
	Record account.Record
	// Notices are sentences about what was found and done beside the work
	// asked for, such as a recovery.
	Notices []string
}

// Read loads a document after recovering what a killed program left beside it.
// Apart from that recovery it writes nothing.
func (s *Service) Read(ctx context.Context, path string) (Opened, error) {
	notices := s.recover(ctx, path)
	stored, err := s.Documents.Load(path)
	if err != nil {
		return Opened{Path: path, Notices: notices}, err
	}
	return s.withRecord(path, stored, notices), nil
}

// Glance returns a document as it stands, without the recovery of Read: nothing is
// written, and no keychain asked.
func (s *Service) Glance(path string) (Opened, error) {
	stored, err := s.Documents.Load(path)
	if err != nil {
		return Opened{Path: path}, err
	}
	return s.withRecord(path, stored, nil), nil
}

// Open is Read for a caller that may write: it also puts the document among the recent
// ones and deletes replaced secrets that are older than a day.
func (s *Service) Open(ctx context.Context, path string) (Opened, error) {
	opened, err := s.Read(ctx, path)
	if err != nil {
		return opened, err
	}
	if err := s.States.AddRecent(path); err != nil {
		opened.Notices = append(opened.Notices, texts.Of("service.state", "reason", err))
	}
	return s.dropPrevious(ctx, opened, s.outdated), nil
}

// SecretState asks the keychain whether it holds the account's secret. The
// error says why the state is unknown.
func (s *Service) SecretState(ctx context.Context, a account.Account) (account.SecretState, error) {
	if a.SecretItem == "" {
		return account.SecretMissing, nil
	}
	_, err := s.Secrets.Get(ctx, a.SecretItem)
	switch {
	case err == nil:
		return account.SecretStored, nil
	case errors.Is(err, account.ErrNoSecret):
		return account.SecretMissing, nil
	}
	return account.SecretUnknown, err
}

// Secret reads the account's secret from the keychain, for sealing it into a
// hand-over file. The error is ErrNoSecret, as a ProblemRefused that says so,
// or what the keychain answered.
func (s *Service) Secret(ctx context.Context, a account.Account) (string, error) {
	secret, err := "", account.ErrNoSecret
	if a.SecretItem != "" {
		secret, err = s.Secrets.Get(ctx, a.SecretItem)
	}
	if errors.Is(err, account.ErrNoSecret) {
		return "", &account.Problem{Kind: account.ProblemRefused, What: texts.Of("service.noSecret"), Err: err}
	}
	return secret, err
}

// Shares lists recent documents, other than this one, that hold a copy of the
// account and name the same keychain item, so that they lose their secret with
// it. Documents that cannot be read are passed over.
func (s *Service) Shares(opened Opened) []string {
	copies := s.copies(opened.Path, opened.Account.ID)
	maps.DeleteFunc(copies, func(_ string, a account.Account) bool {
		return a.SecretItem == "" || a.SecretItem != opened.Account.SecretItem
	})
	return slices.Sorted(maps.Keys(copies))
}

// copies returns the accounts with this ID in other recent documents, by their
// paths.
func (s *Service) copies(path, id string) map[string]account.Account {
	found := map[string]account.Account{}
	recent, _ := s.States.Recent()
	for _, other := range recent {
		if s.Documents.Same(other, path) {
			continue
		}
		if stored, err := s.Documents.Load(other); err == nil && stored.Present && stored.Account.ID == id {
			found[other] = stored.Account
		}
	}
	return found
}

// withRecord adds what is remembered to a loaded document. A record that cannot be
// read is as good as none.
func (s *Service) withRecord(path string, stored account.Stored, notices []string) Opened {
	opened := Opened{Path: path, Stored: stored, Notices: notices}
	if stored.Present {
		opened.Record, _ = s.States.Record(stored.Account.ID)
	}
	return opened
}
