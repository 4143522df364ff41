package main

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// newHelpCommand is cobra's help command, with the status of wrong usage for a
// topic that does not exist.
func newHelpCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   texts.Of("terminal.help.short"),
		Example: texts.Of("terminal.help.examples"),
		RunE: func(cmd *cobra.Command, args []string) error {
			topic, rest, err := cmd.Root().Find(args)
			if err != nil || topic == nil || len(rest) > 0 {
				return terminal.Usage("terminal.help.unknown", "topic", strings.Join(args, " "))
			}
			topic.InitDefaultHelpFlag()
			return topic.Help()
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, command := range cmd.Root().Commands() {
				if len(args) == 0 && command.IsAvailableCommand() && strings.HasPrefix(command.Name(), begun) {
					names = append(names, command.Name()+"\t"+command.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// helpWidth is the width that help keeps to: that of the usual terminal.
const helpWidth = 80

// helpText is what --help prints: what the command does, how it is called, its
// commands or flags, and examples.
func helpText(cmd *cobra.Command) string {
	var text strings.Builder
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	text.WriteString(wrapped(about) + "\n\n")
	text.WriteString(texts.Of("terminal.help.usage", "line", usageLine(cmd)) + "\n")
	helpPart(&text, texts.Of("terminal.help.commands"), commandList(cmd))
	helpPart(&text, texts.Of("terminal.help.flags"), flagList(cmd.LocalNonPersistentFlags()))
	global := cmd.InheritedFlags()
	if !cmd.HasParent() {
		global = cmd.PersistentFlags()
	}
	helpPart(&text, texts.Of("terminal.help.global"), flagList(global))
	if cmd.Example != "" {
		helpPart(&text, texts.Of("terminal.help.exampleTitle"), "  "+strings.ReplaceAll(cmd.Example, "\n", "\n  ")+"\n")
	}
	if cmd.HasAvailableSubCommands() {
		text.WriteString("\n" + texts.Of("terminal.seeHelp") + "\n")
	}
	return text.String()
}

func helpPart(text *strings.Builder, title, lines string) {
	if lines != "" {
		text.WriteString("\n" + title + "\n" + lines)
	}
}

// wrapped breaks lines that are longer than help may be.
func wrapped(text string) string { return ansi.Wordwrap(text, helpWidth, "") }

func usageLine(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return cmd.Use
	}
	line := cmd.CommandPath() + strings.TrimPrefix(cmd.Use, cmd.Name())
	if cmd.HasAvailableLocalFlags() {
		line += " " + texts.Of("terminal.help.someFlags")
	}
	return line
}

func commandList(cmd *cobra.Command) string {
	var lines strings.Builder
	for _, command := range cmd.Commands() {
		if command.IsAvailableCommand() {
			lines.WriteString("  " + terminal.Column(command.Name(), 12) + command.Short + "\n")
		}
	}
	return lines.String()
}

// flagList lists flags with their meanings, wrapped. An optional value is
// written as manuals do, [=VALUE], in place of the flag library's own way.
func flagList(flags *pflag.FlagSet) string {
	list := flags.FlagUsagesWrapped(helpWidth)
	flags.VisitAll(func(flag *pflag.Flag) {
		if value, _ := pflag.UnquoteUsage(flag); value != "" && flag.NoOptDefVal != "" {
			theirs := flag.Name + " " + value + "[=\"" + flag.NoOptDefVal + "\"]"
			list = strings.Replace(list, theirs, terminal.Column(flag.Name+"[="+value+"]", len(theirs)), 1)
		}
	})
	return list
}
