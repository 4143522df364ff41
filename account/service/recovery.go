package service

import (
	"context"
	"errors"
	"slices"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// recover cleans up after a program that was killed while it changed the
// document. It hinders nothing: what cannot be done now waits for the next
// open. Another program that is at work holds the lock, and its intent is left
// alone.
func (s *Service) recover(ctx context.Context, path string) (notices []string) {
	if !s.Documents.Unfinished(path) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, recoveryPatience)
	defer cancel()
	change, err := s.Documents.Begin(ctx, path)
	if err != nil {
		return nil
	}
	defer change.Release()
	if err := s.settle(ctx, change); err != nil {
		return []string{texts.Of("service.unsettled", "reason", err)}
	}
	return []string{texts.Of("service.recovered")}
}

// settle deletes the items that an intent names and nobody needs, and removes
// the intent. It changes nothing where the document or the intent cannot be
// read: what the document names is then not known.
func (s *Service) settle(ctx context.Context, change account.Change) error {
	stored, err := change.Load()
	if err != nil {
		return err
	}
	return s.settleAs(ctx, change, stored)
}

// settleAs is settle for a document whose content is known.
func (s *Service) settleAs(ctx context.Context, change account.Change, stored account.Stored) error {
	intent, _, err := change.Intent()
	if err != nil {
		return err
	}
	needed := s.neededItems(stored)
	for _, item := range intent.Items {
		if slices.Contains(needed, item) {
			continue
		}
		if err := s.Secrets.Delete(ctx, item); err != nil {
			return err
		}
	}
	return change.Settle()
}

// neededItems lists the items that the document names and those of its
// replaced secrets.
func (s *Service) neededItems(stored account.Stored) []string {
	if !stored.Present {
		return nil
	}
	needed := []string{stored.Account.SecretItem}
	record, _ := s.States.Record(stored.Account.ID)
	for _, previous := range record.Previous {
		needed = append(needed, previous.SecretItem)
	}
	return needed
}

// outdated reports whether a replaced secret has been kept long enough.
func (s *Service) outdated(previous account.Previous) bool {
	return s.Now().Sub(previous.Since) > previousKept
}

// dropPrevious deletes the replaced secrets that done names, as far as the
// keychain lets it, and returns the document with its new record.
func (s *Service) dropPrevious(ctx context.Context, opened Opened, done func(account.Previous) bool) Opened {
	var dropped []string
	for _, previous := range opened.Record.Previous {
		if done(previous) && s.dropItem(ctx, opened.Account, previous.SecretItem) == nil {
			dropped = append(dropped, previous.SecretItem)
		}
	}
	if len(dropped) == 0 {
		return opened
	}
	err := s.States.Update(opened.Account.ID, func(r *account.Record) {
		r.Previous = slices.DeleteFunc(r.Previous, func(p account.Previous) bool {
			return slices.Contains(dropped, p.SecretItem)
		})
	})
	if err != nil {
		opened.Notices = append(opened.Notices, texts.Of("service.state", "reason", err))
	}
	opened.Record, _ = s.States.Record(opened.Account.ID)
	return opened
}

// dropItem deletes an item unless the account still uses it, which a spoiled
// state could pretend it does not.
func (s *Service) dropItem(ctx context.Context, a account.Account, item string) error {
	if item == a.SecretItem {
		return nil
	}
	err := s.Secrets.Delete(ctx, item)
	if errors.Is(err, account.ErrNoSecret) {
		return nil
	}
	return err
}
