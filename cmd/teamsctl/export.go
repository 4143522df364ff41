package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/handover"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

type exportCommand struct {
	*session
	seal       bool
	force      bool
	passphrase passphraseFlag
}

func newExportCommand(s *session) *cobra.Command {
	do := &exportCommand{session: s}
	cmd := &cobra.Command{
		Use:   "export FILE|-",
		Short: texts.Of("terminal.export.short"),
		Long:  texts.Of("terminal.export.long"),
		Args:  oneFile,
		RunE:  action(func(ctx context.Context, args []string) error { return do.run(ctx, args[0]) }),
	}
	cmd.Flags().BoolVar(&do.seal, "seal", false, texts.Of("terminal.flag.seal"))
	cmd.Flags().BoolVar(&do.force, "force", false, texts.Of("terminal.flag.force"))
	do.passphrase.add(cmd)
	return cmd
}

// run writes the hand-over file. What can be refused is refused before anybody
// is asked for a passphrase.
func (e *exportCommand) run(ctx context.Context, file string) error {
	if e.passphrase.given() && !e.seal {
		return terminal.Usage("terminal.passphrase.needsSeal")
	}
	p, opened, err := e.openAccount(ctx)
	if err != nil {
		return err
	}
	if file != "-" {
		if err := handover.Writable(file, opened.Path, e.force); err != nil {
			return err
		}
	}
	content, err := e.content(ctx, p, opened.Account)
	if err != nil {
		return err
	}
	if file == "-" {
		e.Keep(e.Out.Write(content))
		return nil
	}
	if err := handover.WriteFile(file, content, e.force); err != nil {
		return err
	}
	if e.seal {
		e.Text("terminal.exportedSealed", "file", file)
		return nil
	}
	e.Text("terminal.exported", "file", file)
	return nil
}

func (e *exportCommand) content(ctx context.Context, p *program.Program, a account.Account) ([]byte, error) {
	if !e.seal {
		return handover.Plain(a), nil
	}
	done := e.Progress.Waiting()
	secret, err := p.Service.Secret(ctx, a)
	done()
	if errors.Is(err, account.ErrNoSecret) {
		e.Text("terminal.export.noSecret")
		return nil, told(exitIncomplete)
	}
	if err != nil {
		return nil, err
	}
	passphrase, err := e.passphrase.forSealing(ctx, e.session)
	if err != nil {
		return nil, err
	}
	return handover.Seal(a, secret, passphrase)
}
