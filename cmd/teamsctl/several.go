package main

import (
	"context"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

// The number of documents that are worked on at a time.
const (
	defaultJobs = 8
	maxJobs     = 256
)

// pause is how long lines that were printed wait for more before they are
// handed on.
const pause = 50 * time.Millisecond

func addJobs(cmd *cobra.Command, jobs *int) {
	cmd.Flags().IntVar(jobs, "jobs", defaultJobs, texts.Of("terminal.flag.jobs"))
}

// targets starts the program and lists the documents of a command: those named
// as arguments, else the one that -f names, else the workstation's own. The
// practice tenant has one document of its own.
func (s *session) targets(ctx context.Context, args []string, jobs int) (*program.Program, []string, error) {
	if jobs < 1 || jobs > maxJobs {
		return nil, nil, terminal.Usage("terminal.jobs", "limit", maxJobs)
	}
	if len(args) > 0 {
		s.file = args[0]
	}
	p, err := s.program(ctx)
	if err != nil {
		return nil, nil, err
	}
	s.askOnce()
	if len(args) == 0 || s.sandbox != "" {
		return p, []string{p.Path}, nil
	}
	return p, expanded(args), nil
}

// inOrder works on items with so many jobs at a time, and hands the results
// over in the order of the items, each as soon as it and those before it are
// there. It holds no more than some results for each job, however many items
// there are. It stops beginning new work when ctx ends, and calls idle when the
// next result is a while in coming.
func inOrder[T any](ctx context.Context, jobs int, items []string, work func(string) T, take func(T), idle func()) {
	type job struct {
		item   string
		result chan<- T
	}
	waiting := make(chan job, jobs)
	pending := make(chan (<-chan T), 4*jobs)
	for range min(jobs, len(items)) {
		go func() {
			for next := range waiting {
				next.result <- work(next.item)
			}
		}()
	}
	go func() {
		defer close(pending)
		defer close(waiting)
		for _, item := range items {
			if ctx.Err() != nil {
				return
			}
			result := make(chan T, 1)
			pending <- result
			waiting <- job{item, result}
		}
	}()
	for result := range pending {
		take(patiently(result, idle))
	}
}

// patiently waits for a result, and calls idle once if it is a while in coming.
func patiently[T any](result <-chan T, idle func()) T {
	select {
	case got := <-result:
		return got
	default:
	}
	wait := time.NewTimer(pause)
	defer wait.Stop()
	select {
	case got := <-result:
		return got
	case <-wait.C:
		idle()
		return <-result
	}
}

// asTheyCome works on items with so many jobs at a time, and hands over each
// result as soon as it is there. It stops beginning new work when ctx ends.
func asTheyCome[T any](ctx context.Context, jobs int, items []string, work func(string) T, take func(T)) {
	waiting := make(chan string)
	results := make(chan T)
	go func() {
		defer close(waiting)
		for _, item := range items {
			select {
			case waiting <- item:
			case <-ctx.Done():
				return
			}
		}
	}()
	var working sync.WaitGroup
	for range min(jobs, len(items)) {
		working.Go(func() {
			for item := range waiting {
				results <- work(item)
			}
		})
	}
	go func() {
		working.Wait()
		close(results)
	}()
	for result := range results {
		take(result)
	}
}

// orCancelled is err, or the cancellation that came before it.
func orCancelled(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return terminal.Cancelled()
	}
	return err
}
