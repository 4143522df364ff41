package main

import (
	"context"

	"teamsaccount/account"
	"teamsaccount/account/paste"
	"teamsaccount/assets/texts"
)

// paste fills the draft from what stands on standard input, as the window's
// paste does, and says what it found.
func (s *session) paste(ctx context.Context, draft *account.Draft) error {
	if s.inIsTerm() {
		s.say("%s", texts.Of("terminal.paste.hint"))
	}
	text, err := readBounded(ctx, s.in, paste.MaxBytes)
	if err != nil {
		return err
	}
	read := paste.Read(string(text))
	if !read.Block() {
		return usage("terminal.paste.nothing")
	}
	s.text("terminal.paste.found", "fields", labels(read.Fields))
	*draft = read.Fill(*draft)
	return nil
}
