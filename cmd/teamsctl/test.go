package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

type connecting struct {
	*session
	asJSON  bool
	timeout time.Duration
	jobs    int
	from    secretFlags
	secret  string
}

func testCommand(s *session) *cobra.Command {
	do := &connecting{session: s}
	cmd := &cobra.Command{
		Use:         "test [FILE...]",
		Short:       texts.Of("terminal.test.short"),
		Long:        texts.Of("terminal.test.long"),
		Args:        someDocuments,
		Annotations: documents,
		RunE:        action(do.run),
	}
	cmd.Flags().BoolVar(&do.asJSON, "json", false, texts.Of("terminal.flag.json"))
	cmd.Flags().DurationVar(&do.timeout, "timeout", 30*time.Second, texts.Of("terminal.flag.timeout"))
	do.from.add(cmd)
	addJobs(cmd, &do.jobs)
	return cmd
}

func (t *connecting) run(ctx context.Context, args []string) error {
	if t.timeout <= 0 {
		return terminal.Usage("terminal.timeout")
	}
	p, files, err := t.targets(ctx, args, t.jobs)
	if err != nil {
		return err
	}
	if err := p.Connect(); err != nil {
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
func (t *connecting) readSecret(ctx context.Context) error {
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

// test tests one document. It writes nothing but a recovery.
func (t *connecting) test(ctx context.Context, p *program.Program, file string, observe func(account.Stage)) account.Result {
	opened, err := p.Service.Read(ctx, file)
	if err != nil {
		return service.ProblemResult(file, err)
	}
	t.notices(opened)
	if t.secret != "" {
		return p.Service.TestWith(ctx, opened, t.secret, observe)
	}
	return p.Service.Test(ctx, opened, false, observe)
}

// showStage tells a person which stage is under way.
func (t *connecting) showStage(stage account.Stage) {
	if stage.Status == account.StatusRunning {
		t.Progress.Show(texts.Of("terminal.test.running", "stage", stage.Name.Label()))
	}
}

func (t *connecting) one(result account.Result) error {
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
