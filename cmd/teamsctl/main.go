// Command teamsctl is the Microsoft Teams integration account of a contact
// center from a terminal: the same account, the same rules and the same test
// as the window's, where no window can open.
package main

import (
	"context"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"teamsaccount/cmd/internal/program"
)

func main() {
	program.NoDumps()
	os.Exit(run(os.Args[1:]))
}

// run executes one command line and returns its exit status. The first
// interrupt cancels what runs; a second one ends the program at once.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop)
	s := newSession(os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	defer s.close()
	root := newRoot(s)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		plainUsages(root)
	}
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	return s.end(err)
}
