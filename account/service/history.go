package service

import (
	"context"
	"errors"
	"slices"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// HistoryEntry is one applied state of a document.
type HistoryEntry struct {
	// Number counts from 1, the latest.
	Number int
	account.Past
	// Changed are the fields that differ from the state before it; of the first
	// one ever, those that were filled in. It is empty where the state before is
	// not kept any more.
	Changed []account.Field
}

// RestoredSecret says what became of the secret when a state was restored.
type RestoredSecret int

// What can become of the secret.
const (
	// SecretUnchanged: the state has the secret that the account has now.
	SecretUnchanged RestoredSecret = iota
	// SecretCameBack: the secret of that time was still kept.
	SecretCameBack
	// SecretStayed: the secret of that time is gone, or there was none; the
	// present one stays.
	SecretStayed
	// SecretGone: the secret of that time is gone, and there is no present one.
	SecretGone
)

// History lists the applied states of the document, the latest first: those of
// the account that stands in it, and of the accounts that it succeeded there.
// After a deletion it lists what stood there before.
func (s *Service) History(path string) ([]HistoryEntry, error) {
	past, err := s.Documents.History(path)
	if err != nil {
		return nil, err
	}
	versions := make([]HistoryEntry, 0, len(past))
	for i, state := range past {
		version := HistoryEntry{Number: len(past) - i, Past: state, Changed: []account.Field{}}
		switch {
		case i > 0:
			version.Changed = changed(past[i-1].Account, state.Account)
		case state.Oldest:
			version.Changed = changed(account.Account{Cloud: account.CloudGlobal, Messages: account.DefaultMessages()}, state.Account)
		}
		versions = append(versions, version)
	}
	slices.Reverse(versions)
	return versions, nil
}

// HistoryEntry returns the state with this number, as History counts them. Where
// there is none, the error is a ProblemRefused.
func (s *Service) HistoryEntry(path string, number int) (HistoryEntry, error) {
	versions, err := s.History(path)
	if err != nil {
		return HistoryEntry{}, err
	}
	if number < 1 || number > len(versions) {
		return HistoryEntry{}, &account.Problem{
			Kind:   account.ProblemRefused,
			What:   texts.Of("service.noState", "number", number),
			Remedy: texts.Of("service.noState.remedy"),
		}
	}
	return versions[number-1], nil
}

// changed lists the fields that differ, in the order of the form.
func changed(before, after account.Account) []account.Field {
	fields := []account.Field{}
	for _, field := range account.Fields() {
		same := before.Value(field) == after.Value(field)
		if field == account.FieldClientSecret {
			same = before.SecretItem == after.SecretItem
		}
		if !same {
			fields = append(fields, field)
		}
	}
	return fields
}

// Restore applies a state of the history, with all the checks of Apply. The
// secret of that time comes back if the keychain still holds it; else the
// present one stays, with its end date.
//
// Problems: as Apply, and ProblemKeychain where it is not known whether the
// secret of that time is still kept.
func (s *Service) Restore(ctx context.Context, opened Opened, past account.Past) (Opened, RestoredSecret, error) {
	if err := valid(past.Account, account.SecretEdit{}); err != nil {
		return opened, SecretUnchanged, err
	}
	var outcome RestoredSecret
	opened, err := s.transact(ctx, opened, func(t *transaction) error {
		if err := t.checkAllowed(past.Account.ID, false); err != nil {
			return err
		}
		next, secret, err := t.withSecretOf(past.Account)
		if err != nil {
			return err
		}
		outcome = secret
		if secret == SecretCameBack {
			t.cameBack(next.SecretItem)
		}
		return t.write(next, account.SecretEdit{})
	})
	return opened, outcome, err
}

// withSecretOf returns a former state with the secret that it is to have.
func (t *transaction) withSecretOf(past account.Account) (account.Account, RestoredSecret, error) {
	present := t.before.Account
	if past.SecretItem == present.SecretItem {
		return past, SecretUnchanged, nil
	}
	if past.SecretItem != "" {
		_, err := t.service.Secrets.Get(t.ctx, past.SecretItem)
		if err == nil {
			return past, SecretCameBack, nil
		}
		if !errors.Is(err, account.ErrNoSecret) {
			return past, SecretUnchanged, err
		}
	}
	past.SecretItem, past.SecretExpires = present.SecretItem, present.SecretExpires
	if present.SecretItem == "" {
		return past, SecretGone, nil
	}
	return past, SecretStayed, nil
}

// ForgetHistory removes all states of the document's history. What stands in
// the document, and the keychain, stay as they are.
func (s *Service) ForgetHistory(ctx context.Context, path string) error {
	change, err := s.Documents.Begin(ctx, path)
	if err != nil {
		return err
	}
	defer change.Release()
	return change.ForgetHistory()
}
