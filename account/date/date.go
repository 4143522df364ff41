// Package date reads dates as portals and people write them. It says all that a
// text can mean, so that a person is asked where it is not one day.
package date

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Order is the order in which a person writes day and month as numbers.
type Order int

// The orders. OrderUnknown leaves 1/2/2027 open.
const (
	OrderUnknown Order = iota
	DayFirst
	MonthFirst
)

// Read returns the dates that a text can mean, each as YYYY-MM-DD: none if it
// is no date, one if it is understood, two if day and month can be meant either
// way round and order does not say which.
//
// It reads 2026-12-31 (also with a time behind it), 2026/12/31, 12/31/2026,
// 31.12.2026 (dots put the day first everywhere), "31 December 2026" and
// "Dec 31, 2026" in English, German, Spanish, French, Italian and Portuguese,
// 2026年12月31日, and, from today on, "in 6 months", "12 months", "730 days
// (24 months)" and "tomorrow". With a zero today nothing is read that counts
// from it.
func Read(text string, order Order, today time.Time) []string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	if dates := numeric(text, order); dates != nil {
		return dates
	}
	if dates := withMonthName(text); dates != nil {
		return dates
	}
	if !today.IsZero() {
		return relative(text, today)
	}
	return nil
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})(?:([-/.])(\d{1,2})[-/.](\d{1,2})(?:$|[t ]\d.*)|年 ?(\d{1,2})月 ?(\d{1,2})日$)`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})([-/.]) ?(\d{1,2})[-/.] ?(\d{4}|\d{2})(?:$|,? \d{1,2}:.*)`)
)

// numeric reads dates of numbers alone.
func numeric(text string, order Order) []string {
	if match := yearFirst.FindStringSubmatch(text); match != nil {
		return existing(match[1], match[3]+match[5], match[4]+match[6])
	}
	match := yearLast.FindStringSubmatch(text)
	if match == nil {
		return nil
	}
	first, second, year := match[1], match[3], match[4]
	if len(year) == 2 {
		year = "20" + year
	}
	dayFirst, monthFirst := existing(year, second, first), existing(year, first, second)
	switch {
	case match[2] == "." || order == DayFirst && dayFirst != nil:
		return dayFirst
	case order == MonthFirst && monthFirst != nil:
		return monthFirst
	}
	return slices.Compact(append(dayFirst, monthFirst...))
}

// months are the names of the months, from January on, by their first letters:
// enough of them to tell them apart in each language.
var months = [12][]string{
	{"jan", "jän", "ene", "gen"},
	{"feb", "fév", "fev"},
	{"mar", "mär"},
	{"apr", "avr", "abr"},
	{"may", "mai", "mag"},
	{"jun", "juin", "giu"},
	{"jul", "juil", "lug"},
	{"aug", "aoû", "aou", "ago"},
	{"sep", "set"},
	{"oct", "okt", "ott", "out"},
	{"nov"},
	{"dec", "dez", "déc", "dic"},
}

var (
	dayThenMonth = regexp.MustCompile(`^(?:\pL+,? )?(\d{1,2})(?:\.|st|nd|rd|th|er|º)?[ -](?:de |of )?(\pL+)\.?,?[ -](?:de )?(\d{4})$`)
	monthThenDay = regexp.MustCompile(`^(?:\pL+, )?(\pL+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
)

// withMonthName reads dates with the month in letters.
func withMonthName(text string) []string {
	if match := dayThenMonth.FindStringSubmatch(text); match != nil {
		return existing(match[3], monthNamed(match[2]), match[1])
	}
	if match := monthThenDay.FindStringSubmatch(text); match != nil {
		return existing(match[3], monthNamed(match[1]), match[2])
	}
	return nil
}

// monthNamed returns the number of a month; empty if it is none.
func monthNamed(name string) string {
	for i, beginnings := range months {
		for _, beginning := range beginnings {
			if strings.HasPrefix(name, beginning) {
				return strconv.Itoa(i + 1)
			}
		}
	}
	return ""
}

var span = regexp.MustCompile(`^(?:in )?(\d{1,4}|a|an|one|two|three|six|twelve) (day|week|month|year)s?(?: \(\d+ months?\))?$`)

var numbers = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "six": 6, "twelve": 12}

// relative reads what counts from today.
func relative(text string, today time.Time) []string {
	switch text {
	case "today":
		return []string{today.Format(time.DateOnly)}
	case "tomorrow":
		return []string{today.AddDate(0, 0, 1).Format(time.DateOnly)}
	}
	match := span.FindStringSubmatch(text)
	if match == nil {
		return nil
	}
	count, word := numbers[match[1]]
	if !word {
		count, _ = strconv.Atoi(match[1])
	}
	day := today
	switch match[2] {
	case "day":
		day = today.AddDate(0, 0, count)
	case "week":
		day = today.AddDate(0, 0, 7*count)
	case "month":
		day = monthsLater(today, count)
	case "year":
		day = monthsLater(today, 12*count)
	}
	if day.Year() > 9999 {
		return nil
	}
	return []string{day.Format(time.DateOnly)}
}

// monthsLater returns the same day so many months later, or the last day of a
// month that is shorter.
func monthsLater(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, day.Location())
	last := first.AddDate(0, 1, -1)
	return first.AddDate(0, 0, min(day.Day(), last.Day())-1)
}

// existing returns the date if the calendar has it.
func existing(year, month, day string) []string {
	text := year + "-" + twoDigits(month) + "-" + twoDigits(day)
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return nil
	}
	return []string{text}
}

func twoDigits(number string) string {
	if len(number) == 1 {
		return "0" + number
	}
	return number
}
