package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"teamsaccount/account"
	"teamsaccount/account/handover"
	"teamsaccount/account/service"
)

// handoverFiles writes and reads hand-over files for the window.
type handoverFiles struct{ service *service.Service }

func (h handoverFiles) Exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

func (h handoverFiles) Export(_ context.Context, path string, opened service.Opened, overwrite bool) error {
	return write(path, opened.Path, overwrite, func() ([]byte, error) { return handover.Plain(opened.Account), nil })
}

func (h handoverFiles) Seal(ctx context.Context, path string, opened service.Opened, passphrase string, overwrite bool) error {
	return write(path, opened.Path, overwrite, func() ([]byte, error) {
		secret, err := h.service.Secret(ctx, opened.Account)
		if err != nil {
			return nil, err
		}
		return handover.Seal(opened.Account, secret, passphrase)
	})
}

// write writes a file, but never over the document.
func write(path, document string, overwrite bool, content func() ([]byte, error)) error {
	if err := handover.Writable(path, document, overwrite); err != nil {
		return err
	}
	data, err := content()
	if err != nil {
		return err
	}
	return handover.WriteFile(path, data, overwrite)
}

func (h handoverFiles) Write(path, document string, content []byte, overwrite bool) error {
	return write(path, document, overwrite, func() ([]byte, error) { return content, nil })
}

func (h handoverFiles) Sealed(ctx context.Context, path string) (bool, error) {
	data, err := handover.ReadFile(ctx, path)
	return handover.IsSealed(data), err
}

func (h handoverFiles) Read(ctx context.Context, path, passphrase string) (account.Account, string, error) {
	data, err := handover.ReadFile(ctx, path)
	if err != nil {
		return account.Account{}, "", err
	}
	given, err := handover.Open(data, func() (string, error) { return passphrase, nil })
	return given.Account, given.Secret, err
}
