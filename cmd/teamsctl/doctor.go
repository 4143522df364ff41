package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
	"teamsaccount/ui/software/graphics"
)

// What doctor finds about one thing that it looked at.
const (
	healthOK      = "ok"
	healthWarning = "warning"
	healthFailed  = "failed"
	healthSkipped = "skipped"
)

// health is what doctor found out about one thing: what is so, and, where that
// is wrong, what to do.
type health struct {
	Name   string `json:"name"`
	Status string `json:"status"`
	Detail string `json:"detail"`
	Advice string `json:"advice"`
}

// findings is the JSON form of doctor.
type findings struct {
	OK     bool     `json:"ok"`
	Checks []health `json:"checks"`
}

type doctorCommand struct {
	*session
	asJSON  bool
	offline bool
	found   findings
}

func newDoctorCommand(s *session) *cobra.Command {
	do := &doctorCommand{session: s}
	cmd := &cobra.Command{
		Use:         "doctor [FILE]",
		Short:       texts.Of("terminal.doctor.short"),
		Example:     texts.Of("terminal.doctor.examples"),
		Long:        texts.Of("terminal.doctor.long"),
		Args:        oneDocument,
		Annotations: documents,
		RunE:        s.onDocument(do.run),
	}
	cmd.Flags().BoolVar(&do.asJSON, "json", false, texts.Of("terminal.flag.json.one"))
	cmd.Flags().BoolVar(&do.offline, "offline", false, texts.Of("terminal.flag.offline"))
	return cmd
}

// run looks at everything, and reports it as it goes. Its status is 0 if it
// could look: what is wrong stands in the report.
func (e *doctorCommand) run(ctx context.Context) error {
	p, err := e.program(ctx)
	if err != nil {
		return err
	}
	if err := p.Connect(ctx); err != nil {
		return err
	}
	e.found = findings{OK: true, Checks: []health{}}
	e.report("program", healthOK, versionText(), "")
	e.report("system", healthOK, systemText(), "")
	e.display(p)
	stored := e.document(p)
	e.permissions(p)
	e.keychain(ctx, p)
	e.network(ctx, p, stored.Account.Cloud)
	if ctx.Err() != nil {
		return terminal.Cancelled()
	}
	if e.asJSON {
		return e.JSON(e.found)
	}
	return nil
}

// report adds one finding; a person reads it at once.
func (e *doctorCommand) report(name, status, detail, advice string) {
	e.Progress.Clear()
	if status == healthFailed || status == healthWarning {
		e.found.OK = false
	}
	e.found.Checks = append(e.found.Checks, health{name, status, detail, advice})
	if e.asJSON {
		return
	}
	colours := map[string]string{healthOK: terminal.Green, healthWarning: terminal.Yellow, healthFailed: terminal.Red, healthSkipped: terminal.Grey}
	e.Line("%s %s%s", e.Painted(colours[status], terminal.Column(healthText(status), 8)),
		terminal.Column(checkName(name), 18), detail)
	if advice != "" {
		e.Line("%s%s", terminal.Column("", 27), texts.Of("terminal.doctor.advice", "advice", advice))
	}
	e.Flush()
}

// problem reports an error as a finding.
func (e *doctorCommand) problem(name, status string, err error) {
	var problem *account.Problem
	if errors.As(err, &problem) {
		e.report(name, status, problem.What, problem.Remedy)
		return
	}
	e.report(name, status, err.Error(), "")
}

// display reports who would draw the window, and why. A computer without a
// display has nothing wrong with it: the terminal does the same work.
func (e *doctorCommand) display(p *program.Program) {
	getenv := e.env
	if p.Practice != nil {
		getenv = func(string) string { return "" } // The sandbox ignores such variables.
	}
	choice, err := graphics.Choice("", getenv)
	reason := texts.Of("display.reason.asked")
	switch {
	case err != nil:
		e.report("display", healthFailed, err.Error(), texts.Of("terminal.doctor.display.bad.advice"))
	case graphics.Missing(e.env):
		e.report("display", healthSkipped, texts.Of("terminal.doctor.display.none"), "")
	case choice != graphics.ChoiceAuto:
		e.report("display", healthOK, graphics.Text(choice == graphics.ChoiceOpenGL, reason), "")
	default:
		advice := graphics.Look(e.env)
		detail := graphics.Text(advice.OpenGL, advice.Reason)
		if advice.Unsure {
			detail = texts.Of("terminal.doctor.display.unsure", "display", detail)
		}
		e.report("display", healthOK, detail, "")
	}
}

// document reports where the document is and what state it is in. It recovers
// nothing, so that a support person sees what a killed program left.
func (e *doctorCommand) document(p *program.Program) account.Stored {
	stored, err := p.Service.Documents.Load(p.Path)
	path := p.Path
	if absolute, err := filepath.Abs(p.Path); err == nil {
		path = absolute
	}
	if err != nil {
		e.problem("document", healthFailed, err)
		return stored
	}
	if p.Service.Documents.Unfinished(p.Path) {
		e.report("document", healthWarning, path, texts.Of("terminal.doctor.unfinished"))
	}
	if !stored.Present {
		key := "terminal.doctor.noAccount"
		if stored.Deleted {
			key = "terminal.doctor.deleted"
		}
		e.report("document", healthOK, texts.Of(key, "file", path), "")
		return stored
	}
	e.account(path, stored, p)
	return stored
}

func (e *doctorCommand) account(path string, stored account.Stored, p *program.Program) {
	check := account.CheckAccount(stored, account.SecretUnknown, p.Service.Now())
	missing := account.Missing(stored.Account, stored.Account.SecretItem != "")
	switch {
	case !check.OK:
		first := check.Errors[0]
		e.report("document", healthFailed, texts.Of("terminal.doctor.refused", "file", path,
			"finding", findingText("terminal.finding", first)), texts.Of("terminal.doctor.refused.advice"))
	case len(missing) > 0:
		e.report("document", healthWarning, texts.Of("terminal.doctor.incomplete", "file", path,
			"fields", account.Labels(missing)), texts.Of("terminal.doctor.incomplete.advice"))
	case account.ExpiresSoon(check.SecretExpires, p.Service.Now()):
		e.report("document", healthWarning, texts.Of("terminal.doctor.expiring", "file", path,
			"words", account.ExpiryText(check.SecretExpires, p.Service.Now())), texts.Of("terminal.doctor.expiring.advice"))
	default:
		e.report("document", healthOK, texts.Of("terminal.doctor.complete", "file", path), "")
	}
}

// permissions reports who else may read or replace the document. Windows has
// no such bits: there the directory's access list decides.
func (e *doctorCommand) permissions(p *program.Program) {
	if runtime.GOOS == "windows" {
		return
	}
	file := p.Path
	if followed, err := filepath.EvalSymlinks(file); err == nil {
		file = followed
	}
	directory := filepath.Dir(file)
	around, err := os.Stat(directory)
	if errors.Is(err, fs.ErrNotExist) {
		e.report("permissions", healthSkipped, texts.Of("terminal.doctor.noFile"), "")
		return
	}
	if err != nil {
		e.problem("permissions", healthFailed, err)
		return
	}
	detail := texts.Of("terminal.doctor.modes.none", "directory", directory, "directoryMode", octal(around))
	info, err := os.Stat(file)
	switch {
	case err == nil:
		detail = texts.Of("terminal.doctor.modes", "mode", octal(info), "directory", directory, "directoryMode", octal(around))
	case !errors.Is(err, fs.ErrNotExist):
		e.problem("permissions", healthFailed, err)
		return
	}
	own := filepath.Clean(directory) == filepath.Clean(p.Directory)
	switch {
	case own && around.Mode().Perm()&0o077 != 0:
		e.report("permissions", healthWarning, detail, texts.Of("terminal.doctor.modes.directory", "directory", directory))
	case othersReplace(around.Mode()):
		e.report("permissions", healthWarning, detail, texts.Of("terminal.doctor.modes.shared", "directory", directory))
	case info != nil && info.Mode().Perm()&0o077 != 0:
		e.report("permissions", healthWarning, detail, texts.Of("terminal.doctor.modes.file", "file", file))
	default:
		e.report("permissions", healthOK, detail, "")
	}
}

// othersReplace reports whether others may replace files in a directory of
// this mode: they may write to it, and no sticky bit keeps them to their own.
func othersReplace(directory fs.FileMode) bool {
	return directory.Perm()&0o022 != 0 && directory&fs.ModeSticky == 0
}

// keychain stores, reads and deletes an item of its own.
func (e *doctorCommand) keychain(ctx context.Context, p *program.Program) {
	if p.Keychain == nil {
		e.report("keychain", healthSkipped, texts.Of("terminal.doctor.memory"), "")
		return
	}
	if !e.asJSON {
		e.Progress.Show(texts.Of("terminal.doctor.asking"))
	}
	provider, err := p.Keychain.Provider(ctx)
	if err == nil {
		err = p.Keychain.Probe(ctx)
	}
	if err != nil {
		e.problem("keychain", healthFailed, err)
		return
	}
	e.report("keychain", healthOK, texts.Of("terminal.doctor.keychain", "provider", provider), "")
}

// systemText names the operating system, its version and the kind of machine.
func systemText() string {
	name := systemName()
	if name == "" {
		name = runtime.GOOS
	}
	return texts.Of("terminal.doctor.system", "system", name, "machine", runtime.GOARCH)
}

// octal writes the permissions of a file as chmod takes them.
func octal(info fs.FileInfo) string { return fmt.Sprintf("%04o", info.Mode().Perm()) }

func healthText(status string) string {
	switch status {
	case healthOK:
		return texts.Of("terminal.doctor.ok")
	case healthWarning:
		return texts.Of("terminal.doctor.warning")
	case healthFailed:
		return texts.Of("terminal.doctor.failed")
	}
	return texts.Of("terminal.doctor.skipped")
}

// checkName is the name of a check for a person.
func checkName(name string) string {
	return texts.Of(map[string]string{
		"program":     "terminal.doctor.name.program",
		"system":      "terminal.doctor.name.system",
		"display":     "terminal.doctor.name.display",
		"document":    "terminal.doctor.name.document",
		"permissions": "terminal.doctor.name.permissions",
		"keychain":    "terminal.doctor.name.keychain",
		"testServer":  "terminal.doctor.name.testServer",
		"proxy":       "terminal.doctor.name.proxy",
		"name":        "terminal.doctor.name.name",
		"connection":  "terminal.doctor.name.connection",
		"clock":       "terminal.doctor.name.clock",
		"graph":       "terminal.doctor.name.graph",
	}[name])
}
