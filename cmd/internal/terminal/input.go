package terminal

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/term"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// MaxSecretInput bounds what is read for a secret, in bytes. What is longer is
// none.
const MaxSecretInput = 64 << 10

// UsageError is a command line that cannot be meant.
type UsageError struct{ What string }

// Error returns What.
func (e *UsageError) Error() string { return e.What }

// Usage returns a UsageError with one of the product's texts.
func Usage(key string, pairs ...any) error { return &UsageError{texts.Of(key, pairs...)} }

// ReadFile reads everything of a file, a pipe too, at most limit bytes, until
// ctx ends. The error is a Problem with ProblemFailed that names the file, or a
// UsageError for what is longer.
func ReadFile(ctx context.Context, name string, limit int64) ([]byte, error) {
	// Opening waits too where the file is a pipe that nobody writes to yet.
	file, err := Await(ctx, func() (*os.File, error) { return os.Open(name) })
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer file.Close()
	data, err := ReadBounded(ctx, file, limit)
	var wrong *UsageError
	if err != nil && !errors.As(err, &wrong) {
		return nil, unreadable(name, err)
	}
	return data, err
}

// unreadable says in words why a file cannot be read.
func unreadable(name string, err error) error {
	var problem *account.Problem
	var path *fs.PathError
	made := &account.Problem{Kind: account.ProblemFailed, Err: err, Remedy: texts.Of("terminal.file.remedy")}
	switch {
	case errors.As(err, &problem):
		return problem
	case errors.Is(err, fs.ErrNotExist):
		made.What = texts.Of("terminal.file.none", "file", name)
	case errors.Is(err, fs.ErrPermission):
		made.What = texts.Of("terminal.file.denied", "file", name)
	case errors.As(err, &path):
		made.What = texts.Of("terminal.file.unreadable", "file", name, "reason", path.Err)
	default:
		made.What = texts.Of("terminal.file.unreadable", "file", name, "reason", err)
	}
	return made
}

// ReadBounded reads everything, at most limit bytes, until ctx ends. The read
// itself cannot be interrupted; it ends with the program.
func ReadBounded(ctx context.Context, from io.Reader, limit int64) ([]byte, error) {
	data, err := Await(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(from, limit+1)) })
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, Usage("terminal.inputTooLong", "limit", limit)
	}
	return data, nil
}

// Await runs a blocking read and gives it up when ctx ends.
func Await[T any](ctx context.Context, read func() (T, error)) (T, error) {
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
		return none, Cancelled()
	}
}

// Cancelled is the error of what the person cancelled.
func Cancelled() error {
	return &account.Problem{Kind: account.ProblemCancelled, What: texts.Of("terminal.cancelled")}
}

// InIsTerm reports whether a person types on standard input.
func (t *Terminal) InIsTerm() bool { return term.IsTerminal(int(t.In.Fd())) }

// Ask asks for a line at the terminal that is standard input.
func (t *Terminal) Ask(ctx context.Context, question string) (string, error) {
	defer t.prompt(question)()
	return Await(ctx, func() (string, error) { return readLine(t.In) })
}

// AskHidden asks for a line that is not shown while it is typed. The terminal
// shows what is typed again afterwards, however this ends.
func (t *Terminal) AskHidden(ctx context.Context, tty *os.File, question string) (string, error) {
	fd := int(tty.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	done := t.prompt(question)
	typed, err := Await(ctx, func() ([]byte, error) { return term.ReadPassword(fd) })
	if err != nil {
		_ = term.Restore(fd, before)
	}
	done()
	if err == io.EOF {
		return "", Cancelled()
	}
	return string(typed), err
}

// prompt writes a question where the person sees it, even where standard error
// goes elsewhere. The function it returns ends the line.
func (t *Terminal) prompt(question string) (done func()) {
	t.Progress.Clear()
	t.Flush()
	seen := t.Err
	finish := func() {}
	if !t.errIsTerm {
		// Windows shows every script only where the console may be read too.
		if tty, err := os.OpenFile(terminalOut, os.O_RDWR, 0); err == nil {
			seen, finish = tty, func() { _ = tty.Close() }
		}
	}
	_, _ = io.WriteString(seen, Plain(question)+" ")
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
	for line.Len() < MaxSecretInput {
		n, err := from.Read(one[:])
		if n == 1 && one[0] == '\n' {
			break
		}
		line.Write(one[:n])
		if err == io.EOF && line.Len() == 0 {
			return "", Cancelled()
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

// TTY returns the terminal at which a person can be asked, even where standard
// input is a file. The error is the system's: nobody can be asked here.
func (t *Terminal) TTY() (tty *os.File, done func(), err error) {
	if t.InIsTerm() {
		return t.In, func() {}, nil
	}
	opened, err := os.OpenFile(terminalIn, os.O_RDWR, 0)
	if err != nil {
		return nil, nil, err
	}
	return opened, func() { _ = opened.Close() }, nil
}
