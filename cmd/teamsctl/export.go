package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/handover"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

type exportCommand struct {
	*session
	seal       bool
	sheet      bool
	force      bool
	passphrase passphraseFlag
}

func newExportCommand(s *session) *cobra.Command {
	do := &exportCommand{session: s}
	cmd := &cobra.Command{
		Use:     "export FILE|-",
		Short:   texts.Of("terminal.export.short"),
		Example: texts.Of("terminal.export.examples"),
		Long:    texts.Of("terminal.export.long"),
		Args:    oneFile,
		RunE:    action(func(ctx context.Context, args []string) error { return do.run(ctx, args[0]) }),
	}
	cmd.Flags().BoolVar(&do.seal, "seal", false, texts.Of("terminal.flag.seal"))
	cmd.Flags().BoolVar(&do.sheet, "sheet", false, texts.Of("terminal.flag.sheet"))
	exclude(cmd, "seal", "sheet")
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
	content, err := e.content(ctx, p, opened, file)
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
	switch {
	case e.seal:
		e.Text("terminal.exportedSealed", "file", file)
	case e.sheet:
		e.Text("terminal.exportedSheet", "file", file)
	default:
		e.Text("terminal.exported", "file", file)
	}
	return nil
}

// content returns what the file is to hold. A sheet is HTML, or text for a name
// that ends in .txt.
func (e *exportCommand) content(ctx context.Context, p *program.Program, opened service.Opened, file string) ([]byte, error) {
	a := opened.Account
	switch {
	case e.sheet:
		sheet := handover.NewSheet(a, opened.Record, opened.Untested(), p.Service.Now())
		if strings.EqualFold(filepath.Ext(file), ".txt") {
			return sheet.Text(), nil
		}
		return sheet.HTML(), nil
	case !e.seal:
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
