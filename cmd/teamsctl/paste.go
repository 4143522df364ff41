package main

import (
	"context"

	"teamsaccount/account"
	"teamsaccount/account/paste"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// paste fills the draft from what stands on standard input, as the window's
// paste does, and says what it found.
func (s *session) paste(ctx context.Context, draft *account.Draft) error {
	if s.InIsTerm() {
		s.Say("%s", texts.Of("terminal.paste.hint"))
	}
	text, err := terminal.ReadBounded(ctx, s.In, paste.MaxBytes)
	if err != nil {
		return err
	}
	read := paste.Read(string(text))
	if !read.Block() {
		return terminal.Usage("terminal.paste.nothing")
	}
	s.Text("terminal.paste.found", "fields", account.Labels(read.Fields))
	*draft = read.Fill(*draft)
	return nil
}
