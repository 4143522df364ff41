package reminder_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"teamsaccount/account"
	"teamsaccount/account/reminder"
)

var now = time.Date(2026, 11, 24, 10, 32, 0, 0, time.UTC)

func made(t *testing.T, change func(*account.Account)) string {
	t.Helper()
	a := account.New()
	a.Name, a.ClientID, a.SecretExpires = "Head office", "66666666-7777-8888-9999-000000000000", "2027-05-01"
	a.SecretItem = account.SecretItemName(a.ID)
	change(&a)
	file, err := reminder.Calendar(a, now)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(file), a.SecretItem) {
		t.Error("it names the keychain item")
	}
	return string(file)
}

func TestCalendar_HasTheDayWithItsAlarms(t *testing.T) {
	file := made(t, func(*account.Account) {})
	for _, line := range []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270502",
		"DTSTAMP:20261124T103200Z", "TRIGGER:-P30D", "TRIGGER:-P15D", "TRIGGER:-P3D", "TRANSP:TRANSPARENT",
		"SUMMARY:The client secret of Head office expires", "END:VCALENDAR",
	} {
		if !strings.Contains(file, line+"\r\n") {
			t.Errorf("there is no line %q in\n%s", line, file)
		}
	}
	if strings.Count(file, "\n") != strings.Count(file, "\r\n") {
		t.Error("a line does not end with CRLF")
	}
}

func TestCalendar_IsReadBackWhole(t *testing.T) {
	hostile := "Büro; A, B \\ 東京東京東京東京東京東京東京東京東京東京東京東京東京東京 \u0007 \"C\""
	file := made(t, func(a *account.Account) { a.Name = hostile })
	for line := range strings.SplitSeq(file, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	calendar, err := ics.ParseCalendar(bytes.NewReader([]byte(file)))
	if err != nil {
		t.Fatal(err)
	}
	summary := calendar.Events()[0].GetProperty(ics.ComponentPropertySummary).Value
	if want := "The client secret of " + strings.ReplaceAll(hostile, "\u0007", "") + " expires"; summary != want {
		t.Errorf("the summary is %q, not %q", summary, want)
	}
	if alarms := calendar.Events()[0].Alarms(); len(alarms) != len(reminder.AlarmDays) {
		t.Errorf("%d alarms", len(alarms))
	}
}

func TestCalendar_MovesTheSameEntry(t *testing.T) {
	a := account.New()
	a.SecretExpires = "2027-05-01"
	one, _ := reminder.Calendar(a, now)
	a.SecretExpires = "2028-05-01"
	other, _ := reminder.Calendar(a, now.Add(time.Hour))
	uid := "UID:" + a.ID + "@teamsaccount\r\n"
	if !strings.Contains(string(one), uid) || !strings.Contains(string(other), uid) {
		t.Error("the entry's UID is not the account's")
	}
}

func TestCalendar_NeedsADate(t *testing.T) {
	for _, date := range []string{"", "soon"} {
		if _, err := reminder.Calendar(account.Account{SecretExpires: date}, now); !account.IsProblem(err, account.ProblemRefused) {
			t.Errorf("%q: %v", date, err)
		}
	}
}
