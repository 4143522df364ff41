package main

import (
	"context"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

func newSetCommand(s *session) *cobra.Command {
	cmd := &cobra.Command{
		Use:         "set [FILE]",
		Short:       texts.Of("terminal.set.short"),
		Example:     texts.Of("terminal.set.examples"),
		Long:        texts.Of("terminal.set.long"),
		Args:        oneDocument,
		Annotations: documents,
	}
	e := newChangeFlags(cmd)
	cmd.RunE = s.onDocument(func(ctx context.Context) error { return s.setAccount(ctx, e) })
	return cmd
}

// setAccount changes the account as the command line asks. What is already so
// is not written again.
func (s *session) setAccount(ctx context.Context, e *changeFlags) error {
	if !e.asked() {
		return terminal.Usage("terminal.set.nothing")
	}
	if err := e.check(); err != nil {
		return err
	}
	p, opened, err := s.openAccount(ctx)
	if err != nil {
		return err
	}
	draft, err := e.apply(ctx, s, account.NewDraft(opened.Account))
	if err != nil {
		return err
	}
	s.warn(draft)
	if !draft.Dirty() {
		s.Text("terminal.unchanged", "file", opened.Path)
		return nil
	}
	changes := draft.Changes()
	done := s.Progress.Waiting()
	opened, err = p.Service.Apply(ctx, opened, draft, false)
	done()
	if err != nil {
		return err
	}
	s.notices(opened)
	s.Text("terminal.applied", "file", opened.Path, "fields", account.Labels(changes))
	s.tellMissing(opened.Account)
	if draft.KeepsFormerExpiry() {
		s.Text("terminal.set.formerExpiry", "date", opened.Account.SecretExpires)
	}
	return nil
}
