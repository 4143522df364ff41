package service

import (
	"context"
	"errors"
	"slices"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Apply writes the draft to the document, and a typed secret to the keychain:
// everything or nothing. The rename of the document is the instant at which
// account and secret change together. overwrite replaces a document that
// changed outside since it was opened.
//
// Problems: ProblemInvalid (nothing was touched), ProblemRefused (a second
// account), ProblemChanged, ProblemDocument, ProblemKeychain, ProblemFailed.
func (s *Service) Apply(ctx context.Context, opened Opened, draft account.Draft, overwrite bool) (Opened, error) {
	draft = draft.Normalized()
	if err := valid(draft.Current, draft.Secret); err != nil {
		return opened, err
	}
	return s.change(ctx, opened, func(w *writing) error {
		if err := w.mayWrite(draft.Current.ID, overwrite); err != nil {
			return err
		}
		next := draft.Current
		if w.before.Present {
			next.SecretItem = w.before.Account.SecretItem
		}
		return w.write(next, draft.Secret)
	})
}

// Import puts the account of a hand-over file into the document. A secret that
// came with it goes to the keychain; without one, a stored secret of the same
// account stays. replace says that another account may be replaced, which
// deletes it.
//
// Problems: as Apply.
func (s *Service) Import(ctx context.Context, opened Opened, imported account.Account, secret string, replace bool) (Opened, error) {
	draft := account.Draft{Current: imported, Secret: account.ReplaceSecret(secret)}.Normalized()
	if err := valid(draft.Current, draft.Secret); err != nil {
		return opened, err
	}
	return s.change(ctx, opened, func(w *writing) error {
		if w.before.Present && w.before.Account.ID != imported.ID && !replace {
			return refused("service.importOver")
		}
		if err := w.mayWrite(w.before.Account.ID, false); err != nil {
			return err
		}
		item, err := w.importedItem(draft.Current)
		if err != nil {
			return err
		}
		draft.Current.SecretItem = item
		return w.write(draft.Current, draft.Secret)
	})
}

// Delete removes the account from the document, and its items from the
// keychain. The caller has asked the person. A keychain that fails afterwards
// is a ProblemKeychain: the account is deleted, and the items go when the
// document is next opened.
func (s *Service) Delete(ctx context.Context, opened Opened) (Opened, error) {
	return s.change(ctx, opened, func(w *writing) error {
		if !w.before.Present {
			return refused("service.noAccount")
		}
		if err := w.mayWrite(opened.Account.ID, false); err != nil {
			return err
		}
		if err := w.intend(w.itemsBefore()...); err != nil {
			return err
		}
		if err := w.commit(account.Account{}, false); err != nil {
			return err
		}
		w.forget(w.before.Account.ID)
		return nil
	})
}

// GoBack applies the secret that was replaced last, with the tenant and client
// ID that changed in the same Apply, and drops the present one.
func (s *Service) GoBack(ctx context.Context, opened Opened) (Opened, error) {
	return s.change(ctx, opened, func(w *writing) error {
		if err := w.mayWrite(opened.Account.ID, false); err != nil {
			return err
		}
		kept := w.record.Previous
		if len(kept) == 0 {
			return refused("service.noPrevious")
		}
		last := kept[len(kept)-1]
		if _, err := s.Secrets.Get(ctx, last.SecretItem); err != nil {
			if errors.Is(err, account.ErrNoSecret) {
				return refused("service.noPrevious")
			}
			return err
		}
		if err := w.intend(w.itemsBefore()...); err != nil {
			return err
		}
		if err := w.commit(restored(w.before.Account, last), true); err != nil {
			return err
		}
		w.remember(func(r *account.Record) {
			r.Previous = slices.DeleteFunc(r.Previous, func(p account.Previous) bool { return p.SecretItem == last.SecretItem })
			r.SecretEntered = s.Now()
		})
		return nil
	})
}

// restored returns the account with what belongs to the previous secret.
func restored(a account.Account, p account.Previous) account.Account {
	a.SecretItem, a.SecretExpires = p.SecretItem, p.SecretExpires
	if p.TenantID != "" {
		a.TenantID = p.TenantID
	}
	if p.ClientID != "" {
		a.ClientID = p.ClientID
	}
	return a
}

func valid(a account.Account, secret account.SecretEdit) error {
	findings := account.Validate(a, secret)
	// The item is ours to name: a spoiled one is replaced with the secret.
	if secret.Mode != account.SecretKeep {
		findings.Errors = slices.DeleteFunc(findings.Errors, func(f account.Finding) bool { return f.Field == account.FieldSecretItem })
	}
	if len(findings.Errors) == 0 {
		return nil
	}
	first := findings.Errors[0]
	return &account.Problem{
		Kind:     account.ProblemInvalid,
		What:     texts.Of("service.invalid", "field", first.Field.Label(), "finding", first.Message),
		Findings: findings.Errors,
	}
}

func refused(key string) *account.Problem {
	return &account.Problem{Kind: account.ProblemRefused, What: texts.Of(key)}
}
