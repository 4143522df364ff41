package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/pflag"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
)

// commandLine is what the arguments say.
type commandLine struct {
	file          string
	sandbox       string
	help, version bool
}

func parse(arguments []string) (commandLine, error) {
	var line commandLine
	flags := pflag.NewFlagSet("teamsaccount", pflag.ContinueOnError)
	flags.Usage = func() {}
	flags.SetOutput(io.Discard)
	flags.StringVar(&line.sandbox, "sandbox", "", "")
	flags.Lookup("sandbox").NoOptDefVal = program.SandboxDefault
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
	return line, nil
}

func listOutcomes(out io.Writer) {
	for _, outcome := range program.Outcomes() {
		fmt.Fprintf(out, "%-22s %s\n", outcome.Name, outcome.Description)
	}
}
