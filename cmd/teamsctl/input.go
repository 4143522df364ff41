package main

import (
	"context"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// readBounded reads everything, at most limit bytes, until ctx ends. The read
// itself cannot be interrupted; it ends with the program.
func readBounded(ctx context.Context, from io.Reader, limit int64) ([]byte, error) {
	data, err := await(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(from, limit+1)) })
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, usage("terminal.inputTooLong", "limit", limit)
	}
	return data, nil
}

// await runs a blocking read and gives it up when ctx ends.
func await[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := read()
		done <- outcome{value, err}
	}()
	select {
	case got := <-done:
		return got.value, got.err
	case <-ctx.Done():
		var none T
		return none, cancelled()
	}
}

func cancelled() error {
	return &account.Problem{Kind: account.ProblemCancelled, What: texts.Of("terminal.cancelled")}
}

func (t *terminal) inIsTerm() bool { return term.IsTerminal(int(t.in.Fd())) }

// ask asks for a line at the terminal that is standard input.
func (t *terminal) ask(ctx context.Context, question string) (string, error) {
	defer t.prompt(question)()
	return await(ctx, func() (string, error) { return readLine(t.in) })
}

// askHidden asks for a line that is not shown while it is typed. The terminal
// shows what is typed again afterwards, however this ends.
func (t *terminal) askHidden(ctx context.Context, tty *os.File, question string) (string, error) {
	fd := int(tty.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	done := t.prompt(question)
	typed, err := await(ctx, func() ([]byte, error) { return term.ReadPassword(fd) })
	if err != nil {
		_ = term.Restore(fd, before)
	}
	done()
	if err == io.EOF {
		return "", cancelled()
	}
	return string(typed), err
}

// prompt writes a question where the person sees it, even where standard error
// goes elsewhere. The function it returns ends the line.
func (t *terminal) prompt(question string) (done func()) {
	t.progress.clear()
	t.flush()
	seen := t.err
	finish := func() {}
	if !t.errIsTerm {
		if tty, err := os.OpenFile(terminalOut, os.O_WRONLY, 0); err == nil {
			seen, finish = tty, func() { _ = tty.Close() }
		}
	}
	_, _ = io.WriteString(seen, plain(question)+" ")
	return func() {
		_, _ = io.WriteString(seen, "\n")
		finish()
	}
}

// readLine reads to the end of a line, byte by byte, so that nothing behind it
// is lost to the next reader.
func readLine(from io.Reader) (string, error) {
	var line strings.Builder
	var one [1]byte
	for line.Len() < maxSecretInput {
		n, err := from.Read(one[:])
		if n == 1 && one[0] == '\n' {
			break
		}
		line.Write(one[:n])
		if err == io.EOF && line.Len() == 0 {
			return "", cancelled()
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", err
		}
	}
	return strings.TrimSuffix(line.String(), "\r"), nil
}
