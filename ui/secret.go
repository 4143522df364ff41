package ui

import (
	"context"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/task"
)

// secretKeeper asks about the stored secret, and has Apply replace or remove it.
type secretKeeper struct {
	*session
	// hide takes a typed secret out of its field.
	hide func()
}

// ask asks the keychain in the background whether it holds the account's
// secret. It hinders nothing and may be given up. An answer about a document that
// was changed meanwhile is dropped.
func (k *secretKeeper) ask() {
	k.probe.Stop()
	if k.opened.Account.SecretItem == "" || !k.opened.Present {
		return
	}
	s, asked, edition := k.options.Service, k.opened.Account, k.edition
	answered := func(state account.SecretState, err error) {
		if k.edition == edition {
			k.answered(state, err)
		}
	}
	k.form.AskingSecret()
	job := &task.Job{
		Waiting: texts.Of("window.waiting.keychain"),
		Dropped: func() { answered(account.SecretUnknown, nil) },
	}
	task.Run(k.probe, job, func(ctx context.Context) (account.SecretState, error) { return s.SecretState(ctx, asked) }, answered)
}

func (k *secretKeeper) answered(state account.SecretState, err error) {
	fault := ""
	if err != nil {
		fault = err.Error()
	}
	k.form.SecretAnswered(state, fault)
	k.refresh()
}

// replace goes to the field of the secret, which says what to do now.
func (k *secretKeeper) replace() {
	if k.form.Draft().Secret.Mode == account.SecretKeep {
		k.form.Tell(account.FieldClientSecret, editing.Note{Text: texts.Of("window.secret.replace.how")})
		k.refresh()
	}
	k.focus(account.FieldClientSecret)
}

// remove has Apply remove the stored secret.
func (k *secretKeeper) remove() {
	k.hide()
	k.form.RemoveSecret()
	k.refresh()
}

// canRemove reports whether there is a stored secret that is to stay.
func (k *secretKeeper) canRemove() bool {
	return k.mode == modeAccount && k.opened.Account.SecretItem != "" && k.form.Draft().Secret.Mode != account.SecretClear
}
