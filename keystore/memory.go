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
}

// NewMemory returns an empty Memory.
func NewMemory() *Memory { return &Memory{secrets: map[string]string{}} }

// Get returns the secret of an item, or account.ErrNoSecret.
func (m *Memory) Get(ctx context.Context, item string) (string, error) {
	if err := admissible(ctx, item); err != nil {
		return "", err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	secret, stored := m.secrets[item]
	if !stored {
		return "", account.ErrNoSecret
	}
	return secret, nil
}

// Set stores a secret of 1 to MaxSecret bytes of printable ASCII.
func (m *Memory) Set(ctx context.Context, item, secret string) error {
	if err := admissible(ctx, item); err != nil {
		return err
	}
	if err := checkSecret(secret); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.secrets[item] = secret
	return nil
}

// Delete removes an item; one that is not there is no error.
func (m *Memory) Delete(ctx context.Context, item string) error {
	if err := admissible(ctx, item); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.secrets, item)
	return nil
}

// String never tells the secrets, so that a Memory may be printed.
func (m *Memory) String() string { return "secrets in memory" }

// GoString never tells the secrets, not even to %#v.
func (m *Memory) GoString() string { return m.String() }

func admissible(ctx context.Context, item string) error {
	if err := ctx.Err(); err != nil {
		return problem(err, "")
	}
	return checkItem(item)
}
