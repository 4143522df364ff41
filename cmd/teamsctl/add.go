package main

import (
	"context"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

func newAddCommand(s *session) *cobra.Command {
	cmd := &cobra.Command{
		Use:         "add [FILE]",
		Short:       texts.Of("terminal.add.short"),
		Example:     texts.Of("terminal.add.examples"),
		Long:        texts.Of("terminal.add.long"),
		Args:        oneDocument,
		Annotations: documents,
	}
	e := newChangeFlags(cmd)
	cmd.RunE = s.onDocument(func(ctx context.Context) error { return s.addAccount(ctx, e) })
	return cmd
}

// addAccount adds the account. Where one exists it says so before it reads
// anything from standard input.
func (s *session) addAccount(ctx context.Context, e *changeFlags) error {
	if err := e.check(); err != nil {
		return err
	}
	p, opened, err := s.open(ctx)
	if err != nil {
		return err
	}
	if opened.Present {
		return &account.Problem{Kind: account.ProblemRefused, What: texts.Of("service.secondAccount")}
	}
	draft, err := e.apply(ctx, s, account.NewAccountDraft())
	if err != nil {
		return err
	}
	s.warn(draft)
	deleted := opened.Deleted
	done := s.Progress.Waiting()
	opened, err = p.Service.Apply(ctx, opened, draft, false)
	done()
	if err != nil {
		return err
	}
	s.notices(opened)
	s.Text("terminal.added", "file", opened.Path)
	s.tellMissing(opened.Account)
	if deleted {
		s.Text("terminal.reminder")
	}
	return nil
}

// tellMissing says what an account still lacks before it can be tested.
func (s *session) tellMissing(a account.Account) {
	if missing := account.Missing(a, a.SecretItem != ""); len(missing) > 0 {
		s.Text("terminal.missing", "fields", account.Labels(missing))
	}
}
