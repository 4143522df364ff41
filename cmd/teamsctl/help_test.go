package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// everyCommand calls do with the root and each of its commands.
func everyCommand(t *testing.T, do func(t *testing.T, cmd *cobra.Command)) {
	root := newRoot(newSession(os.Stdin, os.Stdout, os.Stderr, func(string) string { return "" }))
	root.InitDefaultHelpCmd()
	for _, cmd := range append(root.Commands(), root) {
		if !cmd.Hidden {
			t.Run(cmd.Name(), func(t *testing.T) { do(t, cmd) })
		}
	}
}

func TestHelp_KeepsTo80Columns(t *testing.T) {
	everyCommand(t, func(t *testing.T, cmd *cobra.Command) {
		for line := range strings.Lines(helpText(cmd)) {
			if width := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); width > 80 {
				t.Errorf("%d columns: %s", width, line)
			}
		}
	})
}

// words splits a command line as a shell does, as far as the examples need it.
var words = regexp.MustCompile(`'[^']*'|\S+`)

func TestHelp_HasExamplesThatCanBeCalled(t *testing.T) {
	everyCommand(t, func(t *testing.T, cmd *cobra.Command) {
		if cmd.Name() == "completion" {
			return // Its text is the library's, with examples of its own.
		}
		examples := strings.Split(cmd.Example, "\n")
		if len(examples) < 2 {
			t.Errorf("%d examples", len(examples))
		}
		for _, example := range examples {
			_, line, is := strings.Cut(" "+example, " teamsctl ")
			if !is {
				t.Errorf("no example of teamsctl: %s", example)
				continue
			}
			line, _, _ = strings.Cut(line, " < ")
			line, _, _ = strings.Cut(line, " | ")
			args := words.FindAllString(line, -1)
			for i := range args {
				args[i] = strings.Trim(args[i], "'")
			}
			called, rest, err := cmd.Root().Find(args)
			if err != nil || called != cmd && called.HasParent() && cmd.HasParent() {
				t.Errorf("%s: calls %v, %v", example, called.Name(), err)
				continue
			}
			if err := called.ParseFlags(rest); err != nil {
				t.Errorf("%s: %v", example, err)
			}
		}
	})
}
