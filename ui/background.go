package ui

import (
	"context"

	"teamsaccount/account"
)

// What the window does off the UI goroutine. Each function closes over values
// that were copied on the UI goroutine, and touches no widget.

func (w *Window) openOf(path string) func(context.Context) (account.Opened, error) {
	service := w.options.Service
	return func(ctx context.Context) (account.Opened, error) { return service.Open(ctx, path) }
}

func (w *Window) secretStateOf(a account.Account) func(context.Context) (account.SecretState, error) {
	service := w.options.Service
	return func(ctx context.Context) (account.SecretState, error) { return service.SecretState(ctx, a) }
}

func (w *Window) applyOf(opened account.Opened, draft account.Draft, overwrite bool) func(context.Context) (account.Opened, error) {
	service := w.options.Service
	return func(ctx context.Context) (account.Opened, error) {
		return service.Apply(ctx, opened, draft, overwrite)
	}
}

func (w *Window) deleteOf(opened account.Opened) func(context.Context) (account.Opened, error) {
	service := w.options.Service
	return func(ctx context.Context) (account.Opened, error) { return service.Delete(ctx, opened) }
}

func (w *Window) sharesOf(opened account.Opened) func(context.Context) ([]string, error) {
	service := w.options.Service
	return func(context.Context) ([]string, error) { return service.Shares(opened), nil }
}

func (w *Window) goBackOf(opened account.Opened) func(context.Context) (account.Opened, error) {
	service := w.options.Service
	return func(ctx context.Context) (account.Opened, error) { return service.GoBack(ctx, opened) }
}

func (w *Window) rememberOf(opened account.Opened, result account.Result) func(context.Context) (account.Opened, error) {
	service := w.options.Service
	return func(ctx context.Context) (account.Opened, error) { return service.Remember(ctx, opened, result) }
}

// testOf runs the test and brings each stage to the window as it passes.
func (w *Window) testOf(j *job, opened account.Opened, pending bool) func(context.Context) (account.Result, error) {
	service := w.options.Service
	return func(ctx context.Context) (account.Result, error) {
		observe := func(stage account.Stage) {
			w.work.report(j, func() {
				w.properties.test.observe(stage)
				relayout(w.root)
				w.reached(w.properties.test.flow)
			})
		}
		return service.Test(ctx, opened, pending, observe), nil
	}
}
