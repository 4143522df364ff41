package main

import (
	"context"

	"github.com/spf13/cobra"

	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/doctor"
	"teamsaccount/cmd/internal/terminal"
)

// examined is the JSON form of doctor.
type examined struct {
	OK     bool             `json:"ok"`
	Checks []doctor.Finding `json:"checks"`
}

type doctorCommand struct {
	*session
	asJSON  bool
	offline bool
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

// run looks at everything; a person reads each finding as it comes. Its status
// is 0 if it could look: what is wrong stands in the report.
func (d *doctorCommand) run(ctx context.Context) error {
	p, err := d.program(ctx)
	if err != nil {
		return err
	}
	all := []doctor.Finding{}
	examination := doctor.Examination{
		Program: p, Path: p.Path, Version: versionText(), Env: d.env, Offline: d.offline,
		Found: func(f doctor.Finding) {
			all = append(all, f)
			if !d.asJSON {
				d.tell(f)
			}
		},
	}
	if !d.asJSON {
		examination.Busy = d.Progress.Show
	}
	if err := examination.Run(ctx); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return terminal.Cancelled()
	}
	if d.asJSON {
		return d.JSON(examined{doctor.Well(all), all})
	}
	return nil
}

const (
	statusWidth = 9
	labelWidth  = 18
)

// tell prints a finding.
func (d *doctorCommand) tell(f doctor.Finding) {
	d.Progress.Clear()
	colors := map[doctor.Status]string{
		doctor.OK: terminal.Green, doctor.Warning: terminal.Yellow, doctor.Failed: terminal.Red, doctor.Skipped: terminal.Gray,
	}
	d.Line("%s%s%s", d.Painted(colors[f.Status], terminal.Column(f.Status.Label(), statusWidth)),
		terminal.Column(f.Label(), labelWidth), f.Detail)
	if f.Advice != "" {
		d.Line("%s%s", terminal.Column("", statusWidth+labelWidth), texts.Of("terminal.doctor.advice", "advice", f.Advice))
	}
	d.Flush()
}
