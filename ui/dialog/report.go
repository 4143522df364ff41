package dialog

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// report is what a support person wants to know: what was tested, how each
// stage ended, and what the server said. It never holds a secret.
type report []reportLine

type reportLine struct{ word, value string }

// newReport returns the report of a test.
func newReport(result account.Result) report {
	var r report
	r.addOutcome(result)
	r.addSupport(result.Support)
	for _, stage := range result.Stages {
		value := fmt.Sprintf("%s, %d ms", stage.Status, stage.ElapsedMs)
		if stage.Detail != "" {
			value += ", " + stage.Detail
		}
		r.add(texts.Of("window.report.stage", "stage", stage.Name.Label()), value)
	}
	r.add(texts.Of("window.report.granted"), strings.Join(result.Permissions.Granted, ", "))
	r.add(texts.Of("window.report.missing"), strings.Join(result.Permissions.Missing, ", "))
	return r
}

// addOutcome says how the test ended and what the server said.
func (r *report) addOutcome(result account.Result) {
	r.add(texts.Of("window.report.outcome"), result.Title)
	r.add(texts.Of("window.report.code"), result.Code)
	r.add(texts.Of("window.report.message"), result.Message)
	r.add(texts.Of("window.report.cause"), result.Cause)
	r.add(texts.Of("window.report.advice"), result.Advice)
	if result.Field != "" {
		r.add(texts.Of("window.report.field"), result.Field.Label())
	}
	r.add(texts.Of("window.report.correlation"), result.CorrelationID)
	r.add(texts.Of("window.report.trace"), result.TraceID)
	r.add(texts.Of("window.report.timestamp"), result.Timestamp)
}

// addSupport says what was tested, with what, where and how.
func (r *report) addSupport(support account.Support) {
	r.add(account.FieldName.Label(), support.Name)
	r.add(account.FieldTenantID.Label(), support.TenantID)
	r.add(account.FieldClientID.Label(), support.ClientID)
	if !support.At.IsZero() {
		r.add(texts.Of("window.report.at"), support.At.Format(time.RFC3339))
	}
	r.add(texts.Of("window.report.program"), support.Program)
	r.add(texts.Of("window.report.host"), support.Host)
	proxy := support.Proxy
	if proxy == "" {
		proxy = texts.Of("window.report.none")
	}
	r.add(texts.Of("window.report.proxy"), proxy)
	if offset, known := support.ClockOffset(); known {
		r.add(texts.Of("window.report.clock"), offset.String())
	}
}

// add adds a line unless there is nothing to say.
func (r *report) add(word, value string) {
	if value != "" {
		*r = append(*r, reportLine{word, value})
	}
}

// String returns the report as lines of text.
func (r report) String() string {
	var text strings.Builder
	for _, line := range r {
		fmt.Fprintf(&text, "%s: %s\n", line.word, line.value)
	}
	return text.String()
}

var anyGUID = regexp.MustCompile(`(?i)\b([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}([0-9a-f]{4})\b`)

// shortened leaves the first and last four digits of every GUID: enough to
// recognize it, not enough to use it.
func (r report) shortened() report {
	short := make(report, len(r))
	for i, line := range r {
		short[i] = reportLine{line.word, anyGUID.ReplaceAllString(line.value, "$1…$2")}
	}
	return short
}
