package ui

import (
	"context"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/task"
)

// historian shows what was applied to the document and when, and restores it.
type historian struct {
	*session
	open *opener
}

// possible reports whether a document is shown whose history can be looked at.
func (h *historian) possible() bool { return h.mode == modeAccount || h.mode == modeEmpty }

// show lists the applied states of the document.
func (h *historian) show() {
	if !h.possible() {
		return
	}
	s, path := h.options.Service, h.opened.Path
	task.Run(h.work, h.readingJob(texts.Of("window.waiting.open")),
		func(context.Context) ([]service.HistoryEntry, error) { return s.History(path) },
		func(versions []service.HistoryEntry, err error) {
			if err != nil {
				h.tellProblem(texts.Of("window.history.failed"), err)
				return
			}
			h.list(versions)
		})
}

func (h *historian) list(versions []service.HistoryEntry) {
	states := make([]dialog.State, len(versions))
	for i, version := range versions {
		states[i] = inWords(version)
	}
	h.dialogs.ShowHistory(states, func(i int) {
		h.dialogs.ShowState(states[i], func() { h.ask(versions[i]) }, func() { h.list(versions) })
	})
}

// inWords says when a state was applied, what it changed, and what it holds.
func inWords(version service.HistoryEntry) dialog.State {
	state := dialog.State{
		When: version.At.Local().Format("2 January 2006, 15:04"), Name: version.Account.Name,
		Changed: texts.Of("window.history.changed", "fields", account.Labels(version.Changed)),
	}
	switch {
	case version.Oldest:
		state.Changed = texts.Of("window.history.first")
	case len(version.Changed) == 0:
		state.Changed = texts.Of("window.history.unchanged")
	}
	for _, field := range account.Fields() {
		value := version.Account.Value(field)
		switch {
		case field == account.FieldClientSecret && version.Account.SecretItem == "":
			value = texts.Of("window.history.noSecret")
		case field == account.FieldClientSecret:
			value = texts.Of("window.history.secret")
		case field == account.FieldCloud:
			value = version.Account.Cloud.Label()
		}
		if value != "" {
			state.Lines = append(state.Lines, dialog.Line{Label: field.Label(), Value: value})
		}
	}
	return state
}

// ask restores a state, after asking about changes that wait.
func (h *historian) ask(version service.HistoryEntry) {
	h.open.askFirst(texts.Of("window.history.leave"), func() { h.restore(version) })
}

func (h *historian) restore(version service.HistoryEntry) {
	type outcome struct {
		opened service.Opened
		secret service.RestoredSecret
	}
	s, opened := h.options.Service, h.opened
	task.Run(h.work, &task.Job{Waiting: texts.Of("window.waiting.keychain")}, func(ctx context.Context) (outcome, error) {
		after, secret, err := s.Restore(ctx, opened, version.Past)
		return outcome{after, secret}, err
	}, func(restored outcome, err error) {
		switch {
		case cancelled(err):
			h.refresh()
		case account.IsProblem(err, account.ProblemChanged):
			h.open.askReload(err)
		case err != nil:
			h.tellProblem(texts.Of("window.history.notRestored"), err)
		default:
			h.open.present(restored.opened)
			when := version.At.Local().Format("2 January 2006, 15:04")
			done, notices := texts.Of("window.history.restored", "time", when), restored.opened.Notices
			if restored.secret == service.SecretGone {
				notices = append(notices, done, secretOf(restored.secret))
				h.notify(notices...)
			} else {
				h.tellDone(done+"\n"+secretOf(restored.secret), notices...)
			}
			if opened.Deleted {
				h.open.remindUsers()
			}
		}
	})
}

// secretOf says what became of the secret when a state was restored.
func secretOf(secret service.RestoredSecret) string {
	switch secret {
	case service.SecretCameBack:
		return texts.Of("window.history.secret.cameBack")
	case service.SecretStayed:
		return texts.Of("window.history.secret.stayed")
	case service.SecretGone:
		return texts.Of("window.history.secret.gone")
	}
	return texts.Of("window.history.secret.same")
}
