package keystore

import (
	"context"
	"sync"

	"teamsaccount/account"
)

var _ account.Secrets = (*Memory)(nil)

// Memory keeps secrets in this process and nowhere else, under the rules of a
// Keychain. It may be used by several goroutines.
type Memory struct {
	mu      sync.Mutex
	secrets map[string]string
	locked  bool
}

// NewMemory returns an empty Memory.
func NewMemory() *Memory { return &Memory{secrets: map[string]string{}} }

// Lock locks or unlocks the memory and reports whether it was locked. While it
// is locked, every call fails as that of a locked keychain does.
func (m *Memory) Lock(locked bool) (before bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before, m.locked = m.locked, locked
	return before
}

// Get returns the secret of an item, or account.ErrNoSecret.
func (m *Memory) Get(ctx context.Context, item string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.available(ctx); err != nil {
		return "", err
	}
	secret, stored := m.secrets[item]
	if !stored {
		return "", account.ErrNoSecret
	}
	return secret, nil
}

// Set stores a secret of 1 to account.MaxSecretBytes bytes of printable ASCII.
func (m *Memory) Set(ctx context.Context, item, secret string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := check(item, secret); err != nil {
		return nothingStored(err, true)
	}
	if err := m.available(ctx); err != nil {
		return nothingStored(err, true)
	}
	m.secrets[item] = secret
	return nil
}

// Delete removes an item; one that is not there is no error.
func (m *Memory) Delete(ctx context.Context, item string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.available(ctx); err != nil {
		return err
	}
	delete(m.secrets, item)
	return nil
}

// DeleteUnprompted is Delete: a Memory never asks anybody.
func (m *Memory) DeleteUnprompted(ctx context.Context, item string) error { return m.Delete(ctx, item) }

// Items lists the items of one account.
func (m *Memory) Items(ctx context.Context, accountID string) (items []string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.available(ctx); err != nil {
		return nil, err
	}
	for item := range m.secrets {
		if account.OwnsItem(accountID, item) {
			items = append(items, item)
		}
	}
	return items, nil
}

// String never tells the secrets, so that a Memory may be printed.
func (m *Memory) String() string { return "secrets in memory" }

// GoString never tells the secrets, not even to %#v.
func (m *Memory) GoString() string { return m.String() }

// available returns why nothing can be asked now.
func (m *Memory) available(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return problem(err, "")
	}
	if m.locked {
		return problem(&failure{cause: causeLocked}, "")
	}
	return nil
}
