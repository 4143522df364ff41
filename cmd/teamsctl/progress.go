package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"teamsaccount/assets/texts"
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

// quick is how long work may take before a person is told what it waits for.
const quick = 300 * time.Millisecond

// waiting says that the keychain is being asked, if that takes longer than a
// moment: the system may want the person to unlock it. The function that it
// returns ends that.
func (p *progress) waiting() (done func()) {
	timer := time.AfterFunc(quick, func() { p.show(texts.Of("terminal.waiting")) })
	return func() {
		timer.Stop()
		p.clear()
	}
}
