//go:build linux

package torture

import (
	"math/rand/v2"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A keyring that is stopped in the middle of a call answers late or never: the
// change is given up after the keychain's time, and a secret that is stored
// when the keyring goes on is tidied up by the next program.
func TestStopped_AKeyringInMidCallLosesNothing(t *testing.T) {
	var done sync.WaitGroup
	var mu sync.Mutex
	failed, came := 0, 0
	for worker := range rounds(1, 4) {
		keyring := newKeyring(t)
		s, random := newSite(t, keyring), rand.New(rand.NewPCG(5, uint64(worker)))
		done.Go(func() {
			for range rounds(1, 15) {
				missed, err := s.stopInMidCall(random, keyring.Process())
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				if missed {
					came++
				} else {
					failed++
				}
				mu.Unlock()
			}
		})
	}
	done.Wait()
	t.Logf("%d changes were given up, %d were done before the keyring stopped", failed, came)
}

// stopInMidCall stops the keyring while a change talks to it. missed says that
// the change was done before.
func (s *site) stopInMidCall(random *rand.Rand, keyring *os.Process) (missed bool, err error) {
	before, err := s.now()
	if err != nil {
		return false, err
	}
	c, err := s.byTerminal(random, state{})
	if before.Present {
		secret, name := s.secret(), s.name()
		c = change{"set a secret", s.command(secret, "set", "--name", name, "--secret-stdin"), state{true, name, secret}}
	}
	if err != nil {
		return false, err
	}
	watch, err := watchFiles(s.dir)
	if err != nil {
		return false, err
	}
	defer watch.close()
	delay := time.Duration(random.Int64N(int64(12 * time.Millisecond)))
	type end struct {
		said string
		err  error
	}
	ended := make(chan end, 1)
	go func() {
		said, err := output(c.command)
		ended <- end{said, err}
		watch.wake()
	}()
	watch.read(aim{"moved to .account.json.intent", 1}, func() {
		time.Sleep(delay)
		_ = keyring.Signal(syscall.SIGSTOP)
	})
	e := <-ended
	if err := keyring.Signal(syscall.SIGCONT); err != nil {
		return false, err
	}
	return e.err == nil, s.afterFailure(c, before, e.err, e.said)
}
