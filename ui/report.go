package ui

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// report is the text for a support person: what was tested, how each stage
// ended, and what the server said. It never holds a secret.
func report(result account.Result, version, system string, shorten bool) string {
	var text strings.Builder
	add := func(key string, value any) {
		if fmt.Sprint(value) != "" {
			fmt.Fprintf(&text, "%s: %v\n", texts.Of("window.report."+key), value)
		}
	}
	add("outcome", result.Title)
	add("code", result.Code)
	add("message", result.Message)
	add("cause", result.Cause)
	add("advice", result.Advice)
	if result.Field != "" {
		add("field", result.Field.Label())
	}
	add("correlation", result.CorrelationID)
	add("trace", result.TraceID)
	add("timestamp", result.Timestamp)
	if !result.Support.At.IsZero() {
		add("at", result.Support.At.Format(time.RFC3339))
	}
	add("program", texts.Of("window.title")+" "+version)
	add("system", system)
	add("host", result.Support.Host)
	proxy := result.Support.Proxy
	if proxy == "" {
		proxy = texts.Of("window.report.none")
	}
	add("proxy", proxy)
	if offset, known := result.Support.ClockOffset(); known {
		add("clock", offset)
	}
	for _, stage := range result.Stages {
		line := fmt.Sprintf("%s, %d ms", stage.Status, stage.ElapsedMs)
		if stage.Detail != "" {
			line += ", " + stage.Detail
		}
		fmt.Fprintf(&text, "%s %s: %s\n", texts.Of("window.report.stage"), stage.Name.Label(), line)
	}
	add("granted", strings.Join(result.Permissions.Granted, ", "))
	add("missing", strings.Join(result.Permissions.Missing, ", "))
	if shorten {
		return shortenGUIDs(text.String())
	}
	return text.String()
}

var anyGUID = regexp.MustCompile(`(?i)\b([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}([0-9a-f]{4})\b`)

// shortenGUIDs leaves the first and last four digits of every GUID: enough to
// recognize it, not enough to use it.
func shortenGUIDs(text string) string { return anyGUID.ReplaceAllString(text, "$1…$2") }
