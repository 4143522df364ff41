package main

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

type testCommand struct {
	*session
	asJSON  bool
	timeout time.Duration
	jobs    int
	// onlyFailed leaves out the valid ones of several documents.
	onlyFailed bool
	from       secretFlags
	secret     string
}

func newTestCommand(s *session) *cobra.Command {
	do := &testCommand{session: s}
	cmd := &cobra.Command{
		Use:         "test [FILE...]",
		Short:       texts.Of("terminal.test.short"),
		Example:     texts.Of("terminal.test.examples"),
		Long:        texts.Of("terminal.test.long"),
		Args:        someDocuments,
		Annotations: documents,
		RunE:        action(do.run),
	}
	cmd.Flags().BoolVar(&do.asJSON, "json", false, texts.Of("terminal.flag.json"))
	cmd.Flags().DurationVar(&do.timeout, "timeout", 30*time.Second, texts.Of("terminal.flag.timeout"))
	cmd.Flags().BoolVar(&do.onlyFailed, "only-failed", false, texts.Of("terminal.flag.only-failed"))
	do.from.add(cmd, texts.Of("terminal.flag.secret-file"))
	addJobs(cmd, &do.jobs)
	return cmd
}

func (t *testCommand) run(ctx context.Context, args []string) error {
	if t.timeout <= 0 {
		return terminal.Usage("terminal.timeout")
	}
	p, files, err := t.targets(ctx, args, t.jobs)
	if err != nil {
		return err
	}
	if err := p.PrepareTests(ctx); err != nil {
		return err
	}
	if err := t.readSecret(ctx); err != nil {
		return err
	}
	if host := p.TestServer(); host != "" {
		t.Text("terminal.testServer", "host", host)
	}
	p.Service.NetworkTimeout = t.timeout
	if len(files) == 1 {
		result := t.test(ctx, p, files[0], t.showStage)
		return t.one(result)
	}
	return t.several(ctx, p, files)
}

// readSecret reads the secret that is used this once, if one is given.
func (t *testCommand) readSecret(ctx context.Context) error {
	if !t.from.given() {
		return nil
	}
	secret, err := t.from.read(ctx, t.session)
	if err != nil {
		return err
	}
	findings := account.Validate(account.New(), account.ReplaceSecret(secret))
	if fault := findings.Error(account.FieldClientSecret); fault != "" {
		return &account.Problem{Kind: account.ProblemInvalid, What: fault}
	}
	if warning := findings.Warning(account.FieldClientSecret); warning != "" {
		t.Text("terminal.warning", "field", account.FieldClientSecret.Label(), "finding", warning)
	}
	t.secret = secret
	return nil
}

// test tests one document. What it found out about a stored account is
// remembered, as the window does.
func (t *testCommand) test(ctx context.Context, p *program.Program, file string, observe func(account.Stage)) account.Result {
	opened, err := p.Service.Read(ctx, file)
	if err != nil {
		return p.Service.ProblemResult(file, err)
	}
	t.notices(opened)
	if opened.Revision == "" {
		t.Note("%s", noAccountText(opened))
	}
	if t.secret != "" {
		return p.Service.TestWith(ctx, opened, t.secret, observe)
	}
	result := p.Service.Test(ctx, opened, false, observe)
	seen := len(opened.Notices)
	after, err := p.Service.Remember(ctx, opened, result)
	if err != nil {
		t.Note("%s", err)
	}
	for _, notice := range after.Notices[min(seen, len(after.Notices)):] {
		t.Note("%s", notice)
	}
	return result
}

// showStage tells a person which stage is under way, and what it waits for.
func (t *testCommand) showStage(stage account.Stage) {
	switch {
	case stage.Status == account.StatusRunning && stage.Detail != "":
		t.Progress.Show(texts.Of("terminal.test.waiting", "stage", stage.Name.Label(), "detail", stage.Detail))
	case stage.Status == account.StatusRunning:
		t.Progress.Show(texts.Of("terminal.test.running", "stage", stage.Name.Label()))
	}
}

func (t *testCommand) one(result account.Result) error {
	if t.asJSON {
		if err := t.JSON(result); err != nil {
			return err
		}
	} else {
		t.Line("%s", result.File)
		for _, line := range terminal.ReportOf(result, t.Painted) {
			t.Line("%s", line)
		}
	}
	return told(statusOfKind(result.Kind)).orDone()
}

// several tests many documents, and prints a line for each as it is done.
func (t *testCommand) several(ctx context.Context, p *program.Program, files []string) error {
	counts := map[account.Kind]int{}
	worst, done := exitDone, 0
	work := func(file string) account.Result {
		return t.test(ctx, p, file, func(account.Stage) {})
	}
	asTheyCome(ctx, t.jobs, files, work, func(result account.Result) {
		counts[result.Kind]++
		done++
		worst = worse(worst, statusOfKind(result.Kind))
		if !t.onlyFailed || !result.OK {
			t.inOneLine(result)
		}
		t.Flush()
		t.Progress.Show(texts.Of("terminal.progress", "done", done, "all", len(files)))
	})
	t.summary(done, counts)
	if ctx.Err() != nil {
		worst = exitCancelled
	}
	return told(worst).orDone()
}

// inOneLine prints a result in one line.
func (t *testCommand) inOneLine(result account.Result) {
	if t.asJSON {
		t.Keep(0, t.JSON(result))
		return
	}
	parts := []string{
		result.Title,
		account.Labels(terminal.FieldsAtFault(result)),
		result.Code,
		cmp.Or(result.Advice, result.Message),
	}
	_, status := result.Outcome()
	switch {
	case result.OK:
		parts = []string{result.Title}
	case result.Kind == account.KindDocument:
		parts = []string{result.Message}
	}
	if result.OK && status == account.StatusWarning {
		parts = append(parts, texts.Of("terminal.test.lacking", "value", strings.Join(result.Permissions.Missing, ", ")))
	}
	said := joined(withoutRepeats(parts))
	t.Line("%s: %s", fileAndName(result.File, result.Support.Name), t.Painted(terminal.Marks[status].Color, terminal.Plain(said)))
}

// fileAndName begins the line of one of several documents.
func fileAndName(file, name string) string {
	if name == "" {
		return file
	}
	return file + ": " + name
}

// joined makes one line of its parts.
func joined(parts []string) string {
	for i := range parts[:max(0, len(parts)-1)] {
		parts[i] = strings.TrimSuffix(parts[i], ".")
	}
	return strings.Join(parts, "; ")
}

// withoutRepeats drops the parts of a line that are empty or stand in another.
func withoutRepeats(parts []string) []string {
	var kept []string
	for i, part := range parts {
		repeats := slices.ContainsFunc(append(slices.Clone(kept), parts[i+1:]...), func(other string) bool {
			return strings.Contains(other, part)
		})
		if part != "" && !repeats {
			kept = append(kept, part)
		}
	}
	return kept
}

// summary counts the outcomes of several documents.
func (t *testCommand) summary(all int, counts map[account.Kind]int) {
	kinds := []account.Kind{
		account.KindValid, account.KindIncomplete, account.KindRejected, account.KindUnreachable,
		account.KindKeychain, account.KindDocument, account.KindCancelled,
	}
	var parts []string
	for _, kind := range kinds {
		if counts[kind] > 0 {
			parts = append(parts, strconv.Itoa(counts[kind])+" "+kindText(kind))
		}
	}
	t.Text("terminal.summary", "all", all, "parts", strings.Join(parts, ", "))
}

// kindText is an outcome in a word or two, for a count.
func kindText(kind account.Kind) string {
	switch kind {
	case account.KindValid:
		return texts.Of("terminal.kind.valid")
	case account.KindIncomplete:
		return texts.Of("terminal.kind.incomplete")
	case account.KindRejected:
		return texts.Of("terminal.kind.rejected")
	case account.KindUnreachable:
		return texts.Of("terminal.kind.unreachable")
	case account.KindKeychain:
		return texts.Of("terminal.kind.keychain")
	case account.KindDocument:
		return texts.Of("terminal.kind.document")
	}
	return texts.Of("terminal.kind.cancelled")
}
