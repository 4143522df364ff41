package terminal

import (
	"fmt"
	"io"
	"sync"
	"time"

	"teamsaccount/assets/texts"
)

// Progress is the one line on a terminal that says what is going on. It is
// wiped before anything else is written. Its methods may be called from any
// goroutine.
type Progress struct {
	mu    sync.Mutex
	out   io.Writer
	on    bool
	shown bool
}

// Show replaces the line.
func (p *Progress) Show(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.on {
		fmt.Fprint(p.out, "\r\x1b[K"+Plain(text))
		p.shown = true
	}
}

// Clear wipes the line.
func (p *Progress) Clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}

// quick is how long work may take before a person is told what it waits for.
const quick = 300 * time.Millisecond

// Waiting says that the keychain is being asked, if that takes longer than a
// moment: the system may want the person to unlock it. The function that it
// returns ends that.
func (p *Progress) Waiting() (done func()) {
	timer := time.AfterFunc(quick, func() { p.Show(texts.Of("terminal.waiting")) })
	return func() {
		timer.Stop()
		p.Clear()
	}
}
