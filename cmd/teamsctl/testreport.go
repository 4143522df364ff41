package main

import (
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// painter colours a text; one without colours returns it as it is.
type painter func(colour, text string) safe

// report is a test's result for a person, line by line: the stages, then the
// dialog's words. The lines are plain, but for the painter's colours.
type report struct {
	painted painter
	lines   []safe
}

// reportOf returns the report of a result.
func reportOf(result account.Result, painted painter) []safe {
	r := &report{painted: painted}
	for _, stage := range result.Stages {
		r.lines = append(r.lines, stageLine(stage, painted))
	}
	r.lines = append(r.lines, "", painted(kindColour(result.Kind), result.Title), safe(plain(result.Explanation)))
	r.finding(result)
	r.permissions(result)
	r.details(result)
	return r.lines
}

// The marks and colours of the stages' statuses.
var stageMarks = map[account.Status]struct{ mark, colour string }{
	account.StatusRunning: {"…", ""},
	account.StatusPassed:  {"✓", green},
	account.StatusFailed:  {"✗", red},
	account.StatusWarning: {"!", yellow},
	account.StatusSkipped: {"-", grey},
}

// stageLine is one stage: its mark, its status in words, its time, and what it
// has to say.
func stageLine(stage account.Stage, painted painter) safe {
	look := stageMarks[stage.Status]
	took := ""
	if stage.Status != account.StatusSkipped && stage.Status != account.StatusRunning {
		took = texts.Of("terminal.test.ms", "ms", stage.ElapsedMs)
	}
	line := column(texts.Of("stage."+string(stage.Name)), 13) +
		column(texts.Of("terminal.status."+string(stage.Status)), 9) + column(took, 9) + plain(stage.Detail)
	return painted(look.colour, look.mark) + safe(" "+strings.TrimRight(line, " "))
}

func kindColour(kind account.Kind) string {
	if kind == account.KindValid {
		return green
	}
	return red
}

// finding tells what is at fault and what to do.
func (r *report) finding(result account.Result) {
	if result.Kind == account.KindValid {
		return
	}
	fields := labelsOf(result.Field, result.AlsoField)
	if len(result.Missing) > 0 {
		fields = labels(result.Missing)
	}
	r.labelled("terminal.test.fields", fields)
	said := "terminal.test.says"
	if result.Kind == account.KindRejected {
		said = "terminal.test.microsoftSays"
	}
	r.labelled("terminal.test.cause", result.Cause)
	r.labelled(said, result.Message)
	r.labelled("terminal.test.advice", result.Advice)
}

func labelsOf(fields ...account.Field) string {
	var given []account.Field
	for _, field := range fields {
		if field != "" {
			given = append(given, field)
		}
	}
	return labels(given)
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
		r.lines = append(r.lines, safe(plain(texts.Of(key, "value", value))))
	}
}
