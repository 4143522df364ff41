package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

// shown is the JSON form of show: the document's account and one more key.
type shown struct {
	File string `json:"file,omitempty"`
	account.Account
	Secret account.SecretState `json:"secret"`
}

// shownNone is the line of a document without an account, or of one that
// cannot be read, where several are shown.
type shownNone struct {
	File    string           `json:"file"`
	Kind    account.Kind     `json:"kind,omitempty"`
	Account *account.Account `json:"account"`
	Message string           `json:"message,omitempty"`
}

type showCommand struct {
	*session
	asJSON bool
	jobs   int
}

func newShowCommand(s *session) *cobra.Command {
	do := &showCommand{session: s}
	cmd := &cobra.Command{
		Use:         "show [FILE...]",
		Short:       texts.Of("terminal.show.short"),
		Example:     texts.Of("terminal.show.examples"),
		Long:        texts.Of("terminal.show.long"),
		Args:        someDocuments,
		Annotations: documents,
		RunE:        action(do.run),
	}
	cmd.Flags().BoolVar(&do.asJSON, "json", false, texts.Of("terminal.flag.json"))
	addJobs(cmd, &do.jobs)
	return cmd
}

// viewed is one document as show found it.
type viewed struct {
	opened service.Opened
	secret account.SecretState
	reason error
	err    error
}

func (s *showCommand) run(ctx context.Context, args []string) error {
	p, files, err := s.targets(ctx, args, s.jobs)
	if err != nil {
		return err
	}
	if len(files) == 1 {
		done := s.Progress.Waiting()
		found := s.view(ctx, p, files[0])
		done()
		return s.one(found)
	}
	return s.several(ctx, p, files)
}

// several shows several documents, a line each in their order.
func (s *showCommand) several(ctx context.Context, p *program.Program, files []string) error {
	counts := map[string]int{}
	worst, done := exitDone, 0
	work := func(file string) viewed { return s.view(ctx, p, file) }
	inOrder(ctx, s.jobs, files, work, func(v viewed) {
		done++
		counts[v.countKey()]++
		worst = worse(worst, statusOf(v.err))
		s.Keep(0, s.inOneLine(v))
	}, func() {
		s.Flush()
		s.Progress.Show(texts.Of("terminal.progress", "done", done, "all", len(files)))
	})
	var parts []string
	for _, sort := range []string{countAccount, countNone, countUnreadable} {
		if counts[sort] > 0 {
			parts = append(parts, strconv.Itoa(counts[sort])+" "+texts.Of(sort))
		}
	}
	s.Text("terminal.summary", "all", done, "parts", strings.Join(parts, ", "))
	return orCancelled(ctx, told(worst).orDone())
}

// What the summary of several documents counts.
const (
	countAccount    = "terminal.show.count.account"
	countNone       = "terminal.show.count.none"
	countUnreadable = "terminal.show.count.unreadable"
)

// countKey says what a document turned out to be, for the summary.
func (v viewed) countKey() string {
	switch {
	case v.err != nil:
		return countUnreadable
	case !v.opened.Present:
		return countNone
	}
	return countAccount
}

func (s *showCommand) view(ctx context.Context, p *program.Program, file string) viewed {
	var v viewed
	v.opened, v.err = p.Service.Read(ctx, file)
	v.secret = account.SecretMissing
	if v.err == nil && v.opened.Present {
		v.secret, v.reason = p.Service.SecretState(ctx, v.opened.Account)
	}
	return v
}

// one shows the only document: all of its account.
func (s *showCommand) one(v viewed) error {
	s.notices(v.opened)
	if v.err != nil {
		return v.err
	}
	if v.reason != nil {
		s.Note("%s", v.reason)
	}
	if !v.opened.Present {
		if s.asJSON {
			if v.opened.Revision == "" {
				s.Note("%s", noAccountText(v.opened))
			}
			return s.JSON(nil)
		}
		s.Line("%s", noAccountText(v.opened))
		return nil
	}
	if s.asJSON {
		return s.JSON(shown{Account: v.opened.Account, Secret: v.secret})
	}
	s.form(v)
	return nil
}

// inOneLine shows one of inOneLine documents, in one line.
func (s *showCommand) inOneLine(v viewed) error {
	s.notices(v.opened)
	if v.err != nil {
		s.Note("%s", v.err)
	}
	if s.asJSON {
		return s.JSON(v.asJSON())
	}
	a := v.opened.Account
	switch {
	case v.err != nil:
		s.Line("%s: %s", v.opened.Path, texts.Of("terminal.show.unreadable"))
	case v.opened.Revision == "":
		s.Line("%s: %s", v.opened.Path, texts.Of("terminal.fileAbsent"))
	case !v.opened.Present:
		s.Line("%s: %s", v.opened.Path, texts.Of("terminal.show.none"))
	default:
		s.Line("%s: %s", v.opened.Path, texts.Of("terminal.show.line", "name", terminal.OrEmpty(a.Name),
			"tenant", terminal.OrEmpty(a.TenantID), "client", terminal.OrEmpty(a.ClientID), "secret", secretText(v.secret)))
	}
	return nil
}

func (v viewed) asJSON() any {
	if v.err != nil {
		failed := account.CheckProblem(v.err)
		return shownNone{File: v.opened.Path, Kind: failed.Kind, Message: v.err.Error()}
	}
	if !v.opened.Present {
		return shownNone{File: v.opened.Path}
	}
	return shown{File: v.opened.Path, Account: v.opened.Account, Secret: v.secret}
}

// form prints the account as the form shows it.
func (s *showCommand) form(v viewed) {
	a, findings := v.opened.Account, account.Validate(v.opened.Account, account.SecretEdit{})
	width := terminal.LabelWidth()
	s.Line("%s%s", terminal.Column(texts.Of("terminal.show.document"), width), v.opened.Path)
	for _, field := range account.Properties() {
		s.Line("%s%s%s", terminal.Column(field.Label(), width), s.value(a, field, v.secret), s.marks(findings, field))
	}
	s.Line("")
	s.Line("%s", texts.Of("label.messages"))
	for _, key := range account.MessageKeys() {
		value := a.Messages.Text(key)
		mark := terminal.Safe("")
		if value == account.DefaultMessages().Text(key) {
			mark = s.Painted(terminal.Gray, "  "+texts.Of("terminal.show.default"))
		}
		s.Line("%s%s%s%s", terminal.Column(key.Field().Label(), width), value, mark, s.marks(findings, key.Field()))
	}
	if fault := findings.Error(account.FieldSecretItem); fault != "" {
		s.Line("%s%s", terminal.Column(account.FieldSecretItem.Label(), width), s.Painted(terminal.Red, fault))
	}
}

func (s *showCommand) value(a account.Account, field account.Field, secret account.SecretState) string {
	value := a.Value(field)
	switch {
	case field == account.FieldClientSecret:
		return secretText(secret)
	case value == "":
		return terminal.OrEmpty(value)
	case field == account.FieldCloud && a.Cloud.Known():
		return a.Cloud.Label()
	case field == account.FieldSecretExpires:
		if words := account.ExpiryText(value, s.started.Service.Now()); words != "" {
			return value + " (" + words + ")"
		}
	}
	return value
}

// marks tells what the rules say about a field, behind its value.
func (s *showCommand) marks(findings account.Findings, field account.Field) terminal.Safe {
	if fault := findings.Error(field); fault != "" {
		return s.Painted(terminal.Red, "  "+terminal.Plain(texts.Of("terminal.show.fault", "finding", fault)))
	}
	if warning := findings.Warning(field); warning != "" {
		return s.Painted(terminal.Yellow, "  "+terminal.Plain(texts.Of("terminal.show.warning", "finding", warning)))
	}
	return ""
}

func secretText(state account.SecretState) string {
	switch state {
	case account.SecretStored:
		return texts.Of("terminal.secret.stored")
	case account.SecretMissing:
		return texts.Of("terminal.secret.missing")
	}
	return texts.Of("terminal.secret.unknown")
}
