package main

import (
	"fmt"
	"io"
	"sync"
)

// progress is the one line on a terminal that says what is going on. It is
// wiped before anything else is written. Its methods may be called from any
// goroutine.
type progress struct {
	mu    sync.Mutex
	out   io.Writer
	on    bool
	shown bool
}

// show replaces the line.
func (p *progress) show(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.on {
		fmt.Fprint(p.out, "\r\x1b[K"+plain(text))
		p.shown = true
	}
}

// clear wipes the line.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}
