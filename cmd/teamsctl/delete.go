package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

func newDeleteCommand(s *session) *cobra.Command {
	var yes, forget bool
	cmd := &cobra.Command{
		Use:         "delete [FILE]",
		Short:       texts.Of("terminal.delete.short"),
		Example:     texts.Of("terminal.delete.examples"),
		Long:        texts.Of("terminal.delete.long"),
		Args:        oneDocument,
		Annotations: documents,
		RunE:        s.onDocument(func(ctx context.Context) error { return s.deleteAccount(ctx, yes, forget) }),
	}
	cmd.Flags().BoolVar(&yes, "yes", false, texts.Of("terminal.flag.yes"))
	cmd.Flags().BoolVar(&forget, "forget", false, texts.Of("terminal.flag.forget"))
	return cmd
}

// deleteAccount says what deleting means, asks unless yes was given, and
// deletes; forget removes the applied states too.
func (s *session) deleteAccount(ctx context.Context, yes, forget bool) error {
	p, opened, err := s.openAccount(ctx)
	if err != nil {
		return err
	}
	if !yes && !s.InIsTerm() {
		return terminal.Usage("terminal.delete.needsYes")
	}
	s.Text("terminal.delete.means")
	if !forget {
		s.Text("terminal.delete.history")
	}
	if !yes {
		s.Text("terminal.delete.gentler")
	}
	s.tellShares(p, opened)
	if !yes {
		if err := s.confirmDelete(ctx, opened.Account); err != nil {
			return err
		}
	}
	done := s.Progress.Waiting()
	deleted, err := p.Service.Delete(ctx, opened)
	done()
	if err != nil {
		return err
	}
	s.notices(deleted)
	s.Text("terminal.deleted", "file", deleted.Path)
	if forget {
		return p.Service.ForgetHistory(ctx, deleted.Path)
	}
	return nil
}

// tellShares names the documents that lose their secret with the account.
func (s *session) tellShares(p *program.Program, opened service.Opened) {
	if shared := p.Service.Shares(opened); len(shared) > 0 {
		s.Text("terminal.delete.shared", "files", strings.Join(shared, ", "))
	}
}

// confirmDelete asks for the account's name; for the word "delete" where the
// account has none.
func (s *session) confirmDelete(ctx context.Context, a account.Account) error {
	expected := strings.TrimSpace(a.Name)
	if expected == "" {
		expected = texts.Of("terminal.delete.word")
	}
	typed, err := s.Ask(ctx, texts.Of("terminal.delete.ask", "name", expected))
	if err != nil {
		return err
	}
	if strings.TrimSpace(typed) != expected {
		return &account.Problem{Kind: account.ProblemCancelled, What: texts.Of("terminal.delete.kept")}
	}
	return nil
}
