package ui

import (
	"context"

	"teamsaccount/account"
	"teamsaccount/account/service"
)

// What the window does off the UI goroutine. Each function closes over values
// that were copied on the UI goroutine, and touches no widget.

func (w *Window) openOf(path string) func(context.Context) (service.Opened, error) {
	s := w.options.Service
	return func(ctx context.Context) (service.Opened, error) { return s.Open(ctx, path) }
}

func (w *Window) secretStateOf(a account.Account) func(context.Context) (account.SecretState, error) {
	s := w.options.Service
	return func(ctx context.Context) (account.SecretState, error) { return s.SecretState(ctx, a) }
}

func (w *Window) applyOf(opened service.Opened, draft account.Draft, overwrite bool) func(context.Context) (service.Opened, error) {
	s := w.options.Service
	return func(ctx context.Context) (service.Opened, error) {
		return s.Apply(ctx, opened, draft, overwrite)
	}
}

func (w *Window) deleteOf(opened service.Opened) func(context.Context) (service.Opened, error) {
	s := w.options.Service
	return func(ctx context.Context) (service.Opened, error) { return s.Delete(ctx, opened) }
}

func (w *Window) sharesOf(opened service.Opened) func(context.Context) ([]string, error) {
	s := w.options.Service
	return func(context.Context) ([]string, error) { return s.Shares(opened), nil }
}

func (w *Window) goBackOf(opened service.Opened) func(context.Context) (service.Opened, error) {
	s := w.options.Service
	return func(ctx context.Context) (service.Opened, error) { return s.GoBack(ctx, opened) }
}

func (w *Window) rememberOf(opened service.Opened, result account.Result) func(context.Context) (service.Opened, error) {
	s := w.options.Service
	return func(ctx context.Context) (service.Opened, error) { return s.Remember(ctx, opened, result) }
}

// testOf runs the test and brings each stage to the window as it passes.
func (w *Window) testOf(j *job, opened service.Opened, pending bool) func(context.Context) (account.Result, error) {
	s := w.options.Service
	return func(ctx context.Context) (account.Result, error) {
		observe := func(stage account.Stage) {
			w.work.report(j, func() {
				w.properties.test.observe(stage)
				relayout(w.root)
				w.reached(w.properties.test.flow)
			})
		}
		return s.Test(ctx, opened, pending, observe), nil
	}
}
