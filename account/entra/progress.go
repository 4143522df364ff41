package entra

import (
	"sync"
	"time"

	"teamsaccount/account"
)

// progress keeps the stages of one test and tells each change of them.
type progress struct {
	mu      sync.Mutex
	tell    func(account.Stage)
	result  *account.Result
	running account.StageName
	since   time.Time
}

// begin starts a stage.
func (p *progress) begin(name account.StageName) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running, p.since = name, time.Now()
	p.tell(account.Stage{Name: name, Status: account.StatusRunning})
}

// end ends the stage that is running, if one is.
func (p *progress) end(status account.Status, detail string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running == "" {
		return
	}
	stage := account.Stage{
		Name: p.running, Status: status, Detail: detail, ElapsedMs: time.Since(p.since).Milliseconds(),
	}
	p.running = ""
	p.result.SetStage(stage)
	p.tell(stage)
}

// next ends the stage that is running and begins another.
func (p *progress) next(status account.Status, detail string, name account.StageName) {
	p.end(status, detail)
	p.begin(name)
}

// elapsed is how long the running stage has run.
func (p *progress) elapsed() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Since(p.since)
}
