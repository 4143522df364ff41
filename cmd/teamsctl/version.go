package main

import (
	"context"
	"runtime"

	"github.com/spf13/cobra"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
)

func newVersionCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   texts.Of("terminal.version.short"),
		Example: texts.Of("terminal.version.examples"),
		Args:    noArguments,
		RunE: action(func(context.Context, []string) error {
			s.Line("%s", versionText())
			return nil
		}),
	}
}

// versionText names the program, its version, and what it was built with and for.
func versionText() string {
	return texts.Of("terminal.version", "version", program.Version,
		"go", runtime.Version(), "system", runtime.GOOS+"/"+runtime.GOARCH)
}
