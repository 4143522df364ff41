package main

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// marks and colours of the stages' statuses.
var stageMarks = map[account.Status]struct{ mark, colour string }{
	account.StatusPassed:  {"✓", green},
	account.StatusFailed:  {"✗", red},
	account.StatusWarning: {"!", yellow},
	account.StatusSkipped: {"-", grey},
}

// report prints a result for a person: the stages, then the dialog's words.
func (t *connecting) report(result account.Result) {
	t.line("%s", result.File)
	for _, stage := range result.Stages {
		t.stage(stage)
	}
	t.line("")
	t.line("%s", t.painted(kindColour(result.Kind), result.Title))
	t.line("%s", result.Explanation)
	t.finding(result)
	t.permissions(result)
	t.details(result)
}

func (t *connecting) stage(stage account.Stage) {
	look := stageMarks[stage.Status]
	took := ""
	if stage.Status != account.StatusSkipped {
		took = texts.Of("terminal.test.ms", "ms", stage.ElapsedMs)
	}
	line := column(texts.Of("stage."+string(stage.Name)), 13) +
		column(texts.Of("terminal.status."+string(stage.Status)), 9) + column(took, 9) + stage.Detail
	t.line("%s %s", t.painted(look.colour, look.mark), strings.TrimRight(line, " "))
}

func kindColour(kind account.Kind) string {
	if kind == account.KindValid {
		return green
	}
	return red
}

// finding prints what is at fault and what to do.
func (t *connecting) finding(result account.Result) {
	if result.Kind == account.KindValid {
		return
	}
	fields := labelsOf(result.Field, result.AlsoField)
	if len(result.Missing) > 0 {
		fields = labels(result.Missing)
	}
	t.labelled("terminal.test.fields", fields)
	said := "terminal.test.says"
	if result.Kind == account.KindRejected {
		said = "terminal.test.microsoftSays"
	}
	t.labelled("terminal.test.cause", result.Cause)
	t.labelled(said, result.Message)
	t.labelled("terminal.test.advice", result.Advice)
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

func (t *connecting) permissions(result account.Result) {
	t.labelled("terminal.test.granted", strings.Join(result.Permissions.Granted, ", "))
	t.labelled("terminal.test.lacking", strings.Join(result.Permissions.Missing, ", "))
	t.labelled("terminal.test.consent", result.ConsentURL)
}

// details prints what a support person asks for.
func (t *connecting) details(result account.Result) {
	t.labelled("terminal.test.expires", result.SecretExpires)
	t.labelled("terminal.test.code", result.Code)
	t.labelled("terminal.test.lookup", result.LookupURL)
	t.labelled("terminal.test.correlation", result.CorrelationID)
	t.labelled("terminal.test.trace", result.TraceID)
	t.labelled("terminal.test.time", result.Timestamp)
	t.labelled("terminal.test.host", result.Support.Host)
	t.labelled("terminal.test.proxy", result.Support.Proxy)
	if result.Support.ClockKnown && result.Support.ClockOffset.Abs() > time.Minute {
		t.labelled("terminal.test.clock", result.Support.ClockOffset.Round(time.Second).String())
	}
}

// labelled prints a value that is not empty behind its label.
func (t *connecting) labelled(key, value string) {
	if value != "" {
		t.line("%s", texts.Of(key, "value", value))
	}
}

// summed prints a result in one line.
func (t *connecting) summed(result account.Result) {
	if t.asJSON {
		t.keep(0, t.json(result))
		return
	}
	parts := []string{
		result.Title,
		cmp.Or(labels(result.Missing), labelsOf(result.Field, result.AlsoField)),
		result.Code,
		cmp.Or(result.Advice, result.Message),
	}
	if result.Kind == account.KindValid {
		parts = []string{result.Title}
	}
	said := strings.Join(withoutEmpty(parts), "; ")
	t.line("%s: %s", result.File, t.painted(kindColour(result.Kind), plain(said)))
}

func withoutEmpty(texts []string) []string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}

// summary counts the outcomes of several documents.
func (t *connecting) summary(all int, counts map[account.Kind]int) {
	kinds := []account.Kind{
		account.KindValid, account.KindIncomplete, account.KindRejected, account.KindUnreachable,
		account.KindKeychain, account.KindDocument, account.KindCancelled,
	}
	var parts []string
	for _, kind := range kinds {
		if counts[kind] > 0 {
			parts = append(parts, strconv.Itoa(counts[kind])+" "+texts.Of("terminal.kind."+string(kind)))
		}
	}
	t.text("terminal.summary", "all", all, "parts", strings.Join(parts, ", "))
}
