package ui

import (
	"context"
	"strings"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/task"
)

// deleter deletes the account, once the person has confirmed it.
type deleter struct {
	*session
	open   *opener
	edit   *editor
	secret *secretKeeper
}

// ask asks before an account is deleted. A new account that was never applied
// is only dropped from the form.
func (d *deleter) ask() {
	if d.mode != modeAccount {
		return
	}
	if d.form.Adding() {
		d.edit.askRevert()
		return
	}
	d.withShares(func(shares string) {
		d.dialogs.AskDelete(dialog.Deletion{
			Name: strings.TrimSpace(d.opened.Account.Name), Shares: shares, Changes: d.form.Dirty(),
			Delete: d.delete, Replace: d.secret.replace,
		})
	})
}

// delete removes the account in the background; forget says that the history of
// the document goes too.
func (d *deleter) delete(forget bool) {
	s, opened := d.options.Service, d.opened
	task.Run(d.work, &task.Job{Waiting: texts.Of("window.waiting.keychain")},
		func(ctx context.Context) (service.Opened, error) {
			after, err := s.Delete(ctx, opened)
			if err == nil && forget {
				err = s.ForgetHistory(ctx, opened.Path)
			}
			return after, err
		},
		func(after service.Opened, err error) {
			switch {
			case after.Deleted:
				d.notices = after.Notices
				d.open.present(after)
				if err != nil {
					d.tellProblem(texts.Of("window.delete.rest"), err)
				}
			case cancelled(err):
				d.refresh()
			case account.IsProblem(err, account.ProblemChanged):
				d.open.askReload(err)
			default:
				d.tellProblem(texts.Of("window.delete.failed"), err)
			}
		})
}
