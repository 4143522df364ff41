package date_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"teamsaccount/account/date"
)

var today = time.Date(2026, 8, 31, 23, 30, 0, 0, time.UTC)

func TestRead_UnderstandsDatesAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		text  string
		order date.Order
		want  string
	}{
		{"2026-12-31", date.OrderUnknown, "2026-12-31"},
		{" 2026-12-31T23:59:59Z ", date.OrderUnknown, "2026-12-31"},
		{"2026/1/2", date.MonthFirst, "2026-01-02"},
		{"2026年12月31日", date.OrderUnknown, "2026-12-31"},
		{"12/31/2026", date.OrderUnknown, "2026-12-31"},
		{"31/12/2026", date.MonthFirst, "2026-12-31"},
		{"31.12.2026", date.OrderUnknown, "2026-12-31"},
		{"1.2.2027", date.MonthFirst, "2027-02-01"},
		{"31.12.26", date.OrderUnknown, "2026-12-31"},
		{"12/31/2026, 11:59:00 PM", date.OrderUnknown, "2026-12-31"},
		{"5/5/2027", date.OrderUnknown, "2027-05-05"},
		{"1/2/2027", date.DayFirst, "2027-02-01"},
		{"1/2/2027", date.MonthFirst, "2027-01-02"},
		{"1-2-2027", date.OrderUnknown, "2027-02-01 2027-01-02"},
		{"1/2/27", date.OrderUnknown, "2027-02-01 2027-01-02"},
		{"December 31, 2026", date.OrderUnknown, "2026-12-31"},
		{"Dec 31 2026", date.OrderUnknown, "2026-12-31"},
		{"Thursday, December 31, 2026", date.OrderUnknown, "2026-12-31"},
		{"31-Dec-2026", date.OrderUnknown, "2026-12-31"},
		{"31st of December 2026", date.OrderUnknown, "2026-12-31"},
		{"31. Dezember 2026", date.OrderUnknown, "2026-12-31"},
		{"1er mars 2027", date.OrderUnknown, "2027-03-01"},
		{"3 août 2027", date.OrderUnknown, "2027-08-03"},
		{"31 de diciembre de 2026", date.OrderUnknown, "2026-12-31"},
		{"5 de maio de 2027", date.OrderUnknown, "2027-05-05"},
		{"in 6 months", date.OrderUnknown, "2027-02-28"},
		{"In a year", date.OrderUnknown, "2027-08-31"},
		{"180 days (6 months)", date.OrderUnknown, "2027-02-27"},
		{"2 weeks", date.OrderUnknown, "2026-09-14"},
		{"7973 years", date.OrderUnknown, "9999-08-31"},
		{"tomorrow", date.OrderUnknown, "2026-09-01"},
		{"today", date.OrderUnknown, "2026-08-31"},

		{"", date.OrderUnknown, ""},
		{"soon", date.OrderUnknown, ""},
		{"2026-13-01", date.OrderUnknown, ""},
		{"2026-02-30", date.OrderUnknown, ""},
		{"31.31.2026", date.OrderUnknown, ""},
		{"13/13/2026", date.DayFirst, ""},
		{"12/2026", date.OrderUnknown, ""},
		{"31 Smarch 2026", date.OrderUnknown, ""},
		{"7974 years", date.OrderUnknown, ""},
		{"6 months ago", date.OrderUnknown, ""},
	} {
		if got := strings.Join(date.Read(c.text, c.order, today), " "); got != c.want {
			t.Errorf("%q is %q, not %q", c.text, got, c.want)
		}
	}
}

func TestRead_CountsFromNothingWithoutAToday(t *testing.T) {
	if dates := date.Read("in 6 months", date.OrderUnknown, time.Time{}); dates != nil {
		t.Errorf("it is %v", dates)
	}
}

func TestOrderOf_KnowsOnlyWhatTheLocaleSaysForCertain(t *testing.T) {
	for locale, want := range map[string]date.Order{
		"en_US.UTF-8": date.MonthFirst, "en-US": date.MonthFirst, "es-PR": date.MonthFirst,
		"de_DE.UTF-8": date.DayFirst, "de": date.DayFirst, "en_GB": date.DayFirst, "pt-BR": date.DayFirst,
		"sr_RS@latin": date.DayFirst, "haw_US": date.MonthFirst, "gsw_CH": date.DayFirst, "zh-Hant-TW": date.OrderUnknown,
		"en": date.OrderUnknown, "en_CA.UTF-8": date.OrderUnknown, "ja_JP": date.OrderUnknown, "sv_SE": date.OrderUnknown,
		"C": date.OrderUnknown, "C.UTF-8": date.OrderUnknown, "POSIX": date.OrderUnknown, "": date.OrderUnknown,
	} {
		if got := date.OrderOf(locale); got != want {
			t.Errorf("%q is %v, not %v", locale, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"12/31/2026", "31. Dezember 2026", "in 6 months", "2026年1月2日", "1/2/2027"} {
		f.Add(text, 0)
	}
	f.Fuzz(func(t *testing.T, text string, order int) {
		dates := date.Read(text, date.Order(order), today)
		if len(dates) > 2 || !slices.Equal(slices.Compact(slices.Clone(dates)), dates) {
			t.Fatalf("%q means %v", text, dates)
		}
		for _, read := range dates {
			if _, err := time.Parse(time.DateOnly, read); err != nil {
				t.Fatalf("%q means %q", text, read)
			}
		}
	})
}
