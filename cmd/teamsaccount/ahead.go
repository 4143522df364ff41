package main

import (
	"context"
	"sync"
	"sync/atomic"

	"teamsaccount/account"
	"teamsaccount/ui"
)

// ahead is a service that opens the first document while the toolkit still
// starts.
type ahead struct {
	ui.Service
	path string
	// open returns what was opened ahead, and cancel gives that up.
	open   func() (account.Opened, error)
	cancel context.CancelFunc
	taken  atomic.Bool
}

// openAhead begins to open the document.
func openAhead(service ui.Service, path string) *ahead {
	ctx, cancel := context.WithCancel(context.Background())
	a := &ahead{Service: service, path: path, cancel: cancel}
	a.open = sync.OnceValues(func() (account.Opened, error) { return service.Open(ctx, path) })
	go func() {
		// A panic comes again where the outcome is asked for, and is told there.
		defer func() { _ = recover() }()
		_, _ = a.open()
	}()
	return a
}

// Open returns what was opened ahead, once; after that, it opens.
func (a *ahead) Open(ctx context.Context, path string) (account.Opened, error) {
	if path != a.path || a.taken.Swap(true) {
		return a.Service.Open(ctx, path)
	}
	defer context.AfterFunc(ctx, a.cancel)()
	return a.open()
}
