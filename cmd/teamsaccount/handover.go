package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"teamsaccount/account"
	"teamsaccount/account/handover"
	"teamsaccount/cmd/internal/program"
)

// handoverFiles writes and reads hand-over files for the window.
type handoverFiles struct{ program *program.Program }

func (h handoverFiles) Exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

func (h handoverFiles) Export(_ context.Context, path string, a account.Account, overwrite bool) error {
	return h.write(path, overwrite, func() ([]byte, error) { return handover.Plain(a), nil })
}

func (h handoverFiles) Seal(ctx context.Context, path string, a account.Account, passphrase string, overwrite bool) error {
	return h.write(path, overwrite, func() ([]byte, error) {
		secret, err := h.program.Service.Secret(ctx, a)
		if err != nil {
			return nil, err
		}
		return handover.Seal(a, secret, passphrase)
	})
}

func (h handoverFiles) write(path string, overwrite bool, content func() ([]byte, error)) error {
	if err := handover.Writable(path, h.program.Path, overwrite); err != nil {
		return err
	}
	data, err := content()
	if err != nil {
		return err
	}
	return handover.WriteFile(path, data, overwrite)
}

func (h handoverFiles) Sealed(_ context.Context, path string) (bool, error) {
	data, err := handover.ReadFile(path)
	return handover.IsSealed(data), err
}

func (h handoverFiles) Read(_ context.Context, path, passphrase string) (account.Account, string, error) {
	data, err := handover.ReadFile(path)
	if err != nil {
		return account.Account{}, "", err
	}
	given, err := handover.Open(data, func() (string, error) { return passphrase, nil })
	return given.Account, given.Secret, err
}
