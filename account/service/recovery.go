package service

import (
	"context"
	"slices"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// recover finishes, or cleans up after, a change of the document by a program
// that was killed. It hinders nothing: nobody is asked, and what cannot be done
// now waits for the next open. What another program is doing at the moment is
// left alone.
func (s *Service) recover(ctx context.Context, path string) (notices []string) {
	if !s.Documents.Unfinished(path) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, recoveryTimeout)
	defer cancel()
	change, err := s.Documents.Begin(ctx, path)
	if err != nil {
		return nil
	}
	defer change.Release()
	if !s.Documents.Unfinished(path) {
		// The other program has finished.
		return nil
	}
	stored, err := change.Load()
	if err != nil {
		return nil
	}
	intents, err := takeOver(change, stored)
	if err != nil {
		return nil
	}
	left, _ := s.complete(ctx, change, stored, intents, s.Secrets.DeleteUnprompted)
	if err := tidy(change, left); err != nil || len(left) > 0 {
		return nil
	}
	return []string{texts.Of("service.recovered")}
}

// takeOver decides what is left of interrupted changes, notes the decision, and
// removes the files that it is not needed for any more.
func takeOver(change account.Change, stored account.Stored) ([]account.Intent, error) {
	intents, err := change.Intents()
	if err != nil {
		return nil, err
	}
	staged := change.Staged()
	left := []account.Intent{}
	for _, intent := range intents {
		if intent = decide(intent, stored, staged); intent.Decided || mayBeDecidedLater(intent, stored) {
			left = append(left, intent)
		}
	}
	return left, tidy(change, left)
}

// tidy replaces the intents and removes the files of an interrupted change.
func tidy(change account.Change, left []account.Intent) error {
	if err := change.WriteIntents(left); err != nil {
		return err
	}
	return change.CleanUp()
}

// decide says what is left to do of a change, where the disk tells whether it
// happened: the document is what the change wrote, or is still what stood there
// before, or waits beside it to be put in place. Else the intent comes back as
// it is: a document that was moved or exchanged says nothing about its items.
func decide(intent account.Intent, stored account.Stored, staged string) account.Intent {
	switch {
	case intent.Decided, intent.After == "":
		return intent
	case stored.Revision == intent.After:
		return account.Intent{AccountID: intent.AccountID, Delete: intent.IfCommitted, Replaced: intent.Replaced, Decided: true}
	case staged == intent.After, intent.Before != "" && stored.Revision == intent.Before:
		return account.Intent{AccountID: intent.AccountID, Delete: intent.IfAborted, Decided: true}
	}
	return intent
}

// mayBeDecidedLater reports whether a document that is not there may come back
// and tell.
func mayBeDecidedLater(intent account.Intent, stored account.Stored) bool {
	return intent.Before != "" && !stored.Present && !stored.Deleted
}

// complete does what decided intents are about: the record learns of replaced
// secrets, and items go that nobody needs, once the disk knows of the document
// that says so. It returns the intents that are left to do, and why.
func (s *Service) complete(ctx context.Context, change account.Change, stored account.Stored, intents []account.Intent,
	remove func(context.Context, string) error,
) (left []account.Intent, failure error) {
	for _, intent := range intents {
		if !intent.Decided {
			left = append(left, intent)
			continue
		}
		rest, err := s.completeOne(ctx, change, stored, intent, remove)
		if err != nil {
			left, failure = append(left, rest), err
		}
	}
	return left, failure
}

func (s *Service) completeOne(ctx context.Context, change account.Change, stored account.Stored, intent account.Intent,
	remove func(context.Context, string) error,
) (account.Intent, error) {
	if len(intent.Replaced) > 0 {
		if err := s.States.Update(intent.AccountID, func(r *account.Record) { recordIntent(r, intent) }); err != nil {
			return intent, err
		}
		intent.Replaced = nil
	}
	if len(intent.Delete) == 0 {
		return intent, nil
	}
	if err := change.Sync(); err != nil {
		return intent, err
	}
	needed, err := s.neededItems(stored)
	if err != nil {
		return intent, err
	}
	for len(intent.Delete) > 0 {
		if item := intent.Delete[0]; !slices.Contains(needed, item) {
			if err := remove(ctx, item); err != nil {
				return intent, err
			}
		}
		intent.Delete = intent.Delete[1:]
	}
	return intent, nil
}

// recordIntent notes what a decided intent says about replaced secrets.
func recordIntent(r *account.Record, intent account.Intent) {
	forgetPrevious(r, intent.Delete...)
	for _, replaced := range intent.Replaced {
		forgetPrevious(r, replaced.SecretItem)
	}
	r.Previous = append(r.Previous, intent.Replaced...)
}

// forgetPrevious takes items out of the replaced secrets of a record.
func forgetPrevious(r *account.Record, items ...string) {
	r.Previous = slices.DeleteFunc(r.Previous, func(p account.Previous) bool { return slices.Contains(items, p.SecretItem) })
}

// neededItems lists the items that the document names and those of its
// replaced secrets. Where they are not known, nothing may be deleted.
func (s *Service) neededItems(stored account.Stored) ([]string, error) {
	if !stored.Present {
		return nil, nil
	}
	record, err := s.States.Record(stored.Account.ID)
	if err != nil {
		return nil, err
	}
	needed := []string{stored.Account.SecretItem}
	for _, previous := range record.Previous {
		needed = append(needed, previous.SecretItem)
	}
	return needed, nil
}

// outdated reports whether a replaced secret has been kept long enough.
func (s *Service) outdated(previous account.Previous) bool {
	return s.Now().Sub(previous.Since) > previousKept
}

// disposable lists the items of the replaced secrets that done names and that
// nobody uses: neither the account, nor a copy of its document.
func (s *Service) disposable(path string, a account.Account, record account.Record, done func(account.Previous) bool) []string {
	var items []string
	for _, previous := range record.Previous {
		if done(previous) && previous.SecretItem != a.SecretItem {
			items = append(items, previous.SecretItem)
		}
	}
	if len(items) == 0 {
		return nil
	}
	for _, other := range s.copies(path, a.ID) {
		items = slices.DeleteFunc(items, func(item string) bool { return item == other.SecretItem })
	}
	return items
}

// dropPrevious deletes the replaced secrets that done names, as far as the
// keychain lets it without asking anybody, and only while the document still
// holds the account as it was opened. It returns the document with its new
// record.
func (s *Service) dropPrevious(ctx context.Context, opened Opened, done func(account.Previous) bool) Opened {
	if !slices.ContainsFunc(opened.Record.Previous, done) {
		return opened
	}
	ctx, cancel := context.WithTimeout(ctx, recoveryTimeout)
	defer cancel()
	change, err := s.Documents.Begin(ctx, opened.Path)
	if err != nil {
		return opened
	}
	defer change.Release()
	stored, err := change.Load()
	if err != nil || stored.Account.ID != opened.Account.ID || stored.Account.SecretItem != opened.Account.SecretItem {
		return opened
	}
	present, err := s.States.Record(stored.Account.ID)
	if err != nil || change.Sync() != nil {
		return opened
	}
	var dropped []string
	for _, item := range s.disposable(opened.Path, stored.Account, present, done) {
		if s.Secrets.DeleteUnprompted(ctx, item) == nil {
			dropped = append(dropped, item)
		}
	}
	if len(dropped) > 0 {
		err := s.States.Update(stored.Account.ID, func(r *account.Record) { forgetPrevious(r, dropped...) })
		if err != nil {
			opened.Notices = append(opened.Notices, texts.Of("service.state", "reason", err))
		}
	}
	opened.Record, _ = s.States.Record(stored.Account.ID)
	return opened
}
