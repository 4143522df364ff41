package main

import (
	"context"
	"errors"
	"maps"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

// newRoot returns the command line. Building it touches nothing: no file, no
// keychain, no network.
func newRoot(s *session) *cobra.Command {
	root := &cobra.Command{
		Use:                   "teamsctl [-f FILE] COMMAND [ARGUMENT...]",
		Short:                 texts.Of("terminal.root.short"),
		Long:                  texts.Of("terminal.root.long"),
		Example:               texts.Of("terminal.root.examples"),
		Version:               program.Version,
		Args:                  noSuchCommand,
		SilenceErrors:         true,
		SilenceUsage:          true,
		DisableFlagsInUseLine: true,
		// So many letters may differ in a command that is suggested.
		SuggestionsMinimumDistance: 2,
		PersistentPreRunE:          func(cmd *cobra.Command, args []string) error { return s.globals(cmd, args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			s.Flush()
			cmd.SetOut(s.Err)
			if err := cmd.Help(); err != nil {
				return err
			}
			return ran{told(exitUsage)}
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	flags := root.PersistentFlags()
	flags.StringVarP(&s.file, "file", "f", "", texts.Of("terminal.flag.file"))
	flags.StringVar(&s.sandbox, "sandbox", "", texts.Of("terminal.flag.sandbox"))
	flags.Lookup("sandbox").NoOptDefVal = program.SandboxDefault
	flags.Bool("version", false, texts.Of("terminal.flag.version"))
	flags.BoolP("help", "h", false, texts.Of("terminal.flag.help"))
	complete(root, "sandbox", outcomeNames)
	root.AddCommand(
		newShowCommand(s), newAddCommand(s), newSetCommand(s), newTestCommand(s), newCheckCommand(s),
		newDeleteCommand(s), newExportCommand(s), newImportCommand(s), newRehearseCommand(s), newHistoryCommand(s), newRestoreCommand(s), newRemindCommand(s), newEditCommand(s),
		newDoctorCommand(s), newVersionCommand(s), newManCommand(s),
	)
	root.SetHelpCommand(newHelpCommand(s))
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { _, _ = cmd.OutOrStdout().Write([]byte(helpText(cmd))) })
	root.InitDefaultCompletionCmd()
	refuseOtherShells(root)
	for _, command := range root.Commands() {
		command.Version = program.Version
	}
	root.SetVersionTemplate(versionText() + "\n")
	return root
}

// flagError says what is wrong with a flag. The words of the flag library are
// not a person's.
func flagError(err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var required *pflag.ValueRequiredError
	switch {
	case errors.As(err, &required):
		return terminal.Usage("terminal.flag.needsValue", "flag", dashed(required.GetSpecifiedName()))
	case errors.As(err, &unknown) && unknown.GetSpecifiedName() == "secret":
		return terminal.Usage("terminal.secret.neverFlag")
	case errors.As(err, &unknown):
		return terminal.Usage("terminal.flag.unknown", "flag", dashed(unknown.GetSpecifiedName()))
	case !errors.As(err, &invalid):
		return err
	}
	switch flag := invalid.GetFlag(); flag.Value.Type() {
	case "duration":
		return terminal.Usage("terminal.flag.needsTime", "flag", flag.Name, "value", invalid.GetValue())
	case "int":
		return terminal.Usage("terminal.flag.needsNumber", "flag", flag.Name, "value", invalid.GetValue())
	case "bool":
		return terminal.Usage("terminal.flag.needsNoValue", "flag", flag.Name, "value", invalid.GetValue())
	}
	return err
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// refuseOtherShells makes wrong usage of the completion for a shell that there is
// none for, where cobra only prints its help.
func refuseOtherShells(root *cobra.Command) {
	completion, _, err := root.Find([]string{"completion"})
	if err != nil {
		return
	}
	completion.Args = cobra.ArbitraryArgs
	completion.RunE = func(cmd *cobra.Command, args []string) error {
		var shells []string
		for _, shell := range cmd.Commands() {
			shells = append(shells, shell.Name())
		}
		return ran{terminal.Usage("terminal.completion.shell", "shells", strings.Join(shells, ", "))}
	}
}

// noSuchCommand refuses the arguments of the root: a command that does not
// exist. It names those that are written like it.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if command, _, err := cmd.Find(args[:1]); err == nil && command != cmd {
		return terminal.Usage("terminal.help.afterDashes", "topic", args[0])
	}
	if similar := cmd.SuggestionsFor(args[0]); len(similar) > 0 {
		return terminal.Usage("terminal.help.similar", "topic", args[0], "commands", strings.Join(similar, ", "))
	}
	return terminal.Usage("terminal.help.unknown", "topic", args[0])
}

// excludedFlags annotates a command with the pairs of its flags of which only
// one may be given.
const excludedFlags = "excludedFlags"

// exclude lets only one of two flags be given. Cobra knows it too, so that a
// completion offers no second one; its words for it are not a person's.
func exclude(cmd *cobra.Command, one, other string) {
	cmd.MarkFlagsMutuallyExclusive(one, other)
	annotations := maps.Clone(cmd.Annotations)
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations[excludedFlags] += one + " " + other + "\n"
	cmd.Annotations = annotations
}

func checkExcluded(cmd *cobra.Command) error {
	for pair := range strings.Lines(cmd.Annotations[excludedFlags]) {
		one, other, _ := strings.Cut(strings.TrimSpace(pair), " ")
		if cmd.Flags().Changed(one) && cmd.Flags().Changed(other) {
			return terminal.Usage("terminal.flag.excluded", "one", "--"+one, "other", "--"+other)
		}
	}
	return nil
}

// globals checks the global flags before any command runs.
func (s *session) globals(cmd *cobra.Command, args []string) error {
	flags := cmd.Flags()
	if flags.Changed("file") && s.file == "" {
		return terminal.Usage("terminal.emptyFile")
	}
	if flags.Changed("file") && len(args) > 0 && cmd.Annotations[takesDocuments] != "" {
		return terminal.Usage("terminal.fileTwice")
	}
	if err := checkExcluded(cmd); err != nil {
		return err
	}
	if !flags.Changed("sandbox") {
		return nil
	}
	if s.sandbox == "help" {
		s.listOutcomes()
		return ran{told(exitDone)}
	}
	for _, outcome := range program.Outcomes() {
		if outcome.Name == s.sandbox {
			return nil
		}
	}
	return terminal.Usage("terminal.sandbox.unknown", "outcome", s.sandbox)
}

func (s *session) listOutcomes() {
	width := 0
	for _, outcome := range program.Outcomes() {
		width = max(width, len(outcome.Name))
	}
	for _, outcome := range program.Outcomes() {
		s.Line("%s  %s", terminal.Column(outcome.Name, width), outcome.Description)
	}
}

func outcomeNames() []string {
	var names []string
	for _, outcome := range program.Outcomes() {
		names = append(names, outcome.Name+"\t"+outcome.Title)
	}
	return append(names, "help")
}

// takesDocuments annotates a command whose arguments are documents.
const takesDocuments = "documents"

var documents = map[string]string{takesDocuments: "yes"}

// someDocuments accepts any number of documents as arguments, none of them
// without a name.
func someDocuments(_ *cobra.Command, args []string) error {
	for _, file := range args {
		if file == "" {
			return terminal.Usage("terminal.emptyFile")
		}
	}
	return nil
}

// oneDocument accepts at most one document as an argument.
func oneDocument(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return terminal.Usage("terminal.oneFile", "command", cmd.Name())
	}
	return someDocuments(cmd, args)
}

// oneFile accepts exactly one file that is not the document.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return terminal.Usage("terminal.needsFile", "command", cmd.Name())
	}
	return nil
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return terminal.Usage("terminal.noArguments", "command", cmd.Name(), "argument", args[0])
	}
	return nil
}

// action makes a command's function one that cobra runs.
func action(do func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := do(cmd.Context(), args); err != nil {
			return ran{err}
		}
		return nil
	}
}

// onDocument is action for a command that works on one document, which its one
// argument may name in place of -f.
func (s *session) onDocument(do func(ctx context.Context) error) func(*cobra.Command, []string) error {
	return action(func(ctx context.Context, args []string) error {
		if len(args) == 1 {
			s.file = args[0]
		}
		return do(ctx)
	})
}

// complete offers values for a flag to shell completion.
func complete(cmd *cobra.Command, flag string, values func() []string) {
	offer := func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		var offered []string
		for _, value := range values() {
			if strings.HasPrefix(value, begun) {
				offered = append(offered, value)
			}
		}
		return offered, cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // the flag was registered some lines before
	}
}

// plainUsages takes the back-quotes that mark a value's name from the flags'
// descriptions. Help and the manual page need the mark; a shell's completion
// shows descriptions as they are.
func plainUsages(command *cobra.Command) {
	plain := func(flag *pflag.Flag) { _, flag.Usage = pflag.UnquoteUsage(flag) }
	command.PersistentFlags().VisitAll(plain)
	command.Flags().VisitAll(plain)
	for _, below := range command.Commands() {
		plainUsages(below)
	}
}
