package main

import (
	"context"
	"strings"

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

// add adds the flags; fileUsage is what the flag for a file does.
func (f *secretFlags) add(cmd *cobra.Command, fileUsage string) {
	f.cmd = cmd
	cmd.Flags().BoolVar(&f.stdin, "secret-stdin", false, texts.Of("terminal.flag.secret-stdin"))
	cmd.Flags().StringVar(&f.file, "secret-file", "", fileUsage)
	exclude(cmd, "secret-stdin", "secret-file")
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
	text, err := terminal.ReadFile(ctx, f.file, terminal.MaxSecretInput)
	if err != nil {
		return "", err
	}
	return s.usable(string(text))
}

// secretFromStdin reads a secret from standard input; at a terminal it asks,
// and what is typed is not shown.
func (s *session) secretFromStdin(ctx context.Context) (string, error) {
	if !s.InIsTerm() {
		text, err := terminal.ReadBounded(ctx, s.In, terminal.MaxSecretInput)
		if err != nil {
			return "", err
		}
		return s.usable(string(text))
	}
	typed, err := s.AskHidden(ctx, s.In, texts.Of("terminal.secret.ask"))
	if err != nil {
		return "", err
	}
	return s.usable(typed)
}

// usable returns the secret that a text holds, cleaned. A line break at its end
// is what every program that writes a line adds, and nobody's news.
func (s *session) usable(text string) (string, error) {
	text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	if text == "" {
		return "", terminal.Usage("terminal.secret.empty")
	}
	return s.cleaned(account.FieldClientSecret, text)
}
