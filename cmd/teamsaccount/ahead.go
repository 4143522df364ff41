package main

import (
	"context"
	"sync"
	"sync/atomic"

	"teamsaccount/account/service"
	"teamsaccount/ui"
)

// ahead is a service that opens the first document while the toolkit still
// starts.
type ahead struct {
	ui.Service
	path string
	// open returns what was opened ahead, and cancel gives that up.
	open   func() (service.Opened, error)
	cancel context.CancelFunc
	taken  atomic.Bool
}

// openAhead begins to open the document.
func openAhead(opener ui.Service, path string) *ahead {
	ctx, cancel := context.WithCancel(context.Background())
	a := &ahead{Service: opener, path: path, cancel: cancel}
	a.open = sync.OnceValues(func() (service.Opened, error) { return opener.Open(ctx, path) })
	go func() {
		// A panic comes again where the outcome is asked for, and is told there.
		defer func() { _ = recover() }()
		_, _ = a.open()
	}()
	return a
}

// Open returns what was opened ahead, once; after that, it opens.
func (a *ahead) Open(ctx context.Context, path string) (service.Opened, error) {
	if path != a.path || a.taken.Swap(true) {
		return a.Service.Open(ctx, path)
	}
	defer context.AfterFunc(ctx, a.cancel)()
	return a.open()
}
