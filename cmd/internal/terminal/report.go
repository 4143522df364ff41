package terminal

import (
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Painter colours a text; one without colours returns it as it is.
type Painter func(colour, text string) Safe

// report is a test's result for a person, line by line: the stages, then the
// dialog's words. The lines are plain, but for the Painter's colours.
type report struct {
	painted Painter
	lines   []Safe
}

// ReportOf returns the report of a result.
func ReportOf(result account.Result, painted Painter) []Safe {
	r := &report{painted: painted}
	for _, stage := range result.Stages {
		r.lines = append(r.lines, StageLine(stage, painted))
	}
	outcome, status := result.Outcome()
	r.lines = append(r.lines, "", painted(Marks[status].Colour, result.Title), Safe(Plain(result.Explanation)))
	if status == account.StatusWarning {
		r.lines = append(r.lines, painted(Yellow, Marks[status].Mark+" "+outcome))
	}
	r.finding(result)
	r.permissions(result)
	r.details(result)
	return r.lines
}

// Marks are the marks and colours of the stages' statuses.
var Marks = map[account.Status]struct{ Mark, Colour string }{
	account.StatusRunning: {"…", ""},
	account.StatusPassed:  {"✓", Green},
	account.StatusFailed:  {"✗", Red},
	account.StatusWarning: {"!", Yellow},
	account.StatusSkipped: {"-", Grey},
}

// StageLine is one stage: its mark, its status in words, its time, and what it
// has to say.
func StageLine(stage account.Stage, painted Painter) Safe {
	look := Marks[stage.Status]
	took := ""
	if stage.Status != account.StatusSkipped && stage.Status != account.StatusRunning {
		took = texts.Of("terminal.test.ms", "ms", stage.ElapsedMs)
	}
	line := Column(stage.Name.Label(), 13) +
		Column(statusText(stage.Status), 9) + Column(took, 9) + Plain(stage.Detail)
	return painted(look.Colour, look.Mark) + Safe(" "+strings.TrimRight(line, " "))
}

func statusText(status account.Status) string {
	switch status {
	case account.StatusRunning:
		return texts.Of("terminal.status.running")
	case account.StatusPassed:
		return texts.Of("terminal.status.passed")
	case account.StatusFailed:
		return texts.Of("terminal.status.failed")
	case account.StatusWarning:
		return texts.Of("terminal.status.warning")
	}
	return texts.Of("terminal.status.skipped")
}

// finding tells what is at fault and what to do.
func (r *report) finding(result account.Result) {
	if result.Kind == account.KindValid {
		return
	}
	r.labelled("terminal.test.fields", account.Labels(FieldsAtFault(result)))
	said := "terminal.test.says"
	if result.Kind == account.KindRejected {
		said = "terminal.test.microsoftSays"
	}
	r.labelled("terminal.test.cause", result.Cause)
	r.labelled(said, result.Message)
	r.labelled("terminal.test.advice", result.Advice)
}

// FieldsAtFault lists the fields that a result points at: what is missing, else
// what may be wrong.
func FieldsAtFault(result account.Result) []account.Field {
	if len(result.Missing) > 0 {
		return result.Missing
	}
	return []account.Field{result.Field, result.AlsoField}
}

func (r *report) permissions(result account.Result) {
	r.labelled("terminal.test.granted", strings.Join(result.Permissions.Granted, ", "))
	r.labelled("terminal.test.lacking", strings.Join(result.Permissions.Missing, ", "))
	r.labelled("terminal.test.consent", result.ConsentURL)
}

// details tells what a support person asks for.
func (r *report) details(result account.Result) {
	r.labelled("terminal.test.expires", result.SecretExpires)
	r.labelled("terminal.test.code", result.Code)
	r.labelled("terminal.test.lookup", result.LookupURL)
	r.labelled("terminal.test.correlation", result.CorrelationID)
	r.labelled("terminal.test.trace", result.TraceID)
	r.labelled("terminal.test.time", result.Timestamp)
	r.labelled("terminal.test.host", result.Support.Host)
	r.labelled("terminal.test.proxy", result.Support.Proxy)
	if offset, known := result.Support.ClockOffset(); known && offset.Abs() > time.Minute {
		r.labelled("terminal.test.clock", offset.String())
	}
}

// labelled adds a value that is not empty behind its label.
func (r *report) labelled(key, value string) {
	if value != "" {
		r.lines = append(r.lines, Safe(Plain(texts.Of(key, "value", value))))
	}
}
