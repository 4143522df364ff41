package main

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

func editCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:         "edit [FILE]",
		Short:       texts.Of("terminal.edit.short"),
		Long:        texts.Of("terminal.edit.long"),
		Args:        oneDocument,
		Annotations: documents,
		RunE:        s.onDocument(s.edit),
	}
}

// edit shows the form until the person leaves it.
func (s *session) edit(ctx context.Context) error {
	if !s.inIsTerm() || !s.outIsTerm {
		return usage("terminal.edit.noTerminal")
	}
	p, err := s.program(ctx)
	if err != nil {
		return err
	}
	if err := p.Connect(); err != nil {
		return err
	}
	opened, err := p.Service.Open(ctx, p.Path)
	if err != nil {
		return err
	}
	e := newEditor(ctx, s, p, opened)
	form := tea.NewProgram(e, tea.WithContext(ctx), tea.WithInput(s.in), tea.WithoutSignalHandler(), tea.WithFilter(e.knownSize))
	e.send = form.Send
	s.notify = func(notice string) { form.Send(noticed(notice)) }
	_, err = form.Run()
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return &account.Problem{Kind: account.ProblemCancelled, What: texts.Of("terminal.cancelled")}
	}
	return err
}
