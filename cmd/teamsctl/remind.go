package main

import (
	"context"

	"github.com/spf13/cobra"

	"teamsaccount/account/handover"
	"teamsaccount/account/reminder"
	"teamsaccount/assets/texts"
)

type remindCommand struct {
	*session
	force bool
}

func newRemindCommand(s *session) *cobra.Command {
	do := &remindCommand{session: s}
	cmd := &cobra.Command{
		Use:     "remind FILE|-",
		Short:   texts.Of("terminal.remind.short"),
		Example: texts.Of("terminal.remind.examples"),
		Long:    texts.Of("terminal.remind.long"),
		Args:    oneFile,
		RunE:    action(func(ctx context.Context, args []string) error { return do.run(ctx, args[0]) }),
	}
	cmd.Flags().BoolVar(&do.force, "force", false, texts.Of("terminal.flag.force"))
	return cmd
}

// run writes the calendar entry of the secret's end.
func (r *remindCommand) run(ctx context.Context, file string) error {
	p, opened, err := r.openAccount(ctx)
	if err != nil {
		return err
	}
	calendar, err := reminder.Calendar(opened.Account, p.Service.Now())
	if err != nil {
		return err
	}
	if file == "-" {
		r.Keep(r.Out.Write(calendar))
		return nil
	}
	if err := handover.Writable(file, opened.Path, r.force); err != nil {
		return err
	}
	if err := handover.WriteFile(file, calendar, r.force); err != nil {
		return err
	}
	r.Text("terminal.reminded", "file", file)
	return nil
}
