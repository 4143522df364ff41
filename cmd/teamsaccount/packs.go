package main

import (
	"context"

	"teamsaccount/account"
	"teamsaccount/account/handover"
	"teamsaccount/cmd/internal/program"
)

// packFiles writes and reads files with the seven system messages. They are
// written as hand-over files are: in one instant, and never over the document.
type packFiles struct{ program *program.Program }

func (p packFiles) Exists(path string) bool { return handoverFiles(p).Exists(path) }

func (p packFiles) Save(_ context.Context, path string, m account.Messages, overwrite bool) error {
	if err := handover.Writable(path, p.program.Path, overwrite); err != nil {
		return err
	}
	return handover.WriteFile(path, account.SavePack(m), overwrite)
}

func (p packFiles) Load(_ context.Context, path string) (account.Messages, error) {
	content, err := handover.ReadFile(path)
	if err != nil {
		return account.Messages{}, err
	}
	return account.LoadPack(content)
}
