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
// account and secret change together. overwrite says that the draft's changes,
// and nothing else, go into a document that changed outside since it was opened.
//
// Problems: ProblemInvalid (nothing was touched), ProblemRefused (a second
// account), ProblemChanged, ProblemDocument, ProblemKeychain, ProblemFailed.
func (s *Service) Apply(ctx context.Context, opened Opened, draft account.Draft, overwrite bool) (Opened, error) {
	cleaned := cleanedUnasked(draft, opened.Account)
	draft = draft.Normalized()
	if err := valid(draft.Current, draft.Secret); err != nil {
		return opened, err
	}
	return s.transact(ctx, opened, func(t *transaction) error {
		t.tellCleaned(cleaned)
		if err := t.checkAllowed(draft.Current.ID, overwrite); err != nil {
			return err
		}
		draft := draft
		if overwrite && t.before.Present {
			draft = draft.Rebased(t.before.Account)
			if err := valid(draft.Current, draft.Secret); err != nil {
				return err
			}
		}
		next := draft.Current
		switch draft.Secret.Mode {
		case account.SecretKeep:
			item, err := t.presentItem(next)
			if err != nil {
				return err
			}
			next.SecretItem = item
		case account.SecretClear:
			t.nameCopies()
		}
		return t.write(next, draft.Secret)
	})
}

// Import puts the account of a hand-over file into the document. A secret that
// came with it goes to the keychain; without one, a stored secret of the same
// account stays. replace says that another account may be replaced, which
// deletes it; a keychain that then fails is a ProblemKeychain, as in Delete.
//
// Problems: as Apply.
func (s *Service) Import(ctx context.Context, opened Opened, imported account.Account, secret string, replace bool) (Opened, error) {
	draft := account.Draft{Current: imported, Secret: account.ReplaceSecret(secret)}
	cleaned := cleanedUnasked(draft, imported)
	if draft = draft.Normalized(); draft.Secret.Value != secret {
		cleaned = append(cleaned, account.FieldClientSecret)
	}
	if err := valid(draft.Current, draft.Secret); err != nil {
		return opened, err
	}
	return s.transact(ctx, opened, func(t *transaction) error {
		t.tellCleaned(cleaned)
		if t.before.Present && t.before.Account.ID != imported.ID && !replace {
			return overAnother(t.before.Account, imported)
		}
		if err := t.checkAllowed(t.before.Account.ID, false); err != nil {
			return err
		}
		next := draft.Current
		if draft.Secret.Mode == account.SecretKeep {
			next = t.withLocalSecret(next)
		}
		return t.write(next, draft.Secret)
	})
}

// cleanedUnasked lists the fields whose values come from a file as they are, and
// lose what copying once added to them.
func cleanedUnasked(draft account.Draft, file account.Account) []account.Field {
	_, touched := account.Normalize(draft.Current)
	return slices.DeleteFunc(touched, func(field account.Field) bool { return draft.Current.Value(field) != file.Value(field) })
}

func (t *transaction) tellCleaned(fields []account.Field) {
	if len(fields) > 0 {
		t.notices = append(t.notices, texts.Of("service.cleaned", "fields", account.Labels(fields)))
	}
}

// overAnother names both accounts: the one that would be deleted, and the other.
func overAnother(present, imported account.Account) error {
	return refused(texts.Of("service.importOver.named", "present", present.Name, "imported", imported.Name))
}

// Delete removes the account from the document, and its items from the
// keychain. The caller has asked the person. A keychain that fails afterwards
// is a ProblemKeychain: the account is deleted, and the items go when the
// document is next opened. The history stays; see ForgetHistory.
func (s *Service) Delete(ctx context.Context, opened Opened) (Opened, error) {
	return s.transact(ctx, opened, func(t *transaction) error {
		if !t.before.Present {
			return refused(texts.Of("service.noAccount"))
		}
		if err := t.checkAllowed(opened.Account.ID, false); err != nil {
			return err
		}
		t.intent.IfCommitted = t.allItems()
		if err := t.stage(account.Account{}, false); err != nil {
			return err
		}
		return t.commit()
	})
}

// GoBack applies the secret that was replaced last, with the tenant and client
// ID that changed in the same Apply, and drops the present one. Edits that wait
// to be applied are the caller's: see account.Draft.Rebased.
func (s *Service) GoBack(ctx context.Context, opened Opened) (Opened, error) {
	return s.transact(ctx, opened, func(t *transaction) error {
		if err := t.checkAllowed(opened.Account.ID, false); err != nil {
			return err
		}
		if t.recordErr != nil {
			return t.recordErr
		}
		kept := t.record.Previous
		if len(kept) == 0 {
			return refused(texts.Of("service.noPrevious"))
		}
		last := kept[len(kept)-1]
		if _, err := s.Secrets.Get(ctx, last.SecretItem); err != nil {
			if errors.Is(err, account.ErrNoSecret) {
				return refused(texts.Of("service.noPrevious"))
			}
			return err
		}
		if present := t.before.Account.SecretItem; present != last.SecretItem {
			t.intent.IfCommitted = t.ownItems([]string{present})
		}
		t.cameBack(last.SecretItem)
		if err := t.stage(withPrevious(t.before.Account, last), true); err != nil {
			return err
		}
		return t.commit()
	})
}

// withPrevious returns the account with what belongs to the previous secret.
func withPrevious(a account.Account, p account.Previous) account.Account {
	a.SecretItem, a.SecretExpires = p.SecretItem, p.SecretExpires
	if p.TenantID != "" {
		a.TenantID = p.TenantID
	}
	if p.ClientID != "" {
		a.ClientID = p.ClientID
	}
	return a
}

// presentItem returns the item of the secret that the account now has: the
// document's, or, where another program deleted the account meanwhile, the one
// that it had, if the keychain still holds it.
func (t *transaction) presentItem(a account.Account) (string, error) {
	if t.before.Present || a.SecretItem == "" {
		return t.before.Account.SecretItem, nil
	}
	_, err := t.service.Secrets.Get(t.ctx, a.SecretItem)
	switch {
	case errors.Is(err, account.ErrNoSecret):
		return "", nil
	case err != nil:
		return "", err
	}
	return a.SecretItem, nil
}

// withLocalSecret returns an account that was imported without its secret, with
// the secret that the same account has here. Only where this machine's keychain
// says that it holds none, the one that the imported account names is taken: the
// file may be older than the secret.
func (t *transaction) withLocalSecret(imported account.Account) account.Account {
	local := t.before.Account
	if local.ID != imported.ID || local.SecretItem == "" || local.SecretItem == imported.SecretItem {
		return imported
	}
	if imported.SecretItem != "" {
		if _, err := t.service.Secrets.Get(t.ctx, local.SecretItem); errors.Is(err, account.ErrNoSecret) {
			return imported
		}
		// The end date that came along is that of the other secret.
		imported.SecretExpires = local.SecretExpires
	}
	imported.SecretItem = local.SecretItem
	return imported
}

// nameCopies says which other documents use the secret that is cleared here.
func (t *transaction) nameCopies() {
	for _, path := range t.service.Shares(Opened{Path: t.opened.Path, Stored: t.before}) {
		t.notices = append(t.notices, texts.Of("service.copyKeeps", "file", path))
	}
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

func refused(what string) *account.Problem {
	return &account.Problem{Kind: account.ProblemRefused, What: what}
}
