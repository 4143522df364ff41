package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"teamsaccount/account/conversation"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// maxEventLine bounds one event in bytes: the longest thing that can be said,
// in characters of up to four bytes, behind the longest name.
const maxEventLine = 4 * (conversation.MaxSaid + conversation.MaxExpertName + 16)

// errLineTooLong says that a line was passed over.
var errLineTooLong = errors.New("line too long")

func newRehearseCommand(s *session) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:         "rehearse [FILE]",
		Short:       texts.Of("terminal.rehearse.short"),
		Example:     texts.Of("terminal.rehearse.examples"),
		Long:        texts.Of("terminal.rehearse.long"),
		Args:        oneDocument,
		Annotations: documents,
		RunE:        s.onDocument(func(ctx context.Context) error { return s.rehearse(ctx, asJSON) }),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, texts.Of("terminal.flag.json-lines"))
	return cmd
}

// rehearse plays the events of standard input until it ends. What cannot
// happen is told and passed over.
func (s *session) rehearse(ctx context.Context, asJSON bool) error {
	_, opened, err := s.openAccount(ctx)
	if err != nil {
		return err
	}
	if s.InIsTerm() {
		s.Say("%s", texts.Of("terminal.rehearse.hint"))
	}
	chat := conversation.New(opened.Account.Messages)
	events := bufio.NewReaderSize(s.In, maxEventLine)
	for {
		line, err := terminal.Await(ctx, func() (string, error) { return nextLine(events) })
		if errors.Is(err, io.EOF) {
			return nil
		}
		if errors.Is(err, errLineTooLong) {
			s.Text("terminal.rehearse.tooLong")
			continue
		}
		if err != nil {
			return err
		}
		if strings.TrimSpace(line) != "" {
			s.play(chat, line, asJSON)
			s.Flush()
		}
	}
}

// play lets one event happen and prints what everybody reads.
func (s *session) play(chat *conversation.Conversation, event string, asJSON bool) {
	parsed, err := conversation.ParseEvent(event)
	var lines []conversation.Line
	if err == nil {
		lines, err = chat.Play(parsed)
	}
	if err != nil {
		s.Note("%s", err)
		return
	}
	for _, line := range lines {
		if asJSON {
			s.Keep(0, s.JSON(line))
			continue
		}
		s.Line("%s", line)
	}
}

// nextLine returns the next line without its line break and byte order mark. The
// error is io.EOF after the last one, and errLineTooLong for one that does not fit,
// which is skipped.
func nextLine(from *bufio.Reader) (string, error) {
	line, err := from.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = from.ReadSlice('\n')
		}
		return "", errLineTooLong
	}
	if errors.Is(err, io.EOF) && len(line) > 0 {
		err = nil
	}
	line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
	line = bytes.TrimPrefix(line, []byte("\ufeff"))
	return string(bytes.ToValidUTF8(line, []byte("\ufffd"))), err
}
