package main

import (
	"context"

	"github.com/spf13/cobra"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/form"
	"teamsaccount/cmd/internal/terminal"
)

func newEditCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:         "edit [FILE]",
		Short:       texts.Of("terminal.edit.short"),
		Example:     texts.Of("terminal.edit.examples"),
		Long:        texts.Of("terminal.edit.long"),
		Args:        oneDocument,
		Annotations: documents,
		RunE:        s.onDocument(s.edit),
	}
}

// edit shows the form until the person leaves it.
func (s *session) edit(ctx context.Context) error {
	if !s.InIsTerm() || !s.OutIsTerm {
		return terminal.Usage("terminal.edit.noTerminal")
	}
	p, err := s.program(ctx)
	if err != nil {
		return err
	}
	if err := p.PrepareTests(ctx); err != nil {
		return err
	}
	opened, err := p.Service.Open(ctx, p.Path)
	if err != nil {
		return err
	}
	shown := form.New(ctx, p, opened)
	s.notify = shown.Notice
	return shown.Run(s.In)
}
