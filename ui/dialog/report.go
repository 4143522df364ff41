package dialog

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Report is the text for a support person: what was tested, how each stage
// ended, and what the server said. It never holds a secret.
func Report(result account.Result, version, system string, shorten bool) string {
	var text strings.Builder
	add := func(word string, value any) {
		if fmt.Sprint(value) != "" {
			fmt.Fprintf(&text, "%s: %v\n", word, value)
		}
	}
	add(texts.Of("window.report.outcome"), result.Title)
	add(texts.Of("window.report.code"), result.Code)
	add(texts.Of("window.report.message"), result.Message)
	add(texts.Of("window.report.cause"), result.Cause)
	add(texts.Of("window.report.advice"), result.Advice)
	if result.Field != "" {
		add(texts.Of("window.report.field"), result.Field.Label())
	}
	add(texts.Of("window.report.correlation"), result.CorrelationID)
	add(texts.Of("window.report.trace"), result.TraceID)
	add(texts.Of("window.report.timestamp"), result.Timestamp)
	if !result.Support.At.IsZero() {
		add(texts.Of("window.report.at"), result.Support.At.Format(time.RFC3339))
	}
	add(texts.Of("window.report.program"), texts.Of("window.title")+" "+version)
	add(texts.Of("window.report.system"), system)
	add(texts.Of("window.report.host"), result.Support.Host)
	proxy := result.Support.Proxy
	if proxy == "" {
		proxy = texts.Of("window.report.none")
	}
	add(texts.Of("window.report.proxy"), proxy)
	if offset, known := result.Support.ClockOffset(); known {
		add(texts.Of("window.report.clock"), offset)
	}
	for _, stage := range result.Stages {
		line := fmt.Sprintf("%s, %d ms", stage.Status, stage.ElapsedMs)
		if stage.Detail != "" {
			line += ", " + stage.Detail
		}
		fmt.Fprintf(&text, "%s %s: %s\n", texts.Of("window.report.stage"), stage.Name.Label(), line)
	}
	add(texts.Of("window.report.granted"), strings.Join(result.Permissions.Granted, ", "))
	add(texts.Of("window.report.missing"), strings.Join(result.Permissions.Missing, ", "))
	if shorten {
		return shortenGUIDs(text.String())
	}
	return text.String()
}

var anyGUID = regexp.MustCompile(`(?i)\b([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}([0-9a-f]{4})\b`)

// shortenGUIDs leaves the first and last four digits of every GUID: enough to
// recognize it, not enough to use it.
func shortenGUIDs(text string) string { return anyGUID.ReplaceAllString(text, "$1…$2") }
