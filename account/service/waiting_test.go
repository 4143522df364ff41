package service

import (
	"context"
	"testing"

	"teamsaccount/account"
)

// dialogSecrets is a keychain that shows a dialog, which the person answers
// only once they were told of it.
type dialogSecrets struct {
	account.Secrets
	told chan struct{}
}

func (d dialogSecrets) Get(ctx context.Context, item string) (string, error) {
	<-d.told
	return d.Secrets.Get(ctx, item)
}

func TestTest_SaysThatTheKeychainWaitsForThePerson(t *testing.T) {
	w := newWorld()
	opened := w.apply(t, secretEdit("abc8Q~one"))
	w.outcome.Kind = account.KindValid
	s, told := w.service(), make(chan struct{})
	s.Secrets = dialogSecrets{s.Secrets, told}
	result := s.Test(t.Context(), opened, false, func(stage account.Stage) {
		if stage.Name == account.StageCredentials && stage.Status == account.StatusRunning && stage.Detail != "" {
			close(told)
		}
	})
	if result.Kind != account.KindValid {
		t.Errorf("the test ended with %+v", result)
	}
}
