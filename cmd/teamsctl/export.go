package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/handover"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
)

type exporting struct {
	*session
	seal       bool
	force      bool
	passphrase passphraseFlag
}

func exportCommand(s *session) *cobra.Command {
	do := &exporting{session: s}
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
func (e *exporting) run(ctx context.Context, file string) error {
	if e.passphrase.given() && !e.seal {
		return usage("terminal.passphrase.needsSeal")
	}
	p, opened, err := e.openAccount(ctx)
	if err != nil {
		return err
	}
	if file != "-" {
		if err := exportable(file, opened.Path, e.force); err != nil {
			return err
		}
	}
	content, err := e.content(ctx, p, opened.Account)
	if err != nil {
		return err
	}
	if file == "-" {
		e.keep(e.out.Write(content))
		return nil
	}
	if err := writeExport(file, content, e.force); err != nil {
		return err
	}
	if e.seal {
		e.text("terminal.exportedSealed", "file", file)
		return nil
	}
	e.text("terminal.exported", "file", file)
	return nil
}

func (e *exporting) content(ctx context.Context, p *program.Program, a account.Account) ([]byte, error) {
	if !e.seal {
		return handover.Plain(a), nil
	}
	secret, err := storedSecret(ctx, p, a)
	if errors.Is(err, account.ErrNoSecret) {
		e.text("terminal.export.noSecret")
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

func storedSecret(ctx context.Context, p *program.Program, a account.Account) (string, error) {
	if a.SecretItem == "" {
		return "", account.ErrNoSecret
	}
	return p.Service.Secrets.Get(ctx, a.SecretItem)
}

// exportable refuses a file that may not be written: the document itself, an
// existing file without force, and what is no regular file.
func exportable(file, document string, force bool) error {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return exportFailed(file, err)
	}
	own, err := os.Stat(document)
	switch {
	case err == nil && os.SameFile(info, own):
		return refusedText("terminal.export.same", "file", file)
	case !info.Mode().IsRegular():
		return refusedText("terminal.export.special", "file", file)
	case !force:
		return refusedText("terminal.export.exists", "file", file)
	}
	return nil
}

func refusedText(key string, pairs ...any) error {
	return &account.Problem{Kind: account.ProblemRefused, What: texts.Of(key, pairs...)}
}

func exportFailed(file string, err error) error {
	var path *fs.PathError
	reason := err
	if errors.As(err, &path) {
		reason = path.Err
	}
	return &account.Problem{
		Kind: account.ProblemFailed,
		What: texts.Of("terminal.export.failed", "file", file, "reason", reason),
		Err:  err,
	}
}
