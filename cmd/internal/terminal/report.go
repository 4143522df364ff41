package terminal

import (
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Painter colors a text; one without colors returns it as it is.
type Painter func(color, text string) Safe

// report is a test's result for a person, line by line: the stages, then the
// dialog's words. The lines are plain, but for the Painter's colors.
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
	r.lines = append(r.lines, "", painted(Marks[status].Color, result.Title), Safe(Plain(result.Explanation)))
	if status == account.StatusWarning {
		r.lines = append(r.lines, painted(Yellow, Marks[status].Mark+" "+outcome))
	}
	r.finding(result)
	r.permissions(result)
	r.details(result)
	return r.lines
}

// Marks are the marks and colors of the stages' statuses.
var Marks = map[account.Status]struct{ Mark, Color string }{
	account.StatusRunning: {"…", ""},
	account.StatusPassed:  {"✓", Green},
	account.StatusFailed:  {"✗", Red},
	account.StatusWarning: {"!", Yellow},
	account.StatusSkipped: {"-", Gray},
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
	return painted(look.Color, look.Mark) + Safe(" "+strings.TrimRight(line, " "))
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
	r.labeled("terminal.test.fields", account.Labels(FieldsAtFault(result)))
	said := "terminal.test.says"
	if result.Kind == account.KindRejected {
		said = "terminal.test.microsoftSays"
	}
	r.labeled("terminal.test.cause", result.Cause)
	r.labeled(said, result.Message)
	r.labeled("terminal.test.advice", result.Advice)
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
	r.labeled("terminal.test.granted", strings.Join(result.Permissions.Granted, ", "))
	r.labeled("terminal.test.lacking", strings.Join(result.Permissions.Missing, ", "))
	r.labeled("terminal.test.consent", result.ConsentURL)
}

// details tells what a support person asks for.
func (r *report) details(result account.Result) {
	if expires := result.SecretExpires; expires != "" {
		r.lines = append(r.lines, Safe(texts.Of("terminal.test.expires", "value", Plain(expires), "when", account.ExpiryText(expires, time.Now()))))
	}
	r.labeled("terminal.test.code", result.Code)
	r.labeled("terminal.test.lookup", result.LookupURL)
	r.labeled("terminal.test.correlation", result.CorrelationID)
	r.labeled("terminal.test.trace", result.TraceID)
	r.labeled("terminal.test.time", result.Timestamp)
	r.labeled("terminal.test.host", result.Support.Host)
	r.labeled("terminal.test.proxy", result.Support.Proxy)
	if offset, known := result.Support.ClockOffset(); known && offset.Abs() > time.Minute {
		r.labeled("terminal.test.clock", offset.String())
	}
}

// labeled adds a value that is not empty behind its label.
func (r *report) labeled(key, value string) {
	if value != "" {
		r.lines = append(r.lines, Safe(Plain(texts.Of(key, "value", value))))
	}
}
