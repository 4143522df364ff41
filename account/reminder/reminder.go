// Package reminder makes a calendar entry of the day on which a client secret
// expires.
package reminder

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// AlarmDays are the days before the end on which the calendar reminds.
var AlarmDays = []int{30, 15, 3}

// FileName is the name that is offered for the file.
const FileName = "client-secret-expires.ics"

// Calendar returns an iCalendar file (RFC 5545) with one entry: all of the day
// on which the account's secret expires, with its alarms. Importing it again
// after the date changed moves the entry. It holds no secret; now is when it is
// made.
//
// Without a date the error is a ProblemRefused.
func Calendar(a account.Account, now time.Time) ([]byte, error) {
	end, err := time.Parse(time.DateOnly, a.SecretExpires)
	if err != nil {
		return nil, &account.Problem{
			Kind: account.ProblemRefused, What: texts.Of("reminder.noDate"), Remedy: texts.Of("reminder.noDate.remedy"),
		}
	}
	calendar := ics.NewCalendarFor("Teams Account")
	calendar.SetProductId("-//Teams Account//Teams Account//EN")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetCalscale("GREGORIAN")
	event := calendar.AddEvent(a.ID + "@teamsaccount")
	event.SetDtStampTime(now)
	// A calendar takes the entry with the higher number for the newer one.
	event.SetSequence(int(now.Unix() / 60))
	event.SetAllDayStartAt(end)
	event.SetAllDayEndAt(end.AddDate(0, 0, 1))
	summary := texts.Of("reminder.summary", "name", name(a))
	event.SetSummary(summary)
	event.SetDescription(texts.Of("reminder.description", "name", name(a), "client", oneLine(a.ClientID), "tenant", oneLine(a.TenantID)))
	event.SetTimeTransparency(ics.TransparencyTransparent)
	for _, days := range AlarmDays {
		alarm := event.AddAlarm()
		alarm.SetAction(ics.ActionDisplay)
		alarm.SetTrigger("-P" + strconv.Itoa(days) + "D")
		alarm.SetDescription(summary)
	}
	return []byte(calendar.Serialize(ics.WithNewLine("\r\n"))), nil
}

func name(a account.Account) string {
	if name := oneLine(a.Name); name != "" {
		return name
	}
	return texts.Of("reminder.unnamed")
}

// oneLine drops control characters, which a document written by hand may hold.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text))
}
