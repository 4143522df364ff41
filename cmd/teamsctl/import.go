package main

import (
	"context"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/handover"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

type importCommand struct {
	*session
	replace    bool
	passphrase passphraseFlag
}

func newImportCommand(s *session) *cobra.Command {
	do := &importCommand{session: s}
	cmd := &cobra.Command{
		Use:     "import FILE|-",
		Short:   texts.Of("terminal.import.short"),
		Example: texts.Of("terminal.import.examples"),
		Long:    texts.Of("terminal.import.long"),
		Args:    oneFile,
		RunE:    action(func(ctx context.Context, args []string) error { return do.run(ctx, args[0]) }),
	}
	cmd.Flags().BoolVar(&do.replace, "replace", false, texts.Of("terminal.flag.replace"))
	do.passphrase.add(cmd)
	return cmd
}

func (i *importCommand) run(ctx context.Context, file string) error {
	p, opened, err := i.open(ctx)
	if err != nil {
		return err
	}
	data, err := i.read(ctx, file)
	if err != nil {
		return err
	}
	given, err := handover.Open(data, func() (string, error) { return i.passphrase.forOpening(ctx, i.session) })
	if err != nil {
		return err
	}
	if i.replace && opened.Present && opened.Account.ID != given.Account.ID {
		i.Text("terminal.import.replaces", "name", terminal.OrEmpty(opened.Account.Name), "new", terminal.OrEmpty(given.Account.Name))
		i.Text("terminal.delete.means")
		i.tellShares(p, opened)
	}
	done := i.Progress.Waiting()
	imported, err := p.Service.Import(ctx, opened, given.Account, given.Secret, i.replace)
	done()
	if err != nil && imported.Revision == opened.Revision {
		return err
	}
	i.notices(imported)
	i.Text("terminal.imported", "file", imported.Path)
	draft := account.NewDraft(imported.Account)
	draft.Secret = account.ReplaceSecret(given.Secret)
	i.warn(draft)
	if opened.Deleted {
		i.Text("terminal.reminder")
	}
	i.tellMissing(ctx, p, imported.Account)
	return err
}

// read reads the hand-over file; - is standard input.
func (i *importCommand) read(ctx context.Context, file string) ([]byte, error) {
	if file == "-" {
		return terminal.ReadBounded(ctx, i.In, handover.MaxBytes)
	}
	return terminal.ReadFile(ctx, file, handover.MaxBytes)
}

// tellMissing says what the account lacks on this machine: a plain file comes
// without the secret, which the keychain here may hold or not. A plain file needs
// no keychain, so one that fails is only a note.
func (i *importCommand) tellMissing(ctx context.Context, p *program.Program, a account.Account) {
	if missing := account.Missing(a, true); len(missing) > 0 {
		i.Text("terminal.missing", "fields", account.Labels(missing))
	}
	state, err := p.Service.SecretState(ctx, a)
	if err != nil {
		i.Note("%s", err)
	}
	if state == account.SecretMissing {
		i.Text("terminal.import.noSecret")
	}
}
