package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teamsaccount/account"
	"teamsaccount/account/date"
	"teamsaccount/account/editing"
	"teamsaccount/account/paste"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// propertyFlag is a flag that sets one property of the account.
type propertyFlag struct {
	name  string
	field account.Field
	usage string
}

// propertyFlags lists the flags of add and set in the order of the form.
func propertyFlags() []propertyFlag {
	return []propertyFlag{
		{"name", account.FieldName, texts.Of("terminal.flag.name")},
		{"tenant-id", account.FieldTenantID, texts.Of("terminal.flag.tenant-id")},
		{"client-id", account.FieldClientID, texts.Of("terminal.flag.client-id")},
		{"secret-expires", account.FieldSecretExpires, texts.Of("terminal.flag.secret-expires")},
		{"object-id", account.FieldObjectID, texts.Of("terminal.flag.object-id")},
		{"cloud", account.FieldCloud, texts.Of("terminal.flag.cloud")},
	}
}

// labelWithFlag returns the label of a field, and the flag that sets it.
func labelWithFlag(field account.Field) string {
	if key, is := field.Message(); is {
		return field.Label() + " (--message " + string(key) + "=)"
	}
	if field == account.FieldClientSecret {
		return field.Label() + " (--secret-stdin, --secret-file)"
	}
	for _, flag := range propertyFlags() {
		if flag.field == field {
			return field.Label() + " (--" + flag.name + ")"
		}
	}
	return field.Label()
}

// changeFlags are the changes of an account that a command line asks for.
type changeFlags struct {
	flags    *pflag.FlagSet
	secret   secretFlags
	messages []string
	resets   []string
	paste    bool
}

func newChangeFlags(cmd *cobra.Command) *changeFlags {
	e := &changeFlags{flags: cmd.Flags()}
	for _, flag := range propertyFlags() {
		e.flags.String(flag.name, "", flag.usage)
	}
	e.secret.add(cmd, texts.Of("terminal.flag.secret-file.clears"))
	e.flags.StringArrayVar(&e.messages, "message", nil, texts.Of("terminal.flag.message"))
	e.flags.StringArrayVar(&e.resets, "reset-message", nil, texts.Of("terminal.flag.reset-message"))
	e.flags.BoolVar(&e.paste, "paste", false, texts.Of("terminal.flag.paste"))
	exclude(cmd, "paste", "secret-stdin")
	complete(cmd, "cloud", cloudNames)
	complete(cmd, "message", func() []string { return messageKeys("=") })
	complete(cmd, "reset-message", func() []string { return append(messageKeys(""), "all") })
	return e
}

func cloudNames() []string {
	var names []string
	for _, cloud := range account.Clouds() {
		names = append(names, string(cloud))
	}
	return names
}

func messageKeys(suffix string) []string {
	var keys []string
	for _, key := range account.MessageKeys() {
		keys = append(keys, string(key)+suffix)
	}
	return keys
}

// asked reports whether the command line asks for any change.
func (e *changeFlags) asked() bool {
	asked := false
	e.flags.Visit(func(flag *pflag.Flag) {
		switch flag.Name {
		case "file", "sandbox", "help", "version":
		default:
			asked = true
		}
	})
	return asked
}

// check finds what is wrong with the command line itself.
func (e *changeFlags) check() error {
	for _, key := range e.resets {
		if key != "all" && !account.MessageKey(key).Known() {
			return unknownMessage(key)
		}
	}
	for _, message := range e.messages {
		key, _, separated := strings.Cut(message, "=")
		if !separated {
			return terminal.Usage("terminal.message.form", "value", message)
		}
		if !account.MessageKey(key).Known() {
			return unknownMessage(key)
		}
	}
	return nil
}

func unknownMessage(key string) error {
	return terminal.Usage("terminal.message.unknown", "key", key, "keys", strings.Join(messageKeys(""), ", "))
}

// apply returns the draft with all changes. What is typed as a flag counts
// more than what was pasted, and a message that is set more than one that is
// reset.
func (e *changeFlags) apply(ctx context.Context, s *session, draft account.Draft) (account.Draft, error) {
	if e.paste {
		if err := s.paste(ctx, &draft); err != nil {
			return draft, err
		}
	}
	for _, flag := range propertyFlags() {
		if e.flags.Changed(flag.name) {
			value, err := e.flags.GetString(flag.name)
			if err != nil {
				return draft, err
			}
			if draft.Current, err = s.with(draft.Current, flag.field, value); err != nil {
				return draft, err
			}
		}
	}
	for _, key := range e.resets {
		draft.Current = reset(draft.Current, key)
	}
	for _, message := range e.messages {
		key, text, _ := strings.Cut(message, "=")
		var err error
		if draft.Current, err = s.with(draft.Current, account.MessageKey(key).Field(), text); err != nil {
			return draft, err
		}
	}
	edit, err := e.secret.edit(ctx, s)
	if edit.Mode == account.SecretClear && draft.Current.SecretItem == "" {
		return draft, nil
	}
	if err == nil && edit.Mode != account.SecretKeep {
		draft.Secret = edit
	}
	return draft, err
}

// with sets one field to a cleaned value.
func (s *session) with(a account.Account, field account.Field, value string) (account.Account, error) {
	if field == account.FieldCloud && value == "" {
		value = string(account.CloudGlobal)
	}
	cleaned, err := s.cleaned(field, value)
	if err == nil && field == account.FieldSecretExpires {
		cleaned, err = s.day(cleaned)
	}
	return a.With(field, cleaned), err
}

// cleaned removes from a value what copying added, and says so. Only an empty
// value clears a field: one of which nothing is left was meant as something.
func (s *session) cleaned(field account.Field, value string) (string, error) {
	cleaned, removed := account.Clean(field, value)
	if removed && cleaned == "" {
		return "", nothingLeft(field)
	}
	if removed {
		s.Text("terminal.cleaned", "field", field.Label())
	}
	return cleaned, nil
}

func nothingLeft(field account.Field) error {
	if key, is := field.Message(); is {
		return terminal.Usage("terminal.nothingLeft.message", "field", labelWithFlag(field), "key", string(key))
	}
	return terminal.Usage("terminal.nothingLeft", "field", labelWithFlag(field))
}

// day returns a date as YYYY-MM-DD, if it can mean only one day. What is no
// date is left for the rules to refuse.
func (s *session) day(text string) (string, error) {
	dates := date.Read(text, s.started.DateOrder(), s.started.Service.Now())
	switch {
	case len(dates) > 1:
		return "", terminal.Usage("terminal.date.either", "text", text, "one", account.LongDate(dates[0]), "oneDate", dates[0],
			"other", account.LongDate(dates[1]), "otherDate", dates[1])
	case len(dates) == 0 || dates[0] == text:
		return text, nil
	}
	s.Text("terminal.date.read", "text", text, "date", account.LongDate(dates[0]))
	return dates[0], nil
}

func reset(a account.Account, key string) account.Account {
	defaults := account.DefaultMessages()
	if key == "all" {
		a.Messages = defaults
		return a
	}
	a.Messages = a.Messages.With(account.MessageKey(key), defaults.Text(account.MessageKey(key)))
	return a
}

// warn tells what the rules warn about. Warnings block nothing; where errors do,
// these are told alone.
func (s *session) warn(draft account.Draft) {
	findings := account.Validate(draft.Current, draft.Secret)
	if len(findings.Errors) > 0 {
		return
	}
	for _, warning := range findings.Warnings {
		s.Text("terminal.warning", "field", warning.Field.Label(), "finding", warning.Message)
	}
}

// paste fills the draft from what stands on standard input, as the window's
// paste does, and says what it found.
func (s *session) paste(ctx context.Context, draft *account.Draft) error {
	if s.InIsTerm() {
		s.Say("%s", texts.Of("terminal.paste.hint"))
	}
	text, err := terminal.ReadBounded(ctx, s.In, paste.MaxBytes)
	if err != nil {
		return err
	}
	read := paste.Read(string(text))
	if !read.Block() {
		return terminal.Usage("terminal.paste.nothing")
	}
	var filled editing.Filled
	*draft, filled = editing.FillBlock(*draft, read)
	s.Note("%s", filled.Summary())
	if filled.OldSecret {
		s.Text("editing.paste.oldSecret")
	}
	return nil
}
