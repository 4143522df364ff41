package main

import (
	"context"

	"teamsaccount/account"
	"teamsaccount/account/handover"
)

// packFiles writes and reads files with the seven system messages. They are
// written as hand-over files are: in one instant, and never over the document.
type packFiles struct{}

func (packFiles) Exists(path string) bool { return handoverFiles{}.Exists(path) }

func (packFiles) Save(_ context.Context, path, document string, m account.Messages, overwrite bool) error {
	if err := handover.Writable(path, document, overwrite); err != nil {
		return err
	}
	return handover.WriteFile(path, account.EncodePack(m), overwrite)
}

func (packFiles) Load(ctx context.Context, path string) (account.Messages, error) {
	content, err := handover.ReadFile(ctx, path)
	if err != nil {
		return account.Messages{}, err
	}
	return account.DecodePack(content)
}
