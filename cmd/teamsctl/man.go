package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

// newManCommand prints the manual page, made from the commands as they are, or
// writes it and the window's into a directory, by the names that man(1) looks
// for. It is for the build, not for people: SOURCE_DATE_EPOCH gives the date.
func newManCommand(s *session) *cobra.Command {
	cmd := &cobra.Command{
		Use:    "man [DIRECTORY]",
		Short:  texts.Of("terminal.man.short"),
		Args:   cobra.MaximumNArgs(1),
		Hidden: true,
	}
	cmd.RunE = action(func(_ context.Context, args []string) error {
		date, err := buildDate(s.env("SOURCE_DATE_EPOCH"))
		if err != nil {
			return err
		}
		page := manual(cmd.Root(), date)
		if len(args) == 0 {
			s.Keep(s.Out.WriteString(page))
			return nil
		}
		if err := os.WriteFile(filepath.Join(args[0], "teamsctl.1"), []byte(page), 0o644); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(args[0], "teamsaccount.1"), []byte(windowManual(date)), 0o644)
	})
	return cmd
}

// buildDate returns the day that SOURCE_DATE_EPOCH names in seconds since 1970
// (https://reproducible-builds.org/specs/source-date-epoch), as YYYY-MM-DD in
// UTC; empty for an empty one.
func buildDate(epoch string) (string, error) {
	if epoch == "" {
		return "", nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return "", terminal.Usage("terminal.man.epoch", "epoch", epoch)
	}
	return time.Unix(seconds, 0).UTC().Format(time.DateOnly), nil
}

// heading begins a page. Its footer holds the date and the version, its header
// the title of manuals of section 1.
func heading(page *strings.Builder, name, date string) {
	fmt.Fprintf(page, ".TH %s 1 \"%s\" \"%s %s\" \"User Commands\"\n",
		strings.ToUpper(name), roff(date), name, roff(program.Version))
}

// windowManual returns the window's manual page; its options are those of its
// --help.
func windowManual(date string) string {
	var page strings.Builder
	heading(&page, "teamsaccount", date)
	section(&page, "NAME", "teamsaccount \\- "+roff(texts.Of("terminal.man.window.short")))
	page.WriteString(".SH SYNOPSIS\n.B teamsaccount\n[\\fIOPTION\\fR...] [\\fIFILE\\fR]\n")
	section(&page, "DESCRIPTION", paragraphs(texts.Of("terminal.man.window.long")))
	section(&page, "OPTIONS", ".nf\n"+roff(indented(texts.Of("program.usage")))+"\n.fi")
	environment(&page)
	tagged(&page, "TEAMSACCOUNT_DISPLAY", texts.Of("terminal.man.env.TEAMSACCOUNT_DISPLAY"))
	files(&page)
	section(&page, "SEE ALSO", ".BR teamsctl (1)")
	return page.String()
}

// manual returns the manual page in roff with the man macros (groff_man(7)).
func manual(root *cobra.Command, date string) string {
	var page strings.Builder
	heading(&page, "teamsctl", date)
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
	for _, exit := range []struct {
		status int
		key    string
	}{
		{exitDone, "terminal.man.exit.0"},
		{exitRefused, "terminal.man.exit.1"},
		{exitUsage, "terminal.man.exit.2"},
		{exitIncomplete, "terminal.man.exit.3"},
		{exitRejected, "terminal.man.exit.4"},
		{exitUnreachable, "terminal.man.exit.5"},
		{exitKeychain, "terminal.man.exit.6"},
		{exitExpires, "terminal.man.exit.7"},
		{exitCancelled, "terminal.man.exit.130"},
	} {
		tagged(&page, strconv.Itoa(exit.status), texts.Of(exit.key))
	}
	environment(&page)
	tagged(&page, "NO_COLOR", texts.Of("terminal.man.env.NO_COLOR"))
	files(&page)
	section(&page, "SEE ALSO", ".BR teamsaccount (1)")
	return page.String()
}

// indented returns the indented lines of a text: a --help's options.
func indented(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "  ") {
			lines = append(lines, strings.TrimRight(line, "\n"))
		}
	}
	return strings.Join(lines, "\n")
}

// environment adds the variables that both programs read.
func environment(page *strings.Builder) {
	section(page, "ENVIRONMENT", "")
	for _, variable := range []struct{ name, key string }{
		{"TEAMSACCOUNT_DIR", "terminal.man.env.TEAMSACCOUNT_DIR"},
		{"TEAMSACCOUNT_AUTHORITY", "terminal.man.env.TEAMSACCOUNT_AUTHORITY"},
		{"TEAMSACCOUNT_GRAPH", "terminal.man.env.TEAMSACCOUNT_GRAPH"},
		{"TEAMSACCOUNT_CA_FILE", "terminal.man.env.TEAMSACCOUNT_CA_FILE"},
		{"HTTPS_PROXY", "terminal.man.env.HTTPS_PROXY"},
		{"NO_PROXY", "terminal.man.env.NO_PROXY"},
	} {
		tagged(page, variable.name, texts.Of(variable.key))
	}
}

func files(page *strings.Builder) {
	section(page, "FILES", paragraphs(texts.Of("terminal.man.files")))
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
