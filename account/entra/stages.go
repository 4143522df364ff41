package entra

import (
	"sync"
	"time"

	"teamsaccount/account"
)

// stages keeps how far a test has come, and tells its observer. The goroutine
// of the test, those of its transport and its caller share it.
type stages struct {
	mu      sync.Mutex
	observe func(account.Stage)
	ended   []account.Stage
	running account.StageName
	since   time.Time
	// closed says that the test has returned: nothing is kept or told any more.
	closed bool
}

// begin starts a stage.
func (s *stages) begin(name account.StageName) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.running, s.since = name, time.Now()
	s.observe(account.Stage{Name: name, Status: account.StatusRunning})
}

// end ends the stage that is running, if one is.
func (s *stages) end(status account.Status, detail string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endRunning(status, detail)
}

func (s *stages) endRunning(status account.Status, detail string) {
	if s.closed || s.running == "" {
		return
	}
	stage := account.Stage{
		Name: s.running, Status: status, Detail: detail, ElapsedMs: time.Since(s.since).Milliseconds(),
	}
	s.running = ""
	s.ended = append(s.ended, stage)
	s.observe(stage)
}

// next ends the stage that is running and begins another.
func (s *stages) next(status account.Status, detail string, name account.StageName) {
	s.end(status, detail)
	s.begin(name)
}

// elapsed is how long the running stage has run.
func (s *stages) elapsed() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Since(s.since)
}

// close ends the stage that is running, stops the telling, and writes the
// stages into a result.
func (s *stages) close(status account.Status, detail string, result *account.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endRunning(status, detail)
	s.closed = true
	for _, stage := range s.ended {
		result.SetStage(stage)
	}
}
