package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

type checkCommand struct {
	*session
	asJSON     bool
	within     string
	days       float64
	noKeychain bool
	jobs       int
}

// checked is one document as check found it.
type checked struct {
	account.Check
	// name is the account's, absent that there is no such file.
	name    string
	absent  bool
	status  int
	notices []string
	reason  error
}

func newCheckCommand(s *session) *cobra.Command {
	do := &checkCommand{session: s}
	cmd := &cobra.Command{
		Use:         "check [FILE...]",
		Short:       texts.Of("terminal.check.short"),
		Example:     texts.Of("terminal.check.examples"),
		Long:        texts.Of("terminal.check.long"),
		Args:        someDocuments,
		Annotations: documents,
		RunE:        action(do.run),
	}
	cmd.Flags().BoolVar(&do.asJSON, "json", false, texts.Of("terminal.flag.json"))
	cmd.Flags().StringVar(&do.within, "expires-within", strconv.Itoa(account.ExpiryWarningDays)+"d", texts.Of("terminal.flag.expires-within"))
	cmd.Flags().BoolVar(&do.noKeychain, "no-keychain", false, texts.Of("terminal.flag.no-keychain"))
	addJobs(cmd, &do.jobs)
	return cmd
}

func (c *checkCommand) run(ctx context.Context, args []string) error {
	days, ok := parseDays(c.within)
	if !ok {
		return terminal.Usage("terminal.within", "value", c.within)
	}
	c.days = days
	p, files, err := c.targets(ctx, args, c.jobs)
	if err != nil {
		return err
	}
	if len(files) == 1 {
		done := c.Progress.Waiting()
		result := c.check(ctx, p, files[0])
		done()
		c.tell(result, c.report)
		return told(result.status).orDone()
	}
	return c.several(ctx, p, files)
}

// parseDays reads a time as days: a number with a d behind it, or a duration
// such as 36h.
func parseDays(text string) (days float64, ok bool) {
	if number, isDays := strings.CutSuffix(text, "d"); isDays {
		whole, err := strconv.ParseUint(number, 10, 31)
		return float64(whole), err == nil
	}
	duration, err := time.ParseDuration(text)
	return duration.Hours() / 24, err == nil && duration >= 0
}

// check applies all rules to one document.
func (c *checkCommand) check(ctx context.Context, p *program.Program, file string) checked {
	opened, err := c.read(ctx, p, file)
	if err != nil {
		failed := checked{Check: account.CheckProblem(err), status: statusOf(err), notices: opened.Notices}
		failed.File = file
		return failed
	}
	secret, reason := account.SecretUnknown, error(nil)
	if !c.noKeychain {
		secret, reason = p.Service.SecretState(ctx, opened.Account)
	}
	result := checked{
		Check:   account.CheckAccount(opened.Stored, secret, p.Service.Now()),
		notices: opened.Notices,
		reason:  reason,
		name:    opened.Account.Name,
		absent:  opened.Revision == "",
	}
	result.File = file
	result.status = c.status(result)
	return result
}

// read reads a document; without the keychain, without the recovery too, which
// asks it.
func (c *checkCommand) read(ctx context.Context, p *program.Program, file string) (service.Opened, error) {
	if c.noKeychain {
		return p.Service.Glance(file)
	}
	return p.Service.Read(ctx, file)
}

// status is the worst that was found in a document.
func (c *checkCommand) status(result checked) int {
	status := statusOf(result.reason)
	if !result.OK {
		status = worse(status, exitUsage)
	}
	if !result.Complete {
		status = worse(status, exitIncomplete)
	}
	if c.expires(result.Check) {
		status = worse(status, exitExpires)
	}
	return status
}

func (c *checkCommand) expires(check account.Check) bool {
	return check.DaysLeft != nil && (*check.DaysLeft <= 0 || float64(*check.DaysLeft) <= c.days)
}

// several checks many documents, and prints a line for each in their order.
func (c *checkCommand) several(ctx context.Context, p *program.Program, files []string) error {
	counts := map[int]int{}
	worst, done := exitDone, 0
	work := func(file string) checked { return c.check(ctx, p, file) }
	inOrder(ctx, c.jobs, files, work, func(result checked) {
		done++
		counts[result.status]++
		worst = worse(worst, result.status)
		c.tell(result, c.inOneLine)
	}, func() {
		c.Flush()
		c.Progress.Show(texts.Of("terminal.progress", "done", done, "all", len(files)))
	})
	c.summary(done, counts)
	if ctx.Err() != nil {
		worst = exitCancelled
	}
	return told(worst).orDone()
}

// tell prints a result as JSON or in words, and what was noticed beside it.
func (c *checkCommand) tell(result checked, inWords func(checked)) {
	for _, notice := range result.notices {
		c.Note("%s", notice)
	}
	if result.reason != nil {
		c.Note("%s", result.reason)
	}
	if c.asJSON {
		c.Keep(0, c.JSON(result.Check))
		return
	}
	inWords(result)
}

// report prints a result in words, a line for each finding.
func (c *checkCommand) report(result checked) {
	c.Line("%s: %s", result.File, c.inOneWord(result))
	if result.absent {
		c.Line("  %s", texts.Of("terminal.fileAbsent"))
	}
	for _, finding := range result.Errors {
		c.Line("  %s", c.Painted(terminal.Red, terminal.Plain(findingText("terminal.check.error", finding))))
	}
	for _, finding := range result.Warnings {
		c.Line("  %s", c.Painted(terminal.Yellow, terminal.Plain(findingText("terminal.check.warning", finding))))
	}
	if len(result.Missing) > 0 {
		c.Line("  %s", texts.Of("terminal.check.missing", "fields", account.Labels(result.Missing)))
	}
	if result.DaysLeft != nil {
		c.Line("  %s", texts.Of("terminal.check.expires", "date", result.SecretExpires,
			"words", account.ExpiryText(result.SecretExpires, c.started.Service.Now())))
	}
}

// inOneLine prints a result in one line.
func (c *checkCommand) inOneLine(result checked) {
	var parts []string
	if result.absent {
		parts = append(parts, texts.Of("terminal.fileAbsent"))
	}
	for _, finding := range result.Errors {
		parts = append(parts, findingText("terminal.finding", finding))
	}
	if len(result.Missing) > 0 && !result.absent {
		parts = append(parts, texts.Of("terminal.check.missing", "fields", account.Labels(result.Missing)))
	}
	if c.expires(result.Check) {
		parts = append(parts, account.ExpiryText(result.SecretExpires, c.started.Service.Now()))
	}
	if len(result.Warnings) > 0 {
		parts = append(parts, texts.Of("terminal.check.warnings", "count", len(result.Warnings)))
	}
	said := c.inOneWord(result)
	switch {
	case result.status == exitExpires:
		said = c.Painted(terminal.Red, terminal.Plain(joined(parts)))
	case len(parts) > 0:
		said += terminal.Safe(": " + terminal.Plain(joined(parts)))
	}
	c.Line("%s: %s", fileAndName(result.File, result.name), said)
}

func (c *checkCommand) inOneWord(result checked) terminal.Safe {
	color := terminal.Red
	if result.status == exitDone {
		color = terminal.Green
	}
	if result.status == exitExpires {
		return c.Painted(color, expiryText(*result.DaysLeft))
	}
	return c.Painted(color, checkText(result.status))
}

// expiryText tells a secret that has expired from one that is about to.
func expiryText(daysLeft int) string {
	if daysLeft < 0 {
		return texts.Of("terminal.check.expired")
	}
	return texts.Of("terminal.check.expiring")
}

// findingText is a finding behind its field; a document as a whole has none.
func findingText(key string, finding account.Finding) string {
	if finding.Field == "" {
		return finding.Message
	}
	return texts.Of(key, "field", finding.Field.Label(), "finding", finding.Message)
}

// summary counts the outcomes of several documents.
func (c *checkCommand) summary(all int, counts map[int]int) {
	var parts []string
	for i := len(byGravity) - 1; i >= 0; i-- {
		if count := counts[byGravity[i]]; count > 0 {
			parts = append(parts, strconv.Itoa(count)+" "+checkText(byGravity[i]))
		}
	}
	c.Text("terminal.summary", "all", all, "parts", strings.Join(parts, ", "))
}

// checkText is the outcome of a check in a word or two.
func checkText(status int) string {
	switch status {
	case exitDone:
		return texts.Of("terminal.check.0")
	case exitUsage:
		return texts.Of("terminal.check.2")
	case exitIncomplete:
		return texts.Of("terminal.check.3")
	case exitKeychain:
		return texts.Of("terminal.check.6")
	case exitExpires:
		return texts.Of("terminal.check.7")
	case exitCancelled:
		return texts.Of("terminal.check.130")
	}
	return texts.Of("terminal.check.1")
}
