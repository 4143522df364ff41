package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"teamsaccount/account/handover"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// passphraseFlag says where the passphrase of a sealed file comes from: a
// file, else a person at the terminal.
type passphraseFlag struct {
	file string
	cmd  *cobra.Command
}

func (f *passphraseFlag) add(cmd *cobra.Command) {
	f.cmd = cmd
	cmd.Flags().StringVar(&f.file, "passphrase-file", "", texts.Of("terminal.flag.passphrase-file"))
}

func (f *passphraseFlag) given() bool { return f.cmd.Flags().Changed("passphrase-file") }

// forSealing returns a new passphrase; a person types it twice.
func (f *passphraseFlag) forSealing(ctx context.Context, s *session) (string, error) {
	if f.given() {
		return f.read(ctx)
	}
	tty, done, err := s.passphraseTTY()
	if err != nil {
		return "", err
	}
	defer done()
	first, err := s.AskHidden(ctx, tty, texts.Of("terminal.passphrase.ask"))
	if err != nil {
		return "", err
	}
	if err := handover.CheckPassphrase(first); err != nil {
		return "", err
	}
	again, err := s.AskHidden(ctx, tty, texts.Of("terminal.passphrase.again"))
	if err != nil {
		return "", err
	}
	if again != first {
		return "", terminal.Usage("terminal.passphrase.differ")
	}
	return first, nil
}

// forOpening returns the passphrase of an existing file.
func (f *passphraseFlag) forOpening(ctx context.Context, s *session) (string, error) {
	if f.given() {
		return f.read(ctx)
	}
	tty, done, err := s.passphraseTTY()
	if err != nil {
		return "", err
	}
	defer done()
	return s.AskHidden(ctx, tty, texts.Of("terminal.passphrase.ask"))
}

func (f *passphraseFlag) read(ctx context.Context) (string, error) {
	content, err := terminal.ReadFile(ctx, f.file, int64(handover.MaxPassphraseFile))
	return handover.PassphraseOf(content), err
}

// passphraseTTY returns the terminal at which the passphrase is asked for.
func (s *session) passphraseTTY() (tty *os.File, done func(), err error) {
	tty, done, err = s.TTY()
	if err != nil {
		return nil, nil, terminal.Usage("terminal.passphrase.nobody")
	}
	return tty, done, nil
}
