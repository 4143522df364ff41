package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

func newRestoreCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:     "restore N",
		Short:   texts.Of("terminal.restore.short"),
		Example: texts.Of("terminal.restore.examples"),
		Long:    texts.Of("terminal.restore.long"),
		Args:    oneNumber,
		RunE:    action(func(ctx context.Context, args []string) error { return s.restore(ctx, args[0]) }),
	}
}

// oneNumber accepts exactly the number of a state.
func oneNumber(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return terminal.Usage("terminal.restore.needsNumber")
	}
	if number, err := strconv.Atoi(args[0]); err != nil || number < 1 {
		return terminal.Usage("terminal.restore.number", "value", args[0])
	}
	return nil
}

// restore applies a state of the history, and says what became of the secret.
func (s *session) restore(ctx context.Context, number string) error {
	p, opened, err := s.open(ctx)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	version, err := p.Service.HistoryEntry(opened.Path, n)
	if err != nil {
		return err
	}
	if opened.Present && opened.Account == version.Account {
		s.Text("terminal.unchanged", "file", opened.Path)
		return nil
	}
	s.warn(account.NewDraft(version.Account))
	deleted := opened.Deleted && !opened.Present
	done := s.Progress.Waiting()
	restored, secret, err := p.Service.Restore(ctx, opened, version.Past)
	done()
	if err != nil {
		return err
	}
	s.notices(restored)
	s.Text("terminal.restored", "file", restored.Path, "number", n, "time", version.At.Local().Format("2006-01-02 15:04"))
	switch secret {
	case service.SecretCameBack:
		s.Text("terminal.restored.cameBack")
	case service.SecretStayed:
		s.Text("terminal.restored.stayed")
	case service.SecretGone:
		s.Text("terminal.restored.gone")
	}
	if deleted {
		s.Text("terminal.reminder")
	}
	return nil
}
