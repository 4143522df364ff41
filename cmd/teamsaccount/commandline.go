package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/ui/software/graphics"
)

// commandLine is what the arguments say.
type commandLine struct {
	file          string
	sandbox       string
	display       string
	help, version bool
}

func parse(arguments []string) (commandLine, error) {
	var line commandLine
	flags := pflag.NewFlagSet("teamsaccount", pflag.ContinueOnError)
	flags.Usage = func() {}
	flags.SetOutput(io.Discard)
	flags.StringVar(&line.sandbox, "sandbox", "", "")
	flags.Lookup("sandbox").NoOptDefVal = program.SandboxDefault
	flags.StringVar(&line.display, "display", "", "")
	flags.BoolVarP(&line.help, "help", "h", false, "")
	flags.BoolVar(&line.version, "version", false, "")
	if err := flags.Parse(arguments); err != nil {
		return line, err
	}
	if line.help || line.version {
		return line, nil
	}
	if flags.NArg() > 1 {
		return line, errors.New(texts.Of("program.oneFile"))
	}
	line.file = flags.Arg(0)
	if line.display == displayProbe {
		return line, nil
	}
	getenv := os.Getenv
	if line.sandbox != "" {
		getenv = func(string) string { return "" } // The sandbox ignores all such variables.
	}
	var err error
	line.display, err = graphics.Choice(line.display, getenv)
	return line, err
}

func listOutcomes(out io.Writer) {
	for _, outcome := range program.Outcomes() {
		fmt.Fprintf(out, "%-22s %s\n", outcome.Name, outcome.Description)
	}
}
