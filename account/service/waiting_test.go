package service

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"teamsaccount/account"
)

// slowSecrets is a keychain that takes its time, for example because it shows a
// dialog.
type slowSecrets struct {
	account.Secrets
	takes time.Duration
}

func (s slowSecrets) Get(ctx context.Context, item string) (string, error) {
	time.Sleep(s.takes)
	return s.Secrets.Get(ctx, item)
}

func TestTest_SaysThatTheKeychainMayWaitForThePerson(t *testing.T) {
	for takes, told := range map[time.Duration]bool{0: false, 299 * time.Millisecond: false, 301 * time.Millisecond: true, time.Minute: true} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			opened := w.apply(t, secretEdit("abc8Q~one"))
			w.outcome.Kind = account.KindValid
			s, waits := w.service(), 0
			s.Secrets = slowSecrets{s.Secrets, takes}
			result := s.Test(t.Context(), opened, false, func(stage account.Stage) {
				if stage.Name == account.StageCredentials && stage.Status == account.StatusRunning && stage.Detail != "" {
					waits++
				}
			})
			if result.Kind != account.KindValid || (waits == 1) != told || waits > 1 {
				t.Errorf("a keychain that takes %s: told %d times, then %s", takes, waits, result.Kind)
			}
		})
	}
}
