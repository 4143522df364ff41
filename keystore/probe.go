package keystore

import (
	"context"
	"crypto/rand"
	"errors"

	"teamsaccount/account"
)

// Probe shows that the keychain works: it stores an item of its own, reads it
// and deletes it. The error is an *account.Problem.
func (k *Keychain) Probe(ctx context.Context) error { return probe(ctx, k) }

func probe(ctx context.Context, secrets account.Secrets) error {
	item, secret := "probe."+rand.Text(), rand.Text()
	if err := secrets.Set(ctx, item, secret); err != nil {
		return err
	}
	got, err := secrets.Get(ctx, item)
	deleted := secrets.Delete(context.WithoutCancel(ctx), item)
	switch {
	case errors.Is(err, account.ErrNoSecret), err == nil && got != secret:
		return problem(&failure{cause: causeDiffers}, secret)
	case err != nil:
		return err
	}
	return deleted
}
