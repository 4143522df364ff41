package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
)

// manualName is the name of the page's file, as man(1) looks for it.
const manualName = "teamsctl.1"

// manualCommand prints the manual page, made from the commands as they are, or
// writes it into a directory. It is for the build, not for people.
func manualCommand(s *session) *cobra.Command {
	cmd := &cobra.Command{
		Use:    "man [DIRECTORY]",
		Short:  texts.Of("terminal.man.short"),
		Args:   cobra.MaximumNArgs(1),
		Hidden: true,
	}
	cmd.RunE = action(func(_ context.Context, args []string) error {
		page := manual(cmd.Root())
		if len(args) == 1 {
			return os.WriteFile(filepath.Join(args[0], manualName), []byte(page), 0o644)
		}
		s.keep(s.out.WriteString(page))
		return nil
	})
	return cmd
}

// manual returns the manual page in roff with the man macros (groff_man(7)).
func manual(root *cobra.Command) string {
	var page strings.Builder
	fmt.Fprintf(&page, ".TH TEAMSCTL 1 \"\" \"teamsctl %s\" \"\"\n", roff(program.Version))
	section(&page, "NAME", "teamsctl \\- "+roff(root.Short))
	page.WriteString(".SH SYNOPSIS\n.B teamsctl\n[\\fB\\-f\\fR \\fIFILE\\fR] \\fICOMMAND\\fR [\\fIARGUMENT\\fR...]\n")
	section(&page, "DESCRIPTION", paragraphs(root.Long))
	page.WriteString(".SH OPTIONS\n")
	options(&page, root.PersistentFlags())
	page.WriteString(".SH COMMANDS\n")
	for _, command := range root.Commands() {
		if command.IsAvailableCommand() {
			commandPart(&page, command)
		}
	}
	section(&page, "EXIT STATUS", "")
	for _, status := range []int{
		exitDone, exitRefused, exitUsage, exitIncomplete, exitRejected,
		exitUnreachable, exitKeychain, exitExpires, exitCancelled,
	} {
		tagged(&page, fmt.Sprint(status), texts.Of("terminal.man.exit."+fmt.Sprint(status)))
	}
	section(&page, "ENVIRONMENT", "")
	for _, name := range []string{
		"TEAMSACCOUNT_DIR", "TEAMSACCOUNT_AUTHORITY", "TEAMSACCOUNT_GRAPH",
		"TEAMSACCOUNT_CA_FILE", "HTTPS_PROXY", "NO_PROXY", "NO_COLOR",
	} {
		tagged(&page, name, texts.Of("terminal.man.env."+name))
	}
	section(&page, "FILES", paragraphs(texts.Of("terminal.man.files")))
	return page.String()
}

func commandPart(page *strings.Builder, command *cobra.Command) {
	fmt.Fprintf(page, ".SS \"teamsctl %s\"\n", roff(command.Use))
	text := command.Long
	if text == "" {
		text = command.Short
	}
	page.WriteString(paragraphs(text) + "\n")
	options(page, command.LocalNonPersistentFlags())
}

func section(page *strings.Builder, title, text string) {
	fmt.Fprintf(page, ".SH %s\n", title)
	if text != "" {
		page.WriteString(text + "\n")
	}
}

func options(page *strings.Builder, flags *pflag.FlagSet) {
	flags.VisitAll(func(flag *pflag.Flag) {
		if flag.Name == "help" || flag.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(flag)
		name := "--" + flag.Name
		if flag.Shorthand != "" {
			name = "-" + flag.Shorthand + ", " + name
		}
		if value != "" && flag.NoOptDefVal == "" {
			name += " " + value
		}
		if flag.NoOptDefVal != "" && value != "" {
			name += "[=" + value + "]"
		}
		tagged(page, name, usage)
	})
}

func tagged(page *strings.Builder, tag, text string) {
	fmt.Fprintf(page, ".TP\n.B %s\n%s\n", roff(tag), roff(text))
}

// paragraphs turns blank lines into paragraphs.
func paragraphs(text string) string {
	return strings.ReplaceAll(roff(text), "\n\n", "\n.PP\n")
}

// roff escapes what roff would read as its own: backslashes, hyphens that are
// minus signs in commands, and points and quotes at the beginning of a line.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
