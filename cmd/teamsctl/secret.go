package main

import (
	"context"
	"io"
	"os"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// secretFlags say where a secret is read from. It is never a flag's value.
type secretFlags struct {
	stdin bool
	file  string
	cmd   *cobra.Command
}

func (f *secretFlags) add(cmd *cobra.Command) {
	f.cmd = cmd
	cmd.Flags().BoolVar(&f.stdin, "secret-stdin", false, texts.Of("terminal.flag.secret-stdin"))
	cmd.Flags().StringVar(&f.file, "secret-file", "", texts.Of("terminal.flag.secret-file"))
	cmd.MarkFlagsMutuallyExclusive("secret-stdin", "secret-file")
}

func (f *secretFlags) fromFile() bool { return f.cmd.Flags().Changed("secret-file") }

// given reports whether the command line names a secret.
func (f *secretFlags) given() bool { return f.stdin || f.fromFile() }

// edit returns the edit of the secret that the command line asks for. An empty
// file name clears the stored secret; an empty secret is refused, because it
// rather means that whatever should have written it failed.
func (f *secretFlags) edit(ctx context.Context, s *session) (account.SecretEdit, error) {
	if !f.given() {
		return account.SecretEdit{}, nil
	}
	if f.fromFile() && f.file == "" {
		return account.SecretEdit{Mode: account.SecretClear}, nil
	}
	secret, err := f.read(ctx, s)
	return account.ReplaceSecret(secret), err
}

// read reads and cleans the secret that was given.
func (f *secretFlags) read(ctx context.Context, s *session) (string, error) {
	if !f.fromFile() {
		return s.secretFromStdin(ctx)
	}
	if f.file == "" {
		return "", terminal.Usage("terminal.secret.empty")
	}
	file, err := os.Open(f.file)
	if err != nil {
		return "", err
	}
	defer file.Close()
	return s.readSecret(ctx, file)
}

// secretFromStdin reads a secret from standard input; at a terminal it asks,
// and what is typed is not shown.
func (s *session) secretFromStdin(ctx context.Context) (string, error) {
	if !s.InIsTerm() {
		return s.readSecret(ctx, s.In)
	}
	typed, err := s.AskHidden(ctx, s.In, texts.Of("terminal.secret.ask"))
	if err != nil {
		return "", err
	}
	return s.usable(typed)
}

func (s *session) readSecret(ctx context.Context, from io.Reader) (string, error) {
	text, err := terminal.ReadBounded(ctx, from, terminal.MaxSecretInput)
	if err != nil {
		return "", err
	}
	return s.usable(string(text))
}

func (s *session) usable(text string) (string, error) {
	secret := s.cleaned(account.FieldClientSecret, text)
	if secret == "" {
		return "", terminal.Usage("terminal.secret.empty")
	}
	return secret, nil
}
